"""Who at an agency may write its return, check it, sign it off, or say why there is none.

Three steps by three people: two steps may be one person's where the agency says so, never all three.
"""

from __future__ import annotations

from typing import Any

from lscp.kernel.access import ALLOWED, Verdict
from rapid_reviews.enums import Part, Step
from rapid_reviews.models import ReturnRules
from rapid_reviews.policies.standing import has_part, is_at_agency, is_lead
from rapid_reviews.queries.returns import says_more_than_nobody
from rapid_reviews.workflow import ANSWERED, EDITABLE, OVER, REQUEST_TRANSITIONS, WAITED_FOR

NOT_THEIRS = Verdict("role", "Only people at the agency that was asked can do this")
NOT_WRITER = Verdict("role", "Only the agency's lead, or somebody named to write the return, can do this")
NOT_CHECKER = Verdict("role", "Only the agency's lead, or somebody named to check the return, can do this")
NOT_LEAD = Verdict("role", "Only the agency's own safeguarding lead, or its member of the group, can do this")
THREE = "You took both earlier steps of this return. Somebody else at your agency must take this one"
TWO = "You took an earlier step of this return. Somebody else at your agency must take this one"
REVIEW_OVER = Verdict("state", "This rapid review is over, so your agency's return stays as it is")
WRITTEN_IN = "Something is written in the return. Finish it, or empty its answers first"


def can_write(user: Any, request: Any) -> Verdict:
    """Write in the return, add files to it, and say that it is ready."""
    if not has_part(user, request, Part.WRITES):
        return NOT_WRITER
    return _while(request, EDITABLE)


def can_check(user: Any, request: Any) -> Verdict:
    """Say that the quality is checked."""
    if not has_part(user, request, Part.CHECKS, Part.SIGNS):
        return NOT_CHECKER
    return _step(user, request, "check", Step.CHECKED)


def can_sign_off(user: Any, request: Any) -> Verdict:
    """Sign the return off: whoever answers for the agency."""
    if not is_lead(user, request):
        return NOT_LEAD
    return _step(user, request, "sign_off", Step.SIGNED_OFF)


def can_give_back(user: Any, request: Any) -> Verdict:
    """Give the return back to its author, before it is signed off: anybody there who has a part in it."""
    if not is_at_agency(user, request):
        return NOT_THEIRS
    return _from(request, "back_to_author")


def can_answer_nil(user: Any, request: Any) -> Verdict:
    """Sign that the agency knows nothing: whoever answers for it, while nothing is written but who was sought."""
    if not is_lead(user, request):
        return NOT_LEAD
    verdict = _from(request, "answer_nil")
    if verdict and says_more_than_nobody(request):
        return Verdict("state", WRITTEN_IN)
    return verdict


def can_decline(user: Any, request: Any) -> Verdict:
    """Say that the agency does not answer, and why: whoever answers for it."""
    if not is_lead(user, request):
        return NOT_LEAD
    return _from(request, "decline")


def can_suggest(user: Any, request: Any) -> Verdict:
    """Suggest another agency to ask: anybody there, while the review goes on."""
    if not is_at_agency(user, request):
        return NOT_THEIRS
    return _while(request, WAITED_FOR | ANSWERED)


def can_set_people(user: Any, request: Any) -> Verdict:
    """Name who writes, checks and signs, and set the agency's rule about steps: whoever answers for it."""
    if not is_lead(user, request):
        return NOT_LEAD
    return _while(request, WAITED_FOR)


def one_person_takes_two(request: Any) -> bool:
    """Whether the agency says that one person may take two of the three steps."""
    found = ReturnRules.objects.filter(partnership=request.partnership_id, agency=request.agency_id)
    return bool(found.values_list("one_person_takes_two", flat=True).first())


def _step(user: Any, request: Any, name: str, step: Step) -> Verdict:
    verdict = _from(request, name)
    return _may_take(user, request, step) if verdict else verdict


def _may_take(user: Any, request: Any, step: Step) -> Verdict:
    """Whether this person's name may stand under one more step of the newest version."""
    version = request.versions.order_by("-number").first()
    taken = version.signatures.filter(by=user).exclude(step=step).count() if version else 0
    if taken > 1:
        return Verdict("conflict", THREE)
    return Verdict("conflict", TWO) if taken and not one_person_takes_two(request) else ALLOWED


def _from(request: Any, step: str) -> Verdict:
    return _while(request, REQUEST_TRANSITIONS[step].sources)


def _while(request: Any, statuses: Any) -> Verdict:
    """Only while the review goes on, and the request has one of these statuses."""
    if request.review.status in OVER:
        return REVIEW_OVER
    return ALLOWED if request.status in statuses else _not_now(request)


def _not_now(request: Any) -> Verdict:
    return Verdict("state", f"This cannot be done now. The request: {request.get_status_display().lower()}")
