"""What the Business Unit does with what arrives, and the answers to its questions."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from lscp.kernel.access import OutOfScope, Refused, Stale
from lscp.messaging.models import OutboundMessage
from notifications.actions import triage
from notifications.models import InformationQuestion
from tests.given import given_view
from tests.sent_forms import fresh
from tests.sent_forms import submitted as given_submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(cast):
    return given_submitted(cast)


def told(kind):
    return set(OutboundMessage.objects.filter(kind=kind).values_list("recipient__email", flat=True))


def returned(sent, cast, *questions):
    return triage.return_for_information(
        sent.public_id,
        seen_version=fresh(sent).version,
        questions=questions or ("When was she seen?", "By whom?"),
        by=cast.lscp_unit,
    )


def test_each_step_of_triage_says_what_happened_and_what_is_next(sent, cast, signed_in):
    client = signed_in(cast.lscp_unit)

    def press(name, **typed):
        address = reverse(f"notifications:{name}", args=[sent.public_id])
        page = client.post(address, {"seen_version": fresh(sent).version, **typed}, follow=True)
        assert page.redirect_chain[-1][0] == sent.get_absolute_url()
        return [str(message).split("\n") for message in page.context["messages"]], page.content.decode()

    said, page = press("acknowledge")
    assert said == [
        [
            "You have acknowledged it.",
            (
                "The person who raised it has been told. Next: pass it to the Review Advisory Group, or ask for more "
                "information."
            ),
        ]
    ]
    assert "govuk-notification-banner--success" in page
    assert press("assign", person=str(cast.lscp_unit.public_id))[0][0][0] == "The case officer is set."
    asked = press("return", question_1="When was she seen?")[0][0]
    assert asked[0] == "Your questions have been sent."
    passed, page = press("consider")
    assert passed[0][0] == "You have passed it to the Review Advisory Group."
    assert "When all views are in, the local authority decides." in page
    assert "govuk-notification-banner--success" not in client.get(sent.get_absolute_url()).content.decode()


def test_step_that_is_refused_says_nothing_was_done(sent, cast, signed_in):
    client = signed_in(cast.lscp_unit)
    address = reverse("notifications:acknowledge", args=[sent.public_id])
    assert client.post(address, {"seen_version": 0}).status_code == 409
    assert "You have acknowledged it" not in client.get(sent.get_absolute_url()).content.decode()


def test_acknowledging_tells_the_referrer_once(sent, cast):
    triage.acknowledge(sent.public_id, seen_version=sent.version, by=cast.lscp_unit)
    assert told("notification_acknowledged") == {cast.hospital_practitioner.email}
    with pytest.raises(Refused):
        triage.acknowledge(sent.public_id, seen_version=fresh(sent).version, by=cast.lscp_manager)


@pytest.mark.parametrize("action", ["acknowledge", "consider"])
def test_steps_are_the_business_units_alone(sent, cast, action):
    for person in (cast.police_rag, cast.lscp_scrutineer, cast.hospital_practitioner):
        with pytest.raises(PermissionDenied):
            getattr(triage, action)(sent.public_id, seen_version=sent.version, by=person)
    for person in (cast.elsewhere_unit, cast.school_practitioner, cast.superuser):
        with pytest.raises(OutOfScope):
            getattr(triage, action)(sent.public_id, seen_version=sent.version, by=person)


def test_second_of_two_officers_is_told_that_somebody_was_first(sent, cast, signed_in):
    triage.acknowledge(sent.public_id, seen_version=sent.version, by=cast.lscp_unit)
    with pytest.raises(Stale):
        triage.consider(sent.public_id, seen_version=sent.version, by=cast.lscp_manager)
    page = reverse("notifications:return", args=[sent.public_id])
    answer = signed_in(cast.lscp_manager).post(
        page, {"seen_version": sent.version, "question_1": "Typed with care"}
    )
    assert answer.status_code == 409
    assert "Typed with care" in answer.content.decode()
    assert "Lscp Unit" in answer.content.decode()


def test_assigning_needs_an_officer_who_may_see_it(sent, cast):
    triage.assign(sent.public_id, seen_version=sent.version, officer=cast.lscp_manager, by=cast.lscp_unit)
    assert fresh(sent).assigned_to == cast.lscp_manager
    assert told("notification_assigned") == {cast.lscp_manager.email}
    with pytest.raises(Refused):
        triage.assign(
            sent.public_id, seen_version=fresh(sent).version, officer=cast.police_rag, by=cast.lscp_unit
        )


def test_questions_are_sealed_answered_one_by_one_and_read(sent, cast, signed_in):
    returned(sent, cast)
    assert fresh(sent).status == "returned"
    assert told("notification_returned") == {cast.hospital_practitioner.email}
    page = reverse("notifications:answer_questions", args=[sent.public_id])
    client = signed_in(cast.hospital_practitioner)
    assert "When was she seen?" in client.get(page).content.decode()
    data = {"seen_version": fresh(sent).version, "answer_1": "On Monday", "answer_2": ""}
    answer = client.post(page, data)
    assert "Answer question 2" in answer.content.decode()
    assert "On Monday" in answer.content.decode()
    assert client.post(page, data | {"answer_2": "A nurse"}).status_code == 302
    assert fresh(sent).status == "submitted"
    assert [q.answer.open() for q in InformationQuestion.all_records.order_by("number")] == [
        "On Monday",
        "A nurse",
    ]
    assert told("notification_answered") == {cast.lscp_unit.email, cast.lscp_manager.email}
    text = signed_in(cast.lscp_unit).get(sent.get_absolute_url()).content.decode()
    assert "On Monday" in text


def test_every_question_must_be_answered_and_by_the_right_person(sent, cast):
    returned(sent, cast)
    with pytest.raises(Refused):
        triage.answer_questions(
            sent.public_id, seen_version=fresh(sent).version, answers={1: "x"}, by=cast.hospital_practitioner
        )
    with pytest.raises(PermissionDenied):
        triage.answer_questions(
            sent.public_id, seen_version=fresh(sent).version, answers={1: "x", 2: "y"}, by=cast.police_rag
        )


def test_return_without_a_question_is_refused(sent, cast):
    with pytest.raises(Refused):
        returned(sent, cast, " ", "")


def test_passing_on_tells_the_group(sent, cast):
    triage.consider(sent.public_id, seen_version=sent.version, by=cast.lscp_unit)
    assert fresh(sent).status == "consideration"
    assert cast.police_rag.email in told("notification_considered")
    assert cast.elsewhere_rag.email not in told("notification_considered")


def test_referrer_sees_no_button_of_the_business_unit(sent, cast, signed_in):
    text = signed_in(cast.hospital_practitioner).get(sent.get_absolute_url()).content.decode()
    for words in ("Acknowledge<", "See what looks alike", "Pass to the Review", "Choose the case officer"):
        assert words not in text
    text = signed_in(cast.lscp_unit).get(sent.get_absolute_url()).content.decode()
    for words in ("Acknowledge<", "See what looks alike", "Pass to the Review", "Choose the case officer"):
        assert words in text


def answer_all(sent, cast):
    triage.answer_questions(
        sent.public_id, seen_version=fresh(sent).version, answers={1: "Monday", 2: "A nurse"},
        by=cast.hospital_practitioner,
    )  # fmt: skip


def considered(sent, cast):
    triage.consider(sent.public_id, seen_version=fresh(sent).version, by=cast.lscp_unit)


def test_answers_bring_it_back_to_the_group_that_was_already_asked(sent, cast):
    considered(sent, cast)
    given_view(sent, cast.police_rag)
    returned(sent, cast)
    answer_all(sent, cast)
    assert (fresh(sent).status, sent.case.signing_rounds.count()) == ("consideration", 1)
    for person in (cast.council_rag, cast.icb_rag):
        given_view(sent, person)
    assert fresh(sent).status == "decision"


def test_views_that_were_all_in_before_the_answers_go_to_the_authority_with_them(sent, cast):
    considered(sent, cast)
    returned(sent, cast)
    for person in (cast.police_rag, cast.council_rag, cast.icb_rag):
        given_view(sent, person)
    assert fresh(sent).status == "returned"
    answer_all(sent, cast)
    assert fresh(sent).status == "decision"


def test_passing_on_without_the_answers_keeps_the_views_that_were_given(sent, cast):
    considered(sent, cast)
    given_view(sent, cast.police_rag)
    returned(sent, cast)
    considered(sent, cast)
    the_round = sent.case.signing_rounds.get()
    assert (the_round.is_live, the_round.views.count(), fresh(sent).status) == (True, 1, "consideration")
