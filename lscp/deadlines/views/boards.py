"""The Business Unit's board of every open clock, and each person's own list."""

from __future__ import annotations

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lscp.accounts.queries import agency_choices
from lscp.accounts.roles import UNIT_ROLES
from lscp.deadlines import health, pages, policies, queries, worklists
from lscp.deadlines.calendars import current_calendar
from lscp.deadlines.enums import RuleKind
from lscp.deadlines.models import Clock
from lscp.deadlines.states import WORDS
from lscp.deadlines.worklists import STATES
from lscp.kernel import clock as product_clock
from lscp.kernel.kept_plans import kept_plans
from lscp.web import narrowing
from lscp.web.fields import SelectField
from lscp.web.forms import GovForm
from lscp.web.in_place import draw_list
from lscp.web.paging import LongList

PER_PAGE = 25
STATE_CHOICES = [(state.value, WORDS[state].label) for state in STATES]


class BoardForm(GovForm):
    """How the board is narrowed down."""

    versioned = False
    submit_label = "Show"
    state = SelectField(label="State", choices=STATE_CHOICES, required=False, empty="All that are running")
    kind = SelectField(label="Kind", choices=RuleKind.choices, required=False, empty="All kinds")
    agency = SelectField(label="Agency", required=False, empty="All agencies")

    def __init__(self, *args: Any, agencies: narrowing.Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = list(agencies)  # type: ignore[attr-defined]


class BoardFilter(django_filters.FilterSet):
    """Validated narrowing by kind and agency; states are in `worklists.Bounds`."""

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
    agencies = agency_choices(frozenset(one.pk for one in places))
    form = BoardForm(request.GET, agencies=agencies) if request.GET else None
    state = form.cleaned_data.get("state", "") if form is not None and form.is_valid() else ""
    rows = worklists.on_board(request.user)
    if form is not None:
        rows = BoardFilter(request.GET, queryset=rows).qs
    with kept_plans(unless=form is not None):
        found: Any = worklists.Board(rows, state, calendar)
        page = LongList(found, PER_PAGE).get_page(request.GET.get("page"))
    now, last_sweep = product_clock.now(), health.last_sweep()
    context = {
        "form": form,
        "fields": narrowing.drawn(form) if form else narrowing.drawn_blank(BoardForm, agencies),
        "counts": [(WORDS[one].label, found.words(one), _address(request, one.value)) for one in STATES],
        "counts_go_on": found.goes_on,
        "most_counted": worklists.MOST_COUNTED,
        "headers": pages.BOARD_HEADERS,
        "page": page,
        "rows": pages.board_rows(queries.view_of(row, now) for row in page),
        "last_sweep": last_sweep,
        "sweep_problem": health.sweep_problem(last_sweep),
        "partnerships": places,
    }
    return draw_list(request, "deadlines/board.html", "deadlines/board_found.html", context)


def _address(request: HttpRequest, state: str) -> str:
    """The board narrowed to a state, its other filters as they are: the number beside it counts the same."""
    query = request.GET.copy()
    query.pop("page", None)
    query["state"] = state
    return f"?{query.urlencode()}"


def mine(request: HttpRequest) -> HttpResponse:
    """The clocks the reader holds, and the late ones that still need a reason."""
    held: Any = worklists.work_list(request.user)
    with kept_plans():
        page = LongList(held, PER_PAGE).get_page(request.GET.get("page"))
    now = product_clock.now()
    context = {
        "headers": pages.BOARD_HEADERS,
        "page": page,
        "rows": pages.board_rows(queries.view_of(row, now) for row in page),
        "feed_url": reverse("deadlines:feed_link"),
    }
    return render(request, "deadlines/mine.html", context)
