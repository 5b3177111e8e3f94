"""The local authority's decision: who decides, what follows the same day, who reads it."""

import datetime as dt

import pytest
from django.db import InternalError, ProgrammingError, transaction
from django.urls import reverse

from lscp.accounts.roles import Role
from lscp.audit import evidence
from lscp.audit.models import AuditEvent
from lscp.deadlines.models import Fact
from lscp.kernel import clock
from lscp.kernel.access import OutOfScope, Refused, Stale
from lscp.messaging.models import OutboundMessage
from lscp.people.typed import text_of
from lscp.signing.models import SignedView, SigningRound
from notifications.actions import advice, consideration, decision
from notifications.events import DecidedToNotify
from notifications.models import Decision, Notification
from notifications.policies import judgement as policies
from tests import given
from tests.integration.notifications.judging import clocks, page, text, told, verdicts

SECRET = "Zebrington Quill was seen on Tuesday"


def test_decision_to_notify_changes_dates_tells_and_opens_the_case_to_the_executive(cast, viewed, heard):
    assert list(Notification.visible_to(cast.council_executive)) == []
    made = given.decide(viewed, cast.council_director)
    record = given.fresh(viewed)
    assert (record.status, made.number, made.outcome, made.is_signed, made.differs_from_views) == (
        "to_notify", 1, "notify", True, False,
    )  # fmt: skip
    assert made.content.open() == {
        "reasons": given.REASON, "options": "", "information": "", "unknown": "", "why_it_differs": "",
    }  # fmt: skip
    assert [
        (one.on, text_of(one.source)) for one in Fact.objects.filter(case=viewed.case, kind="la_decided")
    ] == [(clock.today(), "The local authority's decision, version 1")]
    assert clocks(record)["notify_panel"] == "there"
    executive = (cast.council_executive, cast.police_executive, cast.icb_executive)
    assert [list(Notification.visible_to(p)) for p in executive] == [[record]] * 3
    assert list(Notification.visible_to(cast.elsewhere_executive)) == []
    assert told("decision_for_executive") == [
        "executive@council.example", "executive@icb.example", "executive@police.example",
    ]  # fmt: skip
    assert told("decision_for_referrer") == ["practitioner@hospital.example"]
    assert told("decision_recorded") == [
        "legal@council.example", "manager@lscp.example", "notifier@council.example",
        "only_here@police.example", "rag@council.example", "rag@icb.example", "rag@police.example",
        "scrutineer@lscp.example",
        "unit@lscp.example",
    ]  # fmt: skip
    assert heard == [DecidedToNotify(record.pk, cast.council_director.pk)]
    entry = AuditEvent.objects.get(verb="notifications.decision_recorded")
    assert (entry.actor_name, entry.data) == (
        "Council Director",
        {
            "status": ["decision", "to_notify"], "number": 1, "outcome": "Notify the national Panel",
            "decision_maker": "Council Director", "differs": "no",
            "signed": evidence.of(made),
        },
    )  # fmt: skip


def test_nothing_that_leaves_carries_a_reason(cast, viewed):
    given.decide(viewed, cast.council_director, reasons=SECRET)
    advice.add_legal_note(viewed.public_id, text=SECRET, by=cast.council_legal)
    assert SECRET not in str(list(OutboundMessage.objects.values()))
    assert SECRET not in str(list(AuditEvent.objects.values()))
    assert {m.reference for m in OutboundMessage.objects.exclude(kind="person_added") if m.reference} == {
        viewed.case.reference
    }


@pytest.mark.parametrize(
    ("outcome", "status", "choices"),
    [
        ("not_notifiable", "not_notifiable", ("not_met", "not_met", "not_met")),
        ("local_learning", "local_learning", ("not_met", "not_met", "not_met")),
    ],
)
def test_decision_not_to_notify_is_seen_by_the_executive_and_stops_the_clock(
    cast, group, heard, outcome, status, choices
):
    record = given.given_views(cast, choices)
    from lscp.deadlines.actions import expect_clocks

    expect_clocks(record.case, ["notify_panel"], by=cast.lscp_unit)
    given.decide(record, cast.council_director, outcome)
    record = given.fresh(record)
    assert record.status == status
    assert clocks(record)["notify_panel"] == "cancelled"
    assert list(Notification.visible_to(cast.police_executive)) == [record]
    assert heard == []


def test_death_of_a_looked_after_child_is_told_without_a_rapid_review(cast, group, heard):
    record = given.given_views(cast, ("tell", "tell", "tell"), kinds=("looked_after_death",))
    given.decide(record, cast.council_director, "tell")
    record = given.fresh(record)
    assert (record.status, clocks(record), heard) == ("to_tell", {"notify_lac_death": "there"}, [])


