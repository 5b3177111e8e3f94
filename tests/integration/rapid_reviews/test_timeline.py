"""The chronology as a picture: what it shows, to whom, with which ways on, and on paper."""

import datetime as dt
import io
import re
from html import unescape

import pytest
from django.urls import reverse
from pypdf import PdfReader

from lscp.accounts.models import Agency
from lscp.audit.models import AuditEvent
from lscp.kernel.clock import today
from lscp.kernel.dates import UncertainDate, british_date
from lscp.people import sealing
from lscp.people.models import Person
from rapid_reviews.actions import withdrawing
from rapid_reviews.models import ChronologyRow
from rapid_reviews.queries.timeline_periods import MOST_ROWS, periods_of
from tests.given_chronology import add_row, entry
from tests.given_reviews import ask, fresh_request, given_review

TOLD = "Quilliam told the nurse that he was cold"
DAY = dt.date(2026, 3, 3)


@pytest.fixture
def review(cast):
    review = given_review(cast)
    name = {"given_name": "Quilliam", "family_name": "Zebrington"}
    Person.all_records.create(
        case=review.case, kind="child", number=1, identity=sealing.seal(review.case, name)
    )
    return review


@pytest.fixture
def asked(cast, review):
    return ask(review, cast.agencies["school"], cast.agencies["police"], by=cast.lscp_unit)


def address(review, name="chronology_picture"):
    return reverse(f"rapid_reviews:{name}", args=[review.public_id])


def signs_in(page):
    """The titles of everything in the picture that leads on, with where it leads."""
    found = re.findall(r'<a href="([^"]+)" class="app-picture__way"><title>([^<]+)</title>', page)
    return {unescape(words): unescape(way) for way, words in found}


def many(request, by, days, event="Came to school"):
    """Rows on each of these days, as an import writes them."""
    texts = [entry(day, event) for day in days]
    sealed = sealing.seal_many(request.case, [one.document for one in texts])
    rows = []
    for one, content in zip(texts, sealed, strict=True):
        row = ChronologyRow(
            case=request.case, partnership=request.partnership, review=request.review, request=request,
            agency=request.agency, content=content, made_by=by,
        )  # fmt: skip
        one.put_on(row)
        rows.append(row)
    ChronologyRow.all_records.bulk_create(rows)


def test_every_row_is_a_mark_with_its_words_and_its_way(cast, review, asked, signed_in):
    school, police = asked
    row = add_row(school, cast.school_lead, DAY, TOLD, child_seen="yes", significance="He was heard")
    add_row(police, cast.police_lead, event="A call", when=UncertainDate.around(dt.date(2026, 2, 3)))
    add_row(police, cast.police_lead, event="A party", when=UncertainDate.year(2025))
    add_row(police, cast.police_lead, event="A rumour", when=UncertainDate.unknown())
    page = signed_in(cast.lscp_unit).get(address(review)).content.decode()
    assert signs_in(page).keys() == {
        f"3 March 2026. School. Child seen. {TOLD}. It is written why this matters",
        "Around 3 February 2026. Police. A call",
        "2025. Police. A party",
        "Date not known. Police. A rumour",
    }
    assert row.get_absolute_url() in signs_in(page).values()
    table = page.split('id="rows"')[1]
    wanted = ("3 March 2026", TOLD, "He was heard", "Around 3 February 2026", "A party", "A rumour")
    assert [one for one in wanted if one not in table] == []
    reading = AuditEvent.objects.filter(verb="rapid_reviews.chronology_viewed").latest("position")
    assert reading.actor_name == str(cast.lscp_unit)


