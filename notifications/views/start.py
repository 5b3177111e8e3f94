"""The first screen: what this is not for, whom to call, and beginning a form."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from lscp.accounts.models import Membership
from notifications.actions.drafts import start
from notifications.forms.start import StartForm
from notifications.policies.form import RAISING_ROLES
from notifications.queries.drafts import drafts_of


def places_of(user: Any) -> dict[str, Membership]:
    """Where a person may raise an incident from: each agency and partnership once, by a key for the form."""
    found: dict[str, Membership] = {}
    for membership in user.memberships_as(*RAISING_ROLES):
        found.setdefault(f"{membership.partnership.public_id}.{membership.agency.public_id}", membership)
    return found


@method_decorator(never_cache, name="dispatch")
class Start(FormView):
    """Not for a child at risk now: the front door first, then the form."""

    template_name = "notifications/start.html"
    form_class = StartForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only people whose role raises incidents."""
        self.places = places_of(request.user) if request.user.is_authenticated else {}
        if not self.places:
            raise PermissionDenied("Your role does not raise incidents")
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        """A key of the form to come, so that a button pressed twice begins one."""
        return {"draft": uuid.uuid4()}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the places."""
        labels = [(key, f"{one.agency}, {one.partnership}") for key, one in self.places.items()]
        return {**super().get_form_kwargs(), "places": sorted(labels, key=lambda pair: pair[1])}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the front doors and the drafts to go on with."""
        partnerships = {one.partnership.pk: one.partnership for one in self.places.values()}
        return super().get_context_data(
            partnerships=list(partnerships.values()), drafts=drafts_of(self.request.user), **kwargs
        )

    def form_valid(self, form: Any) -> HttpResponse:
        """Begin the form and go to its first questions."""
        key = form.cleaned_data.get("place") or next(iter(self.places))
        place = self.places[key]
        notification = start(
            place.partnership, place.agency, by=self.request.user, public_id=form.cleaned_data["draft"]
        )
        return redirect("notifications:form_page", notification.public_id, "first", "safety")
