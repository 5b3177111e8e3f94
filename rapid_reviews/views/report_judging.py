"""Answering the statutory criteria and the self-check: everybody inside reads, the Business Unit answers."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from lscp.kernel.dates import british_date
from lscp.web.components import SummaryRow
from rapid_reviews.actions import report_judging as actions
from rapid_reviews.actions.reading import note_reading
from rapid_reviews.forms.report import JudgeForm
from rapid_reviews.policies import report as policies
from rapid_reviews.queries.recommendation import suggestion
from rapid_reviews.queries.report import report_of
from rapid_reviews.queries.report_judgements import answered, answered_before, count_of
from rapid_reviews.report_codes import About, Answer
from rapid_reviews.views.base import OneDecision

ALL = "Every question must be answered before the report goes on. You can save those you have, and come back."
PANELS = "d"
"""The criterion that the Panel's own letter meets: regulation 11(2)(d), SI 2018/789."""
HEADINGS = {
    About.LOCAL: "Criteria for a local review",
    About.NATIONAL: "National importance",
    About.READINESS: "Self-check before the report goes on",
}
EXPLANATIONS = {
    About.LOCAL: f"{ALL} Each answer needs its reason. Nothing is worked out from the answers: people decide.",
    About.NATIONAL: f"{ALL} Each answer needs its reason. Nothing is worked out from the answers: people decide.",
    About.READINESS: f"What a good rapid review holds. {ALL} An item that is not met needs its reason.",
}


class Questions(OneDecision):
    """One list of questions: the answers that stand for everybody inside, the form for the Business Unit."""

    form_class = JudgeForm
    policy = policies.can_change_report
    template_name = "rapid_reviews/report/questions.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A list that does not exist is not there."""
        if kwargs["about"] not in About.values:
            raise Http404
        self.about = About(kwargs["about"])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Readers who do not answer get the answers without the form."""
        try:
            return super().get(request, *args, **kwargs)
        except PermissionDenied:
            return self.read_only(request)

    def read_only(self, request: HttpRequest) -> HttpResponse:
        """The answers as they stand."""
        self.note_reading()
        return self.render_to_response(self.get_context_data(form=None))

    def note_reading(self) -> None:
        """Write down that they were read."""
        note_reading(
            "rapid_reviews.report_read", self.record, by=self.request.user, part=HEADINGS[self.about]
        )

    @property
    def report(self) -> Any:
        """The present report."""
        if not hasattr(self, "_report"):
            self._report = report_of(self.record)
            if self._report is None:
                raise Http404
        return self._report

    @property
    def standing(self) -> Any:
        """The answers that stand."""
        return answered(self.record, self.report, self.about)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The questions of the report's own outline."""
        items = self.report.outline.items(self.about)
        words = {key: f"In round {self.report.round - 1}: {one.words}" for key, one in self.earlier.items()}
        return {**super().get_form_kwargs(), "items": items, "about": self.about, "earlier": words}

    @property
    def earlier(self) -> Any:
        """What the round before answered, where this round has no answer yet."""
        if not hasattr(self, "_earlier"):
            done = {one.item.key for one in self.standing if one.judgement}
            before = answered_before(self.record, self.report, self.about)
            self._earlier = {key: one for key, one in before.items() if key not in done}
        return self._earlier

    def get_initial(self) -> dict[str, Any]:
        """The answers that stand, else those of the round before; and how many were given so far."""
        found: dict[str, Any] = {"seen_number": count_of(self.record, self.report.round, self.about)}
        for key, one in self.earlier.items():
            found |= {key: one.judgement.answer, f"{key}_why": one.reason}
        letter = self.letter
        if letter is not None:
            words = f"The Panel suggests a local review in its letter of {british_date(letter.received_on)}."
            found |= {PANELS: Answer.YES.value, f"{PANELS}_why": words}
        for one in self.standing:
            if one.judgement:
                found |= {one.item.key: one.judgement.answer, f"{one.item.key}_why": one.reason}
        return found

    @property
    def letter(self) -> Any:
        """The Panel's suggestion of a local review: it answers criterion (d) before anybody does."""
        return suggestion(self.record) if self.about == About.LOCAL else None

    def carry_out(self, form: Any) -> Any:
        """Save what differs."""
        return actions.judge(
            self.record.public_id, about=self.about, answers=form.given,
            seen_number=form.cleaned_data["seen_number"], by=self.request.user,
        )  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the answers that stand, for those who do not answer."""
        rows = [
            SummaryRow(
                one.item.question,
                f"{one.words}\n\n{one.reason}" if one.reason else one.words,
                is_narrative=True,
            )
            for one in self.standing
        ]
        return super().get_context_data(
            rows=rows, heading=HEADINGS[self.about], explanation=EXPLANATIONS[self.about], letter=self.letter,
            earlier_round=self.report.round - 1 if self.earlier else None,
            is_d_answered=any(one.judgement and one.item.key == PANELS for one in self.standing), **kwargs,
        )  # fmt: skip

    def get_back_url(self) -> str:
        """The report."""
        return reverse("rapid_reviews:report", args=[self.record.public_id])

    def get_success_url(self) -> str:
        """The report."""
        return self.get_back_url()
