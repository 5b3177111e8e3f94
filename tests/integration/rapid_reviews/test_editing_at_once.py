"""Agencies and the Business Unit work at the same moment and lose nothing; whoever is out is out everywhere at once."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from lscp.audit.models import AuditEvent
from lscp.kernel import clock
from lscp.kernel.access import Conflict, OutOfScope
from rapid_reviews.actions import asking, chronology, chronology_import, report, withdrawing, writing
from rapid_reviews.models import AgencyRequest, ChronologyImport, ChronologyRow, RapidReview
from rapid_reviews.queries.returns import load
from tests.given_chronology import add_row, entry
from tests.given_reports import section_of
from tests.given_returns import EVENTS, REASON, step
from tests.given_reviews import ask, clock_of, fresh_request, given_review

SAID = "Zebrington Quill was seen at the gate without a coat"


def a_file():
    return SimpleUploadedFile("rows.csv", f"Date,Event\n1/2/2026,{SAID}\n2/2/2026,{SAID} again\n".encode())


@pytest.mark.django_db(transaction=True)
def test_two_agencies_and_the_business_unit_work_at_once_and_nothing_is_lost(cast, together, capsys):
    review = given_review(cast)
    school, police = ask(review, cast.agencies["school"], cast.agencies["police"], by=cast.lscp_unit)
    section = section_of(review)
    seen = RapidReview.all_records.get(pk=review.pk).version
    results = together(
        lambda: writing.save_page(
            school.public_id, "events", "events", typed={"key_events": EVENTS}, seen_version=0, by=cast.school_lead
        ),
        lambda: add_row(police, cast.police_lead, event=SAID),
        lambda: chronology.add_record(
            review.public_id, seen_version=None, entry=entry(event="From our files"), by=cast.lscp_unit
        ),
        lambda: report.write(
            section.public_id, seen_version=section.version, text="The child was found", by=cast.lscp_manager
        ),
        lambda: asking.ask(
            review.public_id, seen_version=seen, to=[asking.ToAsk(cast.agencies["icb"])], look_for=SAID,
            period="Since May", by=cast.lscp_unit,
        ),
    )  # fmt: skip
    assert [one for one in results if isinstance(one, Exception)] == []
    now = fresh_request(school)
    assert load(now).content["events"]["key_events"] == EVENTS
    assert ChronologyRow.all_records.filter(review=review).count() == 2
    assert section_of(review).versions.count() == 1
    assert AgencyRequest.all_records.filter(review=review).count() == 3
    verbs = set(AuditEvent.objects.filter(case_id=str(review.case.public_id)).values_list("verb", flat=True))
    assert verbs >= {"rapid_reviews.row_added", "rapid_reviews.report_written"}
    call_command("verify_audit")
    assert "all fit" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_business_unit_withdraws_while_the_agency_writes_and_one_of_them_is_told(cast, together):
    (school,) = ask(given_review(cast), cast.agencies["school"], by=cast.lscp_unit)
    results = together(
        lambda: writing.save_page(
            school.public_id, "events", "events", typed={"key_events": EVENTS}, seen_version=0, by=cast.school_lead
        ),
        lambda: withdrawing.withdraw(
            school.public_id, seen_version=fresh_request(school).version, reason=REASON, by=cast.lscp_unit
        ),
    )  # fmt: skip
    wrong = [one for one in results if isinstance(one, Exception)]
    status = fresh_request(school).status
    assert status in {"withdrawn", "writing"}
    assert [isinstance(one, (Conflict, OutOfScope)) for one in wrong] == [True]
    assert AgencyRequest.visible_to(cast.school_lead).exists() is (status == "writing")


@pytest.fixture
def at_work(cast, signed_in):
    """A school's lead with a row, a file on its way and a page open."""
    (request,) = ask(given_review(cast), cast.agencies["school"], by=cast.lscp_unit)
    signed_in(cast.school_lead).get(request.get_absolute_url())
    row = add_row(request, cast.school_lead, event=SAID)
    kept = chronology_import.upload(request.public_id, seen_version=None, file=a_file(), by=cast.school_lead)
    kept = chronology_import.confirm_columns(
        kept.public_id, seen_version=kept.version, columns=kept.columns, date_order="day", by=cast.school_lead
    )
    return request, row, kept


def leave(request, cast):
    yesterday = clock.today() - dt.timedelta(days=1)
    cast.school_lead.memberships.update(from_on=yesterday - dt.timedelta(days=9), until_on=yesterday)


def withdraw(request, cast):
    step(withdrawing.withdraw, request, cast.lscp_unit, reason=REASON)


@pytest.mark.django_db
@pytest.mark.parametrize("goes", [leave, withdraw])
def test_whoever_left_or_was_asked_by_mistake_finds_no_address_any_more(goes, cast, at_work, signed_in):
    request, row, kept = at_work
    places = [
        *(
            reverse(f"rapid_reviews:{name}", args=[request.public_id])
            for name in (
                "request",
                "return",
                "return_files",
                "chronology_own",
                "chronology_add",
                "chronology_import",
            )
        ),
        row.get_absolute_url(),
        reverse("rapid_reviews:chronology_change", args=[row.public_id]),
        kept.get_absolute_url(),
    ]
    client = signed_in(cast.school_lead)
    assert {client.get(place).status_code for place in places} == {200}
    goes(request, cast)
    client = signed_in(cast.school_lead)
    assert {place: client.get(place).status_code for place in places} == dict.fromkeys(places, 404)
    sent = (
        (kept.get_absolute_url(), {"seen_version": kept.version}),
        (reverse("rapid_reviews:nil", args=[request.public_id]), {"seen_version": 1}),
        (
            reverse("rapid_reviews:chronology_take_out", args=[row.public_id]),
            {"reason": "I left", "seen_version": 0},
        ),
    )
    assert {client.post(place, typed).status_code for place, typed in sent} <= {404, 405}
    assert ChronologyRow.all_records.filter(review=request.review, taken_out_at=None).count() == 1
    assert ChronologyImport.all_records.get(pk=kept.pk).status == "waiting"
    answer = signed_in(cast.lscp_unit).get(row.get_absolute_url())
    assert SAID in answer.content.decode()
    read = AuditEvent.objects.filter(verb="rapid_reviews.request_viewed")
    assert str(cast.school_lead.public_id) in set(read.values_list("actor_id", flat=True))


@pytest.mark.django_db
def test_clock_of_whoever_was_asked_by_mistake_ends_and_of_whoever_left_goes_on(cast):
    review = given_review(cast)
    school, police = ask(review, cast.agencies["school"], cast.agencies["police"], by=cast.lscp_unit)
    withdraw(school, cast)
    cast.police_lead.memberships.update(
        from_on=clock.today() - dt.timedelta(days=3), until_on=clock.today() - dt.timedelta(days=1)
    )
    assert clock_of(review, "agency_return", subject=str(school.public_id)).cancelled_at is not None
    assert clock_of(review, "agency_return", subject=str(police.public_id)).is_open
