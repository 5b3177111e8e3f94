"""The calendar, the rules and day 0 of one partnership: reading them and proposing changes."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from lscp.accounts.models import Partnership
from lscp.accounts.roles import UNIT_ROLES
from lscp.deadlines import actions, forms, health, pages, policies
from lscp.deadlines.calendars import calendar_of, current_version, latest_snapshot, local_days
from lscp.deadlines.enums import ChangeKind
from lscp.deadlines.explain import long_date
from lscp.deadlines.models import CalendarDay, ProposedChange, Rule
from lscp.deadlines.rule_choice import settings_of
from lscp.deadlines.views.base import OneFormView
from lscp.kernel import clock
from lscp.kernel.access import Verdict
from lscp.kernel.dates import british_date
from lscp.web.components import Cell

RULE_HEADERS = ("Time limit", "Length", "Kind", "In force from", "Whose")


def partnership_or_404(user: Any, slug: str) -> Partnership:
    """A partnership the reader belongs to today; only its Business Unit goes further."""
    held = user.memberships_today()
    found = next((m.partnership for m in held if m.partnership.slug == slug), None)
    if found is None:
        raise Http404
    if not user.holds(*UNIT_ROLES, partnership=found):
        raise PermissionDenied(policies.NOT_YOURS.message)
    return found


def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Bank holidays and the partnership's own days from this year on."""
    partnership = partnership_or_404(request.user, slug)
    version = current_version(partnership)
    days = calendar_of(version, local=True)
    first = dt.date(clock.today().year, 1, 1)
    holidays = [[long_date(day), name] for day, name in sorted(days.holidays.items()) if day >= first]
    context = {
        "partnership": partnership,
        "version": version,
        "warning": days.freshness_warning(clock.today()),
        "holidays": holidays,
        "holiday_headers": ("Day", "Bank holiday"),
        "own_headers": ("Day", "Name", "Sort", "Which clocks", "Change"),
        "own_days": _own_days(partnership, version),
        "newer_list": latest_snapshot() != version.snapshot,
        "changes": ProposedChange.objects.filter(partnership=partnership).select_related("proposed_by")[:10],
        "settings": settings_of(partnership),
        "may_set_approval": bool(policies.can_set_second_person(request.user, partnership)),
        "last_sweep": health.last_sweep(),
    }
    return render(request, "deadlines/calendar.html", context)


def _own_days(partnership: Partnership, version: Any) -> list[list[Cell | str]]:
    return [
        [
            long_date(day.day),
            day.name,
            day.get_kind_display(),
            day.get_applies_to_display(),
            Cell("Take out", href=reverse("deadlines:remove_day", args=[partnership.slug, day.public_id])),
        ]
        for day in local_days(version)
    ]


def rules(request: HttpRequest, slug: str) -> HttpResponse:
    """Every rule that holds in the partnership, by edition, with its source and whether anybody read it."""
    partnership = partnership_or_404(request.user, slug)
    found = Rule.objects.filter(partnership=None) | Rule.objects.filter(partnership=partnership)
    editions: dict[str, list[list[Cell | str]]] = {}
    for rule in found.select_related("edition").order_by("-edition__in_force_from", "key", "number"):
        editions.setdefault(rule.edition.title, []).append(
            [
                Cell(rule.title, href=reverse("deadlines:change_rule", args=[slug, rule.public_id])),
                pages.rule_words(rule),
                pages.kind_words(rule),
                f"{british_date(rule.in_force_from)}, version {rule.number}",
                "Your partnership" if rule.partnership_id else "As shipped",
            ]
        )
    return render(
        request,
        "deadlines/rules.html",
        {"partnership": partnership, "editions": editions, "headers": RULE_HEADERS},
    )


class SecondPerson(OneFormView):
    """Set whether changes need a second person."""

    heading = "Approval by a second person"
    form_class = forms.SecondPersonForm
    partnership: Partnership

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """A partnership the reader belongs to."""
        held = request.user.memberships_today()  # type: ignore[union-attr]
        found = [m.partnership for m in held if m.partnership.slug == kwargs["slug"]]
        if not found:
            raise Http404
        self.partnership = found[0]
        return super().dispatch(request, *args, **kwargs)

    def verdict(self) -> Verdict:
        """Who may set it."""
        return policies.can_set_second_person(self.request.user, self.partnership)

    def back_url(self) -> str:
        """The same page for those who may not see the calendar."""
        name = (
            "calendar"
            if policies.can_propose_change(self.request.user, self.partnership)
            else "second_person"
        )
        return reverse(f"deadlines:{name}", args=[self.partnership.slug])

    def get_initial(self) -> dict[str, Any]:
        """The setting as it is."""
        return {"needed": settings_of(self.partnership).second_person_approves}

    def act(self, data: dict[str, Any]) -> object:
        """Save the setting."""
        return actions.set_second_person(self.partnership, needed=data["needed"], by=self.request.user)


