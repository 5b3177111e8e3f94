"""Who may ask agencies, and what the Business Unit may do with each request."""

from __future__ import annotations

from typing import Any

from lscp.kernel.access import ALLOWED, Verdict
from rapid_reviews.policies.review import NOT_UNIT, in_hand, is_unit
from rapid_reviews.workflow import REQUEST_TRANSITIONS, WAITED_FOR


def can_ask(user: Any, review: Any) -> Verdict:
    """Ask agencies what they know, at any time while the review goes on."""
    return in_hand(user, review)


EVERYBODY_ASKED = Verdict("state", "Every agency of the partnership has been asked")


def can_withdraw(user: Any, request: Any) -> Verdict:
    """Take a request back, also once the review is over: what was asked by mistake is seen no longer."""
    if not is_unit(user, request):
        return NOT_UNIT
    return _from(request, "withdraw")


def can_accept(user: Any, request: Any) -> Verdict:
    """Accept a return after its quality check. Nobody accepts what they wrote or signed themselves."""
    return _not_own(user, request, _step(user, request, "accept"))


def can_send_back(user: Any, request: Any) -> Verdict:
    """Send a return back with questions."""
    return _not_own(user, request, _step(user, request, "send_back"))


def can_ask_again(user: Any, request: Any) -> Verdict:
    """Ask an agency that declined, or whose return was accepted, once more."""
    return _step(user, request, "ask_again")


def can_chase(user: Any, request: Any) -> Verdict:
    """Remind an agency by hand that its return is waited for."""
    verdict = in_hand(user, request.review)
    if verdict and request.status not in WAITED_FOR:
        return Verdict("state", "This agency has answered, or need not answer any more")
    return verdict


def can_set_due(user: Any, request: Any) -> Verdict:
    """Set another day for one agency's return, with the reason."""
    return can_chase(user, request)


def can_answer_suggestion(user: Any, suggestion: Any) -> Verdict:
    """Answer an agency's suggestion to ask another."""
    verdict = in_hand(user, suggestion.request.review)
    if verdict and suggestion.answered_at:
        return Verdict("state", "This suggestion has been answered")
    return verdict


def _step(user: Any, request: Any, step: str) -> Verdict:
    verdict = in_hand(user, request.review)
    return _from(request, step) if verdict else verdict


def _from(request: Any, step: str) -> Verdict:
    if request.status not in REQUEST_TRANSITIONS[step].sources:
        return Verdict("state", f"This request is {request.get_status_display().lower()}")
    return ALLOWED


def _not_own(user: Any, request: Any, verdict: Verdict) -> Verdict:
    if not verdict:
        return verdict
    if request.versions.filter(signatures__by=user).exists():
        return Verdict("conflict", "Your name is under this return, so somebody else must judge it")
    if request.sections.filter(saved_by=user).exists():
        return Verdict("conflict", "You wrote in this return, so somebody else must judge it")
    return verdict
