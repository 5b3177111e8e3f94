"""What stands between signing in and the service: a second factor, and the confidentiality terms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar
from urllib.parse import urlencode

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from lscp.accounts import queries
from lscp.kernel import clock
from lscp.kernel.access import Conflict
from lscp.kernel.views import conflict_page

REAL_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
KEPT_AT = "kept_at"
ACCEPTED = "terms_accepted"
# Where a signed-in person may always go: out, and to prove again that it is them.
WAYS_OUT = frozenset({"account_logout", "account_reauthenticate"})


class StillHereMiddleware:
    """Starts the idle time of a signed-in session again with every request, writing that once a minute at most.

    Django's own `SESSION_SAVE_EVERY_REQUEST` writes a row for each page. Setting read: `SESSION_KEPT_EVERY`,
    seconds of real time; the session's age allows for them, so that nobody is signed out early.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        now = int(clock.real_now().timestamp())
        if (
            request.user.is_authenticated
            and now - request.session.get(KEPT_AT, 0) >= settings.SESSION_KEPT_EVERY
        ):
            request.session[KEPT_AT] = now
        return response


class Gate:
    """Lets nobody past until something is done; pages open to everybody stay open.

    A page is sent to where it is done. Something typed and sent (a text came into force meanwhile) is
    shown back on a page that says why, so that it is not lost.
    """

    open_names: ClassVar[frozenset[str]] = WAYS_OUT
    why: ClassVar[str] = ""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def is_open(self, name: str) -> bool:
        """Whether an address is reachable before the thing is done."""
        return name in self.open_names

    def is_passed(self, request: HttpRequest) -> bool:
        """Whether this person has done it."""
        raise NotImplementedError

    def address(self) -> str:
        """Where it is done."""
        raise NotImplementedError

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Send the person to where it is done, when it is not."""
        if not getattr(view, "login_required", True) or not request.user.is_authenticated:
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if self.is_open(name) or self.is_passed(request):
            return None
        if request.method in {"GET", "HEAD"}:
            return redirect(f"{self.address()}?{urlencode({'next': request.get_full_path()})}")
        return conflict_page(request, Conflict(self.why))


class SecondFactorMiddleware(Gate):
    """Outside demo mode (`MFA_REQUIRED`) a person without a second factor reaches only its set-up."""

    why = "You need a second way to prove that it is you before you can do this. Set it up, then come back."

    def is_open(self, name: str) -> bool:
        """The set-up pages and what they need."""
        return name in WAYS_OUT or name.startswith("mfa_") or name == "account_set_password"

    def is_passed(self, request: HttpRequest) -> bool:
        """Whether a second factor is set up, where one is needed at all."""
        if not settings.MFA_REQUIRED:
            return True
        return bool(get_adapter().is_mfa_enabled(request.user, REAL_FACTORS))

    def address(self) -> str:
        """The list of second factors."""
        return reverse("mfa_index")


class TermsMiddleware(Gate):
    """A member of a partnership accepts its confidentiality terms first, and each new text afresh."""

    why = "There are terms to accept before you can do this. Accept them, then come back."

    def is_open(self, name: str) -> bool:
        """The terms themselves, and the second factor that comes before them."""
        return name in WAYS_OUT or name == "accounts:accept_terms" or name.startswith("mfa_")

    def is_passed(self, request: HttpRequest) -> bool:
        """Whether every text in force is accepted. What was, is remembered in the session: it is never undone."""
        person: Any = request.user
        homes = {membership.partnership_id for membership in person.memberships_today()}
        wanted = {text for place, text in queries.texts_in_force(clock.today()) if place in homes}
        if wanted <= set(request.session.get(ACCEPTED, ())):
            return True
        if queries.terms_to_accept(person):
            return False
        request.session[ACCEPTED] = sorted(wanted)
        return True

    def address(self) -> str:
        """The page with the terms."""
        return reverse("accounts:accept_terms")
