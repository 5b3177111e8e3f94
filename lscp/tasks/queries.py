"""Reads of safety actions. Each starts from what the reader may see, but for `open_for_case` (the gates)."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, F, Q, QuerySet
from django.db.models.functions import Cast

from lscp.deadlines.models import Clock
from lscp.tasks.models import RULE, SafetyAction


def listed(user: Any) -> QuerySet[SafetyAction]:
    """The safety actions a person may see, those still to be done first, oldest first."""
    done_last = F("call_recorded_at").desc(nulls_first=True)
    return SafetyAction.visible_to(user).order_by(done_last, "raised_at", "pk")


def waiting_for(user: Any) -> QuerySet[SafetyAction]:
    """Those a person looks after whose call is still to be recorded, oldest first.

    Not those seen only with their case: every page counts these, and only these are for the reader to do.
    """
    found = SafetyAction.all_records.filter(SafetyAction.looked_after_q(user), call_recorded_at=None)
    return found.select_related("case", "agency").order_by("raised_at", "pk")


def open_for_case(case: Any) -> QuerySet[SafetyAction]:
    """The open actions of a case, whoever asks: what stops a case from being closed."""
    return SafetyAction.all_records.filter(case=case, call_recorded_at=None).order_by("raised_at", "pk")


def clock_of(action: SafetyAction) -> Clock | None:
    """The live row of the action's own clock."""
    return (
        Clock.all_records.filter(
            case=action.case_id, rule_key=RULE, subject=str(action.public_id), is_live=True
        )
        .select_related("rule", "calendar_version", "case")
        .first()
    )


def clocks_q(user: Any) -> Q:
    """The clocks of the actions a person looks after: they have no story, and reminders link to them.

    Whoever sees an action through its case sees the clocks of the case anyway.
    """
    mine = SafetyAction.all_records.filter(SafetyAction.looked_after_q(user))
    return Q(rule_key=RULE, subject__in=mine.values(text=Cast("public_id", CharField())))


def call_of(action: SafetyAction) -> dict[str, str]:
    """What was recorded about the call: to whom, and what came of it; empty before, or once disposed of."""
    found = action.call.open() if action.call is not None else None
    return found if isinstance(found, dict) else {}


def concern_of(action: SafetyAction) -> str:
    """What was said to be needed; empty where nothing was, or once disposed of."""
    found = action.concern.open() if action.concern is not None else None
    return str(found.get("needed", "")) if isinstance(found, dict) else ""
