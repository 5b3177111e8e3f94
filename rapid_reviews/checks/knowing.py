"""Who knew what, and when: an agency that was told and recorded it later, or learned what another had known long.

A chronology shows what was written, not what was known. So a finding says which rows say what, and asks.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from rapid_reviews.checks.codes import Check
from rapid_reviews.checks.lexicon import LEARNED
from rapid_reviews.checks.mentions import Mentions
from rapid_reviews.checks.pairs import Pair, alike
from rapid_reviews.checks.values import Chronology, Finding, Row, Thresholds, days, plain
from rapid_reviews.checks.words import Index

AKIN = 0.22
"""How alike two rows must be to speak of one matter, where one says that it was told (local rule, from trials)."""
SURELY_AKIN = 0.34
"""The same where nothing else holds them together."""
LONGEST_WAY = 180
"""Days within which a later row may still be about what was told (local rule)."""
LOOKED_AT = 80
"""Rows of the agency that was told, from that day on, that are looked at (a bound on the work)."""
WIDEST = dt.timedelta(days=31)
"""A row that began so long before may still be of that day."""


def find(chronology: Chronology, limits: Thresholds, index: Index, mentions: Mentions) -> Iterator[Finding]:
    """Rows that say somebody learned something, each with the best row before; then what was told and came later."""
    met: set[str] = set()
    for finding in (
        *_learned(chronology, limits, index, mentions), *_told(chronology, limits, index, mentions)
    ):  # fmt: skip
        if met.isdisjoint(finding.rows):
            met.update(finding.rows)
            yield finding


def _learned(
    chronology: Chronology, limits: Thresholds, index: Index, mentions: Mentions
) -> Iterator[Finding]:
    """What a row says that its agency came to know, and another had told it, or known it, long before."""
    learned = {row.key: row for row in chronology.placed if LEARNED.search(row.text.casefold())}

    def before(earlier: Row, row: Row) -> bool:
        return earlier.last < row.first

    pairs: dict[str, list[Pair]] = defaultdict(list)
    for pair in alike(chronology.placed, index, least=AKIN, reach=before, asks=learned):
        pairs[pair.other.key].append(pair)
    for found in pairs.values():
        row = found[0].other
        others = [pair for pair in found if pair.one.source != row.source]
        told = [
            pair
            for pair in others
            if _wait(pair) >= limits.told_days and row.source in mentions.told_in(pair.one)
        ]
        knew = [pair for pair in others if _wait(pair) >= limits.knew_days and pair.likeness >= SURELY_AKIN]
        if told:
            yield _learned_late(
                chronology, _most(told).one, row, f"that {chronology.name_of(row.source)} was told"
            )
        elif knew and len(others) == len(found) and _was_there(chronology, row, _most(knew).one):
            yield _learned_late(chronology, _most(knew).one, row, "the same")


def _wait(pair: Pair) -> int:
    return (pair.other.first - pair.one.last).days


def _most(pairs: list[Pair]) -> Pair:
    return max(pairs, key=lambda pair: (pair.likeness, pair.one.key))


def _was_there(chronology: Chronology, row: Row, earlier: Row) -> bool:
    """Whether the agency that learned it had to do with the family between: else it could not have known."""
    own = chronology.by_source[row.source]
    at = bisect_left(own, earlier.first, key=lambda one: one.first)
    return at < len(own) and own[at].first < row.first


def _told(chronology: Chronology, limits: Thresholds, index: Index, mentions: Mentions) -> Iterator[Finding]:
    """Rows that say an agency was told, where its own first row about it comes late."""
    firsts = {source: [row.first for row in rows] for source, rows in chronology.by_source.items()}
    for row in chronology.placed:
        for source in sorted(mentions.told_in(row)):
            own = chronology.by_source.get(source)
            if own:
                start = bisect_left(firsts[source], row.first - WIDEST)
                later = _first_related(row, islice(own, start, start + LOOKED_AT), limits, index, mentions)
                if later is not None:
                    yield _told_late(chronology, row, later)


def _first_related(
    row: Row, own: Iterable[Row], limits: Thresholds, index: Index, mentions: Mentions
) -> Row | None:
    """The first row of the agency that was told, about what it was told, if that is later than it should be."""
    for candidate in own:
        wait = (candidate.first - row.last).days
        if wait > LONGEST_WAY:
            return None
        if candidate.last < row.first:
            continue
        likeness = index.likeness(row.key, candidate.key)
        if wait < limits.told_days:
            if row.source in mentions.of(candidate) or likeness >= AKIN / 2:
                return None
        elif likeness >= SURELY_AKIN:
            return candidate
    return None


def _told_late(chronology: Chronology, row: Row, later: Row) -> Finding:
    teller, told = chronology.name_of(row.source), chronology.name_of(later.source)
    wait = days((later.first - row.last).days)
    said = plain(
        f"{teller} writes on {row.when_words} that {told} was told. The first row of {told} that seems to be about it "
        f"is from {later.when_words}, {wait} later."
    )
    return Finding(
        Check.KNOWING, (row.key, later.key), (said,), ("told", str(row.last), str(later.first)),
        subject=later.source, since=row.last, until=later.first,
    )  # fmt: skip


def _learned_late(chronology: Chronology, earlier: Row, row: Row, what: str) -> Finding:
    knew, learned = chronology.name_of(earlier.source), chronology.name_of(row.source)
    said = plain(
        f"{learned} writes on {row.when_words} that it learned something then. {knew} has a row from "
        f"{earlier.when_words} that seems to say {what}: {days((row.first - earlier.last).days)} before."
    )
    return Finding(
        Check.KNOWING, (earlier.key, row.key), (said,), ("learned", str(earlier.last), str(row.first)),
        subject=row.source, since=earlier.last, until=row.first,
    )  # fmt: skip
