"""What the first questions set off: an immediate safety action, from the draft onward."""

from __future__ import annotations

from typing import Any

from lscp.tasks.actions import keep_from_leads, raise_safety
from notifications.models import Notification
from notifications.wording.stored import Document

SECTION = "first"


def follow_answers(
    notification: Notification, answers: Document, *, lead_involved: bool = False, by: Any
) -> None:
    """Raise the action as soon as "yes, a child is at risk now" is saved, however it was saved.

    The agency's lead is told only where the author says that no colleague may be involved, nor the lead; a
    lead who was told before sees it no more. Answering "no" later, or putting the draft aside, leaves the
    action open: it ends with the recorded call.
    """
    if lead_involved:
        keep_from_leads(notification.case, notification.agency, by=by)
    if answers.get("at_risk_now") != "yes":
        return
    raise_safety(
        notification.case,
        notification.agency,
        by=by,
        tells_lead=answers.get("colleague_involved") == "no" and not lead_involved,
        from_form=True,
    )
