"""Text posted after the session had ended: kept, sealed, until the same person has signed in again.

A page that takes part carries a ticket: signed proof of whom it was shown to and where. With a ticket in
order the posted fields are sealed into the (now anonymous) session, which signing in keeps; they are given
back on the same page to the same person only. Nothing is kept for a post without a ticket, so a stranger
cannot store anything. Nothing goes into an address or into the browser.
"""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Callable
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict

from lscp.web.autosave import is_autosave

FIELD: Final = "page_ticket"
SALT: Final = "lscp.web.kept_text"
PLACE: Final = "kept_text"
LONGEST: Final = 12 * 60 * 60
"""For how many seconds after a page was shown its text is kept (local rule)."""
NONCE_BYTES: Final = 12
KEPT: Final = "You were signed out. We kept what you typed. Sign in, and you get it back."


class KeptTextMiddleware:
    """Answers a post to a page that keeps text (`keeps_text = True` on its view) once the session is over.

    It stands before the check that somebody is signed in, and only for people who are not: the page itself
    stays behind that check and every other gate.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing to do before the view is known."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Tell the page's script that the session is over, or keep the text and go to sign in."""
        keeps = getattr(getattr(view, "view_class", view), "keeps_text", False)
        if not keeps or request.user.is_authenticated or request.method != "POST":
            return None
        if is_autosave(request):
            return JsonResponse({}, status=401)
        if keep(request):
            messages.info(request, KEPT)
        return redirect_to_login(request.path)


def ticket(request: HttpRequest) -> str:
    """The proof to put into a page's form: who it is shown to, and where."""
    return signing.dumps({"person": _person(request), "path": request.path}, salt=SALT)


def keep(request: HttpRequest) -> bool:
    """Keep what was posted by somebody whose session has ended; says whether it was kept."""
    try:
        proof = signing.loads(request.POST.get(FIELD, ""), salt=SALT, max_age=LONGEST)
    except signing.BadSignature:
        return False
    if proof["path"] != request.path:
        return False
    nonce = os.urandom(NONCE_BYTES)
    sealed = nonce + _cipher().encrypt(nonce, request.POST.urlencode().encode(), _bound(**proof))
    request.session[PLACE] = {**proof, "text": base64.b64encode(sealed).decode()}
    return True


def take(request: HttpRequest) -> QueryDict | None:
    """What this person typed on this page before they had to sign in again; it is given once.

    What somebody else typed is thrown away as soon as another person has signed in.
    """
    kept: Any = request.session.get(PLACE)
    if not kept:
        return None
    if kept["person"] != _person(request):
        del request.session[PLACE]
        return None
    if kept["path"] != request.path:
        return None
    del request.session[PLACE]
    data = base64.b64decode(kept["text"])
    bound = _bound(person=kept["person"], path=kept["path"])
    try:
        plain = _cipher().decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], bound)
    except InvalidTag:
        return None
    return QueryDict(plain.decode(), mutable=True)


def _person(request: HttpRequest) -> str:
    return str(getattr(request.user, "public_id", request.user.pk))


def _bound(*, person: str, path: str) -> bytes:
    return f"{person} {path}".encode()


def _cipher() -> AESGCM:
    return AESGCM(hashlib.sha256(f"{SALT}:{settings.SECRET_KEY}".encode()).digest())
