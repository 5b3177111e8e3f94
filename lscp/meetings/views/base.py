"""What the pages of meetings share: one form with one action on one meeting."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from lscp.accounts.models import StandingGroup
from lscp.audit import service as audit
from lscp.cases.compartments import casework
from lscp.cases.models import Case
from lscp.kernel.access import Verdict
from lscp.kernel.views import DecisionView
from lscp.meetings import queries
from lscp.meetings.models import Meeting
from lscp.people.unsent_pages import KeepsTyped


class OneFormView(KeepsTyped, DecisionView):
    """One form, one action. What the action cannot take is said beside the form; what was typed stays."""

    template_name = "meetings/form.html"
    heading: ClassVar[str] = ""
    explanation: ClassVar[str] = ""
    noted_as: ClassVar[str] = "meetings.step_viewed"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Write down that the page was opened, before it is sent: it may show sealed text beside its form."""
        response = super().get(request, *args, **kwargs)
        self.note()
        return response

    def note(self) -> None:
        """The entry about opening the page; it stands where those of the meeting stand."""
        case = getattr(self.record, "case", None)
        if case is not None:
            audit.record_reading(
                self.noted_as, subject=self.record, by=self.request.user, case=case, compartment=casework(case),
            )  # fmt: skip

    def post(self, request: HttpRequest, *args: str, **kwargs: Any) -> HttpResponse:
        """Refuse before reading what was typed, when the reader may never do this."""
        verdict = self.verdict()
        if verdict.code == "role":
            raise PermissionDenied(verdict.message)
        return super().post(request, *args, **kwargs)

    def given(self, form: Any) -> dict[str, Any]:
        """What the action takes of what was typed."""
        return {name: value for name, value in form.cleaned_data.items() if name != "seen_version"}

    def form_valid(self, form: Any) -> HttpResponse:
        """Run the action, which locks, checks again and writes."""
        seen = form.cleaned_data.get("seen_version")
        try:
            self.outcome = type(self).action(
                self.record.public_id, seen_version=seen, by=self.request.user, **self.given(form)
            )
        except ValueError as problem:
            form.add_error(None, str(problem))
            return self.form_invalid(form)
        return redirect(self.get_success_url())

    def back_url(self) -> str:
        """Where the reader came from."""
        return str(self.record.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add heading, explanation and the way back."""
        return super().get_context_data(
            heading=self.heading,
            explanation=self.explanation,
            back_url=self.back_url(),
            case=self.record.case,
            **kwargs,
        )


class MeetingFormView(OneFormView):
    """One form on one meeting."""

    model = Meeting
    policy: ClassVar[Callable[[Any, Any], Verdict]]
    action: ClassVar[Callable[..., Any]]


def case_and_groups(request: HttpRequest, public_id: Any) -> tuple[Case, list[StandingGroup]]:
    """A case, and the groups whose meetings about it the reader may see; 404 when there are none."""
    case = Case.all_records.select_related("partnership").filter(public_id=public_id).first()
    groups = queries.groups_that_may_meet(request.user, case) if case else []
    if case is None or not groups:
        raise Http404
    return case, groups
