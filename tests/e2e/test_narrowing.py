"""Narrowing down a list: in place where there is a script, as a page without one, and to the same result."""

import os
import re

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from tests.sent_forms import submitted as given_submitted

pytestmark = pytest.mark.django_db(transaction=True)
PICTURES = os.environ.get("LSCP_PICTURES", "")
NONE = "No notification matches"


@pytest.fixture
def two_notifications(cast):
    return given_submitted(cast), given_submitted(cast, name=("Ignatius", "Marrowbone"), route="media")


def picture(page, name):
    """Keep a picture where somebody asked for one (LSCP_PICTURES names the folder)."""
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


def marked(page):
    """Note on the page itself that it is still the same one; whether it is, says the function given back."""
    page.evaluate("window.isTheSame = true")
    return lambda: page.evaluate("window.isTheSame === true")


def references(page):
    return page.locator("#found tbody th a").all_inner_texts()


def narrow_list(page, **chosen):
    for label, option in chosen.items():
        page.get_by_label(label.replace("_", " ")).select_option(label=option)
    page.get_by_role("button", name="Show").click()


def test_list_is_narrowed_in_place_and_the_address_follows(cast, two_notifications, browse, axe):
    by_agency, by_media = (one.case.reference for one in two_notifications)
    page = browse(cast.lscp_unit)
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.visit(reverse("notifications:list"))
    is_same = marked(page)
    said = page.get_by_role("status")
    assert (references(page), said.inner_text()) == ([by_media, by_agency], "")
    page.get_by_text("Find by reference, or narrow down").click()
    narrow_list(page, How_it_was_raised="The media or a complaint")
    expect(said).to_have_text("Showing 1 to 1 of 1 notifications")
    assert references(page) == [by_media]
    assert "route=media" in page.url
    assert page.evaluate("document.activeElement.textContent") == "Show"
    axe(page)
    picture(page, "narrowed-list")
    narrow_list(page, Status="With the Review Advisory Group")
    expect(said).to_have_text("No notifications")
    expect(page.locator("#found")).to_contain_text(NONE)
    assert is_same()
    assert complaints == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_back_and_reload_show_what_the_address_says(cast, two_notifications, browse):
    by_agency, by_media = (one.case.reference for one in two_notifications)
    page = browse(cast.lscp_unit)
    page.visit(reverse("notifications:list"))
    page.get_by_text("Find by reference, or narrow down").click()
    narrow_list(page, How_it_was_raised="The media or a complaint")
    expect(page.get_by_role("status")).to_contain_text("1 to 1")
    page.reload()
    assert references(page) == [by_media]
    assert page.get_by_label("How it was raised").input_value() == "media"
    assert page.locator("details", has_text="Find by reference").get_attribute("open") is not None
    page.go_back()
    expect(page.locator("#found tbody tr")).to_have_count(2)
    assert references(page) == [by_media, by_agency]
    assert page.get_by_label("How it was raised").input_value() == ""
    expect(page).to_have_url(re.compile(re.escape(reverse("notifications:list")) + "$"))


def test_mistake_in_a_filter_comes_as_a_page_with_its_error(cast, two_notifications, browse, axe):
    page = browse(cast.lscp_unit)
    page.visit(reverse("notifications:list"))
    page.get_by_text("Find by reference, or narrow down").click()
    page.get_by_role("group", name="Sent from").get_by_label("Day").fill("41")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    assert page.title().startswith("Error: ")
    axe(page)
    page.get_by_role("group", name="Sent from").get_by_label("Day").fill("")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#found tbody tr")).to_have_count(2)
    assert page.locator(".govuk-error-summary").count() == 0


def test_narrowing_after_the_session_ended_leads_to_signing_in(cast, two_notifications, browse):
    page = browse(cast.lscp_unit)
    page.visit(reverse("notifications:list"))
    page.get_by_text("Find by reference, or narrow down").click()
    Session.objects.all().delete()
    narrow_list(page, How_it_was_raised="The media or a complaint")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    assert "next=" in page.url
    assert "route%3Dmedia" in page.url


def test_list_is_narrowed_the_same_without_javascript(cast, two_notifications, scriptless):
    page = scriptless(cast.lscp_unit)
    page.visit(reverse("notifications:list"))
    page.get_by_text("Find by reference, or narrow down").click()
    narrow_list(page, How_it_was_raised="The media or a complaint")
    page.wait_for_url("**route=media**")
    assert references(page) == [two_notifications[1].case.reference]
    page.get_by_label("Status").select_option(label="With the Review Advisory Group")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**status=consideration**")
    assert NONE in page.locator("#found").inner_text()


@pytest.mark.parametrize("width", [1280, 375])
def test_board_is_narrowed_in_place_with_its_numbers(cast, two_notifications, browse, axe, width):
    page = browse(cast.lscp_unit, width=width)
    page.visit(reverse("deadlines:board"))
    is_same = marked(page)
    numbers = page.locator("#board-counts")
    before = numbers.inner_text()
    everything = re.search(r"of (\d+) time limits", page.locator("#found").inner_text())[1]
    page.get_by_label("Agency").select_option(label=cast.agencies["school"].name)
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("status")).to_have_text("No time limits")
    assert re.findall(r"[1-9]", numbers.inner_text()) == []
    assert str(cast.agencies["school"].public_id) in numbers.locator("a").first.get_attribute("href")
    page.get_by_label("Agency").select_option(label="All agencies")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("status")).to_have_text(f"Showing 1 to {everything} of {everything} time limits")
    assert numbers.inner_text() == before
    assert is_same()
    axe(page)
    picture(page, f"narrowed-board-{width}")
