"""Late changes: once a rapid review is over nobody is asked again, and nothing is written after a withdrawal."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lscp.deadlines.models import Clock
from lscp.kernel.access import Refused
from rapid_reviews.actions import (
    agency_people,
    asking,
    chronology_import,
    return_files,
    steps,
    suggesting,
    withdrawing,
)
from rapid_reviews.models import ChronologyImport, ChronologyRow, RapidReview
from tests.given_recommendations import given_endorsed
from tests.given_returns import (
    REASON,
    deputy,
    finish,
    given_checked,
    given_request,
    given_returned,
    given_written,
    save,
    step,
    write,
)
from tests.given_reviews import ask, fresh_request
from tests.integration.rapid_reviews.test_panel import reply, send

ROWS = "Date,Event,Child seen\n" + "".join(
    f"{1 + n % 28}/{1 + n % 12}/2024,Event number {n},yes\n" for n in range(6)
)


def over(request, status="done"):
    """The Panel has answered."""
    RapidReview.all_records.filter(pk=request.review_id).update(status=status)
    return fresh_request(request)


@pytest.mark.parametrize(
    ("action", "given"),
    [(asking.send_back, {"questions": "Who?"}), (asking.accept, {})],
    ids=["send_back", "accept"],
)
def test_return_stays_as_it_was_once_the_review_is_over(cast, action, given):
    request = over(given_returned(cast))
    with pytest.raises(Refused, match="finished"):
        step(action, request, cast.lscp_unit, **given)
    assert fresh_request(request).status == "returned"


def test_agency_is_not_asked_again_nor_reminded_once_the_review_is_over(cast):
    waiting = given_request(cast)
    answered = given_returned(cast, "hospital", review=waiting.review)
    step(asking.accept, answered, cast.lscp_unit)
    over(waiting)
    for request, action, given in (
        (answered, asking.ask_again, {"questions": "Who?"}),
        (waiting, asking.chase, {}),
    ):
        with pytest.raises(Refused, match="finished"):
            step(action, request, cast.lscp_unit, **given)


def test_request_can_be_withdrawn_after_the_review_is_over(cast):
    request = over(given_returned(cast))
    step(withdrawing.withdraw, request, cast.lscp_unit, reason=REASON)
    assert fresh_request(request).status == "withdrawn"


def test_agency_writes_nothing_once_the_review_is_over(cast):
    request = given_request(cast)
    write(request, cast.school_lead)
    over(request)
    upload = SimpleUploadedFile("a.txt", b"Some days", content_type="text/plain")
    for late in (
        lambda: save(request, "good", "good", {"good_practice": "Another"}, by=cast.school_lead),
        lambda: finish(request, cast.school_lead),
        lambda: return_files.add_file(request.public_id, upload=upload, by=cast.school_lead),
        lambda: step(steps.decline, request, cast.school_lead, reason=REASON),
        lambda: step(agency_people.set_people, request, cast.school_lead, one_person_takes_two=True),
        lambda: suggesting.suggest(request.public_id, agency=None, why="They know", by=cast.school_lead),
    ):
        with pytest.raises(Refused, match="over"):
            late()
    assert fresh_request(request).versions.count() == 0


@pytest.mark.parametrize(
    ("given", "action", "who"),
    [
        (given_written, steps.check, "deputy"),
        (given_checked, steps.sign_off, "lead"),
        (given_request, steps.answer_nil, "lead"),
    ],
    ids=["check", "sign_off", "nil"],
)  # fmt: skip
def test_no_step_of_a_return_is_taken_once_the_review_is_over(cast, given, action, who):
    request = over(given(cast))
    person = deputy(cast, "school") if who == "deputy" else cast.school_lead
    with pytest.raises(Refused, match="over"):
        step(action, request, person)
    assert fresh_request(request).status == request.status


def test_page_of_the_agency_offers_no_step_once_the_review_is_over(cast, signed_in):
    request = over(given_request(cast))
    page = signed_in(cast.school_lead).get(request.get_absolute_url()).content.decode()
    assert reverse("rapid_reviews:return", args=[request.public_id]) not in page
    assert "Sign: we know nothing" not in page


@pytest.mark.parametrize("end", ["withdrawn", "over"])
def test_file_that_waits_for_the_worker_brings_no_row_after_the_end(cast, monkeypatch, end):
    monkeypatch.setattr(chronology_import, "AT_ONCE", 2)
    request = given_request(cast)
    file = SimpleUploadedFile("x.csv", ROWS.encode())
    kept = chronology_import.upload(request.public_id, seen_version=None, file=file, by=cast.school_lead)
    kept = chronology_import.confirm_columns(
        kept.public_id, seen_version=kept.version, columns=kept.columns, date_order="day", by=cast.school_lead
    )
    kept = chronology_import.begin(
        kept.public_id, seen_version=kept.version, only_good=False, by=cast.school_lead
    )
    assert (kept.status, ChronologyRow.all_records.count()) == ("running", 0)
    if end == "withdrawn":
        step(withdrawing.withdraw, request, cast.lscp_unit, reason=REASON)
    else:
        over(request)
    chronology_import.go_on()
    kept = ChronologyImport.all_records.get(pk=kept.pk)
    assert (ChronologyRow.all_records.count(), kept.stored_as) == (0, "")
    assert kept.status in {"done", "dropped"}


def test_request_still_open_when_the_panel_answers_is_withdrawn_with_its_clock(cast, signed_in):
    review = given_endorsed(cast)
    send(review, cast.lscp_unit)
    (request,) = ask(review, cast.agencies["school"], by=cast.lscp_unit)
    reply(review, cast.lscp_unit)
    assert fresh_request(request).status == "withdrawn"
    clock = Clock.all_records.get(subject=str(request.public_id), is_live=True)
    assert clock.cancelled_at is not None
    assert signed_in(cast.school_lead).get(request.get_absolute_url()).status_code == 404