def test_death_of_a_care_leaver_has_its_own_clock(cast, group):
    record = given.given_views(cast, ("tell", "tell", "tell"), kinds=("care_leaver_death",))
    given.decide(record, cast.council_director, "tell")
    assert clocks(record) == {"notify_care_leaver_death": "there"}


def test_waiting_for_information_needs_a_day_to_come(cast, viewed):
    with pytest.raises(ValueError, match="a day after today"):
        given.decide(viewed, cast.council_director, "await", why_it_differs="x", review_on=clock.today())
    day = clock.today() + dt.timedelta(days=7)
    given.decide(viewed, cast.council_director, "await", why_it_differs="x", review_on=day)
    record = given.fresh(viewed)
    assert (record.status, record.review_on) == ("awaiting", day)
    assert clocks(record)["information_review"] == "there"


def test_who_may_decide(cast, viewed):
    people = [
        cast.council_director, cast.council_notifier, cast.council_rag, cast.council_executive,
        cast.lscp_unit,
        cast.lscp_manager, cast.lscp_scrutineer, cast.council_legal, cast.police_rag, cast.elsewhere_notifier,
        cast.hospital_practitioner, cast.superuser,
    ]  # fmt: skip
    assert verdicts(policies.can_decide, viewed, *people) == ["", "", *["role"] * 10]


def test_notifier_of_an_agency_that_is_no_authority_cannot_decide(cast, viewed):
    imposter = cast.person("imposter", "police", Role.LA_NOTIFIER, Role.LA_DECISION_MAKER)
    assert verdicts(policies.can_decide, viewed, imposter) == ["role"]
    with pytest.raises(Refused, match="Name a decision maker"):
        given.decide(viewed, cast.council_notifier, maker=imposter)


def test_author_never_decides_nor_is_named(cast, group):
    record = given.given_under_consideration(cast, by=cast.council_director, agency="council")
    assert verdicts(policies.can_decide, record, cast.council_director) == ["conflict"]
    with pytest.raises(Refused):
        given.decide(record, cast.council_director)
    with pytest.raises(Refused, match="Name a decision maker"):
        given.decide(record, cast.council_notifier, maker=cast.council_director)
    assert Decision.all_records.count() == 0


def test_whoever_stepped_aside_neither_decides_nor_asks_again(cast, viewed):
    consideration.declare_conflict(viewed.public_id, reason="x", by=cast.council_director)
    assert verdicts(policies.can_decide, viewed, cast.council_director) == ["conflict"]
    with pytest.raises(Refused, match="Name a decision maker"):
        given.decide(viewed, cast.council_notifier, maker=cast.council_director)


def test_notifier_records_it_for_the_decision_maker_who_then_signs(cast, viewed, signed_in):
    made = given.decide(viewed, cast.council_notifier, maker=cast.council_director, reasons=SECRET)
    assert (made.is_signed, told("decision_to_sign")) == (False, ["director@council.example"])
    body = text(page(signed_in, cast.lscp_unit, "decision", viewed))
    assert "Recorded by Council Notifier for Council Director." in body
    assert "The signature of Council Director is awaited." in body
    assert verdicts(policies.can_sign_decision, viewed, cast.council_director, cast.council_notifier) == [
        "", "role",
    ]  # fmt: skip
    client = signed_in(cast.council_director)
    url = reverse("notifications:sign_decision", args=[viewed.public_id])
    assert SECRET in text(client.get(url))
    client.post(url, {"seen_version": given.fresh(viewed).version})
    assert "Signed by Council Director on" in text(page(signed_in, cast.lscp_unit, "decision", viewed))
    assert verdicts(policies.can_sign_decision, viewed, cast.council_director) == ["state"]


def test_decision_that_differs_from_agreed_views_needs_a_reason(cast, viewed, signed_in):
    with pytest.raises(Refused, match="Say why the decision differs"):
        given.decide(viewed, cast.council_director, "not_notifiable")
    assert given.fresh(viewed).status == "decision"
    made = given.decide(viewed, cast.council_director, "not_notifiable", why_it_differs=SECRET)
    assert made.differs_from_views is True
    assert SECRET in text(page(signed_in, cast.police_executive, "decision", viewed))


@pytest.mark.parametrize(
    ("choices", "outcome", "differs"),
    [
        (("met", "met", "not_met"), "not_notifiable", True),
        (("met", "not_met", "not_met"), "not_notifiable", True),
        (("met", "not_met", "not_met"), "notify", True),
        (("met", "met", "not_met"), "notify", False),
        (("met", "not_met", "need_information"), "notify", False),
        (("not_met", "not_met", "need_information"), "not_notifiable", False),
        (("not_met", "not_met", "need_information"), "await", True),
    ],
)
def test_reason_is_asked_for_against_most_partners_or_one_who_says_met(
    cast, group, choices, outcome, differs
):
    record = given.given_views(cast, choices)
    assert decision.differs_from_views(record, outcome) is differs


