"""The Executive's oversight: asking the partners' members, their signed answers, and what follows from them.

While a round is blind the review is not touched by a signature: no version, no "changed by", no message.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction

from lscp.accounts.models import User
from lscp.accounts.roles import SUBMISSION_ROLES, Role
from lscp.audit import evidence
from lscp.audit import service as audit
from lscp.kernel.access import Refused, require
from lscp.kernel.scoping import ANY_VERSION, claim
from lscp.people import sealing
from lscp.signing import actions as signing
from lscp.signing.enums import EndReason
from lscp.signing.models import SignedView, SigningRound
from lscp.signing.queries import live_round, result_of
from lscp.signing.seats import signers_of
from lscp.signing.visibility import compartment_of
from notifications.events import CaseTransferred, CriteriaFoundNotMet, StoppedTakingPart
from notifications.queries.judgement import statutory_partners, those_who_see
from rapid_reviews.actions.recommendation_telling import people_with_roles, tell
from rapid_reviews.actions.recording import record
from rapid_reviews.actions.timetable import meet_step
from rapid_reviews.enums import ReviewStatus
from rapid_reviews.models import ExecutiveOutcome, RapidReview, Recommendation
from rapid_reviews.models.recommendation import EXECUTIVE_VIEWS
from rapid_reviews.policies import executive as policies
from rapid_reviews.policies.safety import may_close
from rapid_reviews.queries.opened import document_of
from rapid_reviews.queries.recommendation import executive_group, in_hand
from rapid_reviews.recommendation_codes import DIFFERS, ExecutiveChoice, LearningKind, Settled
from rapid_reviews.report_codes import NextStep
from rapid_reviews.timetable import EXECUTIVE
from rapid_reviews.workflow import TRANSITIONS

QUESTION = "Do you endorse what the Review Advisory Group recommends?"
TOLD = SUBMISSION_ROLES | {Role.EXECUTIVE}
STEPS = {ExecutiveChoice.ENDORSE: "endorse", ExecutiveChoice.GIVE_BACK: "give_back"}


def choices_for(recommendation: Recommendation) -> list[tuple[str, str]]:
    """What may be answered: to differ is to name another outcome than the one recommended."""
    return [pair for pair in ExecutiveChoice.choices if pair[0] != recommendation.outcome]


def begin(review: RapidReview, recommendation: Recommendation, *, why: EndReason, by: Any) -> SigningRound:
    """Ask each statutory partner's Executive member to sign on one version of the recommendation.

    Part of the action that signed it. What was signed on an earlier version no longer counts. Raises `Refused`
    where the partnership has no statutory partner.
    """
    signing.end_round(review.case, EXECUTIVE_VIEWS, why=why, by=by)
    made = signing.begin_round(
        review.case, EXECUTIVE_VIEWS, rests_on=str(recommendation.public_id),
        question=signing.Question(QUESTION, choices_for(recommendation)),
        seats=[
            signing.SeatAsked(row.agency, Role.EXECUTIVE, str(row.agency))
            for row in statutory_partners(review.partnership)
        ],
        by=by, group=executive_group(review.partnership),
    )  # fmt: skip
    people = those_who_see(review.notification, signers_of(made))
    tell("executive_wanted", review, people, key=str(made.public_id), page="executive", by=by)
    return made


@transaction.atomic
def sign(
    public_id: Any,
    *,
    choice: str,
    rationale: str,
    seen_rests_on: str,
    seen_number: int,
    learning_kinds: Any = (),
    by: Any,
) -> SignedView:
    """Sign for one's partner: endorse, give back with questions, or differ with reasons. The last opens the round.

    Raises `ValueError` for other learning without its kind.
    """
    review = claim(RapidReview, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_sign(by, review), record=review)
    the_round = _running(review)
    kinds = list(learning_kinds) if choice == NextStep.OTHER else []
    if choice == NextStep.OTHER and not kinds:
        raise ValueError("Select how the other learning is to be done")
    view, opens = signing.sign_view(
        the_round.pk, choice=choice, document={"rationale": rationale, "learning_kinds": kinds},
        seen_rests_on=seen_rests_on, seen_number=seen_number, by=by,
    )  # fmt: skip
    the_round.refresh_from_db()
    if the_round.is_open:
        _follow(review, the_round, key="opened" if opens else f"view:{view.public_id}", by=by)
    return view


@transaction.atomic
def open_views(public_id: Any, *, seen_version: int | None, reason: str, by: Any) -> SigningRound:
    """Open the signed answers early: the chair of the Executive, after giving their own, with a reason."""
    review = claim(RapidReview, public_id, by=by, seen_version=seen_version)
    require(policies.can_open(by, review), record=review)
    opened = signing.open_early(_running(review).pk, reason=reason, by=by)
    review.touch(by=by)
    review.save()
    _follow(review, opened, key="opened", by=by)
    return opened


@transaction.atomic
def settle(
    public_id: Any,
    *,
    seen_version: int | None,
    choice: str,
    reasons: str,
    learning_kinds: Any = (),
    by: Any,
) -> ExecutiveOutcome:
    """Record how the partners' split was settled, with reasons: the chair of the Executive.

    Every signed answer stays beside it. Raises `ValueError` for an answer that was not offered, or other
    learning without its kind.
    """
    review = claim(RapidReview, public_id, by=by, seen_version=seen_version)
    require(policies.can_settle(by, review), record=review)
    the_round = _running(review)
    if choice not in {value for value, _words in the_round.choices}:
        raise ValueError("Select one of the answers")
    kinds = list(learning_kinds) if choice == NextStep.OTHER else []
    if choice == NextStep.OTHER and not kinds:
        raise ValueError("Select how the other learning is to be done")
    return _decide(review, the_round, choice, kinds, settled=Settled.CHAIR, reasons=reasons, by=by)


def end(review: RapidReview, *, by: Any) -> None:
    """Take no more signatures. Part of an action that claimed the review."""
    signing.end_round(review.case, EXECUTIVE_VIEWS, why=EndReason.CLOSED, by=by)


def close_after(event: CriteriaFoundNotMet | CaseTransferred) -> None:
    """The incident left the usual way: nobody is asked any more."""
    rows = RapidReview.all_records.select_related("case").filter(notification=event.notification_id)
    for review in rows.order_by("-opened_at")[:1]:
        end(review, by=User.objects.get(pk=event.by_id))


def follow_leaving(event: StoppedTakingPart) -> None:
    """Somebody takes no part any more: if only their seat was waited for, the answers are open.

    Not while an immediate safety action is open: the chair opens them once the call is recorded.
    """
    rows = RapidReview.all_records.select_related("case__partnership", "notification", "partnership")
    review = rows.filter(notification=event.notification_id, status=ReviewStatus.EXECUTIVE).first()
    the_round = live_round(review.case_id, EXECUTIVE_VIEWS) if review else None
    if review is None or the_round is None or not may_close(review):
        return
    by = User.objects.get(pk=event.by_id)
    if signing.open_if_all_in(the_round.pk, by=by):
        the_round.refresh_from_db()
        _follow(review, the_round, key="opened", by=by)


def note_own_page(review: RapidReview, the_round: SigningRound, *, by: Any) -> None:
    """Somebody opens the page on which they sign; not told to others while the round is blind."""
    audit.record_reading(
        "rapid_reviews.executive_own_page_read", subject=review, by=by, compartment=compartment_of(the_round)
    )


def _running(review: RapidReview) -> SigningRound:
    the_round = live_round(review.case_id, EXECUTIVE_VIEWS)
    if the_round is None:
        raise Refused(policies.NOT_ASKED, record=review)
    return the_round


def _follow(review: RapidReview, the_round: SigningRound, *, key: str, by: Any) -> None:
    """The answers are open: where all agree and enough have signed, that is the Executive's outcome."""
    choice = policies.agreed(the_round)
    if not choice:
        people = people_with_roles(review, TOLD)
        tell("executive_split", review, people, key=f"{the_round.public_id}:{key}", page="executive", by=by)
        return
    kinds = {
        kind
        for one in result_of(the_round).seats
        if one.counted
        for kind in document_of(one.counted.content).get("learning_kinds", [])
    }
    ordered = [kind for kind in LearningKind.values if kind in kinds]
    _decide(review, the_round, choice, ordered, settled=Settled.UNANIMOUS, reasons="", by=by)


