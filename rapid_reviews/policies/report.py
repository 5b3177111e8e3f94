"""Who writes the report, answers its questions and gives a view on what should follow.

Everybody inside the process who sees the review reads its report; legal advice stands in a compartment of its own
(`notifications.policies.judgement.reads_advice`).
"""

from __future__ import annotations

from typing import Any

from lscp.accounts.roles import Role
from lscp.kernel.access import ALLOWED, Verdict
from lscp.signing import policies as signing
from lscp.signing.queries import live_round
from lscp.signing.seats import chairs_today, is_recused, place_in
from notifications.policies import judgement as first_stage
from notifications.queries.identity import may_know_identity
from rapid_reviews import report_wording
from rapid_reviews.enums import ReviewStatus
from rapid_reviews.models.report import PARTNER_VIEWS
from rapid_reviews.policies.review import NOT_UNIT, in_hand, is_unit
from rapid_reviews.report_codes import SectionKind

NOT_WRITER = Verdict("role", "Only the Business Unit and the owner of the section can do this")
NOT_SCRUTINEER = Verdict("role", "Only the independent scrutineer writes this section")
NOT_KNOWING = Verdict("role", "You may read this report without the names of the people in the case only")
EARLIER_ROUND = Verdict("state", "This is the report of an earlier round. It stays as it is")
NOTHING_ASKED = Verdict("state", "Views are not asked for at this point")


def report_open(review: Any) -> Verdict:
    """Whether the report can be changed now, whoever asks: until it goes on to the Executive."""
    if review.status == ReviewStatus.ENDED:
        return Verdict("state", f"This rapid review has ended: {review.get_ended_why_display().lower()}")
    if review.status != ReviewStatus.GATHERING:
        return Verdict("state", "The report has gone on to the Executive, so it stays as it is")
    return ALLOWED


def can_change_report(user: Any, review: Any) -> Verdict:
    """Name owners, answer the criteria and the self-check, settle names: the Business Unit."""
    verdict = in_hand(user, review)
    return report_open(review) if verdict else verdict


def kind_of(section: Any) -> SectionKind:
    """How the section comes about, by its outline."""
    return report_wording.outline(section.edition).part(section.key).kind


def writes(user: Any, section: Any) -> Verdict:
    """Whether this is the person's section to write, whatever the state.

    The scrutineer's comment is the scrutineer's alone; an owner writes while they sit on the group. Whoever
    stepped aside from the case writes nothing.
    """
    if kind_of(section) == SectionKind.SCRUTINEER:
        if not user.holds(Role.SCRUTINEER, partnership=section.review.partnership_id):
            return NOT_SCRUTINEER
    elif not is_unit(user, section.review) and not _owns(user, section):
        return NOT_WRITER
    if is_recused(user, section.case_id):
        return first_stage.STEPPED_ASIDE
    return ALLOWED


def _owns(user: Any, section: Any) -> bool:
    there = section.review.partnership_id
    return bool(section.owner_id == user.pk and user.holds(Role.RAG_MEMBER, partnership=there))


def can_write(user: Any, section: Any) -> Verdict:
    """Write the section, while the report is open and the round is the present one."""
    verdict = writes(user, section)
    return _in_round(section) if verdict else verdict


def can_set_ready(user: Any, section: Any) -> Verdict:
    """Say that the section is ready, or not yet: whoever writes it."""
    verdict = can_write(user, section)
    if verdict and not section.ready_at and not section.versions.exists():
        return Verdict("state", "Nothing is written yet")
    return verdict


def can_set_owner(user: Any, section: Any) -> Verdict:
    """Name who writes the section: the Business Unit."""
    verdict = in_hand(user, section.review)
    return _in_round(section) if verdict else verdict


def can_read_names(user: Any, review: Any) -> Verdict:
    """See what the check for names found: the Business Unit's people who may know the people in the case."""
    if not is_unit(user, review):
        return NOT_UNIT
    return ALLOWED if may_know_identity(user, review.notification) else NOT_KNOWING


def can_check_names(user: Any, review: Any) -> Verdict:
    """Say that a name or number stays in the report, because."""
    verdict = can_read_names(user, review)
    return report_open(review) if verdict else verdict


def can_comment(user: Any, section: Any) -> Verdict:
    """Whoever sees the review comments on its report, while it can be changed."""
    refusal = first_stage.barred(user, section.review.notification)
    return _in_round(section) if refusal is None else refusal


def _in_round(section: Any) -> Verdict:
    newest = type(section).all_records.filter(review=section.review_id).order_by("-round").first()
    if newest is not None and newest.round != section.round:
        return EARLIER_ROUND
    return report_open(section.review)


def can_ask_views(user: Any, review: Any) -> Verdict:
    """Ask the statutory partners, or ask them again, what should follow: the Business Unit."""
    return can_change_report(user, review)


def can_give_view(user: Any, review: Any) -> Verdict:
    """A statutory partner's member of the group gives the partner's own view, while views are asked for.

    No sentence here depends on whether somebody of another partner has given theirs.
    """
    if not user.holds(Role.RAG_MEMBER, partnership=review.partnership_id):
        return Verdict("role", "Only Review Advisory Group members of a statutory partner give a view")
    refusal = first_stage.barred(user, review.notification)
    if refusal is not None:
        return refusal
    state = report_open(review)
    if not state:
        return state
    place = place_in(user, review.case_id, PARTNER_VIEWS)
    if place is not None:
        return signing.can_sign_at(place)
    return signing.NOT_SEATED if live_round(review.case_id, PARTNER_VIEWS) else NOTHING_ASKED


def can_open_views(user: Any, review: Any) -> Verdict:
    """The chair of the day opens the views early, after giving their own, with a reason."""
    if not chairs_today(user, first_stage.group_of(review.notification)):
        return Verdict("role", "Only the chair of the Review Advisory Group can open the views early")
    refusal = first_stage.barred(user, review.notification)
    if refusal is not None:
        return refusal
    the_round = live_round(review.case_id, PARTNER_VIEWS)
    return NOTHING_ASKED if the_round is None else signing.can_open_early(user, the_round)
