"""What the clock pages share: fetching a clock or a case the reader may see, and one form with one action."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView

from lscp.cases.models import Case
from lscp.deadlines import queries
from lscp.deadlines.access import sees_case
from lscp.deadlines.models import Clock
from lscp.kernel.access import Verdict, require
from lscp.people.unsent_pages import KeepsTyped


def clock_or_404(user: Any, chain: Any) -> Clock:
    """The live row of a clock the person may see."""
    row = queries.live_clocks(user).filter(chain=chain).first()
    if row is None:
        raise Http404
    return row


def case_or_404(user: Any, public_id: Any) -> Case:
    """A case the person sees a record of."""
    case = Case.all_records.select_related("partnership").filter(public_id=public_id).first()
    if case is None or not sees_case(user, case):
        raise Http404
    return case


class OneFormView(FormView):  # type: ignore[type-arg]
    """One form on one clock or case: the policy is asked before the form is shown, then by the action."""

    template_name = "deadlines/form.html"
    heading: ClassVar[str] = ""
    explanation: ClassVar[str] = ""
    request: Any

    def verdict(self) -> Verdict:
        """The policy's answer for this reader."""
        raise NotImplementedError

    def back_url(self) -> str:
        """Where the reader came from, and where they go when done."""
        raise NotImplementedError

    def act(self, data: dict[str, Any]) -> object:
        """Call the action with what was typed."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form, or say why not."""
        verdict = self.verdict()
        if verdict.code == "role":
            raise PermissionDenied(verdict.message)
        require(verdict)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: str, **kwargs: Any) -> HttpResponse:
        """Refuse before reading what was typed, when the reader may not do this at all."""
        verdict = self.verdict()
        if verdict.code == "role":
            raise PermissionDenied(verdict.message)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Act, and say beside the form what the action could not take."""
        try:
            self.act(form.cleaned_data)
        except ValueError as problem:
            form.add_error(None, str(problem))
            return self.form_invalid(form)
        return redirect(self.back_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add heading, explanation and the way back."""
        return super().get_context_data(
            heading=self.heading, explanation=self.explanation, back_url=self.back_url(), **kwargs
        )


class ClockFormView(KeepsTyped, OneFormView):
    """One form on one clock."""

    policy: ClassVar[Callable[[Any, Any], Verdict]]
    action: ClassVar[Callable[..., Any]]
    record: Clock

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Fetch the clock first; a stranger gets 404."""
        self.record = clock_or_404(request.user, kwargs["chain"])
        return super().dispatch(request, *args, **kwargs)

    def verdict(self) -> Verdict:
        """The policy on this clock."""
        return type(self).policy(self.request.user, self.record)

    def back_url(self) -> str:
        """The clock's page."""
        return self.record.get_absolute_url()

    def get_initial(self) -> dict[str, Any]:
        """Carry the row the reader was shown."""
        return {**super().get_initial(), "seen_version": self.record.position}

    def act(self, data: dict[str, Any]) -> object:
        """Call the clock's action."""
        return type(self).action(self.record.chain, by=self.request.user, **data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the clock."""
        return super().get_context_data(clock=self.record, case=self.record.case, **kwargs)


class CaseFormView(KeepsTyped, OneFormView):
    """One form on one case."""

    policy: ClassVar[Callable[[Any, Any], Verdict]]
    record: Case

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Fetch the case first; a stranger gets 404."""
        self.record = case_or_404(request.user, kwargs["public_id"])
        return super().dispatch(request, *args, **kwargs)

    def verdict(self) -> Verdict:
        """The policy on this case."""
        return type(self).policy(self.request.user, self.record)

    def back_url(self) -> str:
        """The case's clocks."""
        return reverse("deadlines:case_clocks", args=[self.record.public_id])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the case."""
        return super().get_context_data(case=self.record, **kwargs)
