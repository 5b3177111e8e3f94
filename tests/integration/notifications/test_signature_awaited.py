"""Any decision but one to notify takes effect with the named decision maker's own signature, never without it."""

import datetime as dt

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse

from lscp.accounts import grants
from lscp.accounts.roles import Role
from lscp.audit.models import AuditEvent
from lscp.deadlines.actions import expect_clocks
from lscp.deadlines.models import Clock, Fact
from lscp.kernel import clock
from lscp.kernel.access import Refused
from lscp.messaging.models import OutboundMessage
from notifications.actions import decision
from notifications.models import Decision
from notifications.queries.judgement_work import signatures_wanted
from tests import given
from tests.given_outcomes import given_aware, record_receipt

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def private_media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")


@pytest.fixture
def viewed(cast):
    given.given_group(cast)
    return given.given_views(cast, ("not_met", "not_met", "not_met"))


def record(cast, notification, outcome="not_notifiable", **kwargs):
    return given.decide(notification, cast.council_notifier, outcome, maker=cast.council_director, **kwargs)


def sign(cast, notification):
    return decision.sign_decision(
        notification.public_id, seen_version=given.fresh(notification).version, by=cast.council_director
    )


def told(kind):
    return {
        str(row.recipient) for row in OutboundMessage.objects.filter(kind=kind).select_related("recipient")
    }


@pytest.mark.parametrize("outcome", ["not_notifiable", "local_learning"])
def test_what_the_notifier_records_closes_nothing_until_it_is_signed(cast, viewed, signed_in, outcome):
    given_aware(viewed, cast.council_notifier)
    with transaction.atomic():
        expect_clocks(viewed.case, ["notify_panel"], by=cast.lscp_unit)
    was = given.fresh(viewed).status
    record(cast, viewed, outcome)
    assert given.fresh(viewed).status == was == "decision"
    running = Clock.all_records.get(case=viewed.case, rule_key="notify_panel", is_live=True)
    assert (running.is_open, running.cancelled_at) == (True, None)
    assert (told("decision_to_sign"), told("decision_for_referrer"), told("decision_for_executive")) == (
        {"Council Director"}, set(), set(),
    )  # fmt: skip
    assert list(signatures_wanted(cast.council_director)) == [viewed]
    page = signed_in(cast.lscp_unit).get(viewed.get_absolute_url()).content.decode()
    assert "not signed yet: the signature of Council Director is awaited" in page
    page = signed_in(cast.hospital_practitioner).get(viewed.get_absolute_url()).content.decode()
    assert "signature of Council Director" not in page
    client = signed_in(cast.council_director)
    address = reverse("notifications:sign_decision", args=[viewed.public_id])
    assert client.post(address, {"seen_version": given.fresh(viewed).version}).status_code == 302
    assert given.fresh(viewed).status == outcome
    assert not Clock.all_records.get(case=viewed.case, rule_key="notify_panel", is_live=True).is_open
    assert told("decision_for_referrer") == {"Hospital Practitioner"}
    assert "Police Executive" in told("decision_for_executive")
    assert list(signatures_wanted(cast.council_director)) == []
    assert Decision.all_records.filter(voiding=None).count() == 1


def test_decision_maker_who_records_it_closes_the_case_in_one_act(cast, viewed):
    given.decide(viewed, cast.council_director, "not_notifiable")
    assert given.fresh(viewed).status == "not_notifiable"
    assert not AuditEvent.objects.filter(verb="notifications.decision_awaits_signature").exists()


