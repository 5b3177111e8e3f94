"""Who knew what, and when: an agency that was told and recorded it later, or learned what another had known long.

A chronology shows what was written, not what was known. So a finding says which rows say what, and asks.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice

from rapid_reviews.checks.codes import Check
from rapid_reviews.checks.lexicon import LEARNED
from rapid_reviews.checks.mentions import Mentions
from rapid_reviews.checks.pairs import alike
from rapid_reviews.checks.values import Chronology, Finding, Row, Thresholds, days, plain
from rapid_reviews.checks.words import Index

AKIN = 0.22
"""How alike two rows must be to speak of the same matter (local rule, from trials): less than for one event."""
LONGEST_WAY = 180
"""Days within which a later row may still be about what was told (local rule)."""
LOOKED_AT = 80
"""Rows of the agency that was told, from that day on, that are looked at (a bound on the work)."""
WIDEST = dt.timedelta(days=31)
"""A row that began so long before may still be of that day."""


def find(chronology: Chronology, limits: Thresholds, index: Index, mentions: Mentions) -> Iterator[Finding]:
    """First what was told and written down later; then what somebody learned that another knew."""
    seen: set[tuple[str, ...]] = set()
    for finding in (
        *_told(chronology, limits, index, mentions), *_learned(chronology, limits, index)
    ):  # fmt: skip
        if finding.rows not in seen:
            seen.add(finding.rows)
            yield finding


def _told(chronology: Chronology, limits: Thresholds, index: Index, mentions: Mentions) -> Iterator[Finding]:
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
        if wait <= limits.told_days:
            if row.source in mentions.of(candidate) or likeness >= AKIN / 2:
                return None
        elif likeness >= AKIN:
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


def _learned(chronology: Chronology, limits: Thresholds, index: Index) -> Iterator[Finding]:
    """Rows that say somebody came to know something, which another agency had written long before."""
    learned = {row.key: row for row in chronology.placed if LEARNED.search(row.text.casefold())}

    def long_before(earlier: Row, row: Row) -> bool:
        if row.key not in learned or earlier.source == row.source:
            return False
        return (row.first - earlier.last).days >= limits.knew_days

    def known_before(earlier: Row, row: Row) -> bool:
        return row.key in learned and earlier.source == row.source and earlier.last < row.first

    knew = {pair.other.key for pair in alike(chronology.placed, index, least=AKIN, reach=known_before)}
    first: dict[str, Row] = {}
    for pair in alike(chronology.placed, index, least=AKIN, reach=long_before):
        known = first.get(pair.other.key)
        if pair.other.key not in knew and (known is None or pair.one.first < known.first):
            first[pair.other.key] = pair.one
    for key, earlier in first.items():
        if _was_there(chronology, learned[key], earlier):
            yield _learned_late(chronology, earlier, learned[key])


def _was_there(chronology: Chronology, row: Row, earlier: Row) -> bool:
    """Whether the agency that learned it had to do with the child between: else it could not have known."""
    own = chronology.by_source[row.source]
    at = bisect_left(own, earlier.first, key=lambda one: one.first)
    return at < len(own) and own[at].first < row.first


def _learned_late(chronology: Chronology, earlier: Row, row: Row) -> Finding:
    knew, learned = chronology.name_of(earlier.source), chronology.name_of(row.source)
    said = plain(
        f"{learned} writes on {row.when_words} that it came to know this. {knew} has a row that seems to say the same, "
        f"from {earlier.when_words}: {days((row.first - earlier.last).days)} earlier."
    )
    return Finding(
        Check.KNOWING, (earlier.key, row.key), (said,), ("learned", str(earlier.last), str(row.first)),
        subject=row.source, since=earlier.last, until=row.first,
    )  # fmt: skip
