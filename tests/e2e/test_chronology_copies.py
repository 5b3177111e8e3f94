"""A copy of the chronology in a browser: chosen, waited for, fetched; and the words that stand for people."""

import datetime as dt
import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from lscp.people import sealing
from lscp.people.models import Person
from rapid_reviews import tasks
from rapid_reviews.actions import chronology_export as actions
from rapid_reviews.models import ChronologyCopy
from tests.given_chronology import add_row
from tests.given_reviews import ask, given_review

pytestmark = pytest.mark.django_db(transaction=True)


def test_copy_is_chosen_waited_for_and_fetched(cast, browse, look, monkeypatch):
    review = given_review(cast)
    identity = sealing.seal(review.case, {"given_name": "Quilliam", "family_name": "Zebrington"})
    Person.all_records.create(case=review.case, kind="child", number=1, identity=identity)
    school, police = ask(review, cast.agencies["school"], cast.agencies["police"], by=cast.lscp_unit)
    for day in range(1, 9):
        add_row(
            school, cast.school_lead, dt.date(2026, 1, day), "Quilliam told Ms Pembridge that he was cold",
            source="Register", response="Rang his mother", significance="The third time in a month",
        )  # fmt: skip
    add_row(
        police, cast.police_lead, dt.date(2025, 11, 2), "Officers were called to the home", child_seen="no"
    )
    monkeypatch.setattr(tasks, "kick_copies", lambda: None)
    monkeypatch.setattr(actions, "AT_ONCE", dict.fromkeys(actions.AT_ONCE, 0))
    page = browse(cast.lscp_unit)
    page.visit(f"/rapid-reviews/{review.public_id}/chronology/?names=hide")
    look(page, "copy-merged")
    page.get_by_role("link", name="Add words that stand for people").click()
    page.get_by_label("Word or name").fill("Ms Pembridge")
    page.get_by_label("What to write in its place").fill("teacher")
    page.get_by_role("button", name="Add to the list").click()
    expect(page.get_by_role("cell", name="teacher")).to_be_visible()
    look(page, "copy-words")
    page.visit(f"/rapid-reviews/{review.public_id}/chronology/?source={cast.agencies['school'].public_id}")
    page.get_by_role("button", name="Take a copy").click()
    expect(page.get_by_text("The copy holds 8 rows")).to_be_visible()
    page.get_by_label("PDF, to read and print").check()
    look(page, "copy-ask")
    page.get_by_role("button", name="Make the copy").click()
    expect(page.get_by_text("0 of 8 rows are read")).to_be_visible()
    look(page, "copy-waiting")
    assert actions.go_on() == 1
    expect(page.get_by_text("Your copy is ready.", exact=True)).to_be_visible()
    look(page, "copy-ready")
    with page.expect_download() as fetched:
        page.get_by_role("button", name="Download the copy (PDF)").click()
    assert fetched.value.suggested_filename == f"{review.case.reference}-chronology.pdf"
    if folder := os.environ.get("LSCP_PICTURES"):
        fetched.value.save_as(Path(folder) / "copy.pdf")
    assert ChronologyCopy.all_records.get().names_left == 0
