"""Whether a report may go on to the Executive: what is still missing, in words."""

from __future__ import annotations

from lscp.signing.queries import rounds_of
from rapid_reviews.models import RapidReview
from rapid_reviews.models.report import PARTNER_VIEWS
from rapid_reviews.queries.report import ReportView, report_of, views_key
from rapid_reviews.queries.report_check import unsettled
from rapid_reviews.queries.report_judgements import answered
from rapid_reviews.queries.report_safety import safety_open
from rapid_reviews.report_codes import About, SectionKind, SectionState

LISTS = {
    About.LOCAL: "The criteria for a local review are not all answered",
    About.NATIONAL: "The questions about national importance are not all answered",
    About.READINESS: "The self-check is not finished",
}


def unmet(review: RapidReview) -> list[str]:
    """What stops the report from going on, one sentence each; empty when it may.

    Every section that the Business Unit answers for is ready, every criterion answered, the partners' views open,
    and every item of the self-check answered: an item that is not met has its written reason by then and does
    not stop the report. The scrutineer's comment and legal advice are awaited by nobody.
    """
    report = report_of(review)
    if report is None:
        return ["The report has not been begun"]
    found = [
        f"“{one.part.title}” is not ready"
        for one in report.written
        if one.state != SectionState.READY and one.part.kind == SectionKind.TEXT
    ]
    found += [
        f"{words}: {missing} left"
        for about, words in LISTS.items()
        if (missing := sum(one.judgement is None for one in answered(review, report, about)))
    ]
    found += ["An immediate safety action is still open"] if safety_open(review) else []
    left = unsettled(review, report)
    found += [f"Names or numbers of the case still stand in the text: {left}"] if left else []
    return found + views_missing(review, report)


def views_missing(review: RapidReview, report: ReportView) -> list[str]:
    """What is still to come of the partners' views."""
    key = views_key(review, report.round)
    found = [one for one in rounds_of(review.case, PARTNER_VIEWS) if one.rests_on.startswith(key)]
    if not found:
        return ["The partners have not been asked what should follow"]
    return [] if any(one.is_open for one in found) else ["The partners’ views are not open yet"]
