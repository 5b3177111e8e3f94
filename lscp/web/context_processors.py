"""What `base.html` needs on every page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.functional import SimpleLazyObject

from lscp.web import furniture

MARKING = "OFFICIAL-SENSITIVE"


def page(request: HttpRequest) -> dict[str, Any]:
    """Marking, notices, navigation, and what the scripts need to know about the session.

    Settings read: `SESSION_IDLE_MINUTES`, `LOGIN_URL`, `SIGN_OUT_URL`.
    """
    user = getattr(request, "user", None)
    is_signed_in = bool(user is not None and user.is_authenticated)
    return {
        "is_signed_in": is_signed_in,
        "marking": MARKING if is_signed_in else "",
        "service_banners": SimpleLazyObject(lambda: furniture.banners(request) if is_signed_in else []),
        "nav_items": SimpleLazyObject(lambda: furniture.navigation(request) if is_signed_in else []),
        "idle_minutes": getattr(settings, "SESSION_IDLE_MINUTES", 30),
        "sign_in_url": resolve_url(settings.LOGIN_URL),
        "sign_out_url": resolve_url(getattr(settings, "SIGN_OUT_URL", "account_logout"))
        if is_signed_in
        else "",
    }
