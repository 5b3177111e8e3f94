"""What the home page and the navigation say of judging: what waits for the reader, and the register."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from lscp.accounts.roles import SUBMISSION_ROLES, Role
from lscp.web import furniture, sections
from lscp.web.components import Cell, NavItem, TableData
from notifications.policies import judgement as policies
from notifications.queries.judgement_work import decisions_wanted, signatures_wanted, views_wanted

SHOWN = 10
DECIDING = (Role.RAG_MEMBER, *policies.DECIDES)


def waiting(request: HttpRequest) -> sections.Section | None:
    """The cases that wait for this reader's own view, decision or signature; nothing about anybody else."""
    user: Any = request.user
    if not user.is_authenticated or not user.holds(*DECIDING):
        return None
    kinds = (
        (views_wanted(user), "Give your agency's view", "give_view", policies.can_give_view),
        (signatures_wanted(user), "Sign the decision", "sign_decision", policies.can_sign_decision),
        (decisions_wanted(user), "Record the local authority's decision", "decide", policies.can_decide),
    )
    rows = [
        [
            Cell(one.case.reference, one.get_absolute_url()),
            Cell(words, reverse(f"notifications:{name}", args=[one.public_id])),
        ]
        for found, words, name, policy in kinds
        for one in found[:SHOWN]
        if policy(user, one)
    ]
    return sections.Section(
        title="Waiting for you to decide",
        table=TableData(
            caption="Cases that wait for your view, decision or signature",
            headers=("Case", "What to do"),
            rows=rows,
            empty="No case waits for your view, decision or signature.",
            is_caption_hidden=True,
        ),
    )


def register_link(request: HttpRequest) -> list[NavItem]:
    """The register of what was considered, for those who may read it."""
    user: Any = request.user
    if not user.is_authenticated or user.holds(*SUBMISSION_ROLES) or not policies.reads_register(user):
        return []  # the list of what is received leads on to the register
    address = reverse("notifications:considered")
    return [NavItem("Cases considered", address, is_current=request.path == address)]


def register() -> None:
    """Add both to the pages."""
    sections.register_section(waiting, order=15)
    furniture.register_navigation(register_link, order=25)
