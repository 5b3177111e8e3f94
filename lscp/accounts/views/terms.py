"""Confidentiality terms: accepting them, and putting a new text in force."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lscp.accounts import actions, queries
from lscp.accounts.forms import AcceptTermsForm, TermsForm
from lscp.accounts.views.base import SettingsForm, SettingsPage
from lscp.kernel import clock


@never_cache
@require_http_methods(["GET", "POST"])
def accept_terms(request: HttpRequest) -> HttpResponse:
    """The texts a person has to accept before they go on; each partnership's own."""
    texts = queries.terms_to_accept(request.user)
    form = AcceptTermsForm(
        request.POST if request.method == "POST" else None,
        names=[(f"terms_{number}", text.partnership.name) for number, text in enumerate(texts)],
    )
    if not texts:
        return redirect(_next(request))
    if form.is_bound and form.is_valid():
        by: Any = request.user
        for text in texts:
            actions.accept_terms(text, by=by)
        return redirect(_next(request))
    pairs = list(zip(texts, form, strict=True))
    context = {"form": form, "pairs": pairs, "next": request.GET.get("next", "")}
    return render(request, "accounts/accept_terms.html", context)


def _next(request: HttpRequest) -> str:
    """Where the person was going; only ever a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else "/"


class Terms(SettingsPage):
    """Every text of a partnership, with the one in force."""

    template_name = "accounts/terms.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a page of the texts."""
        page = self.page_of(queries.terms_in(self.partnership))
        today = clock.today()
        in_force = queries.terms_in(self.partnership).filter(in_force_from__lte=today).first()
        return super().get_context_data(
            page=page, in_force=in_force, today=today, add_url=self.address("add_terms"), **kwargs
        )


class AddTerms(SettingsForm):
    """Put a new text in force from a day."""

    form_class = TermsForm
    heading = "New confidentiality terms"
    explanation = "The present text stays on the record, with who accepted it."
    done = "The text is saved."

    def get_initial(self) -> dict[str, Any]:
        """Begin with the latest text."""
        latest = queries.terms_in(self.partnership).first()
        return {"text": latest.text} if latest else {}

    def back_url(self) -> str:
        """The list."""
        return self.address("terms")

    def act(self, data: dict[str, Any]) -> object:
        """Save it."""
        return actions.add_terms(self.partnership, by=self.request.user, **data)
