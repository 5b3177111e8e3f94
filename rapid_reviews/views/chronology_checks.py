"""The findings of the checks over a merged chronology, what becomes of one, and how the checks are set."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lscp.accounts.views.base import SettingsForm, SettingsPage, button
from lscp.kernel.dates import british_date
from lscp.web.components import Cell, Status
from rapid_reviews.actions import chronology_checks as actions
from rapid_reviews.actions.reading import note_reading
from rapid_reviews.checks.codes import Check, Made
from rapid_reviews.checks.values import Thresholds
from rapid_reviews.forms.chronology_checks import DiscussForm, DismissForm, LimitsForm
from rapid_reviews.models import RapidReview
from rapid_reviews.policies import chronology as reading
from rapid_reviews.policies import chronology_checks as policies
from rapid_reviews.queries import check_words
from rapid_reviews.queries import chronology_checks as queries
from rapid_reviews.queries.chronology import RowView
from rapid_reviews.queries.chronology_checks import Checked, FindingView, Outcome
from rapid_reviews.queries.chronology_roles import roles_of
from rapid_reviews.views.base import OneDecision
from rapid_reviews.views.chronology import HIDDEN

Hide = Callable[[str], str] | None
PER_PAGE = 10
HEADERS = ("When", "Agency", "What happened", "What was done", "Child seen")
FIRST = 3
"""Columns shown on the narrower page of a decision."""
COLOURS: dict[str, Any] = {Made.DISCUSS: "blue", Made.DISMISSED: "grey"}


@require_safe
def checks(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Everything found, the open ones first; narrowed down to one check by the address."""
    user: Any = request.user
    review = get_object_or_404(
        RapidReview.visible_to(user).select_related("notification"), public_id=public_id
    )
    hide = _hiding(request, review)
    found = queries.checked(review)
    wanted = request.GET.get("check", "")
    wanted = wanted if wanted in Check.values else ""
    listed = [one for one in found.findings if wanted in {"", one.finding.check.value}]
    page: Page[Any] = Paginator(listed, PER_PAGE).get_page(request.GET.get("page"))
    agencies = {view.row.agency_id: view.row.agency for one in page for view in (*one.rows, *one.beside)}
    note_reading("rapid_reviews.checks_viewed", review, by=user, contributed_by=list(agencies.values()))
    here = reverse("rapid_reviews:chronology_checks", args=[review.public_id])
    verdict = policies.can_settle(user, review)
    context = {
        "review": review, "case": review.case, "here": here, "page": page, "wanted": wanted,
        "findings": [_shown(one, review, hide, may=bool(verdict)) for one in page],
        "kinds": _kinds(found, wanted), "number": len(listed), "waiting": sum(one.rank == 0 for one in listed),
        "verdict": verdict, "is_hidden": hide is not None, "hidden": HIDDEN, "knows": reading.reads_names(user, review),
        "gone": [_said(one, hide) for one in found.gone] if not wanted and page.number == 1 else [],
        "limits": check_words.in_force(review.partnership_id), "suggestion": queries.SUGGESTION, "headers": HEADERS,
        "back_url": reverse("rapid_reviews:chronology", args=[review.public_id]) + ("?names=hide" if hide else ""),
    }  # fmt: skip
    return render(request, "rapid_reviews/chronology/checks.html", context)


def _hiding(request: HttpRequest, review: RapidReview) -> Hide:
    """Roles for whoever may not know the people, or asks for them; else as written."""
    if reading.reads_names(request.user, review) and request.GET.get("names") != "hide":
        return None
    return roles_of(review).hide


def _kinds(found: Checked, wanted: str) -> list[tuple[str, str, int, bool]]:
    """The checks to narrow down by, each with how many it found."""
    number = dict.fromkeys(Check, 0)
    for one in found.findings:
        number[one.finding.check] += 1
    every = ("", "All", len(found.findings), not wanted)
    return [
        every,
        *((check.value, str(check.label), count, wanted == check) for check, count in number.items()),
    ]


def _shown(one: FindingView, review: RapidReview, hide: Hide, *, may: bool) -> dict[str, Any]:
    """A finding as its reader may see it."""
    key, code = review.public_id, one.code
    outcome = one.outcome
    status = Status(str(outcome.row.get_made_display()), COLOURS[outcome.row.made]) if outcome else None
    return {
        "code": code, "title": str(one.finding.check.label), "why": why(one, hide),
        "rows": [_row(view, hide) for view in one.rows], "beside": [_row(view, hide) for view in one.beside],
        "status": status or Status("Not looked at yet", "yellow"),
        "outcomes": [_said(each, hide) for each in one.outcomes[::-1]],
        "earlier": [_said(each, hide) for each in one.earlier[::-1]],
        "discuss": reverse("rapid_reviews:chronology_check_discuss", args=[key, code]) if may else "",
        "dismiss": reverse("rapid_reviews:chronology_check_dismiss", args=[key, code]) if may else "",
        "is_discussed": bool(outcome and outcome.row.made == Made.DISCUSS),
        "is_dismissed": bool(outcome and outcome.row.made == Made.DISMISSED),
    }  # fmt: skip


def why(one: FindingView, hide: Hide) -> list[str]:
    """The sentences that say why it is shown. What is hidden is hidden in names of agencies too."""
    if hide is None:
        return one.finding.sentences()
    said = [hide(sentence) for sentence in one.finding.sentences()]
    return [f"{sentence[:1].upper()}{sentence[1:]}" for sentence in said]