def test_incident_stands_on_the_axis_and_a_year_that_goes_on_ends_today(
    cast, review, asked, signed_in, monkeypatch
):
    add_row(asked[0], cast.school_lead, event="All year", when=UncertainDate.year(today().year))
    known = UncertainDate.exact(today() - dt.timedelta(30))
    monkeypatch.setattr("rapid_reviews.queries.incident.answer", lambda *_: known.to_json())
    page = signed_in(cast.lscp_unit).get(address(review)).content.decode()
    assert f"Incident: {british_date(known.earliest)}" in page
    ends = re.search(r"1 row\. [^<]* to ([^<]*)\.</p>", page)[1]
    assert ends in {british_date(today() + dt.timedelta(days)) for days in range(10)}


def test_agency_that_wrote_nothing_has_its_lane_and_one_asked_by_mistake_has_none(
    cast, review, asked, signed_in
):
    school, police = asked
    add_row(school, cast.school_lead, DAY, TOLD)
    client = signed_in(cast.lscp_unit)
    assert re.findall(r"No rows|1 row<", client.get(address(review)).content.decode()) == [
        "No rows",
        "1 row<",
    ]
    now = fresh_request(police)
    withdrawing.withdraw(now.public_id, seen_version=now.version, reason="By mistake", by=cast.lscp_unit)
    assert re.findall(r"No rows|1 row<", client.get(address(review)).content.decode()) == ["1 row<"]


