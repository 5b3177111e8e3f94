"""Lists that are narrowed down in place: where a script asks for it, only what was found is drawn."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.http import push_url


def draw_list(request: HttpRequest, page: str, part: str, context: dict[str, Any]) -> HttpResponse:
    """The whole page, or its part with what was found, which a script puts in the place of the old one.

    The answer with the part names the address to show for it. What comes without one (a filter with mistakes,
    the page for signing in, a refusal) the script opens as a page of its own (`static/js/in-place.js`), so that
    both ways lead to the same. `context["form"]` is the filter, None where nothing was chosen.
    """
    form = context["form"]
    asked_for_part = bool(getattr(request, "htmx", False)) and not (form and form.errors)
    response = render(request, part if asked_for_part else page, {**context, "is_part": asked_for_part})
    patch_vary_headers(response, ["HX-Request"])
    return push_url(response, request.get_full_path()) if asked_for_part else response
