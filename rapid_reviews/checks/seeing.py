"""Whether the child was seen, and spoken to alone: the longest stretches between the rows that say so."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace

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
FEWEST_TRIES = 2
"""Rows in a short stretch that must say that the child was not seen (local rule): one closed door is no pattern."""
SPEAKS = dt.timedelta(days=3 * 365)
"""From about what age it is asked whether a child was spoken to alone (local rule): three years."""
BESIDE = 6
"""Rows shown beside those that make a finding."""
FEWEST_SIGHTINGS = 2
"""Sightings that a stretch must hold before it is asked why nobody spoke to the child."""


def find_not_seen(chronology: Chronology, limits: Thresholds) -> Iterator[Finding]:
    """For each child, stretches in which others recorded something but nobody says that the child was seen.

    A short one counts where rows in it say that the child was not seen, so that somebody tried or should have; a
    long one counts in any case. What begins on the same day for several children is one finding.
    """
    found: dict[str, list[tuple[Child, Span, list[Row]]]] = {}
    for child in chronology.children or (ANY_CHILD,):
        about = [row for row in _lifetime(chronology, child) if row.is_about(child.key)]
        marks = _ends(
            [row for row in about if row.seen != NOT_RELEVANT], [row for row in about if row.seen == YES]
        )
        for span in spans(marks, longest=min(limits.not_seen_days, limits.unseen_days)):
            inside = _inside(about, span, lambda row: row.seen == YES)
            tried = sum(row.seen == NO for row in inside)
            if (span.days >= limits.not_seen_days and tried >= FEWEST_TRIES) or (
                span.days >= limits.unseen_days and inside
            ):
                found.setdefault(span.before.key, []).append((child, span, inside))
    for several in found.values():
        yield _together([_not_seen(chronology, *one) for one in several])


def find_not_spoken(chronology: Chronology, limits: Thresholds) -> Iterator[Finding]:
    """For each child, stretches in which the child was seen but nobody says that they were spoken to alone."""
    for child in chronology.children or (ANY_CHILD,):
        speaks_from = child.born + SPEAKS if child.born else dt.date.min
        seen = [
            row
            for row in _lifetime(chronology, child)
            if row.seen == YES
            and row.is_about(child.key)
            and row.spoken != NOT_RELEVANT
            and row.first >= speaks_from
        ]
        marks = _ends(seen, [row for row in seen if row.spoken == YES])
        for span in spans(marks, longest=limits.not_spoken_days):
            inside = _inside(seen, span, lambda row: row.spoken == YES)
            if len(inside) >= FEWEST_SIGHTINGS and any(row.spoken == NO for row in inside):
                yield _not_spoken(child, span, inside)


def _lifetime(chronology: Chronology, child: Child) -> list[Row]:
    """The rows from the child's birth to the incident."""
    end, born = chronology.ends_on, child.born
    return [
        row
        for row in chronology.placed
        if (end is None or row.first <= end) and (born is None or row.last >= born)
    ]


def _together(several: list[Finding]) -> Finding:
    if len(several) == 1:
        return several[0]
    return replace(
        several[0],
        subject=",".join(sorted(one.subject for one in several)),
        rows=tuple(dict.fromkeys(key for one in several for key in one.rows)),
        said=tuple(said for one in several for said in one.said),
        facts=tuple(fact for one in several for fact in (one.subject, *one.facts)),
        beside=tuple(dict.fromkeys(key for one in several for key in one.beside))[:BESIDE],
    )


def _ends(about: list[Row], marks: list[Row]) -> list[Row]:
    """The rows to measure between: those that say yes, and the first and the last row about the child."""
    ends = [row for row in (*about[:1], *about[-1:]) if row not in marks]
    return sorted([*marks, *ends], key=lambda row: (row.first, row.last))


def _inside(rows: list[Row], span: Span, says_yes: Callable[[Row], bool]) -> list[Row]:
    """Of rows in order, those that are surely in the stretch, and its ends where they say nothing of it."""
    since = bisect_left(rows, span.since, key=lambda row: row.first)
    until = bisect_right(rows, span.until, key=lambda row: row.first)
    marks = [row.key for row in (span.before, span.after) if says_yes(row)]
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
        said.append(plain(f"Of those rows, {untold} {'does' if untold == 1 else 'do'} not say which child."))
    if loose:
        said.append(
            (f"{_number(len(loose))} with an uncertain date may belong here: the child was seen then.",)
        )
    return Finding(
        Check.NOT_SEEN, (span.before.key, span.after.key), tuple(said), (str(span.since), str(span.until)),
        subject=child.key, since=span.since, until=span.until,
        beside=tuple(dict.fromkeys(row.key for row in (*loose, *no, *inside)))[:BESIDE],
    )  # fmt: skip


def _not_spoken(child: Child, span: Span, inside: list[Row]) -> Finding:
    said = plain(
        f"Between {span.before.when_words} and {span.after.when_words} ({length(span)}) {len(inside)} rows say that "
        f"{child.label} was seen, and none that {child.label} was spoken to alone."
    )
    return Finding(
        Check.NOT_SPOKEN, (span.before.key, span.after.key), (said,), (str(span.since), str(span.until)),
        subject=child.key, since=span.since, until=span.until, beside=tuple(row.key for row in inside[:BESIDE]),
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
