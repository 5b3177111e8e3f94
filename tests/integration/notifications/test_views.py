"""Views of the statutory partners: blind for everybody on every page, list, message, record; then open."""

import pytest
from django.urls import reverse

from lscp.audit import compartments
from lscp.audit.models import AuditEvent
from lscp.deadlines.models import Fact
from lscp.kernel.access import Stale
from lscp.kernel.events import publish
from lscp.messaging.models import OutboundMessage
from lscp.people.typed import text_of
from lscp.signing.models import SignedView, SigningRound, Voiding
from notifications.actions import consideration
from notifications.events import NotificationAmended
from notifications.models import Notification, NotificationVersion
from notifications.policies import judgement as policies
from tests import given
from tests.integration.notifications.judging import last_messages, page, steady, text, verdicts

SECRET = "Quillbrook laughed at the hearing"
OTHERS_WHO_SEE = (
    "council_rag", "icb_rag", "police_only_here", "lscp_unit", "lscp_manager", "lscp_scrutineer",
    "council_legal", "council_notifier", "council_director",
)  # fmt: skip
OUTSIDERS = (
    "superuser", "lscp_admin", "council_scrutiny", "police_left", "lscp_audits", "lscp_training",
    "hospital_lead", "school_practitioner", "independent_author", "elsewhere_unit", "elsewhere_rag",
    "police_only_there", "council_executive",
)  # fmt: skip


def test_views_page_is_the_same_for_everybody_else_whether_or_not_somebody_gave_a_view(
    cast, asked, signed_in
):
    def pages():
        names = ("views", "decision", "case")
        lists = ("/", "/messages/", "/notifications/", "/notifications/all/")
        found = {
            (who, name): steady(text(page(signed_in, getattr(cast, who), name, asked)))
            for who in OTHERS_WHO_SEE
            for name in names
        }
        found |= {
            (who, path): steady(text(signed_in(getattr(cast, who)).get(path)))
            for who in ("lscp_unit", "council_rag", "lscp_scrutineer")
            for path in lists
        }
        return found

    before, messages = pages(), OutboundMessage.objects.count()
    version = asked.version
    given.given_view(asked, cast.police_rag, "not_met", rationale=SECRET)
    after = pages()
    assert [key for key in before if before[key] != after[key]] == []
    assert not any(SECRET in body for body in after.values())
    assert OutboundMessage.objects.count() == messages
    assert given.fresh(asked).version == version


def test_own_view_is_read_by_its_signer_while_blind(cast, asked, signed_in):
    given.given_view(asked, cast.police_rag, "not_met", rationale=SECRET)
    body = text(page(signed_in, cast.police_rag, "views", asked))
    assert SECRET in body
    assert "Your view: Police, version 1" in body


def test_lists_and_timeline_tell_of_no_view_while_blind(cast, asked, signed_in):
    given.given_view(asked, cast.police_rag, "not_met", rationale=SECRET)
    for who in OTHERS_WHO_SEE:
        seen = [
            entry.verb
            for entry in AuditEvent.objects.filter(case_id=str(asked.case.public_id)).order_by("position")
            if compartments.may_read(getattr(cast, who), entry.compartment)
        ]
        assert [verb for verb in seen if "view" in verb] == [], who
    register = page(signed_in, cast.lscp_unit, "considered")
    assert asked.case.reference not in text(register)


def test_outsiders_get_404_for_every_page_of_judging(cast, asked, signed_in):
    given.given_view(asked, cast.police_rag, rationale=SECRET)
    names = ("views", "give_view", "open_views", "declare_conflict", "decision", "decide", "sign_decision",
             "look_again", "legal_advice", "comment")  # fmt: skip
    found = {
        (who, name): page(signed_in, getattr(cast, who), name, asked).status_code
        for who in OUTSIDERS
        for name in names
    }
    assert {key: status for key, status in found.items() if status != 404} == {}


def test_referrer_sees_the_case_but_not_what_the_group_says(cast, asked, signed_in):
    for person in (cast.police_rag, cast.council_rag, cast.icb_rag):
        given.given_view(asked, person, rationale=SECRET)
    statuses = {n: page(signed_in, cast.hospital_practitioner, n, asked).status_code for n in
                ("views", "decision", "give_view", "decide", "legal_advice")}  # fmt: skip
    assert statuses == {"views": 403, "decision": 403, "give_view": 403, "decide": 403, "legal_advice": 404}


