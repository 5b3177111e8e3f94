"""Clocks, the record and files of a case.

Whoever sees a case sees its clocks; the Executive opens a late clock before it sees the case. Clocks are moved
by the Business Unit and by those who hold them; facts are recorded by it and by the authority's notifiers.
"""

from __future__ import annotations

from tests.architecture.permissions.people import (
    AUTHOR,
    AUTHOR_THERE,
    EXECUTIVE,
    LEAD,
    NOTIFIERS,
    READERS,
    RECEIVERS,
    RECEIVERS_THERE,
    RECORDERS,
    UNIT,
    Row,
)

SEES_CONSIDERED = (*RECEIVERS, *AUTHOR)
SEES_RESTRICTED = (*UNIT, *AUTHOR, "icb_rag")  # the Business Unit, who raised it, the reader it released


def step(name: str, clock: str, *entitled: str, seen_by: tuple[str, ...], now: int = 200) -> Row:
    """One step on a clock: who sees it is told that it is not theirs, a stranger learns nothing."""
    return Row(f"deadlines:{name}", 404, {403: seen_by, now: entitled}, args=(clock,))


SEES_SAFETY = (*UNIT, *AUTHOR, *LEAD)
LATE = (*SEES_CONSIDERED, *EXECUTIVE)
CLOCKS = [
    Row("deadlines:clock", 404, {200: READERS}, args=("clock",)),
    Row("deadlines:clock", 404, {200: LATE}, args=("late_clock",)),
    Row("deadlines:clock", 404, {200: SEES_SAFETY}, args=("safety_clock",)),
    Row("deadlines:clock", 404, {200: SEES_RESTRICTED}, args=("restricted_clock",)),
    Row("deadlines:clock_print", 404, {200: READERS}, args=("clock",)),
    Row("deadlines:clock_pdf", 404, {200: READERS}, args=("clock",)),
    step("clock_done", "clock", *RECORDERS, seen_by=READERS, now=409),
    step("clock_done", "local_clock", *UNIT, seen_by=SEES_CONSIDERED),
    step("clock_lateness", "late_clock", *UNIT, *NOTIFIERS, seen_by=LATE),
    step("clock_extend", "clock", *UNIT, seen_by=READERS),
    step("clock_extension_back", "local_clock", *UNIT, seen_by=SEES_CONSIDERED),
    step("clock_pause", "local_clock", *UNIT, seen_by=SEES_CONSIDERED),
    step("clock_resume", "paused_clock", *UNIT, seen_by=SEES_CONSIDERED),
    step("clock_cancel", "local_clock", *UNIT, seen_by=SEES_CONSIDERED),
    Row("deadlines:case_clocks", 404, {200: READERS}, args=("case",)),
    Row("deadlines:fact", 404, {403: READERS, 200: RECORDERS}, args=("case", "fact")),
    Row("deadlines:fact_withdraw", 404, {403: READERS, 200: RECORDERS}, args=("case", "fact")),
    step("another_death", "considered_case", *RECORDERS, seen_by=SEES_CONSIDERED),
    Row(
        "deadlines:death", 404, {403: SEES_CONSIDERED, 200: RECORDERS}, args=("considered_case", "dead_child")
    ),
    Row(
        "deadlines:death_withdraw",
        404,
        {403: SEES_CONSIDERED, 200: RECORDERS},
        args=("considered_case", "dead_child"),
    ),
    Row("deadlines:sudic_meeting", 404, {403: READERS, 200: ("lscp_manager",)}, args=("case",)),
]

# Files are for those who may know the people in the record they are attached to.
RECORD = [
    Row("record:timeline", 404, {200: READERS}, args=("case",)),
    Row("record:timeline", 404, {200: SEES_RESTRICTED}, args=("restricted_case",)),
    Row("record:timeline", 404, {200: (*RECEIVERS_THERE, *AUTHOR_THERE)}, args=("their_case",)),
    Row("record:timeline_file", 404, {200: READERS}, args=("case",)),
    Row("record:history", 404, {200: READERS}, args=("case",)),
    Row("documents:file", 404, {200: READERS}, args=("file",)),
    Row("documents:file", 404, {200: (*AUTHOR, *LEAD)}, args=("draft_file",)),
    Row("documents:file", 404, {200: SEES_RESTRICTED}, args=("restricted_file",)),
    Row("documents:file", 404, {200: (*RECEIVERS, *EXECUTIVE)}, args=("receipt_file",)),
    Row("documents:file", 404, {200: (*RECEIVERS_THERE, *AUTHOR_THERE)}, args=("their_file",)),
    Row("tasks:safety", 404, {200: SEES_SAFETY}, args=("safety",)),
    Row("tasks:record_call", 404, {200: SEES_SAFETY}, args=("safety",)),
]
