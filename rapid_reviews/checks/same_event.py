"""The same event, told by two agencies with different dates or different facts.

Two rows are held to be one event when they share the words that few rows have and may be within some days of each
other. Rows that may be on one day are never said to differ in their date. Nor is a row that speaks of the other's
day, or that says when its agency was told: that is when it learned of it, not when it happened.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from lscp.kernel.dates import british_date
from rapid_reviews.checks.codes import Check
from rapid_reviews.checks.facts import differences
from rapid_reviews.checks.lexicon import HURTS, LEARNED, REPORTED
from rapid_reviews.checks.mentions import Mentions
from rapid_reviews.checks.pairs import Pair, alike
from rapid_reviews.checks.values import Chronology, Finding, Row, Sentence, Thresholds, apart, plain
from rapid_reviews.checks.words import Index, dated_sentences, days_named

WIDEST = 31
"""Days that a row's date may span and still be compared: of a longer one nobody can say which event it is."""
ALIKE = 0.34
"""How alike two rows must be to be held for one event on days that may be the same (local rule, from trials)."""
ALIKE_APART = 0.42
"""The same for rows on different days: there more must agree, because similar things happen in a week."""
LOOKED_AT = 60
"""Rows of an agency around a named day that are looked at (a bound on the work)."""
Differing = tuple[Sentence, tuple[str, ...]] | None
"""What is said of two dates that differ, and what would make it another difference."""
NEARLY = 0.75
"""Another row that is so much like this one explains it as well: then nobody can say which is the same."""


def find(chronology: Chronology, limits: Thresholds, index: Index, mentions: Mentions) -> Iterator[Finding]:
    """Every pair of rows that seem to be one event and differ; first those that name each other's agency and day."""
    met: set[frozenset[str]] = set()
    for finding in (*_reported(chronology, limits, index, mentions), *_alike(chronology, limits, index)):
        if frozenset(finding.rows) not in met:
            met.add(frozenset(finding.rows))
            yield finding


def _alike(chronology: Chronology, limits: Thresholds, index: Index) -> Iterator[Finding]:
    rows = [row for row in chronology.placed if (row.last - row.first).days <= WIDEST]
    reach = limits.same_event_days + WIDEST

    def near(earlier: Row, row: Row) -> bool:
        if earlier.source == row.source or (row.first - earlier.first).days > reach:
            return False
        return apart(earlier, row) <= limits.same_event_days and _about_one_child(earlier, row)

    pairs = list(alike(rows, index, least=ALIKE, reach=near))
    for pair in _best(pairs):
        finding = _finding(chronology, pair.one, pair.other, _dates(chronology, pair))
        if finding is not None:
            yield finding


def _reported(
    chronology: Chronology, limits: Thresholds, index: Index, mentions: Mentions
) -> Iterator[Finding]:
    """Rows that tell of another agency's event and name its day, beside that agency's own row about it."""
    firsts = {source: [row.first for row in rows] for source, rows in chronology.by_source.items()}
    for row in chronology.placed:
        for source, named in _days_at(row, mentions).items():
            own = chronology.by_source.get(source, [])
            start = bisect_left(
                firsts.get(source, []), min(named) - dt.timedelta(days=limits.same_event_days)
            )
            event = _event(row, named, islice(own, start, start + LOOKED_AT), limits, index)
            if event is not None:
                finding = _finding(chronology, event, row, _named(chronology, row, named, event))
                if finding is not None:
                    yield finding


def _days_at(row: Row, mentions: Mentions) -> dict[str, list[dt.date]]:
    """The days that a row names in one sentence with another agency, by agency."""
    found: dict[str, list[dt.date]] = defaultdict(list)
    for day, sentence in dated_sentences(row):
        if day <= row.last:
            for source in sorted(mentions.beside(sentence) - {row.source}):
                found[source].append(day)
    return found