def test_view_is_given_on_its_page(cast, asked, signed_in):
    client = signed_in(cast.police_rag)
    url = reverse("notifications:give_view", args=[asked.public_id])
    form = client.get(url).context["form"]
    hidden = {name: form[name].value() for name in ("seen_rests_on", "seen_number")}
    answer = client.post(
        url, {**hidden, "choice": "met", "rationale": SECRET, "abuse": "met", "abuse_why": "Yes"}
    )
    assert (answer.status_code, answer["Location"]) == (
        302, reverse("notifications:views", args=[asked.public_id])
    )  # fmt: skip
    view = SignedView.all_records.get()
    assert (view.choice, view.content.open(), view.content.is_frozen) == (
        "met", {"rationale": SECRET, "tests": {"abuse": {"answer": "met", "why": "Yes"}}}, True,
    )  # fmt: skip
    again = client.post(url, {**hidden, "choice": "not_met", "rationale": "Typed twice"})
    assert again.status_code == 409
    assert "Typed twice" in text(again)
    assert SignedView.all_records.count() == 1


def test_empty_view_says_what_to_do_and_keeps_what_was_typed(cast, asked, signed_in):
    client = signed_in(cast.police_rag)
    url = reverse("notifications:give_view", args=[asked.public_id])
    form = client.get(url).context["form"]
    hidden = {name: form[name].value() for name in ("seen_rests_on", "seen_number")}
    body = text(client.post(url, {**hidden, "choice": "", "rationale": SECRET}))
    assert "Select your agency&#x27;s view" in body
    assert SECRET in body
    assert SignedView.all_records.count() == 0


def test_last_view_opens_dates_tells_and_passes_on(cast, asked, signed_in):
    for person in (cast.police_rag, cast.council_rag):
        given.given_view(asked, person, "met")
    assert last_messages("views_open") == []
    given.given_view(asked, cast.icb_rag, "not_met", rationale=SECRET)
    record = given.fresh(asked)
    assert record.status == "decision"
    decided = Fact.objects.filter(case=asked.case, kind="rag_decided")
    assert [text_of(one.source) for one in decided] == [
        "Signed views of the statutory partners, round 1: the criteria are met"
    ]
    reference = asked.case.reference
    assert last_messages("views_open") == [
        (email, reference, {})
        for email in (
            "director@council.example", "legal@council.example", "manager@lscp.example",
            "notifier@council.example", "only_here@police.example", "rag@council.example",
            "rag@police.example", "scrutineer@lscp.example", "unit@lscp.example",
        )
    ]  # fmt: skip
    body = text(page(signed_in, cast.lscp_scrutineer, "views", asked))
    assert "The statutory partners do not agree: " in body
    assert "Who sees it differently, word for word" in body
    assert body.count(SECRET) == 2
    entry = AuditEvent.objects.get(verb="notifications.views_complete")
    assert entry.data == {"status": ["consideration", "decision"], "unanimous": "no"}


def test_partners_see_who_read_their_open_views(cast, asked, signed_in):
    for person in (cast.police_rag, cast.council_rag, cast.icb_rag):
        given.given_view(asked, person)
    page(signed_in, cast.lscp_scrutineer, "views", asked)
    entry = AuditEvent.objects.get(verb="notifications.views_read")
    agencies = sorted(str(cast.agencies[name].public_id) for name in given.PARTNERS)
    assert (entry.actor_name, entry.data["contributed_by"]) == ("Lscp Scrutineer", agencies)


def test_case_page_says_where_judging_stands_to_those_who_take_part_only(cast, group, signed_in):
    record = given.given_views(cast)
    inside = text(page(signed_in, cast.lscp_unit, "case", record))
    outside = text(page(signed_in, cast.hospital_practitioner, "case", record))
    said = ("Consideration and decision", "Partners&#x27; views", "No decision stands")
    assert [words in inside for words in said] == [True, True, True]
    assert [words in outside for words in said] == [False, False, False]
    assert "Privileged" in text(page(signed_in, cast.police_rag, "case", record))
    assert "Privileged" not in inside


