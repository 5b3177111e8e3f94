"""Journeys in a real browser against the real pages, served as the restricted database role."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client

from tests.tools import sign_in_beside

# The browser's driver runs an event loop in this thread; the database is used from it on purpose.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items):
    """Every test here is a journey, and journeys that share a server stay in one process."""
    for item in items:
        if "/e2e/" in str(item.path):
            item.add_marker(pytest.mark.e2e)


@pytest.fixture
def browse(live_server, context):
    """Open pages as a person: `browse(user)` gives a page signed in as them, `browse(None)` a stranger's.

    `page.goto("/…")` needs the whole address: use `page.visit("/…")`.
    """

    def open_page(user, *, width=1280, height=900):
        context.clear_cookies()
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.visit = lambda path: page.goto(live_server.url + path)
        if user is not None:
            client = Client()
            client.force_login(user)
            cookie = client.cookies[settings.SESSION_COOKIE_NAME]
            context.add_cookies(
                [{"name": cookie.key, "value": cookie.value, "url": live_server.url, "httpOnly": True}]
            )
        return page

    return open_page


@pytest.fixture
def scriptless(browser, live_server):
    """A browser without JavaScript, signed in as somebody."""
    contexts = []

    def open_page(user):
        context = browser.new_context(java_script_enabled=False)
        contexts.append(context)
        sign_in_beside(context, live_server, user)
        page = context.new_page()
        page.visit = lambda path: page.goto(live_server.url + path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def axe():
    """Fail when the accessibility checker finds anything on a page."""
    checker = Axe()

    def check(page, *, ignoring=()):
        page.wait_for_load_state()
        page.locator("h1").first.wait_for(state="attached")
        found = checker.run(page).response["violations"]
        assert [
            (v["id"], v["help"], [n["html"][:200] for n in v["nodes"]])
            for v in found
            if v["id"] not in ignoring
        ] == []

    return check


@pytest.fixture
def look(axe):
    """Check a page at both widths: accessibility, and nothing wider than the window.

    Keeps pictures in the folder `LSCP_PICTURES` where one is named. The page is left as wide as a desk's.
    """
    folder = os.environ.get("LSCP_PICTURES")

    def check(page, name):
        for width in (375, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            axe(page)
            over = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert over <= 0, (name, width)
            if folder:
                page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)

    return check
