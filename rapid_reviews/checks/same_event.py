"""The same event, told by two agencies with different dates or different facts.

Two rows are held to be one event when they share the words that few rows have and may be within some days of each
other. Rows that may be on one day are never said to differ in their date. Nor is a row that speaks of the other's
day, or that says when its agency was told: that is when it learned of it, not when it happened.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from rapid_reviews.checks.codes import Check
from rapid_reviews.checks.facts import differences
from rapid_reviews.checks.lexicon import LEARNED
from rapid_reviews.checks.pairs import Pair, alike
from rapid_reviews.checks.values import Chronology, Finding, Row, Sentence, Thresholds, apart
from rapid_reviews.checks.words import Index, days_named

WIDEST = 31
"""Days that a row's date may span and still be compared: of a longer one nobody can say which event it is."""
ALIKE = 0.34
"""How alike two rows must be to be held for one event on days that may be the same (local rule, from trials)."""
ALIKE_APART = 0.42
"""The same for rows on different days: there more must agree, because similar things happen in a week."""
NEARLY = 0.75
"""Another row that is so much like this one explains it as well: then nobody can say which is the same."""


def find(chronology: Chronology, limits: Thresholds, index: Index) -> Iterator[Finding]:
    """Every pair of rows that seem to be one event and differ."""
    rows = [row for row in chronology.placed if (row.last - row.first).days <= WIDEST]
    reach = limits.same_event_days + WIDEST

    def near(earlier: Row, row: Row) -> bool:
        if earlier.source == row.source or (row.first - earlier.first).days > reach:
            return False
        return apart(earlier, row) <= limits.same_event_days and _about_one_child(earlier, row)

    pairs = list(alike(rows, index, least=ALIKE, reach=near))
    for pair in _best(pairs):
        finding = _finding(chronology, pair)
        if finding is not None:
            yield finding


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


def _finding(chronology: Chronology, pair: Pair) -> Finding | None:
    one, other = pair.one, pair.other
    names = (chronology.name_of(one.source), chronology.name_of(other.source))
    said: list[Sentence] = []
    facts: list[str] = []
    if _dates_differ(pair):
        said.append((f"{names[0]} says {one.when_words}, {names[1]} says {other.when_words}.",))
        facts += [
            str(one.when.earliest),
            str(one.when.latest),
            str(other.when.earliest),
            str(other.when.latest),
        ]
    for difference in differences(one, other, names):
        said.append(difference.said)
        facts.append(difference.fact)
    if not said:
        return None
    opening: Sentence = (
        f"{names[0]} and {names[1]} seem to write about the same event, and not in the same way.",
    )
    return Finding(
        Check.SAME_EVENT,
        (one.key, other.key),
        (opening, *said),
        tuple(facts),
        since=one.first,
        until=other.last,
    )


def _dates_differ(pair: Pair) -> bool:
    one, other = pair.one, pair.other
    if apart(one, other) == 0 or pair.likeness < ALIKE_APART:
        return False
    return not (_explains(one, other) or _explains(other, one))


def _explains(row: Row, other: Row) -> bool:
    """Whether a row says itself why its day is another: it speaks of the other's, or of being told later."""
    if row.first > other.first and LEARNED.search(row.text.casefold()):
        return True
    return any(other.first <= day <= other.last for day in days_named(row))
