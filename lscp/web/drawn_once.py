"""Parts of a page that are the same for every reader and on every page: the footer's links, a dialog."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.safestring import SafeString


def drawn_once(template: str) -> SafeString:
    """The template without any context, drawn once in the life of a process; anew each time while developing."""
    return _draw(template) if settings.DEBUG else _drawn(template, get_script_prefix())


@lru_cache(maxsize=16)
def _drawn(template: str, _prefix: str) -> SafeString:
    return _draw(template)


def _draw(template: str) -> SafeString:
    return render_to_string(template)
