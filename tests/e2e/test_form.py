"""Journeys through the form in a real browser: nothing typed is lost, and everybody can fill it in."""

import os
import re

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from lscp.messaging.models import OutboundMessage
from notifications import wording
from notifications.actions.drafts import start
from notifications.actions.family import add_person
from notifications.queries import answers
from tests.tools import sign_in_beside

pytestmark = pytest.mark.django_db(transaction=True)
PICTURES = os.environ.get("LSCP_PICTURES", "")
WORDS = "The child was found in the cold room"


@pytest.fixture
def draft(cast):
    return start(cast.here, cast.agencies["hospital"], by=cast.hospital_practitioner)


def address(draft, section="incident", page="what"):
    return reverse("notifications:form_page", args=[draft.public_id, section, page])


def picture(page, name):
    """Keep a picture where somebody asked for one (LSCP_PICTURES names the folder)."""
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


def end_sessions():
    Session.objects.all().delete()


def test_typing_survives_the_end_of_the_session_and_is_saved_on_signing_in_in_place(
    draft, browse, context, live_server
):
    page = browse(draft.raised_by)
    page.visit(address(draft))
    box = page.get_by_label("What happened?")
    box.fill(WORDS)
    expect(page.locator("[data-autosave-text]")).to_contain_text("Saved at", timeout=15000)
    end_sessions()
    box.press_sequentially(", alone")
    page.locator("#main-content").click(position={"x": 2, "y": 2})
    expect(page.locator("#signin-dialog")).to_be_visible(timeout=15000)
    assert answers.answer(draft, "incident", "what_happened") == WORDS
    sign_in_beside(context, live_server, draft.raised_by)
    page.locator("[data-signin-retry]").click()
    expect(page.locator("#signin-dialog")).to_be_hidden(timeout=15000)
    expect(page.locator("[data-autosave-text]")).to_contain_text("Saved at", timeout=15000)
    assert answers.answer(draft, "incident", "what_happened") == f"{WORDS}, alone"
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("What injuries or harm")


def test_closed_tab_finds_its_words_again(draft, browse):
    page = browse(draft.raised_by)
    page.visit(address(draft))
    page.get_by_label("What happened?").fill(WORDS)
    expect(page.locator("[data-autosave-text]")).to_contain_text("Saved at", timeout=15000)
    page.close()
    again = browse(draft.raised_by)
    again.visit(address(draft))
    expect(again.get_by_label("What happened?")).to_have_value(WORDS)


def test_second_tab_is_told_and_keeps_its_text(draft, browse, context):
    first = browse(draft.raised_by)
    first.visit(address(draft))
    second = context.new_page()
    second.goto(first.url)
    first.get_by_label("What happened?").fill("from the first tab")
    expect(first.locator("[data-autosave-text]")).to_contain_text("Saved at", timeout=15000)
    second.get_by_label("What happened?").fill("from the second tab")
    expect(second.locator("[data-autosave-text]")).to_contain_text("This page was saved since", timeout=15000)
    expect(second.get_by_label("What happened?")).to_have_value("from the second tab")
    assert answers.answer(draft, "incident", "what_happened") == "from the first tab"


def test_back_button_shows_what_was_saved_and_saves_again(draft, browse):
    page = browse(draft.raised_by)
    page.visit(address(draft))
    page.get_by_label("What happened?").fill("first words")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("What injuries or harm")
    page.go_back()
    expect(page.get_by_label("What happened?")).to_have_value("first words")
    page.get_by_label("What happened?").fill("second words")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("What injuries or harm")
    assert answers.answer(draft, "incident", "what_happened") == "second words"


def test_whole_start_by_keyboard_alone(cast, browse):
    page = browse(cast.hospital_practitioner)
    page.visit(reverse("notifications:start"))
    tab_to(page, "Start now")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Who must be told first")
    choose(page, "Is anybody involved a colleague", "No")
    choose(page, "Is any child at risk now?", "Yes")
    tab_to(page, "Save and continue")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Notification form")
    expect(page.get_by_text("Record the call", exact=True)).to_be_visible()
    assert OutboundMessage.objects.filter(kind="safety_raised").count() == 3


