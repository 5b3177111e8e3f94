"""Long gaps: nobody recorded anything for a time."""

from __future__ import annotations

from collections.abc import Iterator

from rapid_reviews.checks.codes import Check
from rapid_reviews.checks.spans import length, spans
from rapid_reviews.checks.values import Chronology, Finding, Sentence, Thresholds, plain


def find(chronology: Chronology, limits: Thresholds) -> Iterator[Finding]:
    """Every stretch in which no agency has a row."""
    for span in spans(chronology.placed, longest=limits.gap_days):
        loose = [row for row in chronology.loose if span.may_hold(row)]
        said: list[Sentence] = [
            plain(
                f"No agency has a row between {span.before.when_words} and {span.after.when_words}: {length(span)}. "
                "Was nobody in touch, or is it not written here?"
            )
        ]
        if loose:
            said.append(plain(loose_words(len(loose))))
        yield Finding(
            Check.GAP, (span.before.key, span.after.key), tuple(said), (str(span.since), str(span.until)),
            since=span.since, until=span.until, beside=tuple(row.key for row in loose[:3]),
        )  # fmt: skip


def loose_words(number: int) -> str:
    if number == 1:
        return "One row has a date too uncertain to place. It may belong here."
    return f"{number} rows have dates too uncertain to place. They may belong here."
