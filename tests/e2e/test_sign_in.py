"""Signing in with the keyboard alone: wrong password, terms, second factor, lock-out, sign out."""

import pytest
from allauth.mfa.totp.internal import auth
from django.urls import reverse

from lscp.accounts import actions
from lscp.kernel import clock

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

PASSWORD = "three plain words here"


@pytest.fixture
def lead(cast):
    """Somebody with a password, whose partnership has terms."""
    actions.add_terms(cast.here, text="Keep it to yourself.", in_force_from=clock.today(), by=cast.system)
    cast.school_lead.set_password(PASSWORD)
    cast.school_lead.save()
    return cast.school_lead


@pytest.fixture
def problems():
    """What the browser complained about: a refused script or style would be here."""
    return []


@pytest.fixture
def page(browse, problems):
    """A stranger's page."""
    opened = browse(None)
    opened.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: problems.append(str(error)))
    return opened


def tab_to(page, selector, most=40):
    """Press the tab key until something has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    pytest.fail(f"The keyboard does not reach {selector}")


def type_sign_in(page, email, password):
    """Fill in the form by keyboard and send it with the enter key."""
    tab_to(page, "#id_login")
    page.keyboard.press("Control+a")
    page.keyboard.type(email)
    tab_to(page, "#id_password")
    page.keyboard.type(password)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_journey_by_keyboard_from_sign_in_to_sign_out(lead, page, problems):
    page.visit("/")
    type_sign_in(page, lead.email, "not this one")
    assert page.title().startswith("Error: Sign in")
    assert "not right" in page.locator(".govuk-error-summary").inner_text()
    type_sign_in(page, lead.email, PASSWORD)
    assert page.locator("h1").inner_text() == "Before you go on"
    tab_to(page, "input[type=checkbox]")
    page.keyboard.press("Space")
    tab_to(page, "main button")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("h1").inner_text() == "Home"
    assert "Agency safeguarding lead, School" in page.locator(".app-header").inner_text()
    tab_to(page, ".app-header__button")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("h1").inner_text() == "Sign in"
    assert problems == []


def test_too_many_tries_say_what_to_do(lead, page):
    page.visit(reverse("account_login"))
    for _ in range(8):
        page.fill("#id_login", lead.email)
        page.fill("#id_password", "wrong")
        page.click("main form button")
    assert page.locator("h1").inner_text() == "Too many tries"
    assert "Wait 15 minutes, then try again" in page.locator("main").inner_text()


def test_second_factor_is_set_up_from_the_square_code(lead, page, problems, settings):
    settings.MFA_REQUIRED = True
    page.visit("/")
    type_sign_in(page, lead.email, PASSWORD)
    assert page.locator("h1").inner_text() == "Your second factor"
    page.click("text=Set up an app")
    page.fill("#id_password", PASSWORD)
    page.click("main form button")
    box = page.locator(".app-qr svg").bounding_box()
    assert box["width"] > 100
    secret = page.locator(".app-secret").inner_text()
    counter = list(auth.yield_hotp_counters_from_time())[1]
    page.fill("#id_code", auth.format_hotp_value(auth.hotp_value(secret, counter)))
    page.click("main form button")
    assert page.locator("h1").inner_text() == "Your recovery codes"
    assert page.locator(".app-codes li").count() == 10
    assert problems == []


def test_security_key_is_added_and_used(lead, page, problems):
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "usb", "hasResidentKey": False, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.visit("/")
    type_sign_in(page, lead.email, PASSWORD)
    page.check("input[type=checkbox]")
    page.click("main form button")
    page.visit(reverse("mfa_add_webauthn"))
    page.fill("#id_password", PASSWORD)
    page.click("main form button")
    assert not page.locator("[data-key-problem]").is_visible()
    page.fill("#id_name", "Blue key")
    with page.expect_navigation():
        page.click("#mfa_webauthn_add")
    assert page.locator("h1").inner_text() == "Your recovery codes"
    page.click(".app-header__button")
    page.visit(reverse("account_login"))
    type_sign_in(page, lead.email, PASSWORD)
    assert page.locator("h1").inner_text() == "Enter your code"
    with page.expect_navigation():
        page.click("#mfa_webauthn_authenticate")
    assert page.locator("h1").inner_text() == "Home"
    assert problems == []


@pytest.mark.parametrize("width", [1280, 375])
def test_nothing_hinders_assistive_technology_on_the_sign_in_pages(lead, browse, axe, width):
    page = browse(None, width=width)
    for name in ("account_login", "account_reset_password", "account_reset_password_done", "account_signup"):
        page.visit(reverse(name))
        axe(page)