def _event(
    row: Row, named: list[dt.date], own: Iterable[Row], limits: Thresholds, index: Index
) -> Row | None:
    """The other agency's row about what a row tells of: on the named day if there is one, else the nearest."""
    near = []
    for one in own:
        away = min(max(0, (one.first - day).days, (day - one.last).days) for day in named)
        same_thing = index.shared(one.key, row.key) & HURTS or index.likeness(one.key, row.key) >= ALIKE_APART
        if away <= limits.same_event_days and same_thing and _about_one_child(one, row):
            near.append((away, -index.likeness(one.key, row.key), one.key, one))
    return min(near)[3] if near else None


def _named(chronology: Chronology, row: Row, named: list[dt.date], event: Row) -> Differing:
    if any(event.when.may_be(day) for day in named):
        return None
    day = min(named, key=lambda one: abs((one - event.first).days))
    said = (
        f"{chronology.name_of(row.source)} writes on {row.when_words} that it was on {british_date(day)}. "
        f"{chronology.name_of(event.source)} has it on {event.when_words}."
    )
    return plain(said), (str(day), str(event.when.earliest), str(event.when.latest))


def _about_one_child(one: Row, other: Row) -> bool:
    return not (one.children and other.children) or bool(one.children & other.children)


def _best(pairs: list[Pair]) -> Iterator[Pair]:
    """For each row and each other agency, the one row that is most like it; none where several are alike.

    A row that may be on the same day comes before one that is not: what happens every week is not the same event.
    """
    of: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in pairs:
        of[pair.one.key, pair.other.source].append(pair)
        of[pair.other.key, pair.one.source].append(pair)
    for pair in sorted(pairs, key=lambda one: (one.one.first, one.one.key, one.other.key)):
        sides = (of[pair.one.key, pair.other.source], of[pair.other.key, pair.one.source])
        if all(_is_best(pair, side) for side in sides):
            yield pair


def _is_best(pair: Pair, side: Iterable[Pair]) -> bool:
    is_apart = apart(pair.one, pair.other) > 0
    for rival in side:
        if rival is pair:
            continue
        rival_apart = apart(rival.one, rival.other) > 0
        if is_apart and not rival_apart and rival.likeness >= pair.likeness * NEARLY:
            return False
        if is_apart == rival_apart and rival.likeness > pair.likeness * (NEARLY if is_apart else 1):
            return False
    return True


def _finding(chronology: Chronology, one: Row, other: Row, dates: Differing) -> Finding | None:
    names = (chronology.name_of(one.source), chronology.name_of(other.source))
    said: list[Sentence] = [dates[0]] if dates else []
    facts: list[str] = list(dates[1]) if dates else []
    for difference in differences(one, other, names):
        said.append(difference.said)
        facts.append(difference.fact)
    if not said:
        return None
    opening = plain(f"{names[0]} and {names[1]} seem to write about the same event, and not in the same way.")
    return Finding(
        Check.SAME_EVENT,
        (one.key, other.key),
        (opening, *said),
        tuple(facts),
        since=one.first,
        until=other.last,
    )


def _dates(chronology: Chronology, pair: Pair) -> Differing:
    one, other = pair.one, pair.other
    if (
        apart(one, other) == 0
        or pair.likeness < ALIKE_APART
        or _explains(one, other)
        or _explains(other, one)
    ):
        return None
    said = (
        f"{chronology.name_of(one.source)} says {one.when_words}, "
        f"{chronology.name_of(other.source)} says {other.when_words}."
    )
    return plain(said), tuple(
        str(day) for row in (one, other) for day in (row.when.earliest, row.when.latest)
    )


def _explains(row: Row, other: Row) -> bool:
    """Whether a row says itself why its day is another: it speaks of the other's, or tells of it later."""
    text = row.text.casefold()
    if row.first > other.first and (LEARNED.search(text) or REPORTED.search(text)):
        return True
    return any(other.first <= day <= other.last for day in days_named(row))
