"""What `base.html` needs on every page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from lscp.kernel.addresses import page_address
from lscp.web import furniture

MARKING = "OFFICIAL-SENSITIVE"
SIGN_OUT = "account_logout"


def page(request: HttpRequest) -> dict[str, Any]:
    """Marking, notices, navigation, and what the scripts need to know about the session.

    Settings read: `SESSION_IDLE_MINUTES`.
    """
    user = getattr(request, "user", None)
    is_signed_in = bool(user is not None and user.is_authenticated)
    return {
        "is_signed_in": is_signed_in,
        "marking": MARKING if is_signed_in else "",
        "service_banners": SimpleLazyObject(lambda: furniture.banners(request) if is_signed_in else []),
        "nav_items": SimpleLazyObject(lambda: furniture.navigation(request) if is_signed_in else []),
        "idle_minutes": getattr(settings, "SESSION_IDLE_MINUTES", 30),
        "sign_out_url": page_address(SIGN_OUT) if is_signed_in else "",
    }
