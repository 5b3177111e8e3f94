"""Everything that changes a meeting, its minutes and its actions: one function for each decision."""

from lscp.meetings.actions.bundle import ask_bundle, read_bundle
from lscp.meetings.actions.meeting import (
    add_paper,
    add_person,
    call_meeting,
    cancel_meeting,
    change_meeting,
    record_attendance,
    set_quorum,
    take_out_paper,
    write_agenda,
)
from lscp.meetings.actions.minutes import (
    add_addendum,
    agree_minutes,
    approve_minutes,
    circulate_minutes,
    comment_on_minutes,
    save_minutes,
)
from lscp.meetings.actions.outcomes import finish_action, give_action, record_decision, withdraw_action

__all__ = [
    "add_addendum",
    "add_paper",
    "add_person",
    "agree_minutes",
    "approve_minutes",
    "ask_bundle",
    "call_meeting",
    "cancel_meeting",
    "change_meeting",
    "circulate_minutes",
    "comment_on_minutes",
    "finish_action",
    "give_action",
    "read_bundle",
    "record_attendance",
    "record_decision",
    "save_minutes",
    "set_quorum",
    "take_out_paper",
    "withdraw_action",
    "write_agenda",
]
