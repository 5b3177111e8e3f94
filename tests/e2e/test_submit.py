"""The journey of a finished form: the lead agrees, it is sent, the Business Unit takes it up."""

import os
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from notifications.actions import duplicates, restricted, triage
from notifications.actions.agreement import revision_of
from notifications.actions.amendment import amend
from notifications.actions.files import add_file
from tests.sent_forms import filled_draft, fresh, save
from tests.sent_forms import submitted as given_submitted

pytestmark = pytest.mark.django_db(transaction=True)

SHOTS = os.environ.get("SHOTS_DIR", "")
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def shot(page, name):
    """Keep a picture of the page at both widths, when somebody wants to look at it."""
    if SHOTS:
        for width in (1280, 375):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=str(Path(SHOTS) / f"{name}-{width}.png"), full_page=True)
        page.set_viewport_size({"width": 1280, "height": 900})


def check(page, axe, name):
    axe(page)
    shot(page, name)


def press(page, name):
    """Press a button and wait for the page that comes: one that saves itself finishes that first."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def at(name, *args):
    return reverse(f"notifications:{name}", args=args)


def test_lead_agrees_it_is_sent_and_the_business_unit_takes_it_up(cast, browse, axe):
    draft = filled_draft(
        cast, voice="not_yet", voice_words="", voice_life="", voice_source="", voice_not_why="She sleeps"
    )
    here = draft.public_id

    page = browse(cast.hospital_practitioner)
    page.visit(at("ask_lead", here))
    check(page, axe, "ask_lead")
    page.get_by_label("Hospital Lead").check()
    press(page, "Ask them")

    page = browse(cast.hospital_lead)
    page.visit(at("lead_view", here))
    check(page, axe, "lead")
    page.get_by_label("Yes, I agree").check()
    press(page, "Send my answer")
    assert "Hospital Lead agrees" in page.content()

    page = browse(cast.hospital_practitioner)
    page.visit(at("submit", here))
    check(page, axe, "submit")
    page.get_by_label("What I have written is right").check()
    press(page, "Send the notification")
    assert draft.case.reference in page.content()
    check(page, axe, "submitted")

    page = browse(cast.lscp_unit)
    page.visit(at("list"))
    check(page, axe, "list")
    page.get_by_role("link", name=draft.case.reference).first.click()
    assert "Hospital Lead agrees" in page.content()
    check(page, axe, "case_unit")
    press(page, "Acknowledge")
    check(page, axe, "acknowledge")
    press(page, "Acknowledge")
    assert "Acknowledged" in page.content()

    stranger = browse(cast.school_practitioner)
    stranger.visit(at("case", here))
    assert draft.case.reference not in stranger.content()


def test_pages_of_a_notification_that_was_changed_asked_about_and_looks_alike(cast, browse, axe):
    one = given_submitted(cast)
    two = given_submitted(cast, by=cast.school_practitioner, agency="school")
    save(one, "incident", "condition", {"injuries": "Burns to both hands and one arm"})
    amend(one.public_id, reason="The ward has told us more", seen_revision=revision_of(one), by=one.raised_by)
    add_file(
        one.public_id, upload=SimpleUploadedFile("a.pdf", PDF), description="Ward letter", by=one.raised_by
    )
    unit = browse(cast.lscp_unit)
    for name, *more in (
        ("versions",), ("version", 2), ("compare", 1, 2), ("files",), ("add_file",), ("assign",), ("return",),
        ("duplicates",), ("pair", two.public_id), ("amend",),
    ):  # fmt: skip
        unit.visit(at(name, one.public_id, *more))
        check(unit, axe, name)
    for name in ("search", "enter_for_other"):
        unit.visit(at(name))
        check(unit, axe, name)
    triage.return_for_information(
        one.public_id,
        seen_version=fresh(one).version,
        questions=["When was she seen?", "By whom?"],
        by=cast.lscp_unit,
    )
    duplicates.link(
        one.public_id,
        other_id=two.public_id,
        reason="Brothers",
        seen_version=fresh(one).version,
        by=cast.lscp_unit,
    )
    own = browse(cast.hospital_practitioner)
    for name in ("case", "answer_questions"):
        own.visit(at(name, one.public_id))
        check(own, axe, f"{name}_referrer")
    own.visit(at("mine"))
    check(own, axe, "mine")
    unit = browse(cast.lscp_unit)
    unit.visit(at("case", one.public_id))
    check(unit, axe, "case_unit_linked")


def test_pages_of_a_restricted_notification(cast, browse, axe):
    secret = given_submitted(cast, colleague_involved="yes")
    restricted.name_reader(
        secret.public_id, seen_version=secret.version, person=cast.icb_rag, by=cast.lscp_unit
    )
    unit = browse(cast.lscp_unit)
    unit.visit(at("readers", secret.public_id))
    check(unit, axe, "readers")
    press(unit, "Release it to the readers")
    assert "Can read it since" in unit.content()
    unit.visit(at("case", secret.public_id))
    check(unit, axe, "case_restricted")