def test_decision_before_the_views_asks_for_no_reason_and_late_views_are_kept(cast, group, heard):
    record = given.given_under_consideration(cast)
    given.given_view(record, cast.police_rag, "not_met")
    made = given.decide(record, cast.council_director)
    assert (made.differs_from_views, given.fresh(record).status) == (False, "to_notify")
    assert not SigningRound.all_records.get().is_open
    for person in (cast.council_rag, cast.icb_rag):
        given.given_view(record, person, "not_met")
    assert (SigningRound.all_records.get().is_open, given.fresh(record).status) == (True, "to_notify")
    assert not Fact.objects.filter(case=record.case, kind="rag_decided").exists()


def test_decision_before_the_group_was_asked_asks_it_then(cast, group):
    record = given.given_submitted(cast)
    given.decide(record, cast.council_director)
    assert SigningRound.all_records.get().is_live
    given.given_view(record, cast.police_rag)
    assert SignedView.all_records.count() == 1


def test_decision_page_takes_bad_input_and_keeps_what_was_typed(cast, viewed, signed_in):
    client = signed_in(cast.council_director)
    url = reverse("notifications:decide", args=[viewed.public_id])
    assert client.get(url).status_code == 200
    tomorrow = clock.today() + dt.timedelta(days=1)
    typed = {
        "seen_version": viewed.version, "outcome": "not_notifiable", "reasons": SECRET,
        "decision_maker": str(cast.council_director.public_id),
        "decided_day": tomorrow.day, "decided_month": tomorrow.month, "decided_year": tomorrow.year,
    }  # fmt: skip
    body = text(client.post(url, typed))
    assert SECRET in body
    assert Decision.all_records.count() == 0
    today = clock.today()
    typed |= {"decided_day": today.day, "decided_month": today.month, "decided_year": today.year}
    body = text(client.post(url, typed))
    assert "Say why the decision differs from the view of the statutory partners" in body
    assert SECRET in body
    answer = client.post(url, {**typed, "why_it_differs": "The harm was not serious"})
    assert (answer.status_code, given.fresh(viewed).status) == (302, "not_notifiable")


def test_second_of_two_deciders_gets_the_conflict_page_with_their_text(cast, viewed, signed_in):
    seen = viewed.version
    given.decide(viewed, cast.council_director)
    client = signed_in(cast.council_notifier)
    today = clock.today()
    answer = client.post(
        reverse("notifications:decide", args=[viewed.public_id]),
        {
            "seen_version": seen, "outcome": "notify", "reasons": SECRET,
            "decision_maker": str(cast.council_director.public_id),
            "decided_day": today.day, "decided_month": today.month, "decided_year": today.year,
        },
    )  # fmt: skip
    body = text(answer)
    assert answer.status_code == 409
    assert "Last changed by Council Director" in body
    assert SECRET in body
    assert Decision.all_records.count() == 1


def test_restricted_case_is_opened_to_no_executive_until_the_business_unit_names_them(cast, group):
    from notifications.actions import access
    from notifications.models import NotificationParticipant

    record = given.given_submitted(cast)
    record.case.is_restricted = True
    record.case.save()
    access.restrict(record)
    NotificationParticipant.objects.create(
        record=record, user=cast.council_director, partnership=cast.here, agency=cast.agencies["council"],
        capacity="reader", granted_by=cast.lscp_unit,
    )  # fmt: skip
    given.decide(record, cast.council_director)
    assert list(Notification.visible_to(cast.police_executive)) == []
    assert told("decision_for_executive") == []
    assert told("decision_executive_to_name") == ["manager@lscp.example", "unit@lscp.example"]
    assert told("decision_recorded") == ["manager@lscp.example", "unit@lscp.example"]


def test_outsider_cannot_decide_on_what_they_cannot_see(cast, viewed):
    for person in (cast.elsewhere_notifier, cast.superuser, cast.police_only_there):
        with pytest.raises(OutOfScope):
            given.decide(viewed, person, maker=cast.council_director)
    with pytest.raises(Stale):
        given.decide(viewed, cast.council_director, seen_version=viewed.version + 1)


@pytest.mark.parametrize("table", ["Decision", "DecisionSignature", "LegalNote", "Comment"])
def test_the_database_refuses_to_change_what_was_signed_or_said(cast, viewed, table):
    from notifications import models

    given.decide(viewed, cast.council_director)
    advice.add_legal_note(viewed.public_id, text="x", by=cast.council_legal)
    advice.add_comment(viewed.public_id, text="x", by=cast.lscp_scrutineer)
    rows = getattr(models, table).all_records.all()
    day = clock.now()
    field = {"Decision": "recorded_at", "DecisionSignature": "signed_at", "LegalNote": "written_at",
             "Comment": "made_at"}[table]  # fmt: skip
    for change in (lambda: rows.update(**{field: day}), lambda: rows._raw_delete(rows.db)):
        with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
            change()
