"""Parts of the case page: what the referrer reads, meetings, the national notification, how it went on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from lscp.kernel.dates import british_date
from lscp.meetings import pages as meeting_pages
from lscp.meetings import queries as meeting_queries
from lscp.people.typed import text_of
from lscp.web.components import ActionButton, SummaryRow
from notifications.enums import NotificationStatus as S
from notifications.models import Notification
from notifications.panels import Panel, button, offers, shows
from notifications.policies import exits as exit_policies
from notifications.policies import feedback as feedback_policies
from notifications.policies import national as national_policies
from notifications.queries.exits import history_of, recorded
from notifications.queries.pack import receipt_rows
from notifications.queries.progress import progress_of

EXIT_STEPS = (
    (exit_policies.can_end_waiting, "Look at it again", "end_waiting", ""),
    (exit_policies.can_await_information, "Wait for more information", "await_information", "secondary"),
    (exit_policies.can_record_panel_told, "Record when the Panel was told", "panel_told", ""),
    (exit_policies.can_find_criteria_not_met, "Criteria found not met", "criteria_not_met", "warning"),
    (exit_policies.can_transfer, "Transfer to another area", "transfer", "secondary"),
    (exit_policies.can_reopen, "Open it again", "reopen", "secondary"),
)
NATIONAL_STEPS = (
    (national_policies.can_record_receipt, "Record the national receipt", "receipt", ""),
    (national_policies.can_read_pack, "Pack for the national notification", "pack", "secondary"),
    (national_policies.can_correct_receipt, "Correct the national receipt", "correct_receipt", "secondary"),
    (national_policies.can_record_board, "Tell that another board was informed", "record_board", "secondary"),
)
FEEDBACK_STEPS = (
    (
        feedback_policies.can_write_to_referrer,
        "Write to the person who raised it",
        "write_to_referrer",
        "secondary",
    ),
    (
        feedback_policies.can_tell_others,
        "Tell another agency what it needs to know",
        "tell_other",
        "secondary",
    ),
)


@shows
def progress_panel(request: HttpRequest, notification: Any) -> Panel | None:
    """What is happening with what I raised."""
    if notification.status in (S.DRAFT, S.ABANDONED):
        return None
    if not feedback_policies.can_read_progress(request.user, notification):
        return None
    is_theirs = not notification.inside  # the Business Unit follows the link to see what they read
    context = {
        "progress": progress_of(notification) if is_theirs else None,
        "url": reverse("notifications:progress", args=[notification.public_id]),
    }
    return Panel("What is happening with it", "notifications/feedback/panel.html", context, order=5)


@shows
def meetings_panel(request: HttpRequest, notification: Any) -> Panel | None:
    """The meetings about it, for those inside the process."""
    if not notification.inside or notification.status in (S.DRAFT, S.ABANDONED):
        return None
    found = meeting_queries.meetings_of_case(request.user, notification.case)
    context = {
        "headers": meeting_pages.LIST_HEADERS,
        "rows": meeting_pages.list_rows(found) if "meetings" in recorded(notification) else [],
        "url": reverse("meetings:case_meetings", args=[notification.case.public_id]),
    }
    return Panel("Meetings", "notifications/exits/meetings_panel.html", context, order=35)


@shows
def national_panel(_request: HttpRequest, notification: Any) -> Panel | None:
    """The national receipt and the boards that were told."""
    if not notification.inside:
        return None
    found = recorded(notification)
    rows = notification.receipts.select_related(
        "recorded_by", "confirmation__case", "reason__key", "sent_by__key"
    )
    receipts = list(rows) if "receipts" in found else []
    boards = (
        list(notification.boards_informed.select_related("name__key", "how__key"))
        if "boards" in found
        else []
    )
    if not receipts and not boards and notification.status not in (S.TO_NOTIFY, S.TO_TELL):
        return None
    context = {
        "receipts": [_receipt(row) for row in reversed(receipts)],
        "is_waiting": notification.status in (S.TO_NOTIFY, S.TO_TELL),
        "boards": [
            f"{text_of(row.name) or row}: {british_date(row.informed_on)}, {text_of(row.how)}"
            for row in boards
        ],
    }
    return Panel("National notification", "notifications/national/panel.html", context, order=40)


def _receipt(row: Any) -> dict[str, Any]:
    title = f"Receipt {row.number}" if row.is_live else f"Receipt {row.number}, replaced since"
    return {
        "title": title,
        "rows": [SummaryRow(key, value) for key, value in receipt_rows(row)],
        "reason": str(row.reason.open()) if row.reason else "",
        "file": row.confirmation,
    }


@shows
def exits_panel(_request: HttpRequest, notification: Any) -> Panel | None:
    """Waits, findings, transfers and reopenings with their reasons."""
    if not (notification.inside and notification.knows):
        return None
    entries = history_of(notification, recorded(notification))
    if not entries:
        return None
    return Panel("How it went on", "notifications/exits/panel.html", {"entries": entries}, order=45)


@offers
def outcome_buttons(request: HttpRequest, notification: Notification) -> Iterable[ActionButton]:
    """The steps of this part. What the status does not allow is left out, to keep the page short."""
    for policy, text, name, style in (*NATIONAL_STEPS, *EXIT_STEPS, *FEEDBACK_STEPS):
        verdict = policy(request.user, notification)
        if verdict:
            is_main = name == "pack" and notification.status in (S.TO_NOTIFY, S.TO_TELL)
            address = reverse(f"notifications:{name}", args=[notification.public_id])
            yield from button(verdict, text, address, "" if is_main else style)
