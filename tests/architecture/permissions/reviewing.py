"""The rapid review, its timetable, and what agencies are asked.

Whoever is inside the process reads the review; the Business Unit asks, reminds and judges returns. At an agency,
its safeguarding lead and those named see their own request and nothing of the review (docs/sources.md).
"""

from __future__ import annotations

from tests.architecture.permissions.people import CHAIR, EXECUTIVE, RECEIVERS, UNIT, Row

INSIDE = (*RECEIVERS, *EXECUTIVE)
ASKED = ("school_lead", "school_practitioner")  # the lead, and whom the request names


def inside(name: str, *entitled: str, args: tuple[str, ...] = ()) -> Row:
    """A page of the review: for everybody inside, or the entitled among them."""
    gets = {403: INSIDE, 200: entitled} if entitled else {200: INSIDE}
    return Row(f"rapid_reviews:{name}", 404, gets, args=("review", *args))


def units(name: str, *args: str, now: int = 200) -> Row:
    """What the Business Unit does with a request: others who see it are told that it is not theirs."""
    return Row(f"rapid_reviews:{name}", 404, {403: (*INSIDE, *ASKED), now: UNIT}, args=("request", *args))


REVIEWS = [
    Row("rapid_reviews:list", 200),
    inside("review"),
    inside("set_date", *UNIT, args=("step",)),
    inside("ask", *UNIT),
    inside("chase_all", *UNIT),
    inside("recommendation"),
    inside("recommend", *CHAIR),
    inside("executive"),
    inside("executive_sign", *EXECUTIVE),
    inside("executive_open", "council_executive"),
    inside("executive_settle", "council_executive"),
    inside("panel_pack", *UNIT),
    inside("panel_pack_reason", *UNIT, args=("pack_item",)),
    Row("rapid_reviews:panel_pack_file", 404, {403: INSIDE, 409: UNIT}, args=("review",)),
    inside("panel_sending", *UNIT),
    inside("panel_correct_sending", *UNIT),
    inside("panel_receipt", *UNIT),
    inside("panel_correct_receipt", *UNIT),
    inside("panel_reply", *UNIT),
    units("chase"),
    units("set_due"),
    units("send_back"),
    units("accept"),
    units("ask_again"),
    units("withdraw"),
    units("answer_suggestion", "suggestion"),
]