def test_home_page_lists_what_waits_for_oneself_alone(cast, asked, signed_in):
    def waits(user):
        return asked.case.reference in text(signed_in(user).get("/"))

    people = (cast.police_rag, cast.council_rag, cast.lscp_scrutineer)
    assert [waits(p) for p in people] == [True, True, False]
    given.given_view(asked, cast.police_rag)
    assert [waits(p) for p in (cast.police_rag, cast.council_rag)] == [False, True]


def test_unanimity_is_said_in_a_sentence(cast, group, signed_in):
    record = given.given_views(cast, ("tell", "tell", "tell"))
    assert "All 3 statutory partners agree." in text(page(signed_in, cast.lscp_unit, "views", record))


def test_chair_opens_early_with_a_reason_after_their_own_view(cast, asked, signed_in):
    given.given_view(asked, cast.police_rag, "not_met", rationale=SECRET)
    assert verdicts(policies.can_open_views, asked, cast.council_rag, cast.police_rag, cast.lscp_unit) == [
        "incomplete", "role", "role",
    ]  # fmt: skip
    given.given_view(asked, cast.council_rag)
    client = signed_in(cast.council_rag)
    url = reverse("notifications:open_views", args=[asked.public_id])
    assert client.post(url, {"seen_version": asked.version, "reason": ""}).status_code == 200
    assert not SigningRound.all_records.get().is_open
    client.post(url, {"seen_version": asked.version, "reason": "The clock runs out"})
    body = text(page(signed_in, cast.lscp_unit, "views", asked))
    assert SECRET in body
    assert "The clock runs out" in body
    assert given.fresh(asked).status == "consideration"
    given.given_view(asked, cast.icb_rag)
    assert given.fresh(asked).status == "decision"


def test_new_version_after_opening_stands_beside_the_first(cast, group, signed_in):
    record = given.given_views(cast)
    given.given_view(record, cast.police_rag, "not_met", rationale="On reflection", seen_number=1)
    body = text(page(signed_in, cast.lscp_unit, "views", record))
    assert "Because Police Rag" in body
    assert "On reflection" in body
    assert "Signed after the views were open." in body
    assert "The statutory partners do not agree: " in body


def amend(record, by):
    from django.db import transaction

    with transaction.atomic():
        number = NotificationVersion.all_records.filter(notification=record).count() + 1
        given.given_version(record, by=by, number=number)
        publish(NotificationAmended(record.pk, number, (), by.pk))


def test_amendment_voids_blind_views_and_tells_every_signer_alike(cast, asked, signed_in):
    given.given_view(asked, cast.police_rag, "not_met", rationale=SECRET)
    amend(asked, cast.hospital_practitioner)
    assert [v.why for v in Voiding.all_records.all()] == ["amended"]
    assert list(SigningRound.all_records.values_list("number", "end_reason")) == [(1, "amended"), (2, "")]
    assert [email for email, _, _ in last_messages("view_wanted_again")] == [
        "rag@council.example", "rag@icb.example", "rag@police.example",
    ]  # fmt: skip
    assert SECRET not in text(page(signed_in, cast.lscp_unit, "views", asked))
    own = text(page(signed_in, cast.police_rag, "views", asked))
    assert SECRET in own
    assert "No longer counts. What it rested on was changed after it was signed." in own


def test_view_written_on_an_earlier_version_is_stale(cast, asked):
    old = SigningRound.all_records.get().rests_on
    amend(asked, cast.hospital_practitioner)
    with pytest.raises(Stale):
        consideration.give_view(
            asked.public_id, choice="met", rationale="x", tests={}, seen_rests_on=old, seen_number=0,
            by=cast.police_rag,
        )  # fmt: skip


def test_restricted_case_asks_nobody_who_cannot_see_it(cast, group):
    record = given.given_submitted(cast)
    record.case.is_restricted = True
    record.case.save()
    from notifications.actions import access

    access.restrict(record)
    Notification.all_records.filter(pk=record.pk).update(status="consideration")
    from django.db import transaction

    with transaction.atomic():
        consideration.begin(given.fresh(record), by=cast.lscp_unit)
    assert last_messages("view_wanted") == []
    assert list(Notification.visible_to(cast.police_rag)) == []
