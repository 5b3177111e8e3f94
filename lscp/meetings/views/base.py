"""What the pages of meetings share: one form with one action on one meeting."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse

from lscp.accounts.models import StandingGroup
from lscp.audit import service as audit
from lscp.cases.compartments import casework
from lscp.cases.models import Case
from lscp.kernel.access import Verdict
from lscp.kernel.form_pages import OneForm
from lscp.kernel.views import DecisionView
from lscp.meetings import queries
from lscp.meetings.models import Meeting
from lscp.people.unsent_pages import KeepsTyped


class OneFormView(OneForm, KeepsTyped, DecisionView):
    """One form, one action. What the action cannot take is said beside the form; what was typed stays."""

    template_name = "meetings/form.html"
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

    def given(self, form: Any) -> dict[str, Any]:
        """What the action takes of what was typed."""
        return {name: value for name, value in form.cleaned_data.items() if name != "seen_version"}

    def carry_out(self, form: Any) -> Any:
        """Run the action on the meeting as the reader was shown it."""
        seen = form.cleaned_data.get("seen_version")
        return type(self).action(
            self.record.public_id, seen_version=seen, by=self.request.user, **self.given(form)
        )

    def back_url(self) -> str:
        """Where the reader came from."""
        return str(self.record.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the case."""
        return super().get_context_data(case=self.record.case, **kwargs)


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
