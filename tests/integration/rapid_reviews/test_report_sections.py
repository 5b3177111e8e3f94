"""Writing the report: who may, what is kept, what two people at once do, what others contributed."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.utils import ProgrammingError
from django.urls import reverse

from lscp.audit.models import AuditEvent
from lscp.kernel.access import OutOfScope, Refused, Stale
from lscp.messaging.models import OutboundMessage
from rapid_reviews.actions import report as actions
from rapid_reviews.models import ReportVersion
from rapid_reviews.queries.opened import text_of
from rapid_reviews.queries.report import report_of, texts_of
from rapid_reviews.queries.report_differences import pieces
from rapid_reviews.queries.report_sources import contributions
from tests.given_chronology import add_row
from tests.given_reports import TEXT, ready, section_of, write
from tests.given_returns import EVENTS, given_request, given_returned, review_of
from tests.given_reviews import given_review


def states(review):
    return {one.part.key: one.state.value for one in report_of(review).written}


def page(signed_in, user, name, section):
    return signed_in(user).get(reverse(f"rapid_reviews:{name}", args=[section.public_id]))


def send(signed_in, user, name, section, **typed):
    address = reverse(f"rapid_reviews:{name}", args=[section.public_id])
    return signed_in(user).post(address, {"seen_version": section.version, **typed})


def test_report_is_laid_out_with_the_decision_to_notify_and_nothing_is_begun(cast):
    review = given_review(cast)
    assert set(states(review).values()) == {"not_begun"}
    assert [one.number for one in report_of(review).parts] == list(range(1, 19))


def test_every_save_is_a_version_that_stays_and_makes_a_ready_section_not_ready(cast):
    review = given_review(cast)
    write(review, cast.lscp_unit)
    ready(review, cast.lscp_unit)
    assert states(review)["facts"] == "ready"
    write(review, cast.lscp_manager, f"{TEXT} at noon")
    assert states(review)["facts"] == "writing"
    rows = ReportVersion.all_records.filter(section=section_of(review)).order_by("number")
    assert [(row.number, row.made_by, text_of(row.text)) for row in rows] == [
        (1, cast.lscp_unit, TEXT), (2, cast.lscp_manager, f"{TEXT} at noon"),
    ]  # fmt: skip
    assert write(review, cast.lscp_unit, f"{TEXT} at noon") is None
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        rows.update(number=7)


def test_second_writer_of_one_section_is_told_and_of_another_is_not_in_the_way(cast, signed_in):
    review = given_review(cast)
    first = section_of(review)
    write(review, cast.lscp_manager)
    with pytest.raises(Stale):
        write(review, cast.lscp_unit, "Something else", seen_version=first.version)
    write(review, cast.lscp_unit, "Nobody knew", key="voice")
    answer = send(signed_in, cast.lscp_unit, "report_write", first, text="My long text")
    assert (answer.status_code, "My long text" in answer.content.decode()) == (409, True)


def test_text_kept_from_before_another_save_is_not_put_over_it_unasked(cast, signed_in):
    review = given_review(cast)
    write(review, cast.lscp_manager)
    section = section_of(review)
    typed = {"text": "My kept text", "based_on": "0"}
    answer = send(signed_in, cast.lscp_unit, "report_write", section, **typed)
    words = answer.content.decode()
    assert (answer.status_code, "My kept text" in words, 'name="based_on" value="1"' in words) == (
        200,
        True,
        True,
    )
    assert "saved version 1 after you began" in words
    assert ReportVersion.all_records.filter(section=section).count() == 1
    again = send(signed_in, cast.lscp_unit, "report_write", section, **{**typed, "based_on": "1"})
    assert again.status_code == 302
    assert ReportVersion.all_records.filter(section=section).count() == 2


def test_section_is_written_by_the_unit_and_its_owner_alone(cast):
    review = given_review(cast)
    for person in (cast.police_rag, cast.council_executive, cast.lscp_scrutineer, cast.council_legal):
        with pytest.raises(PermissionDenied):
            write(review, person)
    for person in (cast.hospital_practitioner, cast.school_lead, cast.elsewhere_unit, cast.superuser):
        with pytest.raises(OutOfScope):
            write(review, person)
    section = section_of(review)
    with pytest.raises(PermissionDenied):
        actions.set_owner(
            section.public_id, seen_version=section.version, owner=cast.police_rag, by=cast.police_rag
        )
    with pytest.raises(ValueError, match="takes part"):
        actions.set_owner(
            section.public_id, seen_version=section.version, owner=cast.school_lead, by=cast.lscp_unit
        )
    actions.set_owner(
        section.public_id, seen_version=section.version, owner=cast.police_rag, by=cast.lscp_unit
    )
    write(review, cast.police_rag)
    with pytest.raises(PermissionDenied):
        write(review, cast.police_rag, key="voice")
    told = OutboundMessage.objects.filter(kind="report_section_yours")
    assert [row.recipient for row in told] == [cast.police_rag]


def test_scrutineers_comment_is_the_scrutineers_alone(cast):
    review = given_review(cast)
    with pytest.raises(PermissionDenied):
        write(review, cast.lscp_unit, key="scrutineer")
    write(review, cast.lscp_scrutineer, "I looked at it all", key="scrutineer")
    assert texts_of(report_of(review))["scrutineer"] == "I looked at it all"


def test_ended_review_and_earlier_round_take_no_more_text(cast):
    review = given_review(cast)
    write(review, cast.lscp_unit)
    old = section_of(review)
    with transaction.atomic():
        assert actions.open_round(review, by=cast.lscp_unit) == 2
    with pytest.raises(Refused, match="earlier round"):
        actions.write(old.public_id, seen_version=old.version, text="Too late", by=cast.lscp_unit)
    write(review, cast.lscp_unit, f"{TEXT}, again")
    assert texts_of(report_of(review, 1))["facts"] == TEXT
    assert texts_of(report_of(review, 2))["facts"] == f"{TEXT}, again"


def test_comment_stays_as_written_and_its_reader_finds_it(cast, signed_in):
    review = given_review(cast)
    write(review, cast.lscp_unit)
    section = section_of(review)
    send(signed_in, cast.icb_rag, "report_comment", section, text="The time is missing")
    shown = page(signed_in, cast.lscp_unit, "report_section", section).content.decode()
    assert ("The time is missing" in shown, "about version 1" in shown) == (True, True)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        section.comments.update(about_version=9)


def test_difference_names_what_was_put_in_and_taken_out():
    assert [(one.kind, one.text) for one in pieces("the boy ran home", "the child ran home today")] == [
        ("same", "the "), ("removed", "boy"), ("added", "child"), ("same", " ran home"), ("added", " today"),
    ]  # fmt: skip


def test_word_before_a_new_paragraph_is_not_called_changed():
    assert [(one.kind, one.text) for one in pieces("on leave.", "on leave.\n\nNobody asked.")] == [
        ("same", "on leave."),
        ("added", "\n\nNobody asked."),
    ]


def test_page_of_a_version_shows_both_texts_and_the_reading_is_on_the_record(cast, signed_in):
    review = given_review(cast)
    write(review, cast.lscp_unit, "He went home")
    write(review, cast.lscp_manager, "He went away")
    section = section_of(review)
    address = reverse("rapid_reviews:report_version", args=[section.public_id, 2])
    shown = signed_in(cast.police_rag).get(address).content.decode()
    assert ("<del>" in shown, "<ins>" in shown, "home" in shown, "away" in shown) == (True,) * 4
    last = AuditEvent.objects.filter(verb="rapid_reviews.report_read").latest("position")
    assert (last.actor_name, last.data["part"]) == (str(cast.police_rag), "Case facts")
    missing = reverse("rapid_reviews:report_version", args=[section.public_id, 3])
    assert signed_in(cast.police_rag).get(missing).status_code == 404


def test_signed_return_and_significant_rows_stand_beside_the_text_and_can_be_taken_in(cast, signed_in):
    request = given_returned(cast)
    review = review_of(request)
    section = section_of(review, "events")
    shown = page(signed_in, cast.lscp_unit, "report_write", section).content.decode()
    assert (EVENTS in shown, "School, return, version 1" in shown) == (True, True)
    answer = send(
        signed_in, cast.lscp_unit, "report_write", section, text="What I typed", take=taken(cast, review)
    )
    assert answer.url == reverse("rapid_reviews:report_write", args=[section.public_id])
    text = texts_of(report_of(review))["events"]
    assert (text.startswith("What I typed\n\nFrom School, return, version 1:\n"), EVENTS in text) == (
        True,
        True,
    )
    newest = section.versions.latest("number")
    assert newest.taken_from == "School, return, version 1"
    again = page(signed_in, cast.lscp_unit, "report_write", section).content.decode()
    assert "This stands in the text." in again


def taken(cast, review):
    """The key of the first contribution to the key events."""
    part = report_of(review).outline.part("events")
    return contributions(cast.lscp_unit, review, part)[0].key


def test_contributions_are_shown_to_writers_only(cast, signed_in):
    request = given_returned(cast)
    section = section_of(review_of(request), "events")
    for person in (cast.police_rag, cast.council_executive):
        shown = page(signed_in, person, "report_section", section)
        assert (shown.status_code, EVENTS in shown.content.decode()) == (200, False)
        assert page(signed_in, person, "report_write", section).status_code == 403


def test_row_its_agency_calls_significant_is_offered_and_another_is_not(cast):
    request = given_request(cast, people=[cast.school_practitioner])
    add_row(
        request, cast.school_practitioner, dt.date(2026, 3, 5), "He was seen", significance="The last time"
    )
    add_row(request, cast.school_practitioner, dt.date(2026, 3, 6), "A call")
    review = review_of(request)
    found = contributions(cast.lscp_unit, review, report_of(review).outline.part("events"))
    assert [(one.source, one.text) for one in found] == [
        ("School, chronology", "5 March 2026: He was seen\nThe last time")
    ]
