"""The form says that a safeguarding lead may be involved: they are not asked, not told, and see nothing."""

import pytest
from django.urls import reverse

from lscp.accounts.roles import Role
from lscp.audit.models import AuditEvent
from lscp.deadlines.models import Clock
from lscp.kernel.access import Refused
from lscp.messaging.models import OutboundMessage
from lscp.tasks.models import SafetyAction
from notifications.actions import consideration, involved_leads, restricted
from notifications.actions.agreement import ask_lead, revision_of
from notifications.actions.restricted import shut_out
from notifications.actions.submission import submit
from notifications.models import Exclusion, Notification
from notifications.queries import answers, completeness, summary
from notifications.queries.lead import lead_view
from notifications.queries.people import whom_to_ask
from tests.sent_forms import filled_draft, fresh, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(cast):
    return filled_draft(cast)


def say(draft, *people, involved="yes"):
    chosen = [str(one.public_id) for one in people]
    save(draft, "agreement", "lead_involved", {"lead_is_involved": involved, "leads_involved": chosen})


def asked(draft, person):
    return ask_lead(draft.public_id, lead=person, by=draft.raised_by)


def told():
    return set(OutboundMessage.objects.values_list("recipient__email", flat=True))


def test_the_only_lead_cannot_be_asked_and_the_business_unit_can(draft, cast, signed_in):
    say(draft)
    with pytest.raises(Refused):
        asked(draft, cast.hospital_lead)
    assert {str(one) for one in whom_to_ask(draft)} == {"Lscp Manager", "Lscp Unit"}
    page = signed_in(draft.raised_by).get(reverse("notifications:ask_lead", args=[draft.public_id]))
    text = page.content.decode()
    assert "You can ask the Business Unit to read it instead." in text
    assert "Hospital Lead" not in text
    request = asked(draft, cast.lscp_unit)
    assert request.answer == "pending"
    seen = signed_in(cast.lscp_unit).get(reverse("notifications:lead_view", args=[draft.public_id]))
    assert "lead may be involved" in seen.content.decode()
    assert "Burns to both hands" in seen.content.decode()


def test_another_lead_of_the_agency_can_still_be_asked(draft, cast):
    second = cast.person("second_lead", "hospital", Role.SAFEGUARDING_LEAD)
    say(draft, cast.hospital_lead)
    assert list(whom_to_ask(draft)) == [second]
    with pytest.raises(Refused):
        asked(draft, cast.hospital_lead)
    assert asked(draft, second).answer == "pending"
    assert lead_view(fresh(draft)).may_be_involved is True


def test_where_nobody_is_named_no_lead_is_asked_and_the_groups_representative_is(cast):
    draft = filled_draft(cast, by=cast.police_practitioner, agency="police")
    cast.person("second_lead", "police", Role.SAFEGUARDING_LEAD)
    say(draft)
    # a lead who joins later is no exception
    cast.person("late_lead", "police", Role.SAFEGUARDING_LEAD)
    asking = {str(one) for one in whom_to_ask(draft)}
    assert asking == {"Police Rag", "Police Only Here"}


def test_lead_who_was_asked_before_loses_sight_and_is_told_nothing_more(draft, cast, signed_in):
    asked(draft, cast.hospital_lead)
    assert list(Notification.visible_to(cast.hospital_lead)) == [draft]
    OutboundMessage.objects.all().delete()
    say(draft, cast.hospital_lead)
    assert list(Notification.visible_to(cast.hospital_lead)) == []
    page = reverse("notifications:lead_view", args=[draft.public_id])
    assert signed_in(cast.hospital_lead).get(page).status_code == 404
    submit(draft.public_id, seen_revision=revision_of(draft), by=draft.raised_by)
    assert cast.hospital_lead.email not in told()
    assert cast.police_rag.email in told()
    text = signed_in(cast.lscp_unit).get(draft.get_absolute_url()).content.decode()
    assert "The form says that a safeguarding lead of the agency may be involved." in text
    assert "Not asked, because the form says that a safeguarding lead may be involved" in text


