"""Which rows are worth comparing: those that share words which few rows have.

Comparing every row with every other would take the square of their number; here each row looks at a bounded
number of others, through its rarest words.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass

from rapid_reviews.checks.values import Row
from rapid_reviews.checks.words import Index

KEPT = 40
"""Of each word, so many of the newest rows are remembered (a bound on the work, not on what is one event)."""
COMPARED = 24
"""With so many rows, those that share most rare words, a row is compared in full."""
FEWEST_SHARED = 2


@dataclass(frozen=True)
class Pair:
    """Two rows in the order of their dates, and how alike they are from 0 to 1."""

    one: Row
    other: Row
    likeness: float


def alike(
    rows: Iterable[Row],
    index: Index,
    *,
    least: float,
    reach: Callable[[Row, Row], bool],
    asks: Container[str] | None = None,
) -> Iterator[Pair]:
    """Pairs of rows that are at least so alike. `rows` come in the order of their dates.

    `reach` says whether an earlier row counts for a later one: by agency, by days, by child. `asks` holds the keys
    of the rows for which earlier ones are looked for; without it, all.
    """
    posted: dict[str, deque[Row]] = defaultdict(lambda: deque(maxlen=KEPT))
    for row in rows:
        rare = index.rarest(row.key)
        met = [one for word in rare for one in posted[word]] if asks is None or row.key in asks else []
        for earlier in _most_shared(row, met, reach):
            likeness = index.likeness(row.key, earlier.key)
            if likeness >= least:
                yield Pair(earlier, row, likeness)
        for word in rare:
            posted[word].append(row)


def _most_shared(row: Row, met: list[Row], reach: Callable[[Row, Row], bool]) -> Iterator[Row]:
    """Of rows met by rare words, once for each, those met most often that count for the row."""
    rows = {one.key: one for one in met}
    often = Counter(one.key for one in met)
    near = {key: often[key] for key, one in rows.items() if often[key] >= FEWEST_SHARED and reach(one, row)}
    for key in sorted(near, key=lambda key: -near[key])[:COMPARED]:
        yield rows[key]
