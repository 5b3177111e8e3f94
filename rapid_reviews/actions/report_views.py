"""The statutory partners' signed views of what should follow a rapid review: blind, then open.

While a round is blind the review itself is not touched by a view: no version, no "changed by" and no message
may tell that somebody has given one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.urls import reverse

from lscp.accounts.models import User
from lscp.accounts.roles import SUBMISSION_ROLES, Role
from lscp.audit import service as audit
from lscp.kernel.access import Refused, require
from lscp.kernel.scoping import ANY_VERSION, claim
from lscp.messaging import service as messaging
from lscp.signing import actions as signing
from lscp.signing.enums import EndReason
from lscp.signing.models import SignedView, SigningRound
from lscp.signing.queries import live_round
from lscp.signing.seats import signers_of
from lscp.signing.visibility import compartment_of
from notifications.events import CaseTransferred, CriteriaFoundNotMet, StoppedTakingPart
from notifications.policies import judgement as first_stage
from notifications.queries.judgement import readers_with, statutory_partners, those_who_see
from rapid_reviews.actions.report_judging import NO_REPORT
from rapid_reviews.models import RapidReview, ReportSection
from rapid_reviews.models.report import PARTNER_VIEWS
from rapid_reviews.policies import report as policies
from rapid_reviews.queries.people import without
from rapid_reviews.queries.report import current_round, views_key
from rapid_reviews.report_codes import NextStep

QUESTION = signing.Question("What should follow this rapid review?", NextStep.choices)


@transaction.atomic
def ask_views(public_id: Any, *, seen_version: int | None, by: Any) -> SigningRound:
    """Ask the statutory partners what should follow; asked again, an earlier round that still runs ends.

    The round rests on the report as it stands. Raises `Refused` where the partnership has no statutory partner.
    """
    review = claim(RapidReview, public_id, by=by, seen_version=seen_version)
    require(policies.can_ask_views(by, review), record=review)
    number = current_round(review)
    if not number:
        raise Refused(NO_REPORT, record=review)
    signing.end_round(review.case, PARTNER_VIEWS, why=EndReason.LOOK_AGAIN, by=by)
    made = signing.begin_round(
        review.case, PARTNER_VIEWS, question=QUESTION, rests_on=_rests_on(review, number),
        seats=[
            signing.SeatAsked(row.agency, Role.RAG_MEMBER, str(row.agency))
            for row in statutory_partners(review.partnership)
        ],
        by=by, group=first_stage.group_of(review.notification),
    )  # fmt: skip
    review.touch(by=by)
    review.save()
    people = those_who_see(review.notification, signers_of(made))
    _tell("report_view_wanted", review, people, key=str(made.public_id), by=by)
    return made


@transaction.atomic
def give_view(
    public_id: Any, *, choice: str, rationale: str, seen_rests_on: str, seen_number: int, by: Any
) -> SignedView:
    """Sign one's partner's own view with its reasons. The last view opens the round."""
    review = claim(RapidReview, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_give_view(by, review), record=review)
    the_round = _running(review)
    view, opens = signing.sign_view(
        the_round.pk, choice=choice, document={"rationale": rationale}, seen_rests_on=seen_rests_on,
        seen_number=seen_number, by=by,
    )  # fmt: skip
    the_round.refresh_from_db()
    if the_round.is_open:
        key = "opened" if opens else f"view:{view.public_id}"
        _tell_open(review, the_round, key=key, by=by)
    return view


@transaction.atomic
def open_views(public_id: Any, *, seen_version: int | None, reason: str, by: Any) -> SigningRound:
    """Open the views early: the chair of the day, after giving their own, with a reason."""
    review = claim(RapidReview, public_id, by=by, seen_version=seen_version)
    require(policies.can_open_views(by, review), record=review)
    opened = signing.open_early(_running(review).pk, reason=reason, by=by)
    review.touch(by=by)
    review.save()
    _tell_open(review, opened, key="opened", by=by)
    return opened


def end_views(review: RapidReview, *, by: Any) -> None:
    """Take no more views: the review ended or its report went on. Part of an action that claimed the review."""
    signing.end_round(review.case, PARTNER_VIEWS, why=EndReason.CLOSED, by=by)


def close_after(event: CriteriaFoundNotMet | CaseTransferred) -> None:
    """The incident left the usual way: no more views are taken."""
    review = RapidReview.all_records.select_related("case").filter(notification=event.notification_id)
    for one in review.order_by("-opened_at")[:1]:
        end_views(one, by=User.objects.get(pk=event.by_id))


def follow_leaving(event: StoppedTakingPart) -> None:
    """Somebody takes no part any more: if only their seat was waited for, the views are open."""
    review = (
        RapidReview.all_records.select_related("case", "notification", "partnership")
        .filter(notification=event.notification_id, ended_at=None)
        .first()
    )
    the_round = live_round(review.case_id, PARTNER_VIEWS) if review else None
    if review is None or the_round is None:
        return
    by = User.objects.get(pk=event.by_id)
    if signing.open_if_all_in(the_round.pk, by=by):
        _tell_open(review, the_round, key="opened", by=by)


def note_own_page(review: RapidReview, the_round: SigningRound, *, by: Any) -> None:
    """Somebody opens the page on which they give their own view; not told to others while it is blind."""
    audit.record_reading(
        "rapid_reviews.own_view_page_read", subject=review, by=by, compartment=compartment_of(the_round)
    )


def _running(review: RapidReview) -> SigningRound:
    the_round = live_round(review.case_id, PARTNER_VIEWS)
    assert the_round is not None  # noqa: S101 - the policy has just seen it under the same lock
    return the_round


def _rests_on(review: RapidReview, number: int) -> str:
    rows = ReportSection.all_records.filter(review=review, round=number)
    return f"{views_key(review, number)}{rows.aggregate(total=Sum('version'))['total']}"


def _tell_open(review: RapidReview, the_round: SigningRound, *, key: str, by: Any) -> None:
    people = readers_with(review.notification, SUBMISSION_ROLES)
    _tell("report_views_open", review, people, key=f"{the_round.public_id}:{key}", by=by)


def _tell(kind: str, review: RapidReview, people: Iterable[User], *, key: str, by: Any) -> None:
    messaging.enqueue(
        kind, to=without(people, by), dedupe_key=f"{kind}:{review.public_id}:{key}", case=review.case,
        path=reverse("rapid_reviews:report_views", args=[review.public_id]),
    )  # fmt: skip
