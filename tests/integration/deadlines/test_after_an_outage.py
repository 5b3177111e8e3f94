"""After an outage, or a long jump of the clock: one message for each clock and reader, which says how late it is."""

import pytest
from django.core import mail

from lscp.accounts.roles import Role
from lscp.cases.actions import open_case
from lscp.deadlines import actions, sweep
from lscp.deadlines.enums import FactKind
from lscp.deadlines.models import Rule, Rung
from lscp.messaging import delivery, newest
from lscp.messaging.actions import choose_reminders
from lscp.messaging.models import OutboundMessage, Status
from tests.integration.deadlines.conftest import on
from tests.integration.deadlines.telling import EXECUTIVES, HOLDERS, told

pytestmark = pytest.mark.django_db


def test_outage_of_three_days_tells_the_latest_state_once_and_still_escalates(given_notify_clock, travel):
    travel("2026-04-08T10:00")  # warnings -3, -1, 0 and the breach were all missed
    fired = sweep.fire_due_rungs()
    by_person = {}
    for kind, who, rung in told():
        by_person.setdefault(who, []).append((kind, rung))
    assert fired.rungs == 1
    assert {who: len(messages) for who, messages in by_person.items()} == dict.fromkeys(
        [*HOLDERS, *EXECUTIVES], 1
    )
    assert {by_person[who][0] for who in EXECUTIVES} == {("deadline_escalated", 2)}
    assert Rung.objects.get(fired_at__isnull=False).covers == 4


def test_missed_escalation_steps_are_all_taken(given_notify_clock, travel):
    rule = given_notify_clock.rule
    Rule.objects.filter(pk=rule.pk).update(
        escalations=[
            {"after": 1, "superior": False, "roles": [Role.LSCP_MANAGER]},
            {"after": 2, "superior": False, "roles": [Role.EXECUTIVE]},
        ]
    )
    travel("2026-04-08T10:00")
    sweep.fire_due_rungs()
    assert [who for _kind, who, _rung in told("deadline_escalated")] == [*EXECUTIVES, "manager@lscp.example"]


@pytest.fixture
def django_mail():
    """The mails that were sent."""
    return mail.outbox


def fire_each_working_day(travel):
    """Three working days late, each with its sweep; Friday and Monday are bank holidays."""
    for text in ("2026-04-02T08:00", "2026-04-03T00:01", "2026-04-08T08:00", "2026-04-09T08:00"):
        travel(text)
        sweep.fire_due_rungs()


def mails(sent):
    return sorted((one.to[0], one.subject.rsplit(", ", 1)[-1]) for one in sent)


def test_mail_that_waited_for_days_leaves_as_one_message_for_each_reader(
    given_notify_clock, travel, django_mail
):
    fire_each_working_day(travel)
    assert len(told("deadline_reminder")) + len(told("deadline_overdue")) > 2 * len(HOLDERS)
    travel("2026-04-09T12:00")
    delivery.deliver_due()
    raised = [one for one in django_mail if "raised with you" in one.subject]
    reminders = [one for one in django_mail if one not in raised]
    assert mails(reminders) == [(who, "3 working days late") for who in sorted(HOLDERS)]
    assert len({one.to[0] for one in raised}) == len(raised)
    left = OutboundMessage.objects.exclude(status=Status.SENT)
    assert set(left.values_list("status", "last_error")) == {(Status.DROPPED, newest.PASSED_OVER)}


def test_digest_after_days_without_mail_has_one_line_for_each_clock(
    given_notify_clock, travel, cast, django_mail
):
    choose_reminders(digest=True, by=cast.council_notifier)
    fire_each_working_day(travel)
    travel("2026-04-10T12:00")
    delivery.deliver_due()
    (digest,) = [one for one in django_mail if one.to == [cast.council_notifier.email]]
    assert digest.body.count("Notify the national Panel") == 1
    assert "3 working days late" in digest.body


def test_message_that_left_before_a_newer_one_came_is_kept(given_notify_clock, travel, django_mail):
    for text in ("2026-03-30T09:00", "2026-04-01T09:00"):
        travel(text)
        sweep.fire_due_rungs()
        delivery.deliver_due()
    assert len(django_mail) == 2 * len(HOLDERS)
    assert set(OutboundMessage.objects.values_list("status", flat=True)) == {Status.SENT}


def test_message_of_one_clock_does_not_replace_that_of_another(given_notify_clock, cast, travel, django_mail):
    other = open_case(cast.here, by=cast.lscp_unit)
    record = {"moment": on("2026-03-25"), "source": "Call", "by": cast.lscp_unit}
    actions.record_fact(other, FactKind.LA_AWARE, **record)
    actions.expect_clocks(other, ["notify_panel"], by=cast.lscp_unit)
    travel("2026-04-01T09:00")
    sweep.fire_due_rungs()
    delivery.deliver_due()
    assert len(django_mail) == 2 * len(HOLDERS)


def test_clock_page_says_which_reminders_were_passed_over(given_notify_clock, travel, cast, signed_in):
    travel("2026-04-08T10:00")
    sweep.fire_due_rungs()
    page = signed_in(cast.lscp_unit).get(given_notify_clock.get_absolute_url()).content.decode()
    assert "4 earlier reminders, passed over" in page
