"""Meetings, minutes and what came out of them.

A meeting is known to those inside the process, never to whoever raised the incident. The Business Unit and the
chair prepare it, the Business Unit writes it down without a vote, who was there agrees, the chair approves.
"""

from __future__ import annotations

from tests.architecture.permissions.people import CHAIR, RECEIVERS, UNIT, Row, posted

PREPARES = (*UNIT, *CHAIR)
WERE_THERE = ("police_rag", "council_rag", "icb_rag")
ASIDE = ("icb_rag",)  # declared a conflict of interest in the case
BUNDLED = ("police_rag",)  # asked for the papers in one file
OWNER = ("school_lead",)  # of the action


def inside(name: str, meeting: str, *entitled: str) -> Row:
    """A page of a meeting: for everybody inside, or the entitled among them."""
    gets = {403: RECEIVERS, 200: entitled} if entitled else {200: RECEIVERS}
    return Row(f"meetings:{name}", 404, gets, args=(meeting,))


MEETINGS = [
    Row("meetings:case_meetings", 404, {200: RECEIVERS}, args=("considered_case",)),
    Row("meetings:call", 404, {403: RECEIVERS, 200: PREPARES}, args=("considered_case", "group")),
    inside("meeting", "meeting"),
    inside("invitation", "meeting"),
    inside("change", "meeting", *PREPARES),
    inside("cancel", "meeting", *PREPARES),
    inside("agenda", "meeting", *PREPARES),
    inside("add_paper", "meeting", *PREPARES),
    posted(
        "meetings:take_out_paper", 404, {403: RECEIVERS, 302: PREPARES}, "meeting",
        number="paper", seen_version="meeting_version",
    ),
    inside("bundle", "meeting"),
    posted("meetings:bundle", 404, {302: RECEIVERS, 409: ASIDE}, "meeting"),
    # Each reader's copy is their own: nobody else's can be fetched.
    Row("meetings:bundle_pdf", 404, {200: BUNDLED}, args=("meeting",)),
    inside("attendance", "minutes_drafted", *UNIT),
    inside("add_person", "minutes_drafted", *UNIT),
    # A draft is read by those who write it.
    Row("meetings:minutes", 404, {200: UNIT}, args=("minutes_drafted",)),
    inside("minutes", "minutes_sent"),
    inside("write_minutes", "minutes_drafted", *UNIT),
    inside("circulate", "minutes_drafted", *UNIT),
    inside("comment", "minutes_sent"),
    inside("agree", "minutes_sent", *WERE_THERE),
    inside("approve", "minutes_sent", *CHAIR),
    inside("addendum", "minutes_locked", *PREPARES),
    inside("minutes_print", "minutes_sent"),
    Row("meetings:minutes_print", 404, {200: UNIT}, args=("minutes_drafted",)),
    inside("minutes_pdf", "minutes_locked"),
    Row("meetings:minutes_pdf", 404, {200: UNIT}, args=("minutes_drafted",)),
    inside("add_decision", "minutes_drafted", *UNIT),
    inside("add_action", "minutes_drafted", *UNIT),
    Row("meetings:action", 404, {200: (*RECEIVERS, *OWNER)}, args=("meeting_action",)),
    Row(
        "meetings:finish_action", 404, {403: RECEIVERS, 200: (*UNIT, *OWNER)}, args=("meeting_action",)
    ),
    Row(
        "meetings:withdraw_action", 404, {403: (*RECEIVERS, *OWNER), 200: PREPARES},
        args=("meeting_action",),
    ),
]  # fmt: skip
