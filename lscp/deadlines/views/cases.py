"""A case's clocks and facts on one page, and the recording of facts."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from lscp.audit import service as audit
from lscp.deadlines import actions, forms, pages, policies, queries
from lscp.deadlines.enums import EVENT_WORDS, FactKind
from lscp.deadlines.models import Fact
from lscp.deadlines.rule_choice import live_facts
from lscp.deadlines.views.base import CaseFormView, case_or_404


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
        "meeting": pages.sudic_rows(case),
        "rapid_review_headers": pages.RAPID_REVIEW_HEADERS,
        "rapid_review": pages.rapid_review_rows(queries.rapid_review_dates(case)),
        "may_record_meeting": bool(policies.can_record_sudic_meeting(request.user, case))
        and pages.has_sudden_death(case),
    }
    return render(request, "deadlines/case_clocks.html", context)


class FactView(CaseFormView):
    """Record or correct when something happened."""

    form_class: Any = forms.FactForm
    kinds: ClassVar[Collection[FactKind]] = queries.HAS_A_PAGE
    policy = policies.can_record_fact
    explanation = "Clocks are worked out again from what you enter. The old answer stays on the record."

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only kinds that are recorded or corrected by hand have a page."""
        if kwargs["kind"] not in self.kinds:
            raise Http404
        self.kind = FactKind(kwargs["kind"])
        return super().dispatch(request, *args, **kwargs)

    def setup_fact(self) -> Fact | None:
        """What is recorded now."""
        return live_facts(self.record).get(self.kind)

    def get_form_kwargs(self) -> dict[str, Any]:
        """A correction also asks for a reason."""
        return {
            **super().get_form_kwargs(),
            "is_death": self.kind == FactKind.DEATH,
            "is_correction": Fact.objects.filter(case=self.record, kind=self.kind).exists(),
        }

    def get_initial(self) -> dict[str, Any]:
        """Carry how many times this was recorded."""
        seen = Fact.objects.filter(case=self.record, kind=self.kind).count()
        return {**super().get_initial(), "seen_version": seen}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what is asked and what is recorded now."""
        context = super().get_context_data(**kwargs)
        return context | {
            "heading": f"When {EVENT_WORDS[self.kind]}",
            "now": pages.fact_now(self.setup_fact()),
        }

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
        return actions.withdraw_fact(self.record, self.kind, reason=data["reason"], by=self.request.user)


class SudicMeetingView(CaseFormView):
    """Record the meeting after a sudden unexpected death."""

    heading = "Meeting after a sudden unexpected death (SUDIC)"
    explanation = (
        "The Partnership manager attends and considers a referral. The clock stops with this record."
    )
    form_class = forms.SudicMeetingForm
    policy = policies.can_record_sudic_meeting

    def act(self, data: dict[str, Any]) -> object:
        """Record the meeting; its clock is met."""
        return actions.record_sudic_meeting(self.record, by=self.request.user, **data)
