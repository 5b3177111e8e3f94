"""Lists and search of notifications. Each starts from what the reader may see, counts included."""

from __future__ import annotations

import datetime as dt
from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lscp.accounts.queries import agency_choices
from lscp.accounts.roles import IDENTITY_ROLES, SUBMISSION_ROLES, UNIT_ROLES
from lscp.cases.queries import references_like
from lscp.deadlines.pages import due_words
from lscp.deadlines.worklists import NextClock, next_clocks_of
from lscp.kernel import clock
from lscp.kernel.addresses import page_address
from lscp.kernel.dates import british_date
from lscp.kernel.kept_plans import kept_plans
from lscp.kernel.shapes import among
from lscp.web import narrowing
from lscp.web.components import Cell
from lscp.web.date_fields import DateField
from lscp.web.fields import SelectField, TextField
from lscp.web.forms import GovForm
from lscp.web.in_place import draw_list
from lscp.web.paging import LongList
from notifications.actions.searching import search_by_name
from notifications.enums import IncidentKind, NotificationStatus, Route
from notifications.models import Notification
from notifications.policies.judgement import reads_register
from notifications.policies.submission import can_enter_for_other
from notifications.queries import lists
from notifications.queries.status import status_shown

PER_PAGE = 25
MOST_FOUND = 50
NAME_ROLES = IDENTITY_ROLES & SUBMISSION_ROLES
OWN_HEADERS = ("Case", "Status", "Agency", "Sent", "Next time limit")
LIST_HEADERS = ("Case", "Status", "Agency", "How raised", "Children", "Sent", "Next time limit")
HIDDEN = (NotificationStatus.DRAFT, NotificationStatus.ABANDONED)


