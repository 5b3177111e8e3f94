"""What the page of views shows: the reader's own while the round is blind, every view once it is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lscp.signing.models import Recusal, SignedView, SigningRound
from lscp.signing.queries import Result, result_for, rounds_of
from lscp.signing.visibility import visible_views
from lscp.web.components import SummaryRow
from notifications.enums import ConditionAnswer
from notifications.models import Notification
from notifications.models.judgement import RAG_VIEWS
from notifications.queries.judgement import version_words

TEST_TITLES = {
    "abuse": "Abuse or neglect known or suspected",
    "harm": "A child died or was seriously harmed",
    "place": "In this area, or outside England",
}


@dataclass(frozen=True)
class ViewShown:
    """One signed view as a page prints it."""

    heading: str
    by: str
    signed_at: Any
    rows: Sequence[SummaryRow]
    note: str = ""
    is_void: bool = False


@dataclass(frozen=True)
class SeatShown:
    """One partner of an open round: the view that counts, then earlier and void ones."""

    title: str
    counted: ViewShown | None
    others: Sequence[ViewShown]


@dataclass(frozen=True)
class RoundShown:
    """One round for one reader. `seats` is empty while it is blind; `own` holds their own views then."""

    number: int
    is_open: bool
    is_live: bool
    rests_on: str
    asked: Sequence[str]
    sentence: str
    early: str
    ended: str
    seats: Sequence[SeatShown]
    own: Sequence[ViewShown]
    dissent: Sequence[ViewShown]


def rounds_for(user: Any, notification: Notification) -> list[RoundShown]:
    """Every round of views about a notification as this reader may see it, newest first."""
    return [
        round_shown(user, one, rests_on=version_words(notification, one.rests_on))
        for one in rounds_of(notification.case, RAG_VIEWS)
    ]


def recusals_for(user: Any, notification: Notification, *, with_reasons: bool) -> list[tuple[str, Any, str]]:
    """Who stepped aside, when, and (for those who may know) why; everybody reads their own reason."""
    rows = Recusal.all_records.filter(case=notification.case_id, ended_at=None)
    return [
        (
            str(row.user),
            row.declared_at,
            row.reason.open()["reason"] if with_reasons or row.user_id == user.pk else "",
        )
        for row in rows.select_related("user", "reason__key")
    ]


def round_shown(user: Any, the_round: SigningRound, *, rests_on: str) -> RoundShown:
    """One round of any purpose as this reader may see it; `rests_on` says in words what was in front of them."""
    result = result_for(user, the_round)
    own = [] if result else [_view(row, the_round) for row in visible_views(user, the_round)]
    early = the_round.early_reason
    return RoundShown(
        number=the_round.number,
        is_open=result is not None,
        is_live=the_round.is_live,
        rests_on=rests_on,
        asked=[seat.title for seat in the_round.seats.all()],
        sentence=sentence_of(result, the_round) if result else "",
        early=early.open()["reason"] if result and early is not None else "",
        ended="" if the_round.is_live else the_round.get_end_reason_display(),
        seats=[_seat(one, the_round) for one in result.seats] if result else [],
        own=own,
        dissent=_dissent(result, the_round) if result else [],
    )


def sentence_of(result: Result, the_round: SigningRound) -> str:
    """Whether the partners agree, in a sentence."""
    given, asked = len(result.choices), len(result.seats)
    if not given:
        return "No view of this round counts."
    if result.is_unanimous:
        return f"All {asked} statutory partners agree. {the_round.words_for(result.agreed)}."
    if len(set(result.choices)) == 1:
        words = the_round.words_for(result.choices[0])
        return f"{given} of {asked} statutory partners have given a view, and they agree. {words}."
    counts = {choice: result.choices.count(choice) for choice in result.choices}
    listed = "; ".join(
        f"{count} {'says' if count == 1 else 'say'} “{the_round.words_for(choice)}”"
        for choice, count in counts.items()
    )
    return f"The statutory partners do not agree: {listed}."


def _dissent(result: Result, the_round: SigningRound) -> list[ViewShown]:
    """The views that differ from what most partners say, word for word; all of them where no most exists."""
    counts = {choice: result.choices.count(choice) for choice in result.choices}
    if len(counts) < 2:
        return []
    top = max(counts.values())
    leading = [choice for choice, count in counts.items() if count == top]
    most = leading[0] if len(leading) == 1 else None
    return [
        _view(one.counted, the_round) for one in result.seats if one.counted and one.counted.choice != most
    ]


def _seat(one: Any, the_round: SigningRound) -> SeatShown:
    others = [row for row in one.versions if one.counted is None or row.pk != one.counted.pk]
    return SeatShown(
        one.seat.title,
        _view(one.counted, the_round) if one.counted else None,
        [_view(row, the_round) for row in others],
    )


def _view(row: SignedView, the_round: SigningRound) -> ViewShown:
    document = row.content.open() or {}
    rows = [
        SummaryRow("View", the_round.words_for(row.choice)),
        SummaryRow("Reasons", document.get("rationale", "Disposed of"), is_narrative=True),
    ]
    answers = dict(ConditionAnswer.choices)
    for key, test in document.get("tests", {}).items():
        words = answers.get(test["answer"], "Not answered")
        text = f"{words}\n\n{test['why']}" if test["why"] else words
        rows.append(SummaryRow(TEST_TITLES[key], text, is_narrative=True))
    notes = []
    if row.stands_in_for is not None:
        notes.append(f"Deputy for {row.stands_in_for}.")
    if row.is_after_opening:
        notes.append("Signed after the views were open.")
    if row.is_void:
        notes.append(f"No longer counts. {row.voiding.get_why_display()}.")
    return ViewShown(
        heading=f"{row.seat.title}, version {row.number}",
        by=str(row.signer),
        signed_at=row.signed_at,
        rows=rows,
        note=" ".join(notes),
        is_void=row.is_void,
    )
