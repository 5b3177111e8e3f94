"""What the clock pages share: fetching a clock or a case the reader may see, and one form with one action."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.http import Http404, HttpRequest
from django.urls import reverse

from lscp.cases.models import Case
from lscp.deadlines import queries
from lscp.deadlines.access import sees_case
from lscp.deadlines.models import Clock
from lscp.kernel.access import Verdict
from lscp.kernel.form_pages import OneFormPage
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


class OneFormView(OneFormPage):
    """One form on one clock or case: the policy is asked before the form is shown, then by the action."""

    template_name = "deadlines/form.html"
    request: Any


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
