"""The Executive's page: everything a member needs to decide in ten minutes, from what stands elsewhere."""

from __future__ import annotations

from typing import Any

from lscp.kernel.dates import british_date
from lscp.signing.models import SigningRound
from lscp.signing.visibility import reads_open_views
from lscp.web.components import SummaryRow
from notifications.queries.opinions import RoundShown, round_shown
from rapid_reviews.models import RapidReview
from rapid_reviews.queries.opened import text_of
from rapid_reviews.queries.recommendation import executive_rounds, executive_rule, suggestion
from rapid_reviews.queries.report import report_of, texts_of
from rapid_reviews.queries.report_judgements import answered
from rapid_reviews.report_codes import About

SUMMARY = ("facts", "episodes", "voice", "shared")
"""The parts of the report shown in full; the rest is one link away."""


def rounds_for(user: Any, review: RapidReview) -> list[RoundShown]:
    """The Executive's rounds as this reader may see them: their own answer alone while one is blind."""
    return [
        round_shown(
            user, one, rests_on=f"the recommendation as it was signed on {british_date(one.begun_at)}"
        )
        for one in executive_rounds(review)
    ]


def contributing(user: Any, review: RapidReview) -> list[Any]:
    """The agencies whose open answers are shown to this reader."""
    shown: list[SigningRound] = [one for one in executive_rounds(review) if reads_open_views(user, one)]
    seats = (seat for one in shown for seat in one.seats.select_related("agency"))
    return list({seat.agency_id: seat.agency for seat in seats}.values())


def parts_of(review: RapidReview) -> list[tuple[str, str]]:
    """The parts of the report an Executive member reads first, with their titles."""
    report = report_of(review)
    if report is None:
        return []
    texts = texts_of(report)
    return [
        (one.part.title, texts.get(one.part.key, "")) for one in report.written if one.part.key in SUMMARY
    ]


def criteria_of(review: RapidReview) -> list[tuple[str, list[SummaryRow]]]:
    """Each list of criteria with its answers and reasons; the Panel's suggestion beside the one that it is."""
    report = report_of(review)
    if report is None:
        return []
    lists = [
        (
            str(about.label),
            [
                SummaryRow(
                    one.item.question,
                    f"{one.words}. {one.reason}" if one.judgement else "",
                    is_narrative=True,
                )
                for one in answered(review, report, about)
            ],
        )
        for about in (About.LOCAL, About.NATIONAL)
    ]
    letter = suggestion(review)
    if letter is not None:
        lists[0][1].insert(
            0,
            SummaryRow(
                "Criterion (d): the Panel suggests a local review",
                f"Letter of {british_date(letter.received_on)}. {text_of(letter.content)}",
                is_narrative=True,
            ),
        )
    return lists


def rule_words(review: RapidReview) -> str:
    """What holds when the partners do not agree, in a sentence or two."""
    asked = next((one for one in executive_rounds(review) if one.ended_at is None), None)
    rule = executive_rule(review.partnership_id, at=asked.begun_at if asked else None)
    if rule is None:
        return (
            "This partnership has set no rule for when its partners do not agree. All must sign the same answer, or "
            "the chair of the Executive records how it was settled, with reasons."
        )
    deputies = "Deputies may sign" if rule.deputies else "Deputies do not sign"
    return (
        f"This partnership's own rule, from {british_date(rule.in_force_from)}: {rule.quorum} statutory partners must "
        f"have signed. {deputies}. When everybody at a partner has stepped aside: "
        f"{_small(rule.get_conflict_display())}. "
        f"When they do not agree: {_small(rule.get_casting_display())}. {rule.words}"
    )


def _small(words: Any) -> str:
    text = str(words)
    return text[0].lower() + text[1:]