def test_member_of_the_group_named_as_involved_gets_nothing_at_submission(cast):
    draft = filled_draft(cast, by=cast.police_practitioner, agency="police")
    say(draft, cast.police_rag)
    submit(draft.public_id, seen_revision=revision_of(draft), by=draft.raised_by)
    assert cast.police_rag.email not in told()
    assert list(Notification.visible_to(cast.police_rag)) == []
    assert list(Notification.visible_to(cast.council_rag)) == [draft]


def test_safety_action_is_kept_from_the_lead_from_then_on(draft, cast):
    save(draft, "first", "safety", {"colleague_involved": "no", "at_risk_now": "yes"})
    action = SafetyAction.all_records.get(case=draft.case)
    assert SafetyAction.visible_to(cast.hospital_lead).get() == action
    say(draft)
    assert list(SafetyAction.visible_to(cast.hospital_lead)) == []
    row = Clock.all_records.get(rule_key="immediate_safety", is_live=True)
    assert row.holder in {cast.lscp_unit, cast.lscp_manager}
    assert (row.entry, row.due_at, row.is_open) == ("handed_over", row.supersedes.due_at, True)
    assert list(Clock.visible_to(cast.hospital_lead)) == []
    assert list(SafetyAction.visible_to(cast.lscp_unit)) == [action]


def test_safety_action_raised_after_the_answer_is_told_to_the_business_unit_alone(draft, cast):
    say(draft)
    save(draft, "first", "safety", {"colleague_involved": "no", "at_risk_now": "yes"})
    raised = OutboundMessage.objects.filter(kind="safety_raised").values_list("recipient__email", flat=True)
    assert sorted(raised) == ["manager@lscp.example", "unit@lscp.example"]


def test_answer_taken_back_lets_the_lead_be_asked_again_but_nobody_the_unit_shut_out(draft, cast):
    second = cast.person("second_lead", "hospital", Role.SAFEGUARDING_LEAD)
    say(draft)
    assert Exclusion.objects.filter(notification=draft, lifted_at=None).count() == 2
    say(draft, involved="no")
    assert set(whom_to_ask(draft)) == {cast.hospital_lead, second}
    verbs = ["notifications.leads_kept_out", "notifications.leads_let_in"]
    found = AuditEvent.objects.filter(verb__in=verbs).order_by("position").values_list("verb", "data")
    assert list(found) == [(verbs[0], {"leads": 2}), (verbs[1], {"leads": 2})]

    sent = filled_draft(cast, name=("Ignatius", "Marrowbone"), colleague_involved="yes")
    submit(sent.public_id, seen_revision=revision_of(sent), by=sent.raised_by)
    shut_out(sent.public_id, seen_version=fresh(sent).version, person=second, by=cast.lscp_unit)
    say(sent, second)
    say(sent, involved="no")
    assert list(
        Exclusion.objects.filter(notification=sent, lifted_at=None).values_list("user", flat=True)
    ) == [second.pk]


def test_names_are_offered_kept_in_the_version_and_shown(draft, cast, signed_in):
    client = signed_in(draft.raised_by)
    url = reverse("notifications:form_page", args=[draft.public_id, "agreement", "lead_involved"])
    assert "Hospital Lead" in client.get(url).content.decode()
    assert "School Lead" not in client.get(url).content.decode()
    say(draft, cast.hospital_lead)
    rows = summary.flat(answers.snapshot(draft)).values()
    assert {row.label: row.words for row in rows if row.page == "lead_involved"} == {
        "Could your safeguarding lead be involved in what happened?": "Yes",
        "Who could be involved?": "Hospital Lead",
    }
    assert completeness.problems(draft) == []


def test_agency_without_any_lead_is_not_asked_who(cast, signed_in):
    for membership in cast.hospital_lead.memberships.all():
        membership.until_on = membership.from_on
        membership.from_on = membership.from_on.replace(year=membership.from_on.year - 1)
        membership.until_on = membership.from_on
        membership.save()
    draft = filled_draft(cast)
    url = reverse("notifications:form_page", args=[draft.public_id, "agreement", "lead_involved"])
    text = signed_in(draft.raised_by).get(url).content.decode()
    assert "Could your safeguarding lead be involved" in text
    assert "Who could be involved?" not in text
    say(draft)
    assert completeness.problems(draft) == []
    assert {str(one) for one in whom_to_ask(draft)} == {"Lscp Manager", "Lscp Unit"}