def test_many_rows_become_numbers_that_lead_closer_until_they_are_rows(cast, review, asked, signed_in):
    school, _police = asked
    start = dt.date(2024, 1, 1)
    many(school, cast.school_lead, [start + dt.timedelta(n * 5 // 7) for n in range(1000)])
    client = signed_in(cast.lscp_unit)
    page = client.get(address(review)).content.decode()
    assert len(page) < 300_000
    words, way = next(pair for pair in signs_in(page).items() if "events" in pair[0])
    assert words.startswith("School: ")
    assert way.startswith(f"{address(review)}?source=")
    steps = 0
    while "/picture/" in way:
        page = client.get(way).content.decode()
        found = signs_in(page)
        crowded = [pair for pair in found.items() if " events" in pair[0]]
        if not crowded:
            break
        way, steps = crowded[0][1], steps + 1
        assert steps < 6
    assert "Came to school" in client.get(way).content.decode()


def test_picture_is_narrowed_down_and_searched_like_the_rows(cast, review, asked, signed_in):
    school, police = asked
    add_row(school, cast.school_lead, DAY, TOLD)
    add_row(police, cast.police_lead, dt.date(2025, 1, 1), "A call")
    client, key = signed_in(cast.lscp_unit), str(cast.agencies["police"].public_id)

    def shown(**how):
        return [
            words.split(". ")[-1] for words in signs_in(client.get(address(review), how).content.decode())
        ]

    assert shown(source=key) == ["A call"]
    assert shown(since_day="1", since_month="2", since_year="2026") == [TOLD]
    assert shown(theme="housing") == []
    found = client.post(address(review), {"words": "cold nurse"}).content.decode()
    assert [words.split(". ")[-1] for words in signs_in(found)] == [TOLD]
    link = f'{address(review)}?source={key}"'
    rows = client.get(address(review, "chronology"), {"source": key}).content.decode()
    assert link in rows


def test_whoever_may_not_know_the_people_sees_roles_and_cannot_try_names(
    cast, review, asked, signed_in, monkeypatch
):
    school, _police = asked
    row = add_row(school, cast.school_lead, DAY, TOLD)
    client = signed_in(cast.lscp_unit)
    asked_for = client.get(address(review), {"names": "hide"}).content.decode()
    assert ("Quilliam" in asked_for, "Child 1 told" in asked_for) == (False, True)
    assert f"{row.get_absolute_url()}?names=hide" in asked_for
    monkeypatch.setattr("rapid_reviews.policies.chronology.may_know_identity", lambda *_: False)
    page = client.get(address(review)).content.decode()
    assert ("Quilliam" in page, "Child 1 told" in page) == (False, True)
    for name in ("chronology_picture", "chronology"):
        assert client.post(address(review, name), {"words": "Quilliam"}).status_code == 403
    assert "Quilliam" not in words_of(client.get(address(review, "chronology_picture_pdf")))


def words_of(answer):
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_copy_on_paper_repeats_the_lanes_and_is_on_the_record(cast, review, asked, signed_in):
    school, police = asked
    many(school, cast.school_lead, [dt.date(2025, 1, 1) + dt.timedelta(3 * n) for n in range(120)])
    add_row(police, cast.police_lead, DAY, TOLD)
    answer = signed_in(cast.lscp_unit).get(address(review, "chronology_picture_pdf"))
    reader = PdfReader(io.BytesIO(answer.content))
    pictures = [page for page in reader.pages if "Date not" in page.extract_text()]
    assert len(pictures) == 2
    assert all("Police" in page.extract_text() and "School" in page.extract_text() for page in pictures)
    assert all(page.mediabox.width > page.mediabox.height for page in pictures)
    assert "Child 1 told the nurse that he was cold" in words_of(answer)
    assert "Quilliam" not in words_of(answer)
    name = f"{review.case.reference}-chronology-picture.pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    event = AuditEvent.objects.filter(verb="rapid_reviews.picture_downloaded").latest("position")
    assert (event.actor_name, event.data["picture"]) == (str(cast.lscp_unit), "the chronology")


def test_strangers_find_no_picture(cast, review, asked, signed_in):
    add_row(asked[0], cast.school_lead, DAY, TOLD)
    for person in (cast.school_lead, cast.hospital_practitioner, cast.elsewhere_unit, cast.superuser):
        for name in ("chronology_picture", "chronology_picture_pdf"):
            assert signed_in(person).get(address(review, name)).status_code == 404


def test_school_is_not_named_where_people_have_their_roles(cast, review, asked, signed_in):
    school = asked[0]
    Agency.objects.filter(pk=school.agency_id).update(name="Bramblewick Primary School")
    add_row(school, cast.school_lead, DAY, TOLD)
    client = signed_in(cast.lscp_unit)
    for name in ("chronology_picture", "family"):
        named = client.get(address(review, name)).content.decode()
        hidden = client.get(address(review, name) + "?names=hide").content.decode()
        assert ("Bramblewick" in named, "Bramblewick" in hidden) == (True, False)


def test_long_table_is_cut_into_times_that_open_one_by_one_and_loses_no_line(cast, review, asked, signed_in):
    for year, number in ((2023, 3), (2024, 36)):
        many(
            asked[0],
            cast.school_lead,
            [dt.date(year, 1, 5) + dt.timedelta(days=9 * n) for n in range(number)],
        )
    page = signed_in(cast.lscp_unit).get(address(review)).content.decode()
    said = page.partition('id="rows"')[2]
    names = re.findall(r'govuk-details__summary-text">([^<]*)<', said)
    numbers = [int(name.rpartition(": ")[2].split()[0]) for name in names]
    assert [name.rpartition(": ")[0] for name in names] == [
        "2023", "January to March 2024", "April to June 2024", "July to September 2024",
        "October to December 2024",
    ]  # fmt: skip
    assert sum(numbers) == said.count("<tr") - len(names) == len(signs_in(page))
    assert "<details open" not in said


def test_short_table_stands_whole(cast, review, asked, signed_in):
    add_row(asked[0], cast.school_lead, DAY, TOLD)
    said = signed_in(cast.lscp_unit).get(address(review)).content.decode().partition('id="rows"')[2]
    assert ("The same as a table" in said, "<details" in said) == (True, False)


def test_lines_without_a_day_have_a_time_of_their_own():
    day = dt.date(2024, 2, 29)
    rows = [(day, [number]) for number in range(MOST_ROWS)] + [(None, ["not known"])]
    assert [(one.words, list(one.rows)) for one in periods_of(rows)] == [
        (f"2024: {MOST_ROWS} lines", [[number] for number in range(MOST_ROWS)]),
        ("Days that are not known: 1 line", [["not known"]]),
    ]
    assert periods_of(rows[:MOST_ROWS]) == []
