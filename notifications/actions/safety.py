"""What the first questions set off: an immediate safety action, from the draft onward."""

from __future__ import annotations

from typing import Any

from lscp.tasks.actions import raise_safety
from notifications.models import Notification
from notifications.wording.stored import Document

SECTION = "first"


def follow_answers(notification: Notification, answers: Document, *, by: Any) -> None:
    """Raise the action as soon as "yes, a child is at risk now" is saved, however it was saved.

    The agency's lead is told only where the author says that no colleague may be involved. Answering "no"
    later, or putting the draft aside, leaves the action open: it ends with the recorded call.
    """
    if answers.get("at_risk_now") != "yes":
        return
    raise_safety(
        notification.case,
        notification.agency,
        by=by,
        tells_lead=answers.get("colleague_involved") == "no",
        from_form=True,
    )