def tab_to(page, words, limit=80):
    """Press Tab until the focus is on what carries these words."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if words in (page.evaluate("document.activeElement.innerText || ''")):
            return
    raise AssertionError(f"{words} cannot be reached with the Tab key")


def choose(page, legend, label):
    """Choose a radio in a group with the keyboard."""
    group = page.get_by_role("group", name=re.compile(legend))
    group.get_by_label(label, exact=True).focus()
    page.keyboard.press("Space")


def test_form_works_without_javascript(cast, scriptless):
    page = scriptless(cast.hospital_practitioner)
    page.visit(reverse("notifications:start"))
    page.get_by_role("button", name="Start now").click()
    page.get_by_role("group", name=re.compile("colleague")).get_by_label("No", exact=True).check()
    page.get_by_role("group", name=re.compile("at risk now")).get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("link", name="5. What happened").click()
    page.get_by_label("Not known").check()
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Where it happened")
    page.get_by_role("button", name="Save and come back later").click()
    expect(page.get_by_text("Saved. You can come back at any time.")).to_be_visible()
    page.get_by_role("link", name="3. The child or children").click()
    page.get_by_role("button", name="Add a child").click()
    page.get_by_label("First name").fill("Zebedee")
    page.get_by_label("Last name").fill("Quillfeather")
    page.get_by_role("button", name="Save and continue").click()
    expect(page).to_have_title(re.compile("^Child 1: Has the child been born"))


def test_kind_of_abuse_is_shown_for_either_answer_that_asks_it(draft, browse, axe):
    page = browse(draft.raised_by)
    page.visit(address(draft, "criteria", "abuse"))
    kinds = page.get_by_role("group", name="What kind of abuse or neglect?")
    expect(kinds).to_be_hidden()
    for answer, shown in (("Yes, it is known", True), ("Yes, it is suspected", True), ("No", False)):
        page.get_by_label(answer, exact=True).check()
        expect(kinds).to_be_visible(visible=shown)
    page.get_by_label("Yes, it is suspected").check()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("link", name="Select what kind of abuse or neglect it is").click()
    expect(page.get_by_label("Physical abuse")).to_be_focused()
    axe(page)
    picture(page, "kinds-desk")
    page.set_viewport_size({"width": 375, "height": 800})
    picture(page, "kinds-phone")


def test_kind_of_abuse_is_asked_without_javascript(draft, scriptless):
    page = scriptless(draft.raised_by)
    page.visit(address(draft, "criteria", "abuse"))
    kinds = page.get_by_role("group", name="What kind of abuse or neglect?")
    expect(kinds).to_be_visible()
    page.get_by_label("Yes, it is known").check()
    page.get_by_label("Why do you think so?").fill("The burns")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("link", name="Select what kind of abuse or neglect it is")).to_be_visible()
    page.get_by_label("Neglect", exact=True).check()
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Death or serious harm")


def test_text_posted_without_javascript_after_the_session_ended_is_saved(draft, scriptless, live_server):
    page = scriptless(draft.raised_by)
    page.visit(address(draft))
    page.get_by_label("What happened?").fill(WORDS)
    end_sessions()
    page.get_by_role("button", name="Save and continue").click()
    expect(page).to_have_url(re.compile("/account/"))
    draft.raised_by.set_password("a long enough sentence")
    draft.raised_by.save()
    page.get_by_label("mail").fill(draft.raised_by.email)
    page.get_by_label("Password").fill("a long enough sentence")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("We kept your text and saved it now.")).to_be_visible()
    assert answers.answer(draft, "incident", "what_happened") == WORDS


@pytest.mark.parametrize("width", [1280, 375])
def test_checker_finds_nothing_on_any_page_of_the_form(draft, browse, axe, width):
    people = [
        add_person(draft.public_id, kind, by=draft.raised_by) for kind in ("child", "sibling", "household")
    ]
    page = browse(draft.raised_by, width=width)
    for name, path in every_address(draft, people):
        page.visit(path)
        picture(page, f"{name}-{width}")
        axe(page)
        overflow = page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
        assert not overflow, f"{path} is wider than the window"


def every_address(draft, people):
    """Every page of the form by a name for its picture."""
    root = reverse("notifications:form", args=[draft.public_id])
    yield "start", reverse("notifications:start")
    yield "tasks", root
    yield "check", f"{root}check/"
    yield "aside", f"{root}put-aside/"
    for section in wording.edition(draft.form_edition).sections:
        if not section.is_repeating:
            for page in section.pages:
                yield f"{section.key}-{page.key}", f"{root}{section.key}/{page.key}/"
            continue
        yield section.key, f"{root}{section.key}/"
        for person in people:
            if (person.kind == "child") != (section.key == "children"):
                continue
            for page in section.pages_for(person.kind):
                yield (
                    f"{section.key}-{person.kind}-{page.key}",
                    f"{root}{section.key}/people/{person.public_id}/{page.key}/",
                )


@pytest.mark.parametrize("width", [1280, 375])
def test_checker_finds_nothing_on_errors_and_safety_pages(draft, cast, browse, axe, width):
    page = browse(draft.raised_by, width=width)
    for section, key in (("criteria", "harm"), ("about", "aware"), ("incident", "when"), ("first", "safety")):
        page.visit(address(draft, section, key))
        page.get_by_role("button", name="Save and continue").click()
        expect(page.get_by_text("There is a problem").first).to_be_visible()
        picture(page, f"error-{section}-{key}-{width}")
        axe(page)
    choose(page, "Is anybody involved a colleague", "No")
    choose(page, "Is any child at risk now?", "Yes")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Notification form")
    picture(page, f"tasks-safety-{width}")
    axe(page)
    unit = browse(cast.lscp_unit, width=width)
    for name, path in (("safety-list", reverse("tasks:safety_list")), ("home", "/")):
        unit.visit(path)
        picture(unit, f"{name}-{width}")
        axe(unit)
    unit.visit(reverse("tasks:safety_list"))
    unit.get_by_role("link", name=draft.case.reference).click()
    expect(unit.get_by_role("button", name="Record the call")).to_be_visible()
    picture(unit, f"safety-{width}")
    axe(unit)
    unit.get_by_role("button", name="Record the call").click()
    expect(unit.get_by_label("Who did you speak to?")).to_be_visible()
    picture(unit, f"safety-call-{width}")
    axe(unit)