class ListForm(GovForm):
    """How the list is narrowed down."""

    versioned = False
    q = TextField(label="Case reference", required=False, max_length=30, spellcheck=False)
    status = SelectField(
        label="Status", required=False, empty="All",
        choices=[choice for choice in NotificationStatus.choices if choice[0] not in HIDDEN],
    )  # fmt: skip
    agency = SelectField(label="Agency", required=False, empty="All agencies")
    route = SelectField(label="How it was raised", choices=Route.choices, required=False, empty="All")
    kind = SelectField(label="Kind", choices=IncidentKind.choices, required=False, empty="All kinds")
    since = DateField(label="Sent from", required=False)
    until = DateField(label="Sent until", required=False)

    def __init__(self, *args: Any, agencies: narrowing.Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = list(agencies)  # type: ignore[attr-defined]


class NameForm(GovForm):
    """A name to look for. It is sent in the body of the request, never in an address."""

    versioned = False
    submit_label = "Search"
    name = TextField(
        label="Name",
        hint="Of a child or somebody around a child. Close spellings are found too.",
        error="Enter a name",
        max_length=100,
        spellcheck=False,
    )


class ListFilter(django_filters.FilterSet):
    """Validated narrowing of the list."""

    status = django_filters.ChoiceFilter(choices=NotificationStatus.choices)
    agency = django_filters.UUIDFilter(field_name="agency__public_id")
    route = django_filters.ChoiceFilter(choices=Route.choices)
    kind = django_filters.ChoiceFilter(
        choices=IncidentKind.choices, field_name="kinds", method="holding_kind"
    )
    q = django_filters.CharFilter(method="with_reference")
    since = django_filters.DateFilter(field_name="submitted_at", lookup_expr="date__gte")
    until = django_filters.DateFilter(field_name="submitted_at", lookup_expr="date__lte")

    class Meta:
        model = Notification
        fields: tuple[str, ...] = ()

    def with_reference(self, found: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those whose reference begins with the text, or holds it where only its number was typed."""
        return found.filter(among("case_id", references_like(value).values("pk")))

    def holding_kind(self, found: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """One incident may be of several kinds."""
        return found.filter(Q(**{f"{name}__contains": [value]}))


def mine(request: HttpRequest) -> HttpResponse:
    """What the person raised or was named on."""
    with kept_plans():
        page = LongList(lists.in_a_list(lists.own(request.user)), PER_PAGE).get_page(request.GET.get("page"))
        rows = _own_rows(list(page))
    context = {"page": page, "headers": OWN_HEADERS, "rows": rows}
    return render(request, "notifications/mine.html", context)


def _own_rows(found: list[Any]) -> list[list[Cell | str]]:
    clocks = next_clocks_of(one.case_id for one in found if one.inside)
    clocks |= next_clocks_of((one.case_id for one in found if not one.inside), with_own_steps=False)
    now = clock.now()
    return [
        [
            _reference(one, inside=one.inside),
            Cell(status=status_shown(one, inside=one.inside)),
            one.agency_name,
            _sent(one),
            _next(clocks.get(one.case_id), now),
        ]
        for one in found
    ]


def index(request: HttpRequest) -> HttpResponse:
    """What the partnership received, for those who receive it."""
    user: Any = request.user
    places = {m.partnership_id for m in user.memberships_today()}
    choices = agency_choices(frozenset(places))
    form = ListForm(request.GET, agencies=choices) if request.GET else None
    found = lists.received(user)
    if form is not None and form.is_valid():
        found = ListFilter(_plain(form.cleaned_data), queryset=found).qs
    with kept_plans(unless=form is not None):
        page = LongList(lists.in_a_list(found), PER_PAGE).get_page(request.GET.get("page"))
        rows = _rows(list(page))
    context = {
        "form": form,
        "is_narrowed": form is not None and form.has_changed(),
        "fields": narrowing.drawn(form) if form else narrowing.drawn_blank(ListForm, choices),
        "page": page,
        "headers": LIST_HEADERS,
        "rows": rows,
        "other_lists": _other_lists(user),
        "enter_url": page_address("notifications:enter_for_other")
        if any(can_enter_for_other(user, place) for place in places)
        else "",
    }
    return draw_list(request, "notifications/list.html", "notifications/list_found.html", context)


def _other_lists(user: Any) -> list[tuple[str, str]]:
    listed = (
        ("Search by name", "search", user.holds(*NAME_ROLES)),
        ("Notifications you raised or were named on", "mine", True),
        ("Waiting for information", "awaiting", user.holds(*UNIT_ROLES)),
        ("Cases considered", "considered", reads_register(user)),
    )
    return [(text, page_address(f"notifications:{name}")) for text, name, is_theirs in listed if is_theirs]


def search(request: HttpRequest) -> HttpResponse:
    """Look for a name among what the person may see and know; strangers to a case learn nothing of it."""
    user: Any = request.user
    if not user.holds(*NAME_ROLES):
        raise PermissionDenied("Your role does not search by name")
    form = NameForm(request.POST or None)
    rows = None
    if form.is_bound and form.is_valid():
        rows = _rows(search_by_name(form.cleaned_data["name"], by=user)[:MOST_FOUND])
    context = {"form": form, "headers": LIST_HEADERS, "rows": rows, "back_url": reverse("notifications:list")}
    return render(request, "notifications/search.html", context)


def _rows(found: list[Any]) -> list[list[Cell | str]]:
    clocks, now = next_clocks_of(one.case_id for one in found), clock.now()
    return [
        [
            _reference(one, inside=True), Cell(status=status_shown(one, inside=True)), one.agency_name,
            Route(one.route).label if one.route else "", str(one.children_count), _sent(one),
            _next(clocks.get(one.case_id), now),
        ]
        for one in found
    ]  # fmt: skip


def _plain(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in (None, "")}


def _reference(notification: Any, *, inside: bool) -> Cell:
    note = "Restricted" if notification.case.is_restricted and inside else ""
    return Cell(notification.case.reference, href=notification.get_absolute_url(), note=note)


def _sent(notification: Any) -> str:
    return british_date(notification.submitted_at) if notification.submitted_at else "Not sent"


def _next(first: NextClock | None, now: dt.datetime) -> Cell | str:
    return Cell(due_words(first), note=f"{first.title}: {first.left(now)}") if first else "None"
