"""What the first questions set off: an immediate safety action, from the draft onward."""

from __future__ import annotations

from typing import Any

from lscp.audit import service as audit
from lscp.tasks.actions import keep_from_leads, raise_safety
from notifications.actions.agreement import end_requests
from notifications.models import Notification
from notifications.queries.answers import involves_colleague
from notifications.wording.stored import Document

SECTION = "first"
LEAD = "the agency's safeguarding lead may be involved"
COLLEAGUE = "a colleague may be involved"


def follow_answers(
    notification: Notification, answers: Document, *, lead_involved: bool = False, by: Any
) -> None:
    """Raise the action as soon as "yes, a child is at risk now" is saved, however it was saved.

    The agency's lead is told only where the author says that no colleague may be involved, nor the lead; a
    lead who was told before sees it no more. Once a colleague may be involved, nobody of the agency reads
    the form who was asked to. Answering "no" later, or putting the draft aside, leaves the action open: it
    ends with the recorded call.
    """
    colleague_involved = involves_colleague(answers)
    if colleague_involved:
        _end_asking(notification, by=by)
    if lead_involved or colleague_involved:
        keep_from_leads(
            notification.case, notification.agency, why=LEAD if lead_involved else COLLEAGUE, by=by
        )
    if answers.get("at_risk_now") != "yes":
        return
    raise_safety(
        notification.case,
        notification.agency,
        by=by,
        tells_lead=answers.get("colleague_involved") == "no" and not lead_involved,
        from_form=True,
    )


def _end_asking(notification: Notification, *, by: Any) -> None:
    if end_requests(notification, by=by):
        audit.record(
            "notifications.asking_ended", subject=notification, by=by, reason=COLLEAGUE,
            what="a request to agree",
        )  # fmt: skip
