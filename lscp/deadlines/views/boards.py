"""The Business Unit's board of every open clock, and each person's own list."""

from __future__ import annotations

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lscp.accounts.models import Agency
from lscp.accounts.roles import UNIT_ROLES
from lscp.deadlines import health, pages, policies, queries
from lscp.deadlines.calendars import current_calendar
from lscp.deadlines.enums import RuleKind
from lscp.deadlines.models import Clock
from lscp.deadlines.states import WORDS, State
from lscp.kernel import clock as product_clock
from lscp.web.fields import SelectField
from lscp.web.forms import GovForm

PER_PAGE = 25
STATES = (State.OVERDUE, State.DUE_TODAY, State.DUE_SOON, State.RUNNING, State.PAUSED, State.NOT_STARTED)
STATE_CHOICES = [(state.value, WORDS[state].label) for state in STATES]


class BoardForm(GovForm):
    """How the board is narrowed down."""

    versioned = False
    submit_label = "Show"
    state = SelectField(label="State", choices=STATE_CHOICES, required=False, empty="All that are running")
    kind = SelectField(label="Kind", choices=RuleKind.choices, required=False, empty="All kinds")
    agency = SelectField(label="Agency", required=False, empty="All agencies")

    def __init__(self, *args: Any, agencies: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [(str(a.public_id), a.name) for a in agencies]  # type: ignore[attr-defined]


class BoardFilter(django_filters.FilterSet):
    """Validated narrowing by kind and agency; states are in `queries.board_filter`."""

    kind = django_filters.ChoiceFilter(field_name="rule__kind", choices=RuleKind.choices)
    agency = django_filters.UUIDFilter(field_name="agency__public_id")

    class Meta:
        model = Clock
        fields: tuple[str, ...] = ()


def board(request: HttpRequest) -> HttpResponse:
    """Every open clock by urgency."""
    verdict = policies.can_see_board(request.user)
    if not verdict:
        raise PermissionDenied(verdict.message)
    places = [m.partnership for m in request.user.memberships_as(*UNIT_ROLES)]  # type: ignore[union-attr]
    calendar = current_calendar(places[0])
    agencies = Agency.objects.filter(partnerships__in=places).distinct()
    form = BoardForm(request.GET or None, agencies=agencies)
    state = form.cleaned_data.get("state", "") if form.is_valid() else ""
    rows = BoardFilter(request.GET, queryset=queries.board(request.user)).qs
    counts = queries.board_counts(rows, calendar)
    page = Paginator(rows.filter(queries.board_filter(state, calendar)), PER_PAGE).get_page(
        request.GET.get("page")
    )
    now = product_clock.now()
    context = {
        "form": form,
        "counts": [(WORDS[State(name)].label, number, f"?state={name}") for name, number in counts.items()],
        "headers": pages.BOARD_HEADERS,
        "page": page,
        "rows": pages.board_rows(queries.view_of(row, now) for row in page),
        "last_sweep": health.last_sweep(),
        "sweep_problem": health.sweep_problem(),
        "partnerships": places,
    }
    return render(request, "deadlines/board.html", context)


def mine(request: HttpRequest) -> HttpResponse:
    """The clocks the reader holds, and the late ones that still need a reason."""
    page = Paginator(queries.work_list(request.user), PER_PAGE).get_page(request.GET.get("page"))
    now = product_clock.now()
    context = {
        "headers": pages.BOARD_HEADERS,
        "page": page,
        "rows": pages.board_rows(queries.view_of(row, now) for row in page),
        "feed_url": reverse("deadlines:feed_link"),
    }
    return render(request, "deadlines/mine.html", context)
