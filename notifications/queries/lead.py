"""What the agency's safeguarding lead said, in words, and whether the form changed since they read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Sum

from lscp.kernel.dates import british_datetime
from notifications.enums import ExclusionReason, LeadAnswer
from notifications.models import Exclusion, LeadRequest
from notifications.policies.known import known_of

NOT_ASKED = "Not asked, because the form says that a safeguarding lead may be involved"


@dataclass(frozen=True)
class LeadView:
    """The lead's view as pages and copies print it. `is_flagged` when readers must notice it."""

    request: LeadRequest | None
    words: str
    reasons: str = ""
    changed_since: bool = False
    may_be_involved: bool = False

    @property
    def is_flagged(self) -> bool:
        """Not asked, not answered, withheld, or about an earlier state of the form."""
        agreed = self.request is not None and self.request.answer == LeadAnswer.AGREED
        return not agreed or self.changed_since


def lead_view(notification: Any, *, revision: int | None = None) -> LeadView:
    """The present request and its answer; `revision` is the form's, when it is known already."""
    if notification.case.is_restricted:
        return LeadView(None, "Not asked, because the form says that a colleague is involved")
    request, kept_out = _present(notification)
    if request is None:
        if kept_out:
            return LeadView(None, NOT_ASKED, may_be_involved=True)
        return LeadView(None, "Nobody in the agency was asked whether they agree")
    if request.answer == LeadAnswer.PENDING:
        words = f"{request.lead} was asked on {british_datetime(request.asked_at)} and has not answered"
        return LeadView(request, words, may_be_involved=kept_out)
    if request.answer == LeadAnswer.LAPSED:
        asked, ended = british_datetime(request.asked_at), british_datetime(request.answered_at)
        words = f"{request.lead} was asked on {asked} and had not answered when that ended on {ended}"
        return LeadView(request, words, may_be_involved=kept_out)
    if revision is None:
        revision = notification.sections.aggregate(total=Sum("revision"))["total"] or 0
    verb = "agrees" if request.answer == LeadAnswer.AGREED else "does not agree"
    return LeadView(
        request,
        f"{request.lead} {verb} ({british_datetime(request.answered_at)})",
        reasons=str(request.reasons.open()) if request.reasons else "",
        changed_since=revision != request.answers_revision,
        may_be_involved=kept_out,
    )


def _present(notification: Any) -> tuple[Any, bool]:
    """The present request, and whether a lead is kept out; the case page has read both."""
    if known_of(notification) is not None:
        return getattr(notification, "present_request", None), notification.lead_kept_out
    found = notification.lead_requests.filter(withdrawn_at=None).select_related("lead", "reasons__key")
    kept_out = Exclusion.objects.filter(
        notification=notification, reason=ExclusionReason.LEAD, lifted_at=None
    )
    return found.order_by("-asked_at").first(), kept_out.exists()
