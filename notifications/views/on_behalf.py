"""The first page of a form that is entered for somebody else."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from lscp.accounts.models import Agency
from lscp.kernel.access import Refused
from notifications.actions.on_behalf import enter_for_other as action
from notifications.forms.submission import OnBehalfForm
from notifications.policies.submission import can_enter_for_other


def enter_for_other(request: HttpRequest) -> HttpResponse:
    """Who told it, for which agency, how; then the ordinary form begins."""
    user: Any = request.user
    held = {m.partnership_id: m.partnership for m in user.memberships_today()}
    partnerships = [one for one in held.values() if can_enter_for_other(user, one)]
    if not partnerships:
        raise PermissionDenied(
            "Only the Business Unit or a Review Advisory Group member can enter a form for others"
        )
    agencies = Agency.objects.filter(partnerships__in=partnerships).distinct()
    form = OnBehalfForm(request.POST or None, partnerships=partnerships, agencies=agencies)
    if form.is_bound and form.is_valid():
        made = _begun(form, partnerships, agencies, request)
        if made is not None:
            return redirect("notifications:form", made.public_id)
    context = {
        "form": form,
        "token": request.POST.get("token") or uuid.uuid4(),
        "back_url": reverse("notifications:list"),
    }
    return render(request, "notifications/on_behalf.html", context)


def _begun(form: OnBehalfForm, partnerships: Any, agencies: Any, request: HttpRequest) -> Any:
    data = form.cleaned_data
    partnership = next(one for one in partnerships if str(one.public_id) == data["partnership"])
    agency = next(one for one in agencies if str(one.public_id) == data["agency"])
    try:
        return action(
            partnership, agency, name=data["name"], contact=data["contact"], email=data["email"],
            how=data["how"], public_id=_token(request.POST.get("token", "")), by=request.user,
        )  # fmt: skip
    except Refused as refusal:
        form.add_error("email" if data["email"] else None, str(refusal))
        return None


def _token(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
