"""The rapid review's timetable as shipped: each step a time limit of its own, counted from day 0.

Source: two partnerships' published timetables, with Leeds' defaults (docs/sources.md). Every step is a local
rule: a partnership has its own version of any of them, and a review its own date for any step.
"""

from __future__ import annotations

from lscp.accounts.roles import Role
from lscp.deadlines.compute import Unit
from lscp.deadlines.enums import RAPID_REVIEW_DAY_ZERO, FactKind, RuleKind
from lscp.deadlines.shipped_rules import IN_STEPS, UNIT, ShippedRule

SOURCE = "Published timetables of one partnership, adapted. Local rule, configurable."
GUIDANCE = "Local rule, configurable"


def _step(
    key: str,
    title: str,
    day: int,
    *,
    warnings: tuple[int, ...] = (1, 0),
    holders: list[str] | None = None,
    met_by: str = "",
) -> ShippedRule:
    return ShippedRule(
        key, title, RAPID_REVIEW_DAY_ZERO, day, Unit.WORKING_DAYS, RuleKind.LOCAL, GUIDANCE, SOURCE,
        False, warnings, holders or UNIT, escalations=IN_STEPS, met_by_record=met_by,
    )  # fmt: skip


TIMETABLE = [
    _step("review_request", "Ask the agencies", 1, warnings=(0,), met_by="the first request to an agency"),
    _step("review_progress", "Meet about progress", 5),
    _step("review_chase", "Chase agencies that have not answered", 6),
    ShippedRule(
        "agency_return", "Agency's return to the rapid review", RAPID_REVIEW_DAY_ZERO, 8, Unit.WORKING_DAYS,
        RuleKind.LOCAL, GUIDANCE, SOURCE, False, (3, 1, 0), [Role.SAFEGUARDING_LEAD.value], UNIT,
        escalations=[{"after": 1, "superior": True, "roles": UNIT}], met_by_record="the signed return",
    ),
    _step("review_returns", "All agencies have answered", 8, warnings=(3, 1, 0), met_by="the last signed return"),
    _step("review_quality", "Check the returns", 9, met_by="the check of the last return"),
    _step("review_meeting", "Hold the rapid review meeting", 10, warnings=(3, 1, 0)),
    _step("review_draft", "Circulate the draft report", 12),
    _step("review_executive", "Executive oversight", 13, warnings=(3, 1, 0)),
    ShippedRule(
        "panel_reconsidered", "Answer the Panel, which asked to reconsider", FactKind.PANEL_RECONSIDERS, 15,
        Unit.WORKING_DAYS, RuleKind.LOCAL, GUIDANCE,
        "No source gives a time for a second round: as long as the first. Local rule, configurable.", False,
        (5, 3, 1, 0), UNIT, escalations=IN_STEPS, met_by_record="the Panel's receipt of the second rapid review",
    ),
    ShippedRule(
        "panel_response", "The Panel's reply", FactKind.REVIEW_SENT, 15, Unit.WORKING_DAYS, RuleKind.SOFT, GUIDANCE,
        "No source gives the Panel a time to reply; one partnership tells its agencies about 10 days. A reminder to "
        "ask, never a time limit.", False, (), UNIT, escalations=[], met_by_record="the Panel's reply",
    ),
]  # fmt: skip
"""In the order of their days. The last step, the report's way to the Panel, is a shipped rule of its own."""
