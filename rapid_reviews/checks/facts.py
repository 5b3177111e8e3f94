"""What two rows about one event tell differently: seen or not, left or right, how many, how it came about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from rapid_reviews.checks.lexicon import (
    CAUSE,
    COMPANY,
    HURTS,
    NUMBERS,
    OPPOSITES,
    REGIONS,
    REPORTED,
    SAME_PERSON,
    SIDES,
    STOP,
    UNCOUNTED,
)
from rapid_reviews.checks.values import NO, YES, Quote, Row, Sentence
from rapid_reviews.checks.words import LONGEST, stem, subjects

HOURS_APART = 3
"""Times of one event that are so far apart or more are told differently (local rule)."""
COUNTED = re.compile(
    rf"\b(?P<number>\d{{1,3}}|{'|'.join(NUMBERS)})\b(?P<between>(?: [a-z]+){{0,2}}?)"
    r" (?P<what>[a-z]{3,}s|children|people)\b"
)
SIDED = re.compile(
    r"\b(left|right)(?: (?:and|or) (left|right))?"
    r" (?:(?:upper|lower|side of (?:his|her|the)|hand side of) )?([a-z]{3,})"
)
_OPPOSED = tuple((what, re.compile(one), re.compile(other)) for what, one, other in OPPOSITES)


@dataclass(frozen=True)
class Difference:
    """One thing told in two ways: what makes it another one, and the sentence about it."""

    fact: str
    said: Sentence


def differences(one: Row, other: Row, names: tuple[str, str]) -> list[Difference]:
    """What the two tell differently. `names` are what pages call their agencies."""
    texts = (_plain(one.text), _plain(other.text))
    return [
        *_marked(one, other, names), *_times(one, other, names), *_sides(texts, names), *_regions(texts, names),
        *_counted(texts, names),
        *_patterns(texts, names), *_opposed(texts, names),
    ]  # fmt: skip


def _plain(text: str) -> str:
    return " ".join(text[:LONGEST].casefold().replace("’", "'").split())


def _marked(one: Row, other: Row, names: tuple[str, str]) -> Iterator[Difference]:
    if one.children and other.children and not one.children & other.children:
        return
    for what, first, second in (
        ("seen", one.seen, other.seen), ("spoken to alone", one.spoken, other.spoken)
    ):  # fmt: skip
        if {first, second} == {YES, NO}:
            said = {YES: f"that the child was {what}", NO: f"that the child was not {what}"}
            yield Difference(
                f"{what}:{first}:{second}", (f"{names[0]} says {said[first]}, {names[1]} {said[second]}.",)
            )


def _times(one: Row, other: Row, names: tuple[str, str]) -> Iterator[Difference]:
    if not (one.at and other.at and one.when.is_exact and one.when == other.when):
        return
    if REPORTED.search(one.text.casefold()) or REPORTED.search(other.text.casefold()):
        return  # the time of a call about it is not the time of it
    minutes = abs((one.at.hour * 60 + one.at.minute) - (other.at.hour * 60 + other.at.minute))
    if minutes >= HOURS_APART * 60:
        said = f"{names[0]} gives the time as {one.at:%H:%M}, {names[1]} as {other.at:%H:%M}."
        yield Difference(f"time:{one.at}:{other.at}", (said,))


def _sides(texts: tuple[str, str], names: tuple[str, str]) -> Iterator[Difference]:
    found = [_sided(text) for text in texts]
    for part in sorted(found[0].keys() & found[1].keys()):
        first, second = found[0][part], found[1][part]
        if not first & second:
            words = [f"{min(sides)} {part}" for sides in (first, second)]
            yield _told("side", words, names)


def _sided(text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for match in SIDED.finditer(text):
        if match[3] not in STOP:
            found[stem(match[3])].update(side for side in (match[1], match[2]) if side)
    return {part: sides for part, sides in found.items() if len(sides) < len(SIDES)}


def _regions(texts: tuple[str, str], names: tuple[str, str]) -> Iterator[Difference]:
    """Where on the body, when both tell of an injury: two words for one place are no difference."""
    if not subjects(texts[0]) & subjects(texts[1]) & HURTS:
        return
    found = [{REGIONS[word]: match.group() for match, word in _parts(text)} for text in texts]
    if found[0] and found[1] and not found[0].keys() & found[1].keys():
        yield _told("where", [next(iter(one.values())) for one in found], names)


def _parts(text: str) -> Iterator[tuple[re.Match[str], str]]:
    for match in re.finditer(r"\b(?:(?:left|right|upper|lower) ){0,2}([a-z]{3,})", text):
        word = match[1] if match[1] in REGIONS else match[1].removesuffix("s")
        if word in REGIONS:
            yield match, word


def _counted(texts: tuple[str, str], names: tuple[str, str]) -> Iterator[Difference]:
    found = [_numbers(text) for text in texts]
    for what in sorted(found[0].keys() & found[1].keys()):
        if not found[0][what].keys() & found[1][what].keys():
            yield _told("number", [next(iter(one[what].values())) for one in found], names)


def _numbers(text: str) -> dict[str, dict[int, str]]:
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for match in COUNTED.finditer(text):
        words = {match["what"], match["what"].removesuffix("s"), *match["between"].split()}
        if not words & UNCOUNTED:
            number = int(match["number"]) if match["number"].isdigit() else NUMBERS[match["number"]]
            found[stem(match["what"])].setdefault(number, match.group())
    return found


def _patterns(texts: tuple[str, str], names: tuple[str, str]) -> Iterator[Difference]:
    for kind, pattern, group in (("cause", CAUSE, "what"), ("company", COMPANY, "who")):
        found = [{_one(match[group]): match.group() for match in pattern.finditer(text)} for text in texts]
        found = [
            {key: words for key, words in one.items() if key not in STOP or kind == "company"}
            for one in found
        ]
        if found[0] and found[1] and not found[0].keys() & found[1].keys():
            yield _told(kind, [next(iter(one.values())) for one in found], names)


def _one(word: str) -> str:
    return SAME_PERSON.get(word, word if word in SAME_PERSON.values() else stem(word))


def _opposed(texts: tuple[str, str], names: tuple[str, str]) -> Iterator[Difference]:
    for what, one, other in _OPPOSED:
        stands = [_side_of(text, one, other) for text in texts]
        if stands[0] and stands[1] and stands[0][0] != stands[1][0]:
            yield _told(what, [stands[0][1], stands[1][1]], names)


def _side_of(text: str, one: re.Pattern[str], other: re.Pattern[str]) -> tuple[str, str] | None:
    """On which side a text stands; None where it says neither or both. The second holds words of the first."""
    against = other.search(text)
    if against:
        return None if one.search(text.replace(against.group(), " ")) else ("other", against.group())
    found = one.search(text)
    return ("one", found.group()) if found else None


def _told(fact: str, words: list[str], names: tuple[str, str]) -> Difference:
    said: Sentence = (f"{names[0]} writes ", Quote(words[0]), f", {names[1]} writes ", Quote(words[1]), ".")
    return Difference(f"{fact}:{words[0]}:{words[1]}", said)
