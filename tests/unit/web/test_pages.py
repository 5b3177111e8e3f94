"""The frame of every page, the error pages, and the session's keep-alive."""

import json
import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse

from lscp.web import drawn_once, furniture, views
from lscp.web.components import Banner, NavItem

SIGNED_IN = {
    "is_signed_in": True,
    "marking": "OFFICIAL-SENSITIVE",
    "partnership_name": "Fictional Partnership",
    "signed_in_name": "Fictional Person",
    "signed_in_role": "Practitioner",
    "sign_out_url": "/account/logout/",
    "idle_minutes": 30,
}


class SomebodySignedIn:
    is_authenticated = True
    public_id = "11111111-1111-4111-8111-111111111111"
    pk = 1


@pytest.mark.parametrize("code", ["400", "403", "404", "409", "429", "500"])
def test_error_page_needs_no_context(code):
    html = render_to_string(f"{code}.html")
    assert html.count("<h1") == 1
    assert "OFFICIAL-SENSITIVE" not in html


def test_signed_in_page_is_marked_at_head_and_foot():
    html = render_to_string("404.html", SIGNED_IN)
    assert html.count("OFFICIAL-SENSITIVE") == 2
    assert html.index("OFFICIAL-SENSITIVE") < html.index("<main") < html.rindex("OFFICIAL-SENSITIVE")
    assert 'href="#main-content"' in html


def test_no_inline_script_or_style_anywhere():
    for template, context in [("404.html", SIGNED_IN), ("web/glossary.html", SIGNED_IN)]:
        html = render_to_string(template, context)
        assert re.findall(r"<script(?![^>]*\ssrc=)", html) == []
        assert re.findall(r"<style|\sstyle=|\son[a-z]+=", html) == []


def test_title_says_error_first():
    class Wrong:
        is_bound = True
        errors = {"name": ["Enter the name"]}

    html = render_to_string("404.html", {"form": Wrong()})
    assert "<title>Error: Page not found – Serious child safeguarding incidents</title>" in html


def test_conflict_page_shows_what_was_typed():
    context = {
        "reason": "Changed.",
        "is_stale": True,
        "changed_by": "Fictional Other",
        "typed": [("Why", "<b>words")],
    }
    html = render_to_string("409.html", context)
    assert "&lt;b&gt;words</textarea>" in html
    assert "Last changed by Fictional Other." in html


@pytest.mark.parametrize("view", ["accessibility", "privacy", "cookies"])
def test_public_pages_need_no_sign_in(view):
    found = getattr(views, view)
    assert found.login_required is False
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    assert found(request).status_code == 200


@pytest.mark.parametrize("view", ["glossary_page", "signed_in", "components"])
def test_other_pages_need_sign_in(view):
    assert getattr(getattr(views, view), "login_required", True) is True


def keepalive(user, method="post"):
    request = getattr(RequestFactory(), method)("/session/keepalive/")
    request.user, request.session = user, SessionStore()
    response = views.keepalive(request)
    answer = json.loads(response.content)
    assert len(answer.pop("csrf_token")) >= 32
    return response, answer, request.session.modified


@pytest.mark.parametrize("method", ["get", "post"])
def test_keepalive_when_signed_in(method):
    response, answer, is_extended = keepalive(SomebodySignedIn(), method)
    assert (response.status_code, answer, is_extended) == (
        200,
        {"signed_in": True, "person": SomebodySignedIn.public_id},
        True,
    )
    assert "no-store" in response["Cache-Control"]


def test_keepalive_when_signed_out():
    response, answer, is_extended = keepalive(AnonymousUser())
    assert (response.status_code, answer, is_extended) == (401, {"signed_in": False}, False)


def test_furniture_comes_in_order_and_once(monkeypatch):
    monkeypatch.setattr(furniture, "_banners", [])
    monkeypatch.setattr(furniture, "_navigation", [])

    def late(request):
        return Banner("late")

    def never(request):
        return None

    def early(request):
        return Banner("early")

    for source, order in [(late, 60), (never, 10), (early, 20), (late, 60)]:
        furniture.register_banner(source, order=order)
    furniture.register_navigation(lambda request: [NavItem("Cases", "/cases/")])
    request = RequestFactory().get("/")
    assert [banner.text for banner in furniture.banners(request)] == ["early", "late"]
    assert furniture.navigation(request) == [NavItem("Cases", "/cases/")]


def test_parts_alike_for_all_are_drawn_once_but_anew_while_developing(settings, monkeypatch):
    drawn = []
    monkeypatch.setattr(drawn_once, "_draw", lambda template: drawn.append(template) or "text")
    drawn_once._drawn.cache_clear()
    assert [drawn_once.drawn_once("one.html") for _ in range(2)] == ["text", "text"]
    assert drawn == ["one.html"]
    settings.DEBUG = True
    drawn_once.drawn_once("one.html")
    assert drawn == ["one.html", "one.html"]
    drawn_once._drawn.cache_clear()


@pytest.mark.parametrize("is_signed_in", [True, False])
def test_glossary_and_the_dialog_for_signing_in_again_stand_on_signed_in_pages_only(is_signed_in):
    html = render_to_string("404.html", SIGNED_IN if is_signed_in else {})
    assert ("What words mean" in html, "You have been signed out" in html) == (is_signed_in, is_signed_in)
    assert (f'href="/account/login/?next={reverse("web:signed_in")}"' in html) is is_signed_in
    assert "Accessibility statement" in html