def _decide(
    review: RapidReview,
    the_round: SigningRound,
    choice: str,
    kinds: list[str],
    *,
    settled: Settled,
    reasons: str,
    by: Any,
) -> ExecutiveOutcome:
    recommendation = in_hand(review)
    if recommendation is None or str(recommendation.public_id) != the_round.rests_on:
        raise Refused(policies.NOT_ASKED, record=review)
    content = sealing.seal(review.case, reasons) if reasons else None
    if content is not None:
        sealing.freeze([content])
    if choice == ExecutiveChoice.ENDORSE:
        outcome, kinds = recommendation.outcome, recommendation.learning_kinds
    else:
        outcome = choice if choice in DIFFERS else ""
    row = ExecutiveOutcome.all_records.create(
        recommendation=recommendation, signing_round=the_round, choice=choice, outcome=outcome,
        learning_kinds=kinds, settled=settled, content=content, decided_by=by,
    )  # fmt: skip
    was = review.status
    review.apply(TRANSITIONS[STEPS.get(ExecutiveChoice(choice), "differ")], by=by)
    review.save()
    end(review, by=by)
    if choice != ExecutiveChoice.GIVE_BACK:
        meet_step(review, EXECUTIVE, evidence="The Executive's signed outcome", by=by)
    record(
        "rapid_reviews.executive_decided", subject=row, by=by,
        status=[was, review.status], choice=str(row.get_choice_display()),
        settled=str(row.get_settled_display()), signed=evidence.of(row),
    )  # fmt: skip
    people = people_with_roles(review, TOLD)
    tell("executive_decided", review, people, key=str(row.public_id), page="executive", by=by)
    return row
