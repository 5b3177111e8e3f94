"""What the pages of meetings print, made from records; no writing, no permission of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.http import Http404
from django.urls import reverse

from lscp.kernel import clock
from lscp.kernel.dates import british_date, british_datetime
from lscp.meetings import papers, policies, queries
from lscp.meetings.enums import MeetingStatus, MinutesStatus, Presence
from lscp.meetings.models import Meeting, MeetingAction, MeetingDecision, MinutesComment, MinutesVersion
from lscp.meetings.quorum import quorum_of
from lscp.people.typed import text_of
from lscp.web.components import ActionButton, Cell, Status, SummaryRow, TimelineEntry

LIST_HEADERS = ("When", "Group", "State", "Minutes")
ATTENDANCE_HEADERS = ("Person", "Agency", "Part", "There")
ACTION_HEADERS = ("Action", "Agency and owner", "By", "State")
MY_ACTION_HEADERS = ("Case", "By", "State")
STATES = {
    MeetingStatus.CALLED: Status("Called", "blue"),
    MeetingStatus.HELD: Status("Held", "green"),
    MeetingStatus.CANCELLED: Status("Cancelled", "grey"),
}
MINUTES_STATES = {
    MinutesStatus.DRAFT: Status("Being written", "light-blue"),
    MinutesStatus.CIRCULATED: Status("Sent round", "yellow"),
    MinutesStatus.APPROVED: Status("Approved and locked", "green"),
}
STEPS = (
    ("attendance", "Record who was there", policies.can_record_attendance, ""),
    ("add_person", "Add somebody who came", policies.can_record_attendance, "secondary"),
    ("write_minutes", "Write the minutes", policies.can_write_minutes, ""),
    ("add_decision", "Add a decision", policies.can_record_outcome, "secondary"),
    ("add_action", "Add an action", policies.can_record_outcome, "secondary"),
    ("circulate", "Send the minutes round", policies.can_circulate_minutes, ""),
    ("comment", "Comment on the minutes", policies.can_comment_on_minutes, "secondary"),
    ("agree", "Agree with the minutes", policies.can_agree_minutes, ""),
    ("approve", "Approve and lock the minutes", policies.can_approve_minutes, ""),
    ("addendum", "Add to the minutes", policies.can_add_addendum, "secondary"),
    ("agenda", "Write the agenda", policies.can_prepare_meeting, "secondary"),
    ("add_paper", "Add a paper", policies.can_prepare_meeting, "secondary"),
    ("change", "Change the meeting", policies.can_change_meeting, "secondary"),
    ("cancel", "Cancel the meeting", policies.can_change_meeting, "warning"),
)

ACTION_STEPS = (
    ("finish_action", "Record it as done", policies.can_finish_action, ""),
    ("withdraw_action", "Withdraw the action", policies.can_withdraw_action, "secondary"),
)


def today() -> dt.date:
    """Today, by the product's clock."""
    return clock.today()


def list_rows(meetings: Iterable[Meeting]) -> list[list[Cell]]:
    """A case's meetings."""
    rows = []
    for meeting in meetings.prefetch_related("minutes"):  # type: ignore[attr-defined]
        minutes = getattr(meeting, "minutes", None)
        rows.append(
            [
                Cell(british_datetime(meeting.starts_at), href=meeting.get_absolute_url()),
                Cell(str(meeting.group)),
                Cell(status=STATES[MeetingStatus(meeting.status)]),
                Cell(status=MINUTES_STATES[MinutesStatus(minutes.status)]) if minutes else Cell("None yet"),
            ]
        )
    return rows


def agenda_of(meeting: Meeting) -> list[str]:
    """The agenda's items."""
    found = meeting.agenda.open() if meeting.agenda else []
    return [str(item) for item in found] if isinstance(found, list) else []


def facts_of(meeting: Meeting) -> list[SummaryRow]:
    """When, where and by whom called."""
    ends = meeting.starts_at + dt.timedelta(minutes=meeting.minutes_long)
    rows = [
        SummaryRow("Begins", british_datetime(meeting.starts_at)),
        SummaryRow("Ends", british_datetime(ends)),
        SummaryRow("Place", text_of(meeting.place), missing="Online only"),
        SummaryRow("Link", text_of(meeting.link), missing="No link"),
        SummaryRow("Called by", f"{meeting.called_by}, {british_datetime(meeting.called_at)}"),
    ]
    if meeting.status == MeetingStatus.HELD:
        rows.append(SummaryRow("Chaired by", str(meeting.chaired_by or ""), missing="Not recorded"))
    return rows


