"""What every page says while the product runs as a demonstration."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from lscp.demo import policies, time_offset
from lscp.demo.words import clock_sentence


def demonstration(request: HttpRequest) -> dict[str, Any]:
    """The banner's sentence about the clock, and where it is moved; nothing outside demo mode."""
    if not settings.DEMO_MODE:
        return {}
    user = getattr(request, "user", None)
    may_move = user is not None and user.is_authenticated and bool(policies.can_move_clock(user))
    return {
        "is_demo": True,
        "demo_clock": clock_sentence(time_offset.current()),
        "demo_clock_url": _address("demo:clock") if may_move else "",
        "demo_sign_in_url": _address("demo:sign_in"),
    }


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
