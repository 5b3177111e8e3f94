"""A case's clocks and facts on one page, and the recording of facts."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import cached_property

from lscp.audit import service as audit
from lscp.deadlines import actions, deaths, forms, pages, policies, queries
from lscp.deadlines.enums import FactKind
from lscp.deadlines.models import Fact
from lscp.deadlines.views.base import CaseFormView, case_or_404
from lscp.kernel.access import Verdict
from lscp.kernel.dates import british_date
from lscp.people.models import Person


def case_clocks(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Every clock of a case, what it starts from, and the rapid review's possible due dates."""
    case = case_or_404(request.user, public_id)
    audit.record_reading("deadlines.clocks_viewed", subject=case, by=request.user, case=case)
    may_record = bool(policies.can_record_fact(request.user, case))
    context = {
        "case": case,
        "headers": pages.CASE_HEADERS,
        "rows": pages.case_rows(queries.clocks_of_case(request.user, case)),
        "facts": pages.fact_rows(case, queries.facts_of_case(case), may_record=may_record),
        "meetings": pages.sudic_meetings(case),
        "may_record_another": bool(policies.can_record_another_death(request.user, case)),
        "rapid_review_headers": pages.RAPID_REVIEW_HEADERS,
        "rapid_review": pages.rapid_review_rows(queries.rapid_review_dates(case)),
        "may_record_meeting": bool(policies.can_record_sudic_meeting(request.user, case))
        and pages.has_sudden_death(case),
    }
    return render(request, "deadlines/case_clocks.html", context)


class FactView(CaseFormView):
    """Record or correct when something happened; a death of one child on an address with that child."""

    form_class: Any = forms.FactForm
    kinds: ClassVar[Collection[FactKind]] = queries.HAS_A_PAGE
    policy = policies.can_record_fact
    explanation = "Clocks are worked out again from what you enter. The old answer stays on the record."

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only kinds that are recorded or corrected by hand have a page."""
        kind = kwargs.get("kind", FactKind.DEATH)
        if kind not in self.kinds:
            raise Http404
        self.kind = FactKind(kind)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def child(self) -> Person | None:
        """Whose death it is, where each child of the case has its own."""
        if "child" not in self.kwargs:
            return None
        return get_object_or_404(deaths.told_apart(self.record), public_id=self.kwargs["child"])

    @cached_property
    def recorded(self) -> list[Fact]:
        """Every row about it, the present one last."""
        found = Fact.objects.filter(case=self.record, kind=self.kind, child=self.child).order_by("pk")
        return list(found.select_related("source__key"))

    def verdict(self) -> Verdict:
        """The policy on what is recorded here."""
        return policies.can_record_fact(self.request.user, self.record, self.kind, self.child)

    def get_form_kwargs(self) -> dict[str, Any]:
        """A correction also asks for a reason."""
        return {
            **super().get_form_kwargs(),
            "is_death": self.kind == FactKind.DEATH,
            "is_correction": bool(self.recorded),
        }

    def get_initial(self) -> dict[str, Any]:
        """Carry how many times this was recorded."""
        return {**super().get_initial(), "seen_version": len(self.recorded)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what is asked and what is recorded now."""
        context = super().get_context_data(**kwargs)
        holds = [fact for fact in self.recorded if fact.is_live and not fact.is_withdrawn]
        line = queries.FactLine(self.kind, holds[0] if holds else None, self.child)
        return context | {"heading": f"When {line.words}", "now": pages.fact_now(line.fact)}

    def act(self, data: dict[str, Any]) -> object:
        """Record the fact."""
        return actions.record_fact_by_hand(
            self.record,
            self.kind,
            seen_version=data["seen_version"],
            moment=forms.moment_of(data["happened"]),
            source=data["source"],
            sudden=data.get("sudden", ""),
            reason=data.get("reason", ""),
            child=self.child,
            by=self.request.user,
        )


class WithdrawFact(FactView):
    """Say that something recorded did not happen."""

    form_class = forms.WithdrawFactForm
    kinds = queries.RECORDED_BY_HAND
    explanation = "Clocks that started from it will wait again. What was recorded stays in the history."

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form asks only for a reason."""
        kwargs = super().get_form_kwargs()
        return {name: value for name, value in kwargs.items() if name not in ("is_death", "is_correction")}

    def act(self, data: dict[str, Any]) -> object:
        """Withdraw the fact."""
        return actions.withdraw_fact(
            self.record, self.kind, reason=data["reason"], child=self.child, by=self.request.user
        )


class AnotherDeath(CaseFormView):
    """Record that another child died, and whose death is recorded already where that was not said yet."""

    heading = "Another child died"
    explanation = (
        "The time limits after a death run for each child, from the day on which that child died. "
        "The page of the case says who Child 1 and Child 2 are."
    )
    form_class = forms.AnotherDeathForm
    policy = policies.can_record_another_death

    def get_form_kwargs(self) -> dict[str, Any]:
        """The children who can be chosen, and the death of which nobody said whose it is."""
        known = [fact for fact in deaths.of_case(self.record) if fact.child_id is None]
        children = [(str(one.public_id), one.label) for one in deaths.may_follow(self.record)]
        return {
            **super().get_form_kwargs(),
            "children": children,
            "known": british_date(known[0].on) if known else "",
        }

    def get_initial(self) -> dict[str, Any]:
        """Carry how many rows about deaths the reader was shown."""
        seen = Fact.objects.filter(case=self.record, kind=FactKind.DEATH).count()
        return {**super().get_initial(), "seen_version": seen}

    def act(self, data: dict[str, Any]) -> object:
        """Record the death, and name the child of the first one."""
        children = {str(one.public_id): one for one in deaths.may_follow(self.record)}
        return actions.record_another_death(
            self.record,
            child=children[data["child"]],
            first=children.get(data.get("first", "")),
            seen_version=data["seen_version"],
            moment=forms.moment_of(data["happened"]),
            sudden=data["sudden"],
            source=data["source"],
            by=self.request.user,
        )


class SudicMeetingView(CaseFormView):
    """Record the meeting after a sudden unexpected death."""

    heading = "Meeting after a sudden unexpected death (SUDIC)"
    explanation = (
        "The Partnership manager attends and considers a referral. The clock stops with this record."
    )
    form_class = forms.SudicMeetingForm
    policy = policies.can_record_sudic_meeting

    @cached_property
    def children(self) -> dict[str, Person]:
        """The children whose meeting is not recorded yet, where each death names its child."""
        return {str(one.public_id): one for one in deaths.without_meeting(self.record) if one is not None}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Which children it may have been about."""
        choices = [(key, child.label) for key, child in self.children.items()]
        return {**super().get_form_kwargs(), "children": choices}

    def act(self, data: dict[str, Any]) -> object:
        """Record the meeting; the clock of each child it was about is met."""
        about = [self.children[key] for key in data.pop("children", ())]
        return actions.record_sudic_meeting(self.record, by=self.request.user, children=about, **data)
