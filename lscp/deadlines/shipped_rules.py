"""The rules as shipped: three editions of the national guidance, and the time limits that begin before the
rapid review's own work. Sources: docs/sources.md; what nobody has read is marked unverified.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from lscp.accounts.roles import Role
from lscp.deadlines.compute import Unit
from lscp.deadlines.enums import RAPID_REVIEW_DAY_ZERO, Condition, FactKind, RuleKind

NOTIFIERS = [Role.LA_NOTIFIER.value, Role.LA_DECISION_MAKER.value]
UNIT = [Role.BUSINESS_UNIT.value, Role.LSCP_MANAGER.value]
AT_ONCE: list[dict[str, Any]] = [{"after": 1, "superior": True, "roles": [Role.EXECUTIVE.value]}]
IN_STEPS: list[dict[str, Any]] = [
    {"after": 1, "superior": True, "roles": [Role.LSCP_MANAGER.value]},
    {"after": 2, "superior": False, "roles": [Role.EXECUTIVE.value]},
]

EDITIONS = [
    {
        "key": "WT2018",
        "title": "Working Together to Safeguard Children 2018",
        "in_force_from": dt.date(2018, 6, 29),
        "source": "Chapter 4. The notification duty is in force from 29 June 2018.",
        "is_verified": True,
    },
    {
        "key": "WT2023",
        "title": "Working Together to Safeguard Children 2023",
        "in_force_from": dt.date(2023, 12, 15),
        "source": "Chapter 5. The day of publication is from memory and not confirmed.",
        "is_verified": False,
    },
    {
        "key": "WT2026",
        "title": "Working Together to Safeguard Children 2026",
        "in_force_from": dt.date(2026, 3, 18),
        "source": "Published 18 March 2026. Its wording on incidents has not been read.",
        "is_verified": False,
    },
]
MET_BY_FACT = {"notify_partners": FactKind.PARTNERS_AWARE}
"""Rules whose clocks are met by a fact: at its moment, with its source as the evidence."""

RECEIPT = "the receipt of the national notification"
ALL = ("WT2018", "WT2023", "WT2026")
SINCE_2023 = ("WT2023", "WT2026")


@dataclass(frozen=True)
class ShippedRule:
    """One shipped time limit and the editions it is in."""

    key: str
    title: str
    starting_event: str
    length: int
    unit: Unit
    kind: RuleKind
    guidance: str
    source: str
    is_verified: bool
    warnings: tuple[int, ...]
    holder_roles: list[str]
    told_roles: list[str] = field(default_factory=list)
    escalations: list[dict[str, Any]] = field(default_factory=lambda: IN_STEPS)
    editions: tuple[str, ...] = ALL
    condition: str = Condition.ALWAYS.value
    runs_provisionally: bool = False
    guards_safety: bool = False
    met_by_record: str = ""


RULES = [
    ShippedRule(
        "notify_panel",
        "Notify the national Panel",
        FactKind.LA_AWARE,
        5,
        Unit.WORKING_DAYS,
        RuleKind.GUIDANCE,
        "Statutory guidance on the duty in Children Act 2004 s16C",
        "gov.uk, Report a serious child safeguarding incident: within 5 working days of becoming aware.",
        True,
        (3, 1, 0),
        NOTIFIERS,
        UNIT,
        AT_ONCE,
        runs_provisionally=True,
        met_by_record=RECEIPT,
    ),
    ShippedRule(
        "notify_partners",
        "Tell the safeguarding partners",
        FactKind.LA_AWARE,
        5,
        Unit.WORKING_DAYS,
        RuleKind.GUIDANCE,
        "Statutory guidance",
        "Read on a partnership's page: within the same 5 working days.",
        True,
        (1, 0),
        NOTIFIERS,
        UNIT,
        runs_provisionally=True,
    ),
    ShippedRule(
        "notify_lac_death",
        "Tell the Secretary of State and Ofsted of a looked-after child's death",
        FactKind.LA_AWARE,
        5,
        Unit.WORKING_DAYS,
        RuleKind.STATUTORY,
        "Children Act 1989 Schedule 2 paragraph 20",
        "gov.uk guidance: same national system and the same 5 working days.",
        True,
        (3, 1, 0),
        NOTIFIERS,
        UNIT,
        AT_ONCE,
        runs_provisionally=True,
        met_by_record=RECEIPT,
    ),
    ShippedRule(
        "notify_care_leaver_death",
        "Tell the Secretary of State and Ofsted of a care leaver's death",
        FactKind.LA_AWARE,
        5,
        Unit.WORKING_DAYS,
        RuleKind.GUIDANCE,
        "Working Together 2023, chapter 5",
        "Read second-hand: a one-minute guide gives 5 working days and the same route.",
        False,
        (3, 1, 0),
        NOTIFIERS,
        UNIT,
        AT_ONCE,
        SINCE_2023,
        runs_provisionally=True,
        met_by_record=RECEIPT,
    ),
    ShippedRule(
        "rapid_review_to_panel",
        "Rapid review to the national Panel",
        RAPID_REVIEW_DAY_ZERO,
        15,
        Unit.WORKING_DAYS,
        RuleKind.EXPECTATION,
        "Statutory guidance and the Panel's expectation",
        "Sources differ on day 0: partners aware, the advisory group's decision, or notification sent.",
        False,
        (5, 3, 1, 0),
        UNIT,
        [Role.RAG_MEMBER.value],
        AT_ONCE,
        met_by_record="the Panel's receipt of the rapid review",
    ),
    ShippedRule(
        "sudic_home_visit",
        "Visit to the place of death",
        FactKind.DEATH,
        72,
        Unit.HOURS,
        RuleKind.LOCAL,
        "Local practice",
        "The local team usually arranges the visit within 72 hours (calendar).",
        True,
        (24, 4),
        UNIT,
        condition=Condition.SUDDEN_DEATH.value,
    ),
    ShippedRule(
        "sudic_meeting",
        "Multi-agency meeting after a sudden unexpected death (SUDIC)",
        FactKind.DEATH,
        7,
        Unit.CALENDAR_DAYS,
        RuleKind.LOCAL,
        "Local procedure",
        "Executive report to Scrutiny Board, 4 October 2023: within 7 days of the death.",
        True,
        (3, 1, 0),
        [Role.LSCP_MANAGER.value],
        [Role.BUSINESS_UNIT.value],
        condition=Condition.SUDDEN_DEATH.value,
        met_by_record="the meeting, with the manager's consideration of a referral,",
    ),
    ShippedRule(
        "child_death_notification",
        "Child death notification to the Child Death Overview Panel",
        FactKind.DEATH,
        24,
        Unit.HOURS,
        RuleKind.GUIDANCE,
        "Child death review guidance",
        "Older forms say 24 hours; a national 48 hours is not confirmed.",
        False,
        (4,),
        UNIT,
    ),
    ShippedRule(
        "immediate_safety",
        "Immediate safety action",
        FactKind.SAFETY_RAISED,
        4,
        Unit.HOURS,
        RuleKind.LOCAL,
        "Local rule, configurable",
        "A child may be at risk now: the call to the front door is recorded.",
        True,
        (3, 1),
        [Role.SAFEGUARDING_LEAD.value],
        UNIT,
        AT_ONCE,
        guards_safety=True,
        met_by_record="the call to the front door",
    ),
    ShippedRule(
        "information_review",
        "Look again at a case that waits for information",
        FactKind.INFORMATION_ASKED,
        10,
        Unit.WORKING_DAYS,
        RuleKind.LOCAL,
        "Local rule, configurable",
        "A case that waits for information has a date on which it is looked at again.",
        True,
        (2, 0),
        UNIT,
    ),
    ShippedRule(
        "meeting_action",
        "Action of a meeting",
        FactKind.ACTION_GIVEN,
        14,
        Unit.CALENDAR_DAYS,
        RuleKind.LOCAL,
        "Local rule, configurable",
        "A meeting sets the day for each action. The length here is only the usual one.",
        True,
        (3, 1, 0),
        [],
        escalations=[{"after": 1, "superior": True, "roles": UNIT}],
        met_by_record="what was done about the action",
    ),
]
