"""What the home page and the navigation say of judging: what waits for the reader, and the register."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from lscp.accounts.roles import SUBMISSION_ROLES, Role
from lscp.deadlines.pages import due_words
from lscp.deadlines.worklists import NextClock, next_clocks_of
from lscp.kernel import clock
from lscp.kernel.addresses import page_address
from lscp.kernel.dates import british_date
from lscp.web import furniture, sections
from lscp.web.components import Action, Cell, NavItem, TableData
from notifications.enums import DecisionOutcome
from notifications.policies import judgement as policies
from notifications.policies import national
from notifications.queries.judgement import considered
from notifications.queries.judgement_work import (
    decisions_wanted,
    receipts_wanted,
    signatures_wanted,
    views_wanted,
)

SHOWN = 10
LATELY = 5
DECIDING = (Role.RAG_MEMBER, *policies.DECIDES)


def waiting(request: HttpRequest) -> sections.Section | None:
    """The cases that wait for this reader's view, decision, signature or receipt; nobody else's."""
    user: Any = request.user
    if not user.is_authenticated or not user.holds(*DECIDING):
        return None
    kinds = (
        (views_wanted(user), "Give your agency's view", "give_view", policies.can_give_view),
        (signatures_wanted(user), "Sign the decision", "sign_decision", policies.can_sign_decision),
        (decisions_wanted(user), "Record the local authority's decision", "decide", policies.can_decide),
        (receipts_wanted(user), "Notify, and record the receipt", "receipt", national.can_record_receipt),
    )
    wanted = [
        (one, words, name)
        for found, words, name, policy in kinds
        for one in found[:SHOWN]
        if policy(user, one)
    ]
    clocks = next_clocks_of(one.case_id for one, _words, _name in wanted)
    wanted.sort(key=lambda row: _due(clocks, row[0]))
    now = clock.now()
    return sections.Section(
        title="Waiting for you",
        table=TableData(
            caption="Cases that wait for you, the most urgent first",
            headers=("Case", "What to do", "Next time limit of the case"),
            rows=[_wanted(clocks.get(row[0].case_id), now, *row) for row in wanted],
            empty="No case waits for you.",
            is_caption_hidden=True,
        ),
    )


def _due(clocks: dict[int, NextClock], one: Any) -> tuple[bool, Any]:
    first = clocks.get(one.case_id)
    return (first is None, first.due_at if first else one.pk)


def _wanted(first: NextClock | None, now: dt.datetime, one: Any, words: str, name: str) -> list[Cell]:
    return [
        Cell(one.case.reference, one.get_absolute_url()),
        Cell(words, reverse(f"notifications:{name}", args=[one.public_id])),
        Cell(due_words(first), note=f"{first.title}: {first.left(now)}") if first else Cell("None"),
    ]


def decided_lately(request: HttpRequest) -> sections.Section | None:
    """The newest decisions with the way to their reasons, for the Executive, who may ask to look again."""
    user: Any = request.user
    if not user.is_authenticated or not user.holds(Role.EXECUTIVE):
        return None
    places = {m.partnership_id for m in user.memberships_as(Role.EXECUTIVE)}
    newest: Any = considered(user, places)[:LATELY]
    rows = [
        [
            Cell(one.case.reference, one.get_absolute_url()),
            Cell(dict(DecisionOutcome.choices).get(one.decided_outcome, "The decision must be signed again")),
            Cell(british_date(one.decided_day) if one.decided_day else ""),
            Cell("Read the reasons", reverse("notifications:decision", args=[one.public_id])),
        ]
        for one in newest
    ]
    return sections.Section(
        title="Decisions to notify or not",
        intro="The newest first. You can ask the Review Advisory Group (RAG) to look at one again.",
        table=TableData(
            caption="The newest decisions",
            headers=("Case", "Decision", "Decided", "Reasons"),
            rows=rows,
            empty="No decision has been made yet.",
            is_caption_hidden=True,
        ),
        links=[Action("See all cases considered", reverse("notifications:considered"))] if rows else [],
    )


def register_link(request: HttpRequest) -> list[NavItem]:
    """The register of what was considered, for those who may read it."""
    user: Any = request.user
    if not user.is_authenticated or user.holds(*SUBMISSION_ROLES) or not policies.reads_register(user):
        return []  # the list of what is received leads on to the register
    address = page_address("notifications:considered")
    return [NavItem("Cases considered", address, is_current=request.path == address)]


def register() -> None:
    """Add them to the pages."""
    sections.register_section(waiting, order=15)
    sections.register_section(decided_lately, order=16)
    furniture.register_navigation(register_link, order=25)
