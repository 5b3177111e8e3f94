"""What a text is about, as a set of words: without endings, without what every row says, each thing said one way."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from lscp.kernel.dates import parse_month
from rapid_reviews.checks.lexicon import MEANINGS, NUMBERS, PHRASE, STOP
from rapid_reviews.checks.values import Row

WORD = re.compile(r"[a-z][a-z'’-]+")
LONGEST = 4000
"""Characters of a text that are compared (local rule): an event tells what it is well before."""
ENDINGS = ("ings", "ing", "ies", "edly", "ed", "es", "s", "ly")
SHORTEST_STEM = 3
RAREST = 12
"""So many of a row's rarest words lead to the rows that it is compared with."""


def stem(word: str) -> str:
    """A word without its ending: "visits", "visited" and "visiting" are one."""
    plain = word.replace("’", "'").removesuffix("'s").strip("'-")
    for ending in ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= SHORTEST_STEM and not plain.endswith("ss"):
            return plain[: -len(ending)] + ("y" if ending == "ies" else "")
    return plain


def subjects(text: str) -> frozenset[str]:
    """What a text is about."""
    plain = text[:LONGEST].casefold()
    found: set[str] = set()

    def keep(match: re.Match[str]) -> str:
        found.add(MEANINGS[int((match.lastgroup or "p0")[1:])])
        return " "

    rest = PHRASE.sub(keep, plain)
    found.update(stem(word) for word in WORD.findall(rest) if word not in STOP)
    return frozenset(found)


class Index:
    """The subjects of every row, and how much each says: a word that few rows have says much."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.of: dict[str, frozenset[str]] = {row.key: subjects(row.text) for row in rows}
        self.count = Counter(word for words in self.of.values() for word in words)
        number = len(self.of)
        self.weight = {word: math.log(1 + number / many) for word, many in self.count.items()}
        self.total = {key: sum(self.weight[word] for word in words) for key, words in self.of.items()}

    def rarest(self, key: str) -> list[str]:
        """The words of a row by which others like it are found."""
        return sorted(self.of[key], key=lambda word: (self.count[word], word))[:RAREST]

    def shared(self, one: str, other: str) -> frozenset[str]:
        """What both rows are about."""
        return self.of[one] & self.of[other]

    def likeness(self, one: str, other: str) -> float:
        """How alike two rows are: 0 for nothing in common, 1 for the same words."""
        both = self.of[one] & self.of[other]
        if not both:
            return 0.0
        return sum(self.weight[word] for word in both) / math.sqrt(self.total[one] * self.total[other])


DATE = re.compile(
    r"\b(?:(?P<d>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?P<m>[a-z]{3,9})\b(?:,? (?P<y>\d{4}))?"
    r"|(?P<dn>\d{1,2})[/.](?P<mn>\d{1,2})[/.](?P<yn>\d{4}|\d{2}))\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"[^.!?\n]*(?:\.(?=\d)[^.!?\n]*)*")
RELATIVE = re.compile(
    rf"\b(?:yesterday|last night|the (?:day|night) before|the previous (?:day|night|evening)"
    rf"|(?P<number>\d{{1,2}}|{'|'.join(NUMBERS)}) days? (?:earlier|before|ago|previously))\b",
    re.IGNORECASE,
)


def days_named(row: Row) -> Iterator[dt.date]:
    """The days of which a row's text speaks: "on 3 March", "3/3/2026", "the night before"."""
    for day, _sentence in dated_sentences(row):
        yield day


def dated_sentences(row: Row) -> Iterator[tuple[dt.date, str]]:
    """The same, each with the sentence in which it stands."""
    for sentence in SENTENCE.findall(row.text[:LONGEST]):
        for match in DATE.finditer(sentence):
            day = _day_of(match, row)
            if day is not None:
                yield day, sentence
        for match in RELATIVE.finditer(sentence):
            number = (match["number"] or "1").casefold()
            days = int(number) if number.isdigit() else NUMBERS[number]
            yield row.first - dt.timedelta(days=days), sentence


def _day_of(match: re.Match[str], row: Row) -> dt.date | None:
    """The day of a written date; without a year, the last such day up to the row's own."""
    day, month = int(match["d"] or match["dn"]), _month(match)
    written = match["y"] or match["yn"]
    if written:
        return _day(int(written) + (2000 if len(written) == 2 else 0), month, day)
    for year in (row.last.year, row.last.year - 1):
        found = _day(year, month, day)
        if found is not None and found <= row.last:
            return found
    return None


def _month(match: re.Match[str]) -> int:
    return parse_month(match["m"]) or 0 if match["m"] else int(match["mn"])


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
