"""What the lock-out after failed sign-ins counts by: the address typed, and where it came from."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def typed_address(request: HttpRequest | None, credentials: dict[str, Any] | None = None) -> str:
    """The e-mail address somebody tried to sign in with, in small letters."""
    given = credentials or {}
    posted = request.POST.get("login", "") if request is not None else ""
    found = given.get("email") or given.get("login") or given.get("username") or posted
    return str(found).strip().lower()


def client_address(request: HttpRequest) -> str | None:
    """Where a request came from; behind our own proxy (`TRUST_PROXY`) what the proxy saw, and only that."""
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
    if getattr(settings, "SECURE_PROXY_SSL_HEADER", None) and forwarded:
        return forwarded.rsplit(",", 1)[-1].strip()
    return request.META.get("REMOTE_ADDR")
