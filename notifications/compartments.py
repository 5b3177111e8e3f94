"""Who may read what this stage keeps apart: open views, legal advice. Registered at start-up."""

from __future__ import annotations

from typing import Any

from lscp.audit import compartments
from lscp.signing import visibility
from notifications.models import Notification
from notifications.models.judgement import RAG_VIEWS
from notifications.policies.judgement import reads_advice, reads_judgement
from notifications.queries.judgement import LEGAL


def reads_views_of(user: Any, case: Any) -> bool:
    """Whether the open views about a case are this person's business."""
    record = Notification.visible_to(user).filter(case=case).first()
    return record is not None and reads_judgement(user, record)


def reads_advice_entry(user: Any, compartment: str) -> bool:
    """Whether entries about legal advice on a notification may be known of."""
    key = compartment.partition(":")[2]
    record = Notification.visible_to(user).filter(public_id=key).first()
    return record is not None and reads_advice(user, record)


def register() -> None:
    """Make these rules known."""
    visibility.shows_views(RAG_VIEWS, reads_views_of)
    compartments.register(LEGAL, reads_advice_entry)
