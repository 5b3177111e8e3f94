"""The form above a list that narrows it down: most readers never open it, so drawing it must cost nothing."""

from __future__ import annotations

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from lscp.web.forms import GovForm

Choices = tuple[tuple[str, str], ...]


def drawn(form: GovForm) -> SafeString:
    """The fields, three beside each other, with what was chosen and what is wrong."""
    return render_to_string("components/form/narrowing.html", {"form": form})


@lru_cache(maxsize=64)
def drawn_blank(kind: type[GovForm], agencies: Choices) -> SafeString:
    """The same with nothing chosen: drawn once for each list of agencies, as it says nothing of its reader."""
    return drawn(kind(agencies=agencies))