def attendance_rows(meeting: Meeting) -> list[list[str]]:
    """Who was expected and who was there."""
    return [
        [
            str(place.person), str(place.agency), place.words,
            Presence(place.presence).label if place.presence else "Expected",
        ]
        for place in queries.places_of(meeting)
    ]  # fmt: skip


def others_of(meeting: Meeting) -> str:
    """People without an account who were there."""
    return str(meeting.others_present.open()) if meeting.others_present else ""


def changes_of(meeting: Meeting) -> list[TimelineEntry]:
    """How the meeting was moved or cancelled, newest first."""
    entries = []
    for change in meeting.changes.select_related("by", "what__key", "reason__key").order_by("-at"):
        what = change.what.open() or {}
        moved = [
            f"{name.replace('_', ' ').capitalize()}: {before or 'nothing'} → {after or 'nothing'}"
            for name, (before, after) in sorted(what.items())
        ]
        title = "Meeting cancelled" if "status" in what else "Meeting changed"
        lines = [] if "status" in what else moved
        entries.append(
            TimelineEntry(title, str(change.by), change.at, "\n".join([*lines, str(change.reason.open())]))
        )
    return entries


def decisions_of(meeting: Meeting) -> list[dict[str, Any]]:
    """The decisions in order, each with its reasons; one from before reasons were asked for has none."""
    rows = MeetingDecision.all_records.filter(meeting=meeting).select_related("text__key", "rationale__key")
    return [
        {
            "number": row.number,
            "text": str(row.text.open()),
            "rationale": str(row.rationale.open()) if row.rationale else "",
        }
        for row in rows
    ]


def state_of(action: MeetingAction) -> Status:
    """Done, overdue, due today or open."""
    if action.done_at:
        return Status("Done", "green")
    if action.withdrawn_at:
        return Status("Withdrawn", "grey")
    if action.is_overdue:
        return Status("Overdue", "red")
    return Status("Due today", "yellow") if action.due_on == clock.today() else Status("Open", "blue")


def actions_of(meeting: Meeting) -> list[MeetingAction]:
    """The actions in order, with what is printed of them."""
    rows = MeetingAction.all_records.filter(meeting=meeting).select_related(
        "what__key", "agency", "owner", "case"
    )
    return list(rows.order_by("number"))


def action_rows(meeting: Meeting) -> list[list[Cell]]:
    """The actions as a table."""
    return [
        [
            Cell(f"{one.number}. {one.what.open()}", href=one.get_absolute_url()),
            Cell(f"{one.agency}: {one.owner}"),
            Cell(british_date(one.due_on)),
            Cell(status=state_of(one)),
        ]
        for one in actions_of(meeting)
    ]


def my_action_rows(actions: Iterable[MeetingAction]) -> list[list[Cell]]:
    """Somebody's own open actions: reference and day."""
    return [
        [
            Cell(f"{one.case.reference}, action {one.number}", href=one.get_absolute_url()),
            Cell(british_date(one.due_on)),
            Cell(status=state_of(one)),
        ]
        for one in actions
    ]


def buttons_of(user: Any, meeting: Meeting) -> list[ActionButton]:
    """What the policies allow. What is missing for the next step is said; what is over is left out."""
    made = []
    for name, text, policy, style in STEPS:
        verdict = policy(user, meeting)
        if verdict or verdict.code == "incomplete":
            href = reverse(f"meetings:{name}", args=[meeting.public_id])
            made.append(ActionButton(text, href, style, "" if verdict else verdict.message))  # type: ignore[arg-type]
    return made


def meeting_context(user: Any, meeting: Meeting) -> dict[str, Any]:
    """Everything on the page of one meeting."""
    minutes = queries.minutes_with_text(meeting)
    may_prepare = bool(policies.can_prepare_meeting(user, meeting))
    return {
        "meeting": meeting,
        "case": meeting.case,
        "state": STATES[MeetingStatus(meeting.status)],
        "facts": facts_of(meeting),
        "agenda": agenda_of(meeting),
        "papers": papers.shown_to(user, meeting),
        "may_prepare": may_prepare,
        "attendance_headers": ATTENDANCE_HEADERS,
        "attendance": attendance_rows(meeting),
        "others": others_of(meeting),
        "quorum": quorum_of(meeting),
        "minutes": minutes,
        "minutes_state": MINUTES_STATES[MinutesStatus(minutes.status)] if minutes else None,
        "may_read_minutes": may_read_text(user, meeting),
        "decisions": decisions_of(meeting),
        "action_headers": ACTION_HEADERS,
        "actions": action_rows(meeting),
        "changes": changes_of(meeting),
        "buttons": buttons_of(user, meeting),
    }


