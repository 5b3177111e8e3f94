"""An agency that is involved, and says nothing for a time in which others record much."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from rapid_reviews.checks.codes import Check
from rapid_reviews.checks.gaps import loose_words
from rapid_reviews.checks.lexicon import CLOSING
from rapid_reviews.checks.mentions import Mentions
from rapid_reviews.checks.spans import Span, length, spans
from rapid_reviews.checks.values import Chronology, Finding, Row, Sentence, Thresholds, plain

LEAST_OTHERS = 2
"""So many other agencies must speak of it: one that writes of it often says little about the rest."""


def find(chronology: Chronology, limits: Thresholds, mentions: Mentions) -> Iterator[Finding]:
    """Stretches between two rows of one agency in which others speak of it. Not after it closed its case.

    That others speak of it is what shows that it was involved: an agency that nobody waits for is not silent.
    """
    placed = chronology.placed
    firsts = [row.first for row in placed]
    for source, own in chronology.by_source.items():
        for span in spans(own, longest=limits.silent_days):
            if CLOSING.search(span.before.text):
                continue
            within = placed[bisect_left(firsts, span.since) : bisect_left(firsts, span.until)]
            others = [
                row
                for row in within
                if row.source != source and row.first > span.since and row.last < span.until
            ]
            named = [row for row in others if source in mentions.of(row)]
            if len(named) >= limits.silent_rows and len({row.source for row in named}) >= LEAST_OTHERS:
                yield _finding(chronology, source, span, others, named)


def _finding(chronology: Chronology, source: str, span: Span, others: list[Row], named: list[Row]) -> Finding:
    name = chronology.name_of(source)
    loose = [row for row in chronology.loose if row.source == source and span.may_hold(row)]
    said: list[Sentence] = [
        plain(
            f"{name} has no row between {span.before.when_words} and {span.after.when_words}: {length(span)}. "
            f"In that time {len({row.source for row in others})} other agencies have {len(others)} rows, "
            f"and {len(named)} of those speak of it."
        )
    ]
    if loose:
        said.append(plain(loose_words(len(loose))))
    return Finding(
        Check.SILENT, (span.before.key, span.after.key), tuple(said), (str(span.since), str(span.until)),
        subject=source, since=span.since, until=span.until,
        beside=tuple(dict.fromkeys(row.key for row in (*loose, *named)))[:6],
    )  # fmt: skip
