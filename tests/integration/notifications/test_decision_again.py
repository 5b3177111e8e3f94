"""A decision made anew: a new version, an amendment, the Executive asking to look again; what each voids."""

from django.db import transaction
from django.urls import reverse

from lscp.kernel import events
from lscp.signing.models import SigningRound
from notifications.actions import decision
from notifications.events import CriteriaFoundNotMet, DecidedToNotify, NotificationAmended
from notifications.models import Decision, DecisionVoid, Notification
from notifications.policies import judgement as policies
from tests import given
from tests.integration.notifications.judging import clocks, page, text, told, verdicts

SECRET = "Zebrington Quill was seen on Tuesday"


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
