"""The buttons of the pages that list people: add, take off, put back, nobody to add."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from notifications.actions import answers, family
from notifications.models import Notification
from notifications.queries.answers import KINDS_OF
from notifications.views.base import record_or_404
from notifications.wording import Section, edition

NOBODY = "nobody"


@require_POST
def add(request: HttpRequest, public_id: Any, section: str) -> HttpResponse:
    """Add a person of the kind whose button was pressed, and ask about them; or say that there is nobody."""
    record: Notification = record_or_404(request.user, public_id)
    found = _section(record, section)
    kind = request.POST.get("kind", "")
    if kind == NOBODY and section == "family":
        answers.say_nobody(record.public_id, section, by=request.user)
        return redirect("notifications:form", record.public_id)
    if kind not in KINDS_OF[found.repeats]:
        raise Http404
    person = family.add_person(record.public_id, kind, by=request.user)
    first = found.pages_for(kind)[0].key
    return redirect("notifications:form_person_page", record.public_id, section, person.public_id, first)


@require_POST
def remove(request: HttpRequest, public_id: Any, section: str, person_id: Any) -> HttpResponse:
    """Take a person off the form, or put one back."""
    record: Notification = record_or_404(request.user, public_id)
    _section(record, section)
    if "put_back" in request.POST:
        person = family.put_back(record.public_id, person_id, by=request.user)
        messages.success(request, f"{person.label} is back on the form.")
    else:
        person = family.remove_person(record.public_id, person_id, by=request.user)
        messages.success(request, f"{person.label} is off the form. You can put them back below.")
    return redirect("notifications:form_section", record.public_id, section)


def _section(record: Notification, key: str) -> Section:
    try:
        found = edition(record.form_edition).section(key)
    except LookupError:
        raise Http404 from None
    if not found.is_repeating:
        raise Http404
    return found
