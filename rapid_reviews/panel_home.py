"""What the home page and the settings say of the way to the national Panel: who signs, what to send and record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from lscp.accounts.roles import UNIT_ROLES, Role
from lscp.deadlines.pages import due_words
from lscp.deadlines.states import State
from lscp.kernel import requests
from lscp.web import furniture, sections
from lscp.web.components import Action, Cell, SettingsLink, TableData
from rapid_reviews.policies import executive
from rapid_reviews.policies.review import is_unit
from rapid_reviews.queries import panel_work
from rapid_reviews.queries.agreement import agreement_in
from rapid_reviews.queries.panel_clock import clocks_of

SHOWN = 10
READS_FIGURES = (*UNIT_ROLES, Role.EXECUTIVE, Role.SCRUTINEER, Role.SCRUTINY_OFFICER)


def for_executive(request: HttpRequest) -> sections.Section | None:
    """For the Executive: theirs to sign. For the Business Unit: what is awaited, and by whom once answers are open."""
    user: Any = request.user
    if not user.is_authenticated or not user.holds(Role.EXECUTIVE, *UNIT_ROLES):
        return None
    found = panel_work.with_executive(user)
    clocks = clocks_of(found)
    mine = [one for one in found if not is_unit(user, one) and executive.can_sign(user, one)]
    watched = [one for one in found if is_unit(user, one)]
    missing = panel_work.not_signed(watched)
    rows = [
        [_case(one), Cell("Read and sign", _at(one, "executive")), _due(clocks.get(one.pk))] for one in mine
    ]
    rows += [
        [_case(one), Cell(_not_signed(missing.get(one.pk)), _at(one, "executive")), _due(clocks.get(one.pk))]
        for one in watched
    ]
    return _section("Waiting for the Executive", ("Case", "What is missing", "Due at the Panel"), rows)


def to_send(request: HttpRequest) -> sections.Section | None:
    """For the Business Unit: what the Executive has decided and nobody has sent."""
    user: Any = request.user
    if not user.is_authenticated or not user.holds(*UNIT_ROLES):
        return None
    rows = [
        [
            _case(one.review),
            Cell("Check the pack and send it", _at(one.review, "panel_pack")),
            _due(one.clock),
        ]
        for one in _to_send(user)
        if not one.is_sent
    ]
    return _section("To send to the Panel", ("Case", "What to do", "Due at the Panel"), rows)


def _to_send(user: Any) -> list[panel_work.Waiting]:
    """What is to be sent or was: asked once in a request, for both sections of the home page."""
    request = requests.current()
    if request is None:
        return panel_work.to_send(user)
    key = f"{__name__}:{user.pk}"
    if key not in request.cache:
        request.cache[key] = panel_work.to_send(user)
    found: list[panel_work.Waiting] = request.cache[key]
    return found


def to_record(request: HttpRequest) -> sections.Section | None:
    """For the Business Unit: receipts of what was sent, and replies to ask for. Only the first can be late."""
    user: Any = request.user
    if not user.is_authenticated or not user.holds(*UNIT_ROLES):
        return None
    rows = [
        [
            _case(one.review),
            Cell("Record the Panel’s receipt", _at(one.review, "panel_receipt")),
            _due(one.clock),
        ]
        for one in _to_send(user)
        if one.is_sent
    ]
    rows += [
        [
            _case(one.review),
            Cell(
                "Record the Panel’s reply", _at(one.review, "panel_reply"),
                note="Ask for it: the usual time has passed" if _asks(one.clock) else "",
            ),
            _due(one.clock),
        ]
        for one in panel_work.with_panel(user)
    ]  # fmt: skip
    return _section("To record", ("Case", "What to do", "When"), rows)


def agreed_at_first(request: HttpRequest) -> sections.Section | None:
    """For readers of figures: how often the Panel agreed at first asking. Small numbers are not shown."""
    user: Any = request.user
    if not user.is_authenticated or not user.holds(*READS_FIGURES):
        return None
    places = {m.partnership_id for m in user.memberships_as(*READS_FIGURES)}
    found = agreement_in(places)
    if not found:
        return None
    return sections.Section(
        title="The Panel agreed at first asking",
        intro="The share of its replies to a rapid review’s first round, by the day on which they came.",
        table=TableData(
            caption="How often the national Panel agreed at first asking",
            headers=("Partnership", "Year", "Share"),
            rows=[[Cell(one.partnership), Cell(one.year_words), Cell(one.shown)] for one in found],
            is_caption_hidden=True,
        ),
    )


def settings(request: HttpRequest, partnership: Any) -> Iterable[SettingsLink]:
    """The Executive's rule, on the partnership's settings page."""
    yield SettingsLink(
        "The Executive’s rule",
        reverse("rapid_reviews:executive_rule", args=[partnership.slug]),
        "How many statutory partners must sign a rapid review, deputies, conflicts and what a split leads to.",
    )


def _section(title: str, headers: tuple[str, ...], rows: list[list[Cell]]) -> sections.Section | None:
    if not rows:
        return None
    return sections.Section(
        title=title,
        table=TableData(caption=title, headers=headers, rows=rows[:SHOWN], is_caption_hidden=True),
        links=[Action("See all rapid reviews", reverse("rapid_reviews:list"))] if len(rows) > SHOWN else [],
    )


def _at(review: Any, name: str) -> str:
    return reverse(f"rapid_reviews:{name}", args=[review.public_id])


def _case(review: Any) -> Cell:
    return Cell(review.case.reference, review.get_absolute_url())


def _due(view: Any) -> Cell:
    return Cell(due_words(view.clock), note=view.left) if view else Cell("Not started")


def _asks(view: Any) -> bool:
    return view is not None and view.state in (State.TO_ASK, State.DUE_TODAY)


def _not_signed(names: list[str] | None) -> str:
    if names is None:
        return "The partners’ signatures are awaited"
    return f"Not signed: {', '.join(names)}" if names else "All have signed, and it is not settled"


def register() -> None:
    """Add them to the pages."""
    furniture.register_settings(settings, order=25)
    sections.register_section(for_executive, order=13)
    sections.register_section(to_send, order=14)
    sections.register_section(to_record, order=14)
    sections.register_section(agreed_at_first, order=40)
