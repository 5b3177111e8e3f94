"""One form, one action on a notification, where what the action cannot take is said beside the form."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from lscp.documents.uploads import refused_fields
from notifications.views.base import OneDecision


class OneStep(OneDecision):
    """Gives the action what `given` makes of the form; nothing typed is lost when the action refuses."""

    def given(self, form: Any) -> dict[str, Any]:
        """What the action takes of what was typed."""
        return dict(form.answers)

    def form_valid(self, form: Any) -> HttpResponse:
        """Run the action."""
        try:
            self.outcome = type(self).action(
                self.record.public_id,
                seen_version=form.cleaned_data["seen_version"],
                by=self.request.user,
                **self.given(form),
            )
        except ValueError as problem:
            form.add_error(getattr(problem, "field", None), str(problem))
            return self.form_invalid(form)
        return redirect(self.get_success_url())

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say that a file was too large, rather than that none was chosen."""
        for name in refused_fields(self.request) & set(form.fields):
            form.errors.pop(name, None)
            form.add_error(name, "The file is too large. Choose a smaller one")
        return super().form_invalid(form)
