"""The local authority's decision: who decides, what follows the same day, what voids it, who reads it."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import InternalError, ProgrammingError, transaction
from django.urls import reverse

from lscp.accounts.roles import Role
from lscp.audit import compartments, evidence
from lscp.audit.models import AuditEvent
from lscp.deadlines.models import Clock, Fact
from lscp.kernel import clock, events
from lscp.kernel.access import OutOfScope, Refused, Stale
from lscp.messaging.models import OutboundMessage
from lscp.people.typed import text_of
from lscp.signing.models import SignedView, SigningRound
from notifications.actions import advice, consideration, decision
from notifications.events import CriteriaFoundNotMet, DecidedToNotify, NotificationAmended
from notifications.models import Decision, DecisionVoid, LegalNote, Notification
from notifications.policies import judgement as policies
from tests import given

SECRET = "Zebrington Quill was seen on Tuesday"
EVERYBODY = ("views", "decision", "considered")


@pytest.fixture
def group(cast):
    return given.given_group(cast)


@pytest.fixture
def viewed(cast, group):
    """The three partners agree that the criteria are met."""
    return given.given_views(cast)


@pytest.fixture
def heard(monkeypatch):
    """What was published, instead of its consequences."""
    found = []
    for event in (DecidedToNotify, CriteriaFoundNotMet):
        monkeypatch.setitem(events._consequences, event, [found.append])
    return found


def page(signed_in, user, name, record=None):
    args = [record.public_id] if record is not None else []
    return signed_in(user).get(reverse(f"notifications:{name}", args=args))


def text(response):
    return response.content.decode()


def verdicts(policy, record, *people):
    return [policy(p, record).code for p in people]


def told(kind):
    rows = OutboundMessage.objects.filter(kind=kind).order_by("recipient__email")
    return [m.recipient.email for m in rows]


def clocks(record):
    rows = Clock.all_records.filter(case=record.case, is_live=True).order_by("rule_key")
    return {row.rule_key: "cancelled" if row.cancelled_at else "there" for row in rows}


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


def test_new_version_voids_the_one_before(cast, viewed, heard, signed_in):
    given.decide(viewed, cast.council_director)
    given.decide(viewed, cast.council_director, reasons="Put better")
    assert list(Decision.all_records.values_list("number", "outcome")) == [(1, "notify"), (2, "notify")]
    assert list(DecisionVoid.all_records.values_list("decision__number", "why")) == [(1, "replaced")]
    assert len(heard) == 1
    assert policies.standing_decision(viewed).number == 2
    body = text(page(signed_in, cast.lscp_unit, "decision", viewed))
    assert given.REASON in body
    assert "A later version replaced it." in body


def test_what_is_not_yet_sent_may_still_be_notified(cast, group, heard):
    record = given.given_decided(cast, "not_notifiable", ("not_met", "not_met", "not_met"))
    given.decide(record, cast.council_director, "notify", why_it_differs="New facts")
    assert (given.fresh(record).status, [type(e) for e in heard]) == ("to_notify", [DecidedToNotify])


def amend(record, by):
    with transaction.atomic():
        given.given_version(record, by=by, number=2)
        events.publish(NotificationAmended(record.pk, 2, (), by.pk))


def test_amendment_after_the_decision_voids_its_signature_and_says_so(cast, viewed, signed_in):
    given.decide(viewed, cast.council_director)
    amend(viewed, cast.hospital_practitioner)
    assert list(DecisionVoid.all_records.values_list("why", flat=True)) == ["amended"]
    assert told("decision_signature_void") == [
        "director@council.example", "manager@lscp.example", "notifier@council.example", "unit@lscp.example",
    ]  # fmt: skip
    body = text(page(signed_in, cast.lscp_unit, "decision", viewed))
    assert "The notification was changed after it was signed." in body
    assert "No decision stands now." in body
    assert given.fresh(viewed).status == "to_notify"
    given.decide(viewed, cast.council_director)
    assert policies.standing_decision(viewed).rests_on != Decision.all_records.get(number=1).rests_on


def test_amendment_leaves_a_decision_that_was_carried_out(cast, viewed):
    given.decide(viewed, cast.council_director)
    Notification.all_records.filter(pk=viewed.pk).update(status="notified")
    amend(viewed, cast.hospital_practitioner)
    assert DecisionVoid.all_records.count() == 0
    assert SigningRound.all_records.get().is_live


def test_executive_asks_to_look_again_and_both_rounds_stay(cast, group, heard, signed_in):
    record = given.given_decided(cast, "not_notifiable", ("not_met", "not_met", "not_met"))
    people = (cast.police_executive, cast.police_rag, cast.council_director, cast.lscp_manager)
    assert verdicts(policies.can_look_again, record, *people) == ["", "role", "role", "role"]
    client = signed_in(cast.police_executive)
    url = reverse("notifications:look_again", args=[record.public_id])
    answer = client.post(url, {"seen_version": record.version, "reasons": SECRET})
    assert answer.status_code == 302
    record = given.fresh(record)
    assert (record.status, policies.standing_decision(record)) == ("consideration", None)
    assert clocks(record)["notify_panel"] == "there"
    assert list(SigningRound.all_records.values_list("number", "end_reason")) == [(1, "look_again"), (2, "")]
    assert SECRET in text(page(signed_in, cast.council_director, "decision", record))
    assert "All 3 statutory partners agree." in text(page(signed_in, cast.lscp_unit, "views", record))
    for person in (cast.police_rag, cast.council_rag, cast.icb_rag):
        given.given_view(record, person, "met")
    given.decide(record, cast.council_director)
    assert (given.fresh(record).status, [type(e) for e in heard]) == ("to_notify", [DecidedToNotify])
    assert list(Decision.all_records.values_list("number", "outcome")) == [
        (1, "not_notifiable"),
        (2, "notify"),
    ]


def test_decision_to_notify_taken_back_after_looking_again_is_told_to_what_follows(cast, group, heard):
    record = given.given_decided(cast)
    decision.look_again(
        record.public_id, seen_version=record.version, reasons="Look at the harm", by=cast.icb_executive
    )
    given.decide(record, cast.council_director, "not_notifiable")
    assert [type(e) for e in heard] == [DecidedToNotify, CriteriaFoundNotMet]


def test_legal_advice_is_known_to_its_readers_alone(cast, viewed, signed_in):
    def others():
        return {
            (who, name): _steady(text(page(signed_in, getattr(cast, who), name, viewed)))
            for who in ("lscp_unit", "lscp_scrutineer", "council_notifier")
            for name in ("views", "decision", "case")
        }

    before, messages = others(), OutboundMessage.objects.count()
    client = signed_in(cast.council_legal)
    client.post(reverse("notifications:legal_advice", args=[viewed.public_id]), {"text": SECRET})
    assert LegalNote.all_records.get().content.open() == {"text": SECRET}
    found = {
        who: page(signed_in, getattr(cast, who), "legal_advice", viewed).status_code
        for who in ("council_legal", "council_director", "police_rag", "lscp_unit", "lscp_manager",
                    "lscp_scrutineer", "council_notifier", "hospital_practitioner", "superuser")
    }  # fmt: skip
    assert found == {
        "council_legal": 200, "council_director": 200, "police_rag": 200, "lscp_unit": 404,
        "lscp_manager": 404,
        "lscp_scrutineer": 404, "council_notifier": 404, "hospital_practitioner": 404, "superuser": 404,
    }  # fmt: skip
    assert SECRET in text(page(signed_in, cast.police_rag, "legal_advice", viewed))
    after = others()
    assert [key for key in before if before[key] != after[key]] == []
    assert OutboundMessage.objects.count() == messages
    entries = AuditEvent.objects.filter(verb__startswith="notifications.legal")
    assert {e.compartment for e in entries} == {f"legal:{viewed.public_id}"}
    readers = [compartments.may_read(p, f"legal:{viewed.public_id}") for p in
               (cast.council_legal, cast.police_rag, cast.lscp_unit, cast.superuser)]  # fmt: skip
    assert readers == [True, True, False, False]


def _steady(body):
    """A page without what changes on every request."""
    import re

    return re.sub(r'(csrfmiddlewaretoken"? value=")[^"]+', r"\1", body)


def test_only_a_legal_adviser_adds_advice_and_not_with_a_conflict(cast, viewed):
    for person in (cast.police_rag, cast.council_director):
        with pytest.raises(PermissionDenied):
            advice.add_legal_note(viewed.public_id, text="x", by=person)
    consideration.declare_conflict(viewed.public_id, reason="x", by=cast.council_legal)
    with pytest.raises(Refused):
        advice.add_legal_note(viewed.public_id, text="x", by=cast.council_legal)
    assert not policies.reads_advice(cast.council_legal, viewed)


def test_scrutineer_and_chair_comment_at_any_stage_and_nobody_else(cast, group, signed_in):
    record = given.given_submitted(cast)
    people = (cast.lscp_scrutineer, cast.council_rag, cast.police_rag, cast.lscp_unit, cast.council_director)
    assert verdicts(policies.can_comment, record, *people) == ["", "", "role", "role", "role"]
    signed_in(cast.lscp_scrutineer).post(
        reverse("notifications:comment", args=[record.public_id]), {"text": SECRET}
    )
    body = text(page(signed_in, cast.police_rag, "decision", record))
    assert SECRET in body
    assert "Lscp Scrutineer, Independent scrutineer" in body
    assert verdicts(policies.can_give_view, record, cast.lscp_scrutineer) == ["role"]


def test_register_of_what_was_considered(cast, group, signed_in):
    yes = given.given_decided(cast)
    no = given.given_decided(cast, "local_learning", ("not_met", "not_met", "not_met"))
    given.given_under_consideration(cast)

    def listed(user, query=""):
        client = signed_in(user)
        answer = client.get(reverse("notifications:considered") + query)
        return (
            [row[0].text for row in answer.context["rows"]]
            if answer.status_code == 200
            else answer.status_code
        )

    both = [no.case.reference, yes.case.reference]
    readers = (cast.lscp_unit, cast.police_rag, cast.icb_executive, cast.lscp_scrutineer)
    assert [listed(p) for p in readers] == [
        both, both, both, both,
    ]  # fmt: skip
    assert listed(cast.lscp_unit, "?outcome=notified") == [yes.case.reference]
    assert listed(cast.lscp_unit, "?outcome=not_notified") == [no.case.reference]
    assert listed(cast.elsewhere_rag) == []
    outsiders = (cast.hospital_practitioner, cast.council_scrutiny, cast.superuser, cast.lscp_admin)
    assert [listed(p) for p in outsiders] == [403] * 4


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
