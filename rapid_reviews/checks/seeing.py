"""Whether the child was seen, and spoken to alone: the longest stretches between the rows that say so."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from rapid_reviews.checks.codes import Check
from rapid_reviews.checks.spans import Span, length, spans
from rapid_reviews.checks.values import (
    NO,
    NOT_RELEVANT,
    YES,
    Child,
    Chronology,
    Finding,
    Row,
    Sentence,
    Thresholds,
    plain,
)

ANY_CHILD = Child("", "the child")
FEWEST_SIGHTINGS = 2
"""Sightings that a stretch must hold before it is asked why nobody spoke to the child."""


def find_not_seen(chronology: Chronology, limits: Thresholds) -> Iterator[Finding]:
    """For each child, stretches in which others recorded something but nobody says that the child was seen."""
    for child in chronology.children or (ANY_CHILD,):
        about = [row for row in _until_the_end(chronology) if row.is_about(child.key)]
        marks = _ends(about, [row for row in about if row.seen == YES])
        for span in spans(marks, longest=limits.not_seen_days):
            inside = _inside(about, span)
            if inside:
                yield _not_seen(chronology, child, span, inside)


def find_not_spoken(chronology: Chronology, limits: Thresholds) -> Iterator[Finding]:
    """For each child, stretches in which the child was seen but nobody says that they were spoken to alone."""
    for child in chronology.children or (ANY_CHILD,):
        seen = [
            row
            for row in _until_the_end(chronology)
            if row.seen == YES and row.is_about(child.key) and row.spoken != NOT_RELEVANT
        ]
        marks = _ends(seen, [row for row in seen if row.spoken == YES])
        for span in spans(marks, longest=limits.not_spoken_days):
            inside = [row for row in _inside(seen, span) if row.spoken != YES]
            if len(inside) >= FEWEST_SIGHTINGS and any(row.spoken == NO for row in inside):
                yield _not_spoken(child, span, inside)


def _until_the_end(chronology: Chronology) -> list[Row]:
    end = chronology.ends_on
    return [row for row in chronology.placed if end is None or row.first <= end]


def _ends(about: list[Row], marks: list[Row]) -> list[Row]:
    """The rows to measure between: those that say yes, and the first and the last row about the child."""
    ends = [row for row in (*about[:1], *about[-1:]) if row not in marks]
    return sorted([*marks, *ends], key=lambda row: (row.first, row.last))


def _inside(rows: list[Row], span: Span) -> list[Row]:
    """Of rows in order, those that are surely in the stretch, and its ends where they say nothing of it."""
    since = bisect_left(rows, span.since, key=lambda row: row.first)
    until = bisect_right(rows, span.until, key=lambda row: row.first)
    marks = [row.key for row in (span.before, span.after) if row.seen == YES]
    return [row for row in rows[since:until] if row.last <= span.until and row.key not in marks]


def _not_seen(chronology: Chronology, child: Child, span: Span, inside: list[Row]) -> Finding:
    no = [row for row in inside if row.seen == NO]
    silent = len([row for row in inside if row.seen not in (NO, NOT_RELEVANT)])
    loose = [
        row for row in chronology.loose if row.seen == YES and row.is_about(child.key) and span.may_hold(row)
    ]
    said: list[Sentence] = [
        plain(
            f"No row says that {child.label} was seen between {span.before.when_words} and {span.after.when_words}: "
            f"{length(span)}. In that time there {_rows(len(inside))}{_of_them(len(no), silent)}."
        )
    ]
    untold = sum(not row.children for row in inside)
    if untold and len(chronology.children) > 1:
        said.append(
            plain(f"{_number(untold)} of them {'does' if untold == 1 else 'do'} not say which child.")
        )
    if loose:
        said.append(
            (f"{_number(len(loose))} with an uncertain date may belong here: the child was seen then.",)
        )
    return Finding(
        Check.NOT_SEEN, (span.before.key, span.after.key), tuple(said), (str(span.since), str(span.until)),
        subject=child.key, since=span.since, until=span.until,
        beside=tuple(dict.fromkeys(row.key for row in (*loose, *no, *inside)))[:6],
    )  # fmt: skip


def _not_spoken(child: Child, span: Span, inside: list[Row]) -> Finding:
    said = plain(
        f"Between {span.before.when_words} and {span.after.when_words} ({length(span)}) {len(inside)} rows say that "
        f"{child.label} was seen, and none that {child.label} was spoken to alone."
    )
    return Finding(
        Check.NOT_SPOKEN, (span.before.key, span.after.key), (said,), (str(span.since), str(span.until)),
        subject=child.key, since=span.since, until=span.until, beside=tuple(row.key for row in inside[:6]),
    )  # fmt: skip


def _rows(number: int) -> str:
    return "is 1 other row" if number == 1 else f"are {number} other rows" if number else "is no other row"


def _of_them(no: int, silent: int) -> str:
    parts = []
    if no:
        parts.append(f"{no} {'says' if no == 1 else 'say'} that the child was not seen")
    if silent:
        parts.append(f"{silent} {'does' if silent == 1 else 'do'} not say")
    return f": {' and '.join(parts)}" if parts else ""


def _number(number: int) -> str:
    return "One row" if number == 1 else f"{number} rows"
