"""The agency's safeguarding lead: asked, answers, is never a gate; later changes are flagged."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lscp.documents import actions as documents
from lscp.kernel.access import OutOfScope, Refused, Stale
from lscp.messaging.models import OutboundMessage
from notifications.actions.agreement import answer_lead, ask_lead, revision_of
from notifications.actions.submission import submit
from notifications.actions.triage import consider
from notifications.models import Notification
from notifications.queries.lead import lead_view
from tests.sent_forms import filled_draft, fresh, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(cast):
    return filled_draft(cast)


def asked(draft, cast):
    return ask_lead(draft.public_id, lead=cast.hospital_lead, by=cast.hospital_practitioner)


def answered(draft, request, *, agrees=True, reasons="", by=None):
    return answer_lead(
        draft.public_id, request_id=request.public_id, seen_revision=revision_of(draft), agrees=agrees,
        reasons=reasons, by=by or request.lead,
    )  # fmt: skip


def test_lead_sees_the_draft_only_when_asked_and_is_told(draft, cast, signed_in):
    page = reverse("notifications:lead_view", args=[draft.public_id])
    assert signed_in(cast.hospital_lead).get(page).status_code == 404
    asked(draft, cast)
    assert list(Notification.visible_to(cast.hospital_lead)) == [draft]
    text = signed_in(cast.hospital_lead).get(page).content.decode()
    assert "Burns to both hands" in text
    message = OutboundMessage.objects.get(kind="notification_lead_asked")
    assert (message.recipient, message.path, message.context) == (cast.hospital_lead, page, {})
    for stranger in (cast.school_lead, cast.police_lead, cast.lscp_unit):
        assert signed_in(stranger).get(page).status_code == 404


def test_lead_finds_the_files_they_may_read_and_what_happens_next(draft, cast, signed_in, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")

    def attach(agency, text, **more):
        return documents.attach(
            record=draft, kind="notification", case=draft.case, by=cast.hospital_practitioner, agency=agency,
            upload=SimpleUploadedFile("a.txt", b"words"), description=text, **more,
        )  # fmt: skip

    own = attach(cast.agencies["hospital"], "Photographs of the ward")
    other = attach(cast.agencies["school"], "Report of the school")
    asked(draft, cast)
    client = signed_in(cast.hospital_lead)
    address = reverse("notifications:lead_view", args=[draft.public_id])
    page = client.get(address).content.decode()
    assert (own.get_absolute_url() in page, "Photographs of the ward" in page) == (True, True)
    assert (other.get_absolute_url() in page, "Report of the school" in page) == (False, False)
    assert client.get(own.get_absolute_url()).status_code == 200
    assert client.get(other.get_absolute_url()).status_code == 404
    assert "You say below whether you agree" in page
    typed = {
        "answer": "agree", "request": draft.lead_requests.get().public_id, "seen_revision": revision_of(draft),
    }  # fmt: skip
    answer = client.post(address, typed, follow=True)
    assert [str(message).split("\n")[0] for message in answer.context["messages"]] == [
        "Your answer is saved."
    ]
    after = answer.content.decode()
    assert "You have answered." in after
    submit(draft.public_id, seen_revision=revision_of(draft), by=cast.hospital_practitioner)
    assert "The Business Unit reads it." in client.get(address).content.decode()
    consider(draft.public_id, seen_version=fresh(draft).version, by=cast.lscp_unit)
    later = client.get(address).content.decode()
    assert "The Business Unit reads it." not in later
    assert "Each statutory safeguarding partner gives its view." in later


def test_file_that_is_not_found_safe_is_named_to_the_lead_but_not_linked(
    draft, cast, signed_in, settings, tmp_path
):
    settings.MEDIA_ROOT, settings.CLAMAV_URL = str(tmp_path / "media"), "tcp://127.0.0.1:9"
    file = documents.attach(
        record=draft, kind="notification", case=draft.case, by=cast.hospital_practitioner,
        agency=cast.agencies["hospital"], upload=SimpleUploadedFile("a.txt", b"words"),
    )  # fmt: skip
    asked(draft, cast)
    page = signed_in(cast.hospital_lead).get(reverse("notifications:lead_view", args=[draft.public_id]))
    words = page.content.decode()
    assert ("waiting for the virus check" in words, file.get_absolute_url() in words) == (True, False)


def test_only_a_lead_of_the_own_agency_can_be_asked(draft, cast):
    for person in (cast.school_lead, cast.hospital_practitioner, cast.lscp_unit):
        with pytest.raises(Refused):
            ask_lead(draft.public_id, lead=person, by=cast.hospital_practitioner)


def test_group_representative_of_the_own_agency_can_be_asked(cast):
    draft = filled_draft(cast, by=cast.police_practitioner, agency="police")
    request = ask_lead(draft.public_id, lead=cast.police_rag, by=cast.police_practitioner)
    assert request.answer == "pending"


@pytest.mark.parametrize(("agrees", "words"), [(True, "agrees"), (False, "does not agree")])
def test_answer_is_sealed_and_submission_is_possible_either_way(draft, cast, signed_in, agrees, words):
    request = asked(draft, cast)
    answered(draft, request, agrees=agrees, reasons="I know the family")
    request.refresh_from_db()
    assert request.reasons.open() == "I know the family"
    assert request.reasons.is_frozen
    submit(draft.public_id, seen_revision=revision_of(draft), by=cast.hospital_practitioner)
    text = signed_in(cast.lscp_unit).get(draft.get_absolute_url()).content.decode()
    assert f"Hospital Lead {words}" in text
    assert ("does not agree with this notification" in text) is not agrees


def test_submission_while_the_lead_has_not_answered_is_flagged(draft, cast, signed_in):
    asked(draft, cast)
    submit(draft.public_id, seen_revision=revision_of(draft), by=cast.hospital_practitioner)
    text = signed_in(cast.lscp_unit).get(draft.get_absolute_url()).content.decode()
    assert "has not answered" in text


def test_disagreement_needs_reasons(draft, cast):
    with pytest.raises(Refused):
        answered(draft, asked(draft, cast), agrees=False, reasons=" ")


def test_changes_after_the_answer_are_flagged(draft, cast):
    answered(draft, asked(draft, cast))
    assert lead_view(fresh(draft)).changed_since is False
    save(draft, "actions", "done", {"actions_taken": "Moved to another ward"})
    view = lead_view(fresh(draft))
    assert (view.changed_since, view.is_flagged) == (True, True)


def test_answer_about_a_form_that_changed_meanwhile_is_refused(draft, cast):
    request, seen = asked(draft, cast), revision_of(draft)
    save(draft, "actions", "done", {"actions_taken": "Moved to another ward"})
    with pytest.raises(Stale):
        answer_lead(
            draft.public_id, request_id=request.public_id, seen_revision=seen, agrees=True, reasons="",
            by=cast.hospital_lead,
        )  # fmt: skip


def test_second_answer_and_somebody_elses_answer_are_refused(draft, cast):
    request = asked(draft, cast)
    with pytest.raises(OutOfScope):
        answered(draft, request, by=cast.school_lead)
    with pytest.raises(PermissionDenied):
        answered(draft, request, by=cast.hospital_practitioner)
    answered(draft, request)
    with pytest.raises(Refused):
        answered(draft, request)


def test_lead_is_not_asked_when_a_colleague_is_involved(cast):
    draft = filled_draft(cast, colleague_involved="yes")
    with pytest.raises(Refused) as refusal:
        asked(draft, cast)
    assert refusal.value.verdict.code == "conflict"
    assert OutboundMessage.objects.count() == 0


def test_lead_asked_before_a_colleague_turned_out_to_be_involved_sees_nothing_after_submission(draft, cast):
    asked(draft, cast)
    save(draft, "first", "safety", {"colleague_involved": "yes", "at_risk_now": "no"})
    submit(draft.public_id, seen_revision=revision_of(draft), by=cast.hospital_practitioner)
    assert list(Notification.visible_to(cast.hospital_lead)) == []


def test_lead_answers_on_the_page(draft, cast, signed_in):
    request = asked(draft, cast)
    page = reverse("notifications:lead_view", args=[draft.public_id])
    data = {
        "seen_revision": revision_of(draft),
        "request": str(request.public_id),
        "answer": "disagree",
        "reasons": "",
    }
    client = signed_in(cast.hospital_lead)
    assert "Say why you do not agree" in client.post(page, data).content.decode()
    assert client.post(page, data | {"reasons": "Not enough is known"}).status_code == 302
    assert "Not enough is known" in client.get(page).content.decode()
