"""A page with one form and one action: heading, way back, refusal before anything typed is read. No rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView

from lscp.kernel.access import Verdict, require


class OneForm:
    """Mixed in before a `FormView`, and before what keeps what is typed.

    What the action cannot take (`said_beside`) is said beside the form, which keeps what was typed.
    """

    heading: ClassVar[str] = ""
    explanation: ClassVar[str] = ""
    said_beside: ClassVar[tuple[type[Exception], ...]] = (ValueError,)
    request: HttpRequest
    outcome: Any = None

    if TYPE_CHECKING:

        def verdict(self) -> Verdict:
            """The policy's answer for this reader: given by the view that this is mixed into."""

    def back_url(self) -> str:
        """Where the reader came from."""
        raise NotImplementedError

    def carry_out(self, form: Any) -> Any:
        """Call the action, which locks, checks again and writes."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse before reading what was typed, when the reader may never do this."""
        verdict = self.verdict()
        if verdict.code == "role":
            raise PermissionDenied(verdict.message)
        answer: HttpResponse = super().post(request, *args, **kwargs)  # type: ignore[misc]
        return answer

    def form_valid(self, form: Any) -> HttpResponse:
        """Carry it out, and lead on."""
        try:
            self.outcome = self.carry_out(form)
        except self.said_beside as problem:
            form.add_error(None, str(problem))
            again: HttpResponse = self.form_invalid(form)  # type: ignore[attr-defined]
            return again
        return redirect(self.get_success_url())  # type: ignore[attr-defined]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add heading, explanation and the way back."""
        values = {"heading": self.heading, "explanation": self.explanation, "back_url": self.back_url()}
        context: dict[str, Any] = super().get_context_data(**{**values, **kwargs})  # type: ignore[misc]
        return context


class OneFormPage(OneForm, FormView):  # type: ignore[type-arg]
    """The same where the policy decides whether the form is shown at all; it leads back to where one came from."""

    done: ClassVar[str] = ""

    def verdict(self) -> Verdict:
        """The policy's answer for this reader."""
        raise NotImplementedError

    def act(self, data: dict[str, Any]) -> object:
        """Call the action with what was typed."""
        raise NotImplementedError

    def carry_out(self, form: Any) -> Any:
        """Call the action with what was typed."""
        return self.act(form.cleaned_data)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form, or say why not."""
        require(self.verdict())
        return super().get(request, *args, **kwargs)

    def get_success_url(self) -> str:
        """Back, with what was done said on the next page."""
        if self.done:
            messages.success(self.request, self.done)
        return self.back_url()
