"""Whose meetings about a notification a person may see, and what may be a paper of them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from lscp.accounts.models import GroupKind
from notifications.models import Notification
from notifications.queries.identity import may_know_identity, visible_inside

GROUPS = (GroupKind.RAG, GroupKind.EXECUTIVE)


def with_meetings_shown_to(user: Any) -> QuerySet[Notification]:
    """The notifications whose meetings a person may see: by role or as a named reader.

    Whoever raised one, and their lead, never see what a group said about it.
    """
    return visible_inside(user)


def papers_of(user: Any, case: Any) -> list[tuple[str, str]]:
    """Pages of a case that may be papers, for somebody who may know the people in it."""
    notification = Notification.visible_to(user).filter(case=case).first()
    if notification is None or not may_know_identity(user, notification):
        return []
    key = notification.public_id
    return [
        ("The notification form (PDF)", reverse("notifications:copy_pdf", args=[key])),
        ("The case page", reverse("notifications:case", args=[key])),
        ("Clocks of the case", reverse("deadlines:case_clocks", args=[case.public_id])),
        ("Pack for the national notification", reverse("notifications:pack", args=[key])),
    ]