def _said(outcome: Outcome, hide: Hide) -> dict[str, Any]:
    return {
        "made": str(outcome.row.get_made_display()), "by": str(outcome.row.made_by), "at": outcome.row.made_at,
        "check": str(outcome.row.get_check_kind_display()),
        "reason": hide(outcome.reason) if hide else outcome.reason,
        "said": [hide(one) if hide else one for one in outcome.said],
    }  # fmt: skip


def _row(view: RowView, hide: Hide) -> list[Cell]:
    view.hide = hide
    row = view.row
    spoken = "Spoken to alone" if row.spoken_to == "yes" else ""
    return [
        Cell(view.when_words, row.get_absolute_url() + ("?names=hide" if hide else "")),
        Cell(view.source, note=view.text("source")),
        Cell(view.text("event"), note=view.text("significance")),
        Cell(view.text("response")),
        Cell(row.get_child_seen_display(), note=spoken),
    ]


class Settle(OneDecision):
    """Say what becomes of one finding. The address holds its code, which another state of the rows changes."""

    template_name = "rapid_reviews/chronology/check.html"
    policy = policies.can_settle
    made: ClassVar[Made]
    found: FindingView | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Remember which finding the address names."""
        self.code = kwargs["code"]
        return super().dispatch(request, *args, **kwargs)

    def finding(self) -> FindingView:
        """The finding, read once. Raises `Http404` when there is no such finding, or none any more."""
        if self.found is None:
            self.found = queries.checked(self.record).find(self.code)
        if self.found is None:
            raise Http404
        return self.found

    def note_page(self) -> None:
        """Write down whose rows the page shows."""
        found = self.finding()
        agencies = {view.row.agency_id: view.row.agency for view in found.rows}
        note_reading(
            "rapid_reviews.step_viewed",
            self.record,
            by=self.request.user,
            contributed_by=list(agencies.values()),
        )

    def get_initial(self) -> dict[str, Any]:
        """How often somebody has said something of it already."""
        return {**super().get_initial(), "seen_version": len(self.finding().outcomes)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the finding."""
        hide = _hiding(self.request, self.record)
        shown = _shown(self.finding(), self.record, hide, may=False)
        shown["rows"] = [row[:FIRST] for row in shown["rows"]]
        return super().get_context_data(
            finding=shown,
            suggestion=queries.SUGGESTION,
            headers=HEADERS[:FIRST],
            hidden=HIDDEN if hide else "",
            **kwargs,
        )

    def carry_out(self, form: Any) -> Any:
        """Write it down."""
        return actions.settle(
            self.record.public_id, seen=form.cleaned_data["seen_version"], code=self.code, made=self.made,
            reason=form.cleaned_data["reason"], by=self.request.user,
        )  # fmt: skip

    def get_back_url(self) -> str:
        """The checks."""
        return reverse("rapid_reviews:chronology_checks", args=[self.record.public_id])

    def get_success_url(self) -> str:
        """The checks."""
        return self.get_back_url()


class Discuss(Settle):
    """Worth discussing."""

    heading = "This is worth discussing"
    explanation = (
        "It stays at the top of the list and goes on into the analysis, where the report is written."
    )
    form_class = DiscussForm
    made = Made.DISCUSS


class Dismiss(Settle):
    """Dismissed, because."""

    heading = "Dismiss this finding"
    explanation = (
        "It goes to the end of the list. When its rows change so that it differs, it is shown again as new."
    )
    form_class = DismissForm
    made = Made.DISMISSED


class Limits(SettingsPage):
    """The settings in force, and every setting before and to come."""

    template_name = "rapid_reviews/chronology/checks_settings.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the settings."""
        address = reverse("rapid_reviews:checks_settings_change", args=[self.partnership.slug])
        verdict = policies.can_set(self.request.user, self.partnership)
        now = queries.settings_of(self.partnership)
        return super().get_context_data(
            rows=check_words.in_force(self.partnership), buttons=button("Change the settings", address, verdict, ""),
            status=Status(f"Set by this partnership, in force from {british_date(now.in_force_from)}", "green")
            if now else Status("As shipped", "grey"),
            other_headers=("From", "Settings", "Set by", "State"), other_rows=check_words.others(self.partnership),
            **kwargs,
        )  # fmt: skip


class ChangeLimits(SettingsForm):
    """Set how long is long from a day on."""

    form_class = LimitsForm
    heading = "Change the checks of chronologies"
    explanation = (
        "These are your partnership’s own rules. No guidance sets them. What held before stays on the record. A "
        "smaller number finds more, and more of it will turn out to be nothing."
    )
    done = "The settings are saved."

    def verdict(self) -> Any:
        """The partnership's manager."""
        return policies.can_set(self.request.user, self.partnership)

    def back_url(self) -> str:
        """The settings of the checks."""
        return reverse("rapid_reviews:checks_settings", args=[self.partnership.slug])

    def get_initial(self) -> dict[str, Any]:
        """What holds now."""
        limits = queries.limits_of(self.partnership)
        return {name: getattr(limits, name) for name in queries.NUMBERS}

    def act(self, data: dict[str, Any]) -> object:
        """Set them."""
        limits = Thresholds(**{name: data[name] for name in queries.NUMBERS})
        return actions.set_limits(
            self.partnership, in_force_from=data["in_force_from"], limits=limits, by=self.request.user
        )
