"""Saying, from the review or from an agency's request, that a child may be at risk now."""

from __future__ import annotations

from typing import Any

from lscp.kernel.access import ALLOWED
from rapid_reviews.actions.report_safety import raise_for_request, raise_for_review
from rapid_reviews.forms.report_safety import AgencySafetyForm, SafetyForm
from rapid_reviews.policies.safety import can_raise_for_request
from rapid_reviews.views.base import OneDecision
from rapid_reviews.views.returns_base import AtAgency


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


class RaiseFromRequest(AtAgency):
    """The agency raises one from its request; whoever raised it goes on to the action."""

    template_name = "rapid_reviews/returns/raise_safety.html"
    heading = "Is any child at risk now?"
    explanation = (
        "This page does not call anybody. It starts a clock in hours for recording your call. The Business Unit, the "
        "partnership’s own team, and your agency’s safeguarding lead are told at once, by the reference only."
    )
    form_class = AgencySafetyForm
    policy, action = can_raise_for_request, raise_for_request

    def get_success_url(self) -> str:
        """The action, where the call is recorded."""
        return str(self.outcome.get_absolute_url())
