"""The chronology in a browser: written on screen, imported from a file, read merged."""

import datetime as dt

import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

from lscp.kernel.dates import UncertainDate
from lscp.people import sealing
from lscp.people.models import Person
from rapid_reviews.actions import chronology as actions
from rapid_reviews.models import ChronologyRow
from tests.given_chronology import add_row
from tests.given_reviews import ask, given_review

pytestmark = pytest.mark.django_db(transaction=True)


def given_children(case):
    """Two children with names."""
    for number, name in ((1, "Quilliam"), (2, "Ottoline")):
        identity = sealing.seal(case, {"given_name": name, "family_name": "Zebrington"})
        Person.all_records.create(case=case, kind="child", number=number, identity=identity)


def test_agency_writes_a_row_and_the_business_unit_reads_and_comments(cast, browse, look):
    review = given_review(cast)
    given_children(review.case)
    school, police = ask(review, cast.agencies["school"], cast.agencies["police"], by=cast.lscp_unit)
    add_row(
        police, cast.police_lead, dt.date(2026, 2, 1), "Officers were called to the home by a neighbour",
        response="Words of advice", source="Incident log", at=dt.time(22, 15), themes=["domestic_abuse"],
    )  # fmt: skip
    add_row(police, cast.police_lead, event="Mother was a witness", when=UncertainDate.year(2025))
    page = browse(cast.school_lead)
    page.visit(f"/rapid-reviews/requests/{school.public_id}/chronology/")
    look(page, "own-empty")
    page.get_by_role("button", name="Add an event").click()
    look(page, "add")
    page.get_by_label("An exact date").check()
    for part, typed in (("day", "3"), ("month", "3"), ("year", "2026")):
        page.locator(f"[name=when_exact_{part}]").fill(typed)
    page.get_by_label("What happened?").fill("Quilliam came to school without a coat")
    page.get_by_label("Child 1: Quilliam Zebrington").check()
    for name in ("child_seen", "spoken_to"):
        page.locator(f"[name={name}][value=yes]").check()
    page.get_by_role("button", name="Save the row").click()
    expect(page.get_by_text("The row is saved")).to_be_visible()
    look(page, "own")
    page = browse(cast.lscp_unit)
    page.visit(f"/rapid-reviews/{review.public_id}/chronology/")
    look(page, "merged")
    expect(page.locator("tbody tr")).to_have_count(3)
    page.get_by_role("link", name="Show roles in place of names").click()
    expect(page.get_by_text("Child 1 came to school without a coat")).to_be_visible()
    look(page, "roles")
    page.get_by_role("link", name="Show names").click()
    page.get_by_role("link", name="3 March 2026").click()
    page.get_by_role("button", name="Comment on this row").click()
    page.get_by_label("What do you want to say?").fill("Was this before the call of 1 February?")
    page.get_by_role("button", name="Add the comment").click()
    expect(page.get_by_text("Was this before the call")).to_be_visible()
    row = ChronologyRow.all_records.get(request=school)
    actions.comment(row.public_id, seen_version=None, text="Second", by=cast.lscp_unit)
    look(page, "row")


def a_messy_workbook(folder):
    """As somebody made it by hand: a title, headings of their own, merged cells, a formula, dates of all sorts."""
    book = Workbook()
    sheet = book.active
    for row in (
        ["School chronology"],
        [],
        ["Date of event", "What happened", "Child", "Was the child seen?", "Action taken"],
        [
            dt.date(2026, 1, 12),
            "Quilliam was late and had no lunch",
            "Quilliam",
            "Y",
            "Breakfast club offered",
        ],
        ["around 20 January 2026", "Mother did not come to the meeting", "all", "n/a", "Letter"],
        ["31/2/2026", "A day that is not there", "Child 1", "no", ""],
        ["3/2/2026", "=A4", "Child 2", "no", ""],
        ["5/2/2026", "Merged with the next", "Child 2", "no", ""],
        [None, None, "Child 2", "no", ""],
    ):
        sheet.append(row)
    sheet.merge_cells("B8:B9")
    path = folder / "messy.xlsx"
    book.save(path)
    return path


def test_messy_workbook_is_imported_row_by_row_as_its_agency_chooses(cast, browse, look, tmp_path):
    review = given_review(cast)
    given_children(review.case)
    (school,) = ask(review, cast.agencies["school"], by=cast.lscp_unit)
    page = browse(cast.school_lead)
    page.visit(f"/rapid-reviews/requests/{school.public_id}/chronology/")
    page.get_by_role("button", name="Import from a file").click()
    look(page, "upload")
    page.get_by_label("Choose your file").set_input_files(a_messy_workbook(tmp_path))
    page.get_by_role("button", name="Send the file").click()
    expect(page.get_by_role("heading", name="Which column is what?")).to_be_visible()
    look(page, "columns")
    page.get_by_role("button", name="Check the rows").click()
    expect(page.get_by_role("heading", name="Rows with problems")).to_be_visible()
    look(page, "problems")
    assert ChronologyRow.all_records.count() == 0
    page.get_by_role("button", name="Import only the 2 rows in order").click()
    expect(page.get_by_text("2 rows were imported")).to_be_visible()
    look(page, "imported")
    assert ChronologyRow.all_records.count() == 2