def may_read_text(user: Any, meeting: Meeting) -> bool:
    """A draft is read by those who write it; minutes sent round by whoever may see the meeting."""
    minutes = policies.minutes_of(meeting)
    if minutes is None:
        return False
    return minutes.status != MinutesStatus.DRAFT or bool(policies.can_write_minutes(user, meeting))


def text_or_404(user: Any, meeting: Meeting) -> tuple[str, MinutesVersion | None]:
    """The minutes as this reader may read them, and the version they are.

    Members read what was sent round; whoever writes them reads the text as it stands. Raises `Http404`.
    """
    minutes = queries.minutes_with_text(meeting)
    if minutes is None or not may_read_text(user, meeting):
        raise Http404
    version = policies.current_version(meeting)
    if version is not None and not policies.can_write_minutes(user, meeting):
        return str(version.content.open()), version
    return (str(minutes.content.open()) if minutes.content else ""), version


def minutes_context(user: Any, meeting: Meeting) -> dict[str, Any]:
    """The minutes for page, print and PDF."""
    text, version = text_or_404(user, meeting)
    minutes = queries.minutes_with_text(meeting)
    addenda = minutes.addenda.select_related("text__key", "by") if minutes else []
    return {
        "meeting": meeting,
        "case": meeting.case,
        "facts": facts_of(meeting),
        "minutes": minutes,
        "state": MINUTES_STATES[MinutesStatus(minutes.status)] if minutes else None,
        "version": version,
        "is_corrected": version is not None and str(version.content.open()) != text,
        "text": text,
        "agenda": agenda_of(meeting),
        "attendance_headers": ATTENDANCE_HEADERS,
        "attendance": attendance_rows(meeting),
        "others": others_of(meeting),
        "quorum": quorum_of(meeting),
        "papers": papers.shown_to(user, meeting),
        "decisions": decisions_of(meeting),
        "actions": [
            {"row": one, "text": one.what.open(), "state": state_of(one)} for one in actions_of(meeting)
        ],
        "addenda": [{"row": one, "text": one.text.open()} for one in addenda],
        "corrections": corrections_of(meeting),
        "printed_at": clock.now(),
        "buttons": buttons_of(user, meeting),
    }


def corrections_of(meeting: Meeting) -> list[dict[str, Any]]:
    """Why each later version was made."""
    rows = MinutesVersion.all_records.filter(minutes__meeting=meeting).select_related(
        "reason__key", "made_by"
    )
    return [
        {"number": row.number, "at": row.made_at, "by": row.made_by, "reason": row.reason.open()}
        for row in rows
        if row.reason is not None
    ]


def comments_of(meeting: Meeting) -> list[TimelineEntry]:
    """What was said about the minutes, newest first."""
    rows = MinutesComment.all_records.filter(version__minutes__meeting=meeting).select_related(
        "text__key", "by", "version"
    )
    return [
        TimelineEntry(f"Comment on version {row.version.number}", str(row.by), row.at, str(row.text.open()))
        for row in rows.order_by("-at")
    ]


def action_context(user: Any, action: MeetingAction) -> dict[str, Any]:
    """One action."""
    rows = [
        SummaryRow("What is to be done", str(action.what.open()), is_narrative=True),
        SummaryRow("Agency", str(action.agency)),
        SummaryRow("Owner", str(action.owner)),
        SummaryRow("By", british_date(action.due_on)),
    ]
    if action.done_at and action.outcome:
        rows.append(SummaryRow("Done", f"{british_datetime(action.done_at)}, by {action.done_by}"))
        rows.append(SummaryRow("What was done", str(action.outcome.open()), is_narrative=True))
    if action.withdrawn_at and action.withdrawn_because:
        rows.append(
            SummaryRow("Withdrawn", f"{british_datetime(action.withdrawn_at)}, by {action.withdrawn_by}")
        )
        rows.append(SummaryRow("Why", str(action.withdrawn_because.open()), is_narrative=True))
    buttons = [
        ActionButton(text, reverse(f"meetings:{name}", args=[action.public_id]), style)  # type: ignore[arg-type]
        for name, text, policy, style in ACTION_STEPS
        if policy(user, action)
    ]
    sees_meeting = queries.may_see(user, action.meeting)
    return {
        "action": action, "case": action.case, "rows": rows, "state": state_of(action), "buttons": buttons,
        "meeting": action.meeting if sees_meeting else None,
    }  # fmt: skip
