"""Rows of the chronology: who writes and reads them, their order, changes, comments, and finding them again."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, transaction
from django.urls import reverse

from lscp.audit.models import AuditEvent
from lscp.kernel.access import OutOfScope, Refused, Stale
from lscp.kernel.dates import UncertainDate
from lscp.people.models import Person
from rapid_reviews.actions import asking, withdrawing
from rapid_reviews.actions import chronology as actions
from rapid_reviews.models import ChronologyRow, RowComment
from rapid_reviews.queries import chronology as queries
from tests.given_chronology import EVENT, add_row, entry, fresh_row
from tests.given_reviews import ask, fresh_request, given_review


@pytest.fixture
def two(cast):
    """A review that asks the school and the police, with a row of each."""
    review = given_review(cast)
    school, police = ask(review, cast.agencies["school"], cast.agencies["police"], by=cast.lscp_unit)
    add_row(school, cast.school_lead, dt.date(2026, 3, 5), "Absent from school again")
    add_row(police, cast.police_lead, dt.date(2026, 2, 1), "Officers called to the home")
    return review, school, police


def page_of(client, name, record, **query):
    return client.get(reverse(f"rapid_reviews:{name}", args=[record.public_id]), query)


def test_agency_reads_its_own_rows_and_never_anothers(two, cast, signed_in):
    review, school, police = two
    client = signed_in(cast.school_lead)
    own = page_of(client, "chronology_own", school).content.decode()
    assert "Absent from school again" in own
    assert "Officers called" not in own
    theirs = ChronologyRow.all_records.get(request=police)
    for name, record in (
        ("chronology", review), ("chronology_own", police), ("chronology_row", theirs),
        ("chronology_change", theirs), ("chronology_take_out", theirs), ("chronology_comment", theirs),
    ):  # fmt: skip
        assert page_of(client, name, record).status_code == 404
    assert list(ChronologyRow.visible_to(cast.school_lead)) == [ChronologyRow.all_records.get(request=school)]


def test_first_row_begins_the_agencys_return_and_later_steps_stay(cast):
    (school,) = ask(given_review(cast), cast.agencies["school"], by=cast.lscp_unit)
    add_row(school, cast.school_lead)
    assert fresh_request(school).status == "writing"
    assert fresh_request(school).opened_by == cast.school_lead
    for status in ("written", "sent_back"):
        type(school).all_records.filter(pk=school.pk).update(status=status)
        add_row(school, cast.school_lead)
        assert fresh_request(school).status == status


def test_row_of_an_agency_is_changed_by_nobody_else(two, cast):
    _review, school, _police = two
    row = ChronologyRow.all_records.get(request=school)
    for person in (cast.lscp_unit, cast.police_rag):
        with pytest.raises(PermissionDenied):
            actions.change(row.public_id, seen_version=1, entry=entry(event="Not what they said"), by=person)
        with pytest.raises(PermissionDenied):
            actions.take_out(row.public_id, seen_version=1, reason="Wrong", by=person)
    with pytest.raises(OutOfScope):
        actions.change(row.public_id, seen_version=1, entry=entry(), by=cast.police_lead)
    assert fresh_row(row).content.open()["event"] == "Absent from school again"


def test_withdrawn_request_takes_the_agencys_sight_of_its_rows_and_leaves_them_in_the_review(
    two, cast, signed_in
):
    review, school, _police = two
    row = ChronologyRow.all_records.get(request=school)
    withdrawing.withdraw(
        school.public_id,
        seen_version=fresh_request(school).version,
        reason="Asked by mistake",
        by=cast.lscp_unit,
    )
    client = signed_in(cast.school_lead)
    assert page_of(client, "chronology_own", school).status_code == 404
    assert page_of(client, "chronology_row", row).status_code == 404
    with pytest.raises(OutOfScope):
        add_row(school, cast.school_lead)
    assert (
        "Absent from school again"
        in page_of(signed_in(cast.lscp_unit), "chronology", review).content.decode()
    )


def test_rows_stand_in_the_order_of_their_dates_with_unknown_days_last(cast):
    review = given_review(cast)
    (school,) = ask(review, cast.agencies["school"], by=cast.lscp_unit)
    add_row(school, cast.school_lead, event="unknown", when=UncertainDate.unknown("as a baby"))
    add_row(school, cast.school_lead, event="afternoon", at=dt.time(15))
    add_row(school, cast.school_lead, event="day only, first")
    add_row(school, cast.school_lead, event="day only, second")
    add_row(school, cast.school_lead, event="march", when=UncertainDate.month(2026, 3))
    views = queries.opened(queries.rows_of(review))
    assert [view.text("event") for view in views] == [
        "march", "day only, first", "day only, second", "afternoon", "unknown",
    ]  # fmt: skip
    assert [view.when_words for view in views] == [
        "March 2026", "5 March 2026", "5 March 2026", "5 March 2026, 3:00pm", "Date not known",
    ]  # fmt: skip


def test_change_keeps_what_the_row_said_before_and_the_loser_is_told(two, cast, signed_in):
    _review, school, _police = two
    row = ChronologyRow.all_records.get(request=school)
    changed = entry(dt.date(2026, 3, 6), "Absent for the whole week")
    actions.change(row.public_id, seen_version=1, entry=changed, by=cast.school_lead)
    with pytest.raises(Stale):
        actions.change(row.public_id, seen_version=1, entry=entry(), by=cast.school_lead)
    (before,) = queries.earlier_versions(fresh_row(row))
    assert (before.view.text("event"), before.view.when) == (
        "Absent from school again", UncertainDate.exact(dt.date(2026, 3, 5)),
    )  # fmt: skip
    page = page_of(signed_in(cast.lscp_unit), "chronology_row", row).content.decode()
    assert "Absent for the whole week" in page
    assert "Absent from school again" in page


def test_row_taken_out_leaves_the_chronology_and_stays_on_the_record(two, cast, signed_in):
    review, school, _police = two
    row = ChronologyRow.all_records.get(request=school)
    actions.take_out(row.public_id, seen_version=1, reason="Another family", by=cast.school_lead)
    assert [view.text("event") for view in queries.opened(queries.rows_of(review))] == [
        "Officers called to the home"
    ]
    page = page_of(signed_in(cast.school_lead), "chronology_row", row).content.decode()
    assert "Another family" in page
    with pytest.raises(Refused, match="taken out"):
        actions.change(row.public_id, seen_version=2, entry=entry(), by=cast.school_lead)
    with pytest.raises(ProgrammingError), transaction.atomic():
        ChronologyRow.all_records.filter(pk=row.pk).delete()


def test_comment_stands_beside_the_row_for_its_agency_too(two, cast, signed_in):
    _review, school, _police = two
    row = ChronologyRow.all_records.get(request=school)
    actions.comment(row.public_id, seen_version=None, text="The police say 4 March", by=cast.lscp_unit)
    page = page_of(signed_in(cast.school_lead), "chronology_row", row).content.decode()
    assert "The police say 4 March" in page
    assert fresh_row(row).version == 1
    assert RowComment.all_records.get().made_by == cast.lscp_unit


def test_accepted_return_closes_the_agencys_chronology(two, cast):
    _review, school, _police = two
    type(school).all_records.filter(pk=school.pk).update(status="accepted")
    with pytest.raises(Refused, match="accepted"):
        add_row(school, cast.school_lead)
    asking.ask_again(
        school.public_id,
        seen_version=fresh_request(school).version,
        questions="And in May?",
        by=cast.lscp_unit,
    )
    assert add_row(school, cast.school_lead).position == 1


def test_partnership_records_are_the_business_units(two, cast, signed_in):
    review, _school, _police = two
    with pytest.raises(PermissionDenied):
        actions.add_record(review.public_id, seen_version=None, entry=entry(), by=cast.police_rag)
    made = actions.add_record(
        review.public_id,
        seen_version=None,
        entry=entry(event="An earlier review of the family"),
        by=cast.lscp_unit,
    )
    assert (made.request, made.agency, made.source) == (None, cast.agencies["lscp"], "Partnership records")
    page = page_of(signed_in(cast.police_rag), "chronology", review, source="partnership").content.decode()
    assert "An earlier review of the family" in page
    assert "Absent from school again" not in page


def test_row_typed_on_the_page_is_saved_whole_and_its_errors_keep_the_words(cast, signed_in):
    review = given_review(cast)
    child = Person.all_records.create(case=review.case, kind="child", number=1)
    (school,) = ask(review, cast.agencies["school"], by=cast.lscp_unit)
    client = signed_in(cast.school_lead)
    address = reverse("rapid_reviews:chronology_add", args=[school.public_id])
    typed = {
        "seen_version": school.version, "when_precision": "around", "when_around_day": "22",
        "when_around_month": "May", "when_around_year": "2016", "when_as_written": "?22 May 2016", "at": "2.30pm",
        "event": EVENT, "source": "Register", "children": [str(child.public_id)], "child_seen": "yes",
        "spoken_to": "no", "response": "Told the mother", "significance": "", "comment": "", "themes": ["harm"],
    }  # fmt: skip
    wrong = client.post(address, {**typed, "at": "9"}).content.decode()
    assert "The time must be like 2:30pm" in wrong
    assert "Told the mother" in wrong
    assert client.post(address, typed).status_code == 302
    row = ChronologyRow.all_records.get()
    assert (row.from_on, row.until_on, row.at_time) == (
        dt.date(2016, 5, 15),
        dt.date(2016, 5, 29),
        dt.time(14, 30),
    )
    assert (row.child_seen, row.spoken_to, row.themes, row.children) == (
        "yes",
        "no",
        ["harm"],
        [child.public_id],
    )
    assert row.content.open() == {
        "when": UncertainDate.around(dt.date(2016, 5, 22), "?22 May 2016").to_json(), "source": "Register",
        "event": EVENT, "response": "Told the mother", "significance": "", "comment": "",
    }  # fmt: skip
    assert bytes(row.content.ciphertext).find(b"Quilliam") == -1


def test_page_is_narrowed_down_by_agency_child_theme_and_period(two, cast, signed_in):
    review, school, _police = two
    child = Person.all_records.create(case=review.case, kind="child", number=1)
    add_row(
        school, cast.school_lead, dt.date(2026, 4, 1), "A bruise was seen", themes=["harm"],
        children=[str(child.public_id)],
    )  # fmt: skip
    client = signed_in(cast.lscp_unit)
    events = ("Absent from school again", "Officers called to the home", "A bruise was seen")

    def shown(**query):
        page = page_of(client, "chronology", review, **query).content.decode()
        return [event for event in events if event in page]

    assert shown() == list(events)
    assert shown(source=str(cast.agencies["police"].public_id)) == [events[1]]
    assert shown(child=str(child.public_id)) == [events[2]]
    assert shown(theme="harm") == [events[2]]
    assert shown(
        since_day="2", since_month="2", since_year="2026", until_day="31", until_month="3", until_year="2026"
    ) == [events[0]]
    assert "The last day must be" in page_of(
        client, "chronology", review, since_day="2", since_month="2", since_year="2026", until_day="1",
        until_month="1", until_year="2026",
    ).content.decode()  # fmt: skip


def test_texts_are_searched_by_the_body_of_the_request(two, cast, signed_in):
    review, _school, _police = two
    client = signed_in(cast.lscp_unit)
    address = reverse("rapid_reviews:chronology", args=[review.public_id])
    page = client.post(address, {"words": "officers HOME"}).content.decode()
    assert "Officers called to the home" in page
    assert "Absent from school again" not in page
    assert "There is no such row" in client.post(address, {"words": "officers moon"}).content.decode()


def test_reading_is_written_down_with_the_agencies_whose_rows_were_shown(two, cast, signed_in):
    review, _school, _police = two
    page_of(signed_in(cast.lscp_unit), "chronology", review)
    event = AuditEvent.objects.filter(verb="rapid_reviews.chronology_viewed").get()
    assert set(event.data["contributed_by"]) == {
        str(cast.agencies["school"].public_id), str(cast.agencies["police"].public_id)
    }  # fmt: skip
