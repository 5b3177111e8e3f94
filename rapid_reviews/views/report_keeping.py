"""Saying in a later round which texts of the round before stay as they are."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from rapid_reviews.actions.report import keep_texts
from rapid_reviews.forms.report import KeepTextsForm
from rapid_reviews.policies import report as policies
from rapid_reviews.queries.report import report_of, still_as_before
from rapid_reviews.views.base import OneDecision


class KeepTexts(OneDecision):
    """Say of several sections at once that their text of the round before stays."""

    heading = "Which texts stay as they are?"
    explanation = (
        "These sections hold the text of the round before. Select those that nothing in this round changes. They are "
        "then ready. Each can still be written."
    )
    form_class = KeepTextsForm
    policy, action = policies.can_change_report, keep_texts

    def get_form_kwargs(self) -> dict[str, Any]:
        """The sections whose text this person may call ready."""
        report = report_of(self.record)
        parts = still_as_before(report) if report else []
        choices = [
            (str(one.section.public_id), one.title)
            for one in parts
            if one.section and policies.can_set_ready(self.request.user, one.section)
        ]
        return {**super().get_form_kwargs(), "sections": choices}

    def get_back_url(self) -> str:
        """The report."""
        return reverse("rapid_reviews:report", args=[self.record.public_id])

    def get_success_url(self) -> str:
        """The report."""
        return self.get_back_url()
