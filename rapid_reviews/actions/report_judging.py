"""Answering the statutory criteria and the self-check one by one. Nothing is computed from the answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from lscp.audit import evidence
from lscp.kernel.access import Refused, Stale, Verdict, require
from lscp.kernel.scoping import ANY_VERSION, claim
from lscp.people import sealing
from rapid_reviews.actions.recording import record
from rapid_reviews.models import RapidReview, ReportJudgement
from rapid_reviews.policies import report as policies
from rapid_reviews.queries.report import report_of
from rapid_reviews.queries.report_judgements import answered, count_of
from rapid_reviews.report_codes import About, Answer

NO_REPORT = Verdict("state", "The report of this review has not been begun")
ANSWERED_SINCE = "Somebody answered these questions since you opened this page"


@transaction.atomic
def judge(
    public_id: Any, *, about: str, answers: Mapping[str, tuple[str, str]], seen_number: int, by: Any
) -> list[ReportJudgement]:
    """Write the answers that differ from those that stand: {item: (answer, reason)}; gives the new ones.

    `seen_number` is how many answers of this list the page showed. A criterion always needs a reason, an item of
    the self-check when it is not met. Raises `ValueError` for an item or answer that was not offered or a missing
    reason, `Stale` when somebody answered meanwhile.
    """
    review = claim(RapidReview, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_change_report(by, review), record=review)
    report = report_of(review)
    if report is None:
        raise Refused(NO_REPORT, record=review)
    kind = About(about)
    if count_of(review, report.round, kind) != seen_number:
        raise Stale(ANSWERED_SINCE, record=review)
    standing = {one.item.key: one for one in answered(review, report, kind)}
    made = []
    for item, (answer, reason) in answers.items():
        _check(kind, item in standing, answer, reason)
        old = standing[item]
        if old.judgement and (old.judgement.answer, old.reason) == (answer, reason):
            continue
        made.append(_write(review, report.round, (kind, item), (answer, reason), by=by))
    return made


def _check(about: About, is_known: bool, answer: str, reason: str) -> None:
    offered = (
        {Answer.MET, Answer.NOT_MET} if about == About.READINESS else {Answer.YES, Answer.NO, Answer.UNCLEAR}
    )
    if not is_known or answer not in offered:
        raise ValueError("Select one of the answers")
    if answer != Answer.MET and not reason.strip():
        raise ValueError("Enter the reason for each answer")


def _write(
    review: RapidReview, number: int, question: tuple[About, str], given: tuple[str, str], *, by: Any
) -> ReportJudgement:
    (about, item), (answer, reason) = question, given
    sealed = sealing.seal(review.case, reason, is_frozen=True) if reason.strip() else None
    made = ReportJudgement.all_records.create(
        review=review, round=number, about=about, item=item, answer=answer, reason=sealed, made_by=by
    )
    record(
        "rapid_reviews.report_judged", subject=review, by=by, about=str(about.label), item=item,
        answer=str(Answer(answer).label), signed=evidence.of(made),
    )  # fmt: skip
    return made
