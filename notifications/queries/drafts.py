"""A person's own drafts."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from notifications.enums import NotificationStatus
from notifications.models import Notification
from notifications.queries.lists import in_brief


def drafts_of(user: Any) -> QuerySet[Notification]:
    """The drafts a person began and has not sent, put aside or not, newest first."""
    return (
        in_brief(Notification.visible_to(user))
        .filter(raised_by=user, status__in=(NotificationStatus.DRAFT, NotificationStatus.ABANDONED))
        .order_by("-begun_at", "-pk")
    )
