"""Saying, from the review, that a child may be at risk now."""

from __future__ import annotations

from typing import Any

from lscp.kernel.access import ALLOWED
from rapid_reviews.actions.report_safety import raise_for_review
from rapid_reviews.forms.report_safety import SafetyForm
from rapid_reviews.views.base import OneDecision


class RaiseSafety(OneDecision):
    """Raise an immediate safety action; leads to the action, where the call is recorded."""

    heading = "A child may be at risk now"
    explanation = (
        "If a child is in danger this minute, call 999. Else call the front door (children’s social care) first. "
        "This page does not call anybody: it starts a clock in hours for recording the call, and tells the Business "
        "Unit. Until the call is recorded, no stage of this rapid review can close."
    )
    form_class = SafetyForm
    action = raise_for_review

    def verdict(self) -> Any:
        """Whoever sees the review."""
        return ALLOWED

    def get_success_url(self) -> str:
        """The action."""
        return str(self.outcome.get_absolute_url())