@pytest.mark.parametrize(("outcome", "status"), [("tell", "to_tell"), ("await", "awaiting")])
def test_telling_and_waiting_take_effect_when_they_are_signed(cast, viewed, signed_in, outcome, status):
    given_aware(viewed, cast.council_notifier)
    with transaction.atomic():
        expect_clocks(viewed.case, ["notify_panel"], by=cast.lscp_unit)
    day = clock.today() + dt.timedelta(days=7) if outcome == "await" else None
    record(cast, viewed, outcome, review_on=day, why_it_differs="A death")

    def running():
        rows = Clock.all_records.filter(case=viewed.case, is_live=True, is_open=True)
        return set(rows.values_list("rule_key", flat=True)) & {
            "notify_panel", "notify_lac_death", "information_review",
        }  # fmt: skip

    assert (given.fresh(viewed).status, given.fresh(viewed).review_on) == ("decision", None)
    assert running() == {"notify_panel"}
    assert not Fact.objects.filter(case=viewed.case, kind="la_decided").exists()
    assert (told("decision_to_sign"), told("decision_for_referrer")) == ({"Council Director"}, set())
    words = "It takes effect when it is signed. Until then "
    client = signed_in(cast.lscp_unit)
    shown = client.get(viewed.get_absolute_url()).content.decode()
    assert f"{words}the time limits run on" in shown
    assert "Council Director signs the decision: " in shown
    outside = signed_in(cast.hospital_practitioner).get(viewed.get_absolute_url()).content.decode()
    assert "Council Director" not in outside
    client = signed_in(cast.lscp_unit)
    page = reverse("notifications:decision", args=[viewed.public_id])
    assert f"{words}nothing changes" in client.get(page).content.decode()
    with pytest.raises(Refused):
        record_receipt(viewed, cast.lscp_unit)
    sign(cast, viewed)
    assert (given.fresh(viewed).status, given.fresh(viewed).review_on) == (status, day)
    assert running() == {"notify_lac_death"} if outcome == "tell" else {"notify_panel", "information_review"}
    assert told("decision_for_referrer") == {"Hospital Practitioner"}
    assert Fact.objects.get(case=viewed.case, kind="la_decided", is_live=True).on == clock.today()
    assert words not in client.get(viewed.get_absolute_url()).content.decode()


def test_waiting_is_not_signed_once_its_day_has_passed(cast, viewed):
    day = clock.today() + dt.timedelta(days=2)
    record(cast, viewed, "await", review_on=day, why_it_differs="A report")
    later = time_machine.travel(clock.real_now() + dt.timedelta(days=2))
    with later, pytest.raises(Refused, match="has passed before it was signed"):
        sign(cast, viewed)
    assert given.fresh(viewed).status == "decision"


def test_what_stood_before_stands_until_the_new_version_is_signed(cast, viewed):
    first = given.decide(viewed, cast.council_director, "tell", why_it_differs="A death")
    second = record(cast, viewed)
    third = record(cast, viewed)
    standing = Decision.all_records.filter(voiding=None).order_by("number")
    assert (given.fresh(viewed).status, list(standing)) == ("to_tell", [first, third])
    sign(cast, viewed)
    assert (given.fresh(viewed).status, list(standing.all())) == ("not_notifiable", [third])
    assert second.number == 2


def test_look_again_voids_also_what_awaits_a_signature(cast, viewed):
    given.decide(viewed, cast.council_director, "tell", why_it_differs="A death")
    record(cast, viewed)
    grants.grant(viewed, grants.groups_with(cast.here, [Role.EXECUTIVE]), powers=["view", "view_identity"])
    decision.look_again(
        viewed.public_id, seen_version=given.fresh(viewed).version, reasons="x", by=cast.police_executive
    )
    assert not Decision.all_records.filter(voiding=None).exists()
    with pytest.raises(Refused, match="no decision to sign"):
        sign(cast, viewed)


def test_decision_to_notify_takes_effect_at_once_and_says_that_it_is_not_signed(cast, viewed, signed_in):
    given_aware(viewed, cast.council_notifier)
    record(cast, viewed, "notify", why_it_differs="New burns")
    assert given.fresh(viewed).status == "to_notify"
    record_receipt(viewed, cast.lscp_unit)
    assert given.fresh(viewed).status == "notified"
    page = signed_in(cast.lscp_unit).get(viewed.get_absolute_url()).content.decode()
    assert "not signed yet: the signature of Council Director is awaited" in page
    assert list(signatures_wanted(cast.council_director)) == [viewed]
    sign(cast, viewed)
    page = signed_in(cast.lscp_unit).get(viewed.get_absolute_url()).content.decode()
    assert "not signed yet" not in page