def submitted(draft):
    submit(draft.public_id, seen_revision=revision_of(draft), by=draft.raised_by)
    return fresh(draft)


def test_business_unit_lets_in_a_lead_whom_the_form_shut_out(draft, cast, signed_in):
    say(draft, cast.hospital_lead)
    sent = submitted(draft)
    client = signed_in(cast.lscp_unit)
    page = client.get(sent.get_absolute_url()).content.decode()
    listed = reverse("notifications:kept_out", args=[sent.public_id])
    assert f'href="{listed}"' in page
    address = reverse("notifications:let_in", args=[sent.public_id, cast.hospital_lead.public_id])
    words = client.get(listed).content.decode()
    assert ("Hospital Lead" in words, f'href="{address}"' in words) == (True, True)
    refused = client.post(address, {"seen_version": sent.version, "reason": ""})
    assert "Say why they are let in again" in refused.content.decode()
    assert Exclusion.objects.get().lifted_at is None
    why = "Zebedee's school chose the wrong name"
    answer = client.post(address, {"seen_version": sent.version, "reason": why}, follow=True)
    assert answer.redirect_chain == [(listed, 302)]
    assert [str(one).split("\n")[0] for one in answer.context["messages"]] == ["They are let in again."]
    assert "Zebedee&#x27;s school chose the wrong name" in answer.content.decode()
    row = Exclusion.objects.get()
    assert (row.lifted_by, row.lifted_because.open()) == (cast.lscp_unit, why)
    event = AuditEvent.objects.get(verb="notifications.person_let_in")
    assert event.data == {
        "person": str(cast.hospital_lead.public_id),
        "why": "the form says that this safeguarding lead may be involved",
    }
    assert event.compartment == f"casework:{sent.case.public_id}"
    assert "Zebedee" not in str(list(AuditEvent.objects.values("data", "reason")))
    assert client.post(address, {"seen_version": fresh(sent).version, "reason": why}).status_code == 409


def test_whom_the_business_unit_let_in_stays_in_when_the_form_is_saved_again(draft, cast):
    say(draft, cast.hospital_lead)
    sent = submitted(draft)
    restricted.let_in(
        sent.public_id, seen_version=sent.version, person=cast.hospital_lead.public_id, reason="A mistake",
        by=cast.lscp_unit,
    )  # fmt: skip
    involved_leads.follow_answers(fresh(sent), answers.read(sent, "agreement"), by=cast.hospital_practitioner)
    assert not Exclusion.objects.filter(lifted_at=None).exists()


def test_only_the_business_unit_sees_or_lifts_a_shut_out(draft, cast, signed_in):
    say(draft, cast.hospital_lead)
    sent = submitted(draft)
    pages = [
        reverse("notifications:kept_out", args=[sent.public_id]),
        reverse("notifications:let_in", args=[sent.public_id, cast.hospital_lead.public_id]),
    ]
    strangers = (cast.hospital_practitioner, 403), (cast.police_rag, 403), (cast.elsewhere_unit, 404)
    for person, expected in strangers:
        client = signed_in(person)
        assert [client.get(page).status_code for page in pages] == [expected, expected], person
        typed = {"seen_version": 0, "reason": "x"}
        assert client.post(pages[1], typed).status_code == expected, person
    assert signed_in(cast.hospital_lead).get(pages[0]).status_code == 404
    assert Exclusion.objects.get().lifted_at is None


def test_whoever_stepped_aside_is_not_let_in_by_others(draft, cast, signed_in):
    sent = submitted(draft)
    consideration.declare_conflict(sent.public_id, reason="x", shut_out=True, by=cast.police_rag)
    client = signed_in(cast.lscp_unit)
    page = client.get(reverse("notifications:kept_out", args=[sent.public_id])).content.decode()
    assert ("Police Rag" in page, "Let them in again" in page) == (True, False)
    address = reverse("notifications:let_in", args=[sent.public_id, cast.police_rag.public_id])
    assert client.get(address).status_code == 404
    typed = {"seen_version": fresh(sent).version, "reason": "x"}
    assert client.post(address, typed).status_code in {404, 409}
    assert Exclusion.objects.get().lifted_at is None