class ProposalView(OneFormView):
    """A form whose answers become a proposed change, shown as a preview next."""

    kind: ClassVar[ChangeKind]
    partnership: Partnership

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only for the Business Unit of this partnership."""
        self.partnership = partnership_or_404(request.user, kwargs["slug"])
        return super().dispatch(request, *args, **kwargs)

    def verdict(self) -> Verdict:
        """Who may propose."""
        return policies.can_propose_change(self.request.user, self.partnership)

    def back_url(self) -> str:
        """The calendar page."""
        return reverse("deadlines:calendar", args=[self.partnership.slug])

    def payload(self, data: dict[str, Any]) -> dict[str, Any]:
        """What the change holds, as plain values."""
        return {}

    def form_valid(self, form: Any) -> HttpResponse:
        """Propose, and go on to the preview."""
        data = dict(form.cleaned_data)
        reason = data.pop("reason")
        try:
            change = actions.propose_change(
                self.partnership, self.kind, payload=self.payload(data), reason=reason, by=self.request.user
            )
        except ValueError as problem:
            form.add_error(None, str(problem))
            return self.form_invalid(form)
        return redirect("deadlines:change", public_id=change.public_id)


class AddDay(ProposalView):
    """Propose a closure, an extra bank holiday or a bank holiday that is worked."""

    heading = "Add a day to the calendar"
    explanation = "Nothing changes yet. Next you see every open clock that would move."
    form_class = forms.DayForm
    kind = ChangeKind.ADD_DAY

    def payload(self, data: dict[str, Any]) -> dict[str, Any]:
        """The day and what it is."""
        return data | {"day": data["day"].isoformat()}


class RemoveDay(ProposalView):
    """Propose to take one of the partnership's own days out."""

    heading = "Take a day out of the calendar"
    explanation = "Nothing changes yet. Next you see every open clock that would move."
    form_class = forms.ProposalForm
    kind = ChangeKind.REMOVE_DAY

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The day must be one of this partnership's own."""
        partnership = partnership_or_404(request.user, kwargs["slug"])
        self.day = get_object_or_404(
            CalendarDay, partnership=partnership, public_id=kwargs["public_id"], removed_in=None
        )
        return super().dispatch(request, *args, **kwargs)

    def payload(self, data: dict[str, Any]) -> dict[str, Any]:
        """Which day."""
        return {"public_id": str(self.day.public_id), "day": self.day.day.isoformat(), "name": self.day.name}


class NewerList(ProposalView):
    """Propose to use the newest shipped list of bank holidays."""

    heading = "Use the newer list of bank holidays"
    explanation = "Nothing changes yet. Next you see every open clock that would move."
    form_class = forms.ProposalForm
    kind = ChangeKind.SNAPSHOT


class DayZero(ProposalView):
    """Propose from which event the rapid review is counted."""

    heading = "Day 0 of the rapid review"
    explanation = "Nothing changes yet. Next you see every open clock that would move."
    form_class = forms.DayZeroForm
    kind = ChangeKind.DAY_ZERO

    def get_initial(self) -> dict[str, Any]:
        """The setting as it is."""
        return {"day_zero": settings_of(self.partnership).rapid_review_day_zero}


class ChangeRule(ProposalView):
    """Propose a new version of a rule for this partnership."""

    heading = "New version of a rule"
    explanation = "The old version stays for older cases. Next you see every open clock that would move."
    form_class = forms.RuleForm
    kind = ChangeKind.RULE

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The rule must be shipped or this partnership's own."""
        partnership = partnership_or_404(request.user, kwargs["slug"])
        found = Rule.objects.filter(partnership=None) | Rule.objects.filter(partnership=partnership)
        self.rule = get_object_or_404(found.select_related("edition"), public_id=kwargs["public_id"])
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        """The rule as it is."""
        rule = self.rule
        listed = ", ".join(str(number) for number in rule.warnings)
        names = ("length", "unit", "guidance", "source", "is_verified")
        return {name: getattr(rule, name) for name in names} | {"warnings": listed}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the rule."""
        return super().get_context_data(**kwargs) | {"heading": f"New version of: {self.rule.title}"}

    def payload(self, data: dict[str, Any]) -> dict[str, Any]:
        """The rule and its new values."""
        return data | {
            "key": self.rule.key,
            "edition": self.rule.edition.key,
            "in_force_from": data["in_force_from"].isoformat(),
        }
