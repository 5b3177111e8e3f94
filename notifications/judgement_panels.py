"""What the case page shows of views, decision and legal advice, and the buttons that lead there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from lscp.accounts.roles import Role
from lscp.web.components import Action, ActionButton, SummaryRow
from notifications.panels import Panel, button, offers, shows
from notifications.policies import judgement as policies
from notifications.policies.known import known_of
from notifications.queries.decisions import signature_words
from notifications.workflow import UNDECIDED

TEMPLATE = "notifications/judgement/panel.html"


@shows
def judgement_panel(request: HttpRequest, notification: Any) -> Panel | None:
    """Views and decision in a few lines, for those who take part in judging it."""
    user: Any = request.user
    if not policies.reads_judgement(user, notification):
        return None
    rows = [_views_row(notification), _decision_row(notification)]
    if policies.reads_advice(user, notification):
        href = reverse("notifications:legal_advice", args=[notification.public_id])
        rows.append(SummaryRow("Legal advice", "Privileged", [Action("Read", href, "legal advice")]))
    return Panel("Consideration and decision", TEMPLATE, {"rows": rows}, order=40)


@offers
def judgement_buttons(request: HttpRequest, notification: Any) -> Iterable[ActionButton]:
    """The next steps of judging, from the policies that the actions ask; nothing that cannot be done now."""
    user: Any = request.user
    if not policies.reads_judgement(user, notification):
        return []
    steps = [
        (policies.can_give_view, *view_step(user, notification)),
        (policies.can_decide, *_deciding(notification)),
        (policies.can_sign_decision, "Sign the decision", "sign_decision", ""),
        (policies.can_look_again, "Ask the group to look again", "look_again", "secondary"),
    ]
    found: list[ActionButton] = []
    for policy, words, name, style in steps:
        verdict = policy(user, notification)
        if verdict or verdict.code == "conflict":
            href = reverse(f"notifications:{name}", args=[notification.public_id])
            found += button(verdict, words, href, style)
    return found


def view_step(user: Any, notification: Any) -> tuple[str, str, str]:
    """What the step of giving a view is called for this reader: a first view, or a new version of it."""
    place = None
    if user.holds(Role.RAG_MEMBER, partnership=notification.partnership_id):
        place = policies.place_for(user, notification)
    if place is not None and place.has_signed:
        return ("Sign a new version of your view", "give_view", "secondary")
    if place is not None and place.signed_by:
        return ("Sign a new version of your agency's view", "give_view", "secondary")
    return ("Give your agency's view", "give_view", "")


def _deciding(notification: Any) -> tuple[str, str, str]:
    if notification.status in UNDECIDED:
        return ("Record the local authority's decision", "decide", "")
    if policies.lacks_decision(notification):
        return ("Record the local authority's decision again", "decide", "")
    return ("Record a new version of the decision", "decide", "secondary")


def _views_row(notification: Any) -> SummaryRow:
    href = reverse("notifications:views", args=[notification.public_id])
    known = known_of(notification)
    if known is None or known.views_open is None:
        return SummaryRow("Partners' views", "Not asked for yet", [Action("Open", href, "partners' views")])
    words = "Open" if known.views_open else "Asked for. They are closed until all are in."
    return SummaryRow("Partners' views", words, [Action("Read", href, "partners' views")])


def _decision_row(notification: Any) -> SummaryRow:
    href = reverse("notifications:decision", args=[notification.public_id])
    standing = policies.standing_decision(notification)
    words = (
        "No decision stands"
        if standing is None
        else (f"{standing.get_outcome_display()}. {signature_words(standing)}")
    )
    return SummaryRow(
        "Local authority's decision", words, [Action("Read", href, "the decision and its reasons")]
    )
