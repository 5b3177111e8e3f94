"""What makes two people alike: which keys a person leaves, and how alike two identities are, in words.

Pure: identities in, keys and reasons out; no queries, no hashing. An identity is the sealed document of a
person: `given_name`, `family_name`, `other_names` (a text or a list), `birth_date` and `due_date`
(uncertain dates as `lscp.kernel.dates` writes them), `nhs_number`, `address`, `school`.

Nicknames ("Bill" for "William") and names in other scripts are not recognised.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from rapidfuzz import fuzz

from lscp.kernel.dates import EARLIEST_YEAR, LATEST_YEAR, UncertainDate
from lscp.people.names import joined, normal, several, sounds

MOST_MONTHS: Final = 13
"""A date known less exactly than this many months leaves no key: it would match too many."""
DUE_REACH: Final = 2
"""Months before and after the expected date in which a baby's birth still leaves the same key."""
CLOSE_SPELLING: Final = 88
_POSTCODE: Final = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b")
Key = tuple[str, str]


@dataclass(frozen=True)
class Likeness:
    """How alike two people are, from 0 to 100, and why, in words."""

    score: int
    reasons: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The reasons in one phrase: "same name and birth date"."""
        same = [reason.removeprefix("same ") for reason in self.reasons if reason.startswith("same ")]
        rest = [reason for reason in self.reasons if not reason.startswith("same ")]
        return ", ".join([*([f"same {' and '.join(same)}"] if same else []), *rest])


NOTHING: Final = Likeness(0, ())


@dataclass(frozen=True)
class Identity:
    """What is compared of a person."""

    document: Mapping[str, Any]

    @cached_property
    def given(self) -> str:
        """First name or names, normal."""
        return normal(str(self.document.get("given_name") or ""))

    @cached_property
    def family(self) -> str:
        """Family name, normal."""
        return normal(str(self.document.get("family_name") or ""))

    @cached_property
    def full_names(self) -> frozenset[str]:
        """Every full name, each part in one piece and the parts in alphabetical order."""
        names = {(self.given, self.family)} if self.given and self.family else set()
        for other in several(self.document.get("other_names")):
            first, _, last = other.rpartition(" ")
            names |= {(first, last)} if first else {(other, self.family)} if self.family else set()
        return frozenset(" ".join(sorted(map(joined, name))) for name in names)

    @cached_property
    def parts(self) -> frozenset[str]:
        """Every single name: "anne", "marie", "annemarie", "bell"."""
        names = [self.given, self.family, *several(self.document.get("other_names"))]
        return frozenset(part for name in names if name for part in (*name.split(), joined(name)))

    @cached_property
    def sounds(self) -> frozenset[str]:
        """How every single name sounds."""
        return frozenset(sound for part in self.parts for sound in sounds(part))

    @cached_property
    def birth(self) -> UncertainDate | None:
        """The birth date, when anything is known of it."""
        return _date(self.document.get("birth_date"))

    @cached_property
    def due(self) -> UncertainDate | None:
        """The date a baby is expected, when anything is known of it."""
        return _date(self.document.get("due_date"))

    @cached_property
    def nhs_number(self) -> str:
        """Ten digits, or nothing."""
        digits = re.sub(r"\D", "", str(self.document.get("nhs_number") or ""))
        return digits if len(digits) == 10 else ""

    @cached_property
    def postcode(self) -> str:
        """The first postcode of the address, without space."""
        found = _POSTCODE.search(str(self.document.get("address") or "").upper())
        return found[1] + found[2] if found else ""

    @cached_property
    def school(self) -> str:
        """The school, normal."""
        return normal(str(self.document.get("school") or ""))


def keys_of(person: Identity) -> set[Key]:
    """The keys a person leaves, each a kind and a value."""
    keys = {("name", name) for name in person.full_names}
    keys |= {("part", part) for part in person.parts}
    keys |= {("sound", sound) for sound in person.sounds}
    if person.birth and person.birth.is_exact and person.birth.earliest:
        keys.add(("birth", person.birth.earliest.isoformat()))
    keys |= {("month", month) for month in months_of(person.birth)}
    keys |= {("month", month) for month in months_of(person.due, reach=DUE_REACH)}
    if person.nhs_number:
        keys.add(("nhs", person.nhs_number))
    return keys


def keys_sought(person: Identity) -> set[Key]:
    """The keys that somebody like this person may have left: their own, and those of near birth dates."""
    keys = keys_of(person)
    if person.birth and person.birth.is_exact and person.birth.earliest:
        keys |= {("birth", day.isoformat()) for day in near_dates(person.birth.earliest)}
    return keys


def near_dates(day: dt.date) -> set[dt.date]:
    """Dates that are easily written for this one: a day off, day and month swapped, one digit wrong."""
    found = {day - dt.timedelta(days=1), day + dt.timedelta(days=1)}
    swapped = _valid(day.year, day.day, day.month)
    digits = f"{day:%Y%m%d}"
    for place in range(8):
        for digit in "0123456789":
            text = digits[:place] + digit + digits[place + 1 :]
            typed = _valid(int(text[:4]), int(text[4:6]), int(text[6:]))
            found |= {typed} if typed else set()
    found |= {swapped} if swapped else set()
    return {near for near in found if EARLIEST_YEAR <= near.year <= LATEST_YEAR} - {day}


def months_of(date: UncertainDate | None, *, reach: int = 0) -> list[str]:
    """The months a date may lie in, with so many more on either side; none when it is too uncertain."""
    if date is None or date.earliest is None or date.latest is None:
        return []
    first = date.earliest.year * 12 + date.earliest.month - 1 - reach
    last = date.latest.year * 12 + date.latest.month - 1 + reach
    if last - first >= MOST_MONTHS + 2 * reach:
        return []
    return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(first, last + 1)]


def compare(one: Identity, other: Identity) -> Likeness:
    """How alike two people are. A likeness in one thing only is not worth anybody's time."""
    name, name_reason = _names_alike(one, other)
    date, date_reason = _dates_alike(one, other)
    rest = [
        (bool(one.nhs_number) and one.nhs_number == other.nhs_number, 60, "same NHS number"),
        (bool(one.postcode) and one.postcode == other.postcode, 10, "same postcode"),
        (bool(one.school) and one.school == other.school, 5, "same school"),
    ]
    is_same_number = rest[0][0]
    dates_known = bool((one.birth or one.due) and (other.birth or other.due))
    is_alike = is_same_number or (name > 0 and (date > 0 or (name >= 50 and not dates_known)))
    if not is_alike:
        return NOTHING
    reasons = [reason for reason in (name_reason, date_reason) if reason]
    reasons += [reason for holds, _, reason in rest if holds]
    score = name + date + sum(points for holds, points, _ in rest if holds)
    return Likeness(min(score, 100), tuple(reasons))


def in_common(one: Identity, other: Identity) -> tuple[str, ...]:
    """What two people share that may make them of one family, though not the same person.

    Worth saying only where something else brings their cases together.
    """
    family = bool(one.family) and joined(one.family) == joined(other.family)
    return tuple(
        words
        for holds, words in (
            (family, "same family name"),
            (bool(one.postcode) and one.postcode == other.postcode, "same postcode"),
            (bool(one.school) and one.school == other.school, "same school"),
        )
        if holds
    )


def alike_to(text: str, person: Identity) -> int:
    """How well a person's names answer to what somebody searches for, from 0 to 100."""
    sought = normal(text)
    if not sought:
        return 0
    names = {*person.full_names, *person.parts, f"{person.given} {person.family}".strip()}
    best = max((fuzz.token_sort_ratio(sought, name) for name in names if name), default=0.0)
    wanted = sounds(sought)
    parts_heard = all(sounds(part) & person.sounds for part in sought.split()) if wanted else False
    return round(max(best, 70.0 if parts_heard else 0.0))


def _names_alike(one: Identity, other: Identity) -> tuple[int, str]:
    if one.full_names & other.full_names:
        return 50, "same name"
    pairs = [(a, b) for a in one.full_names for b in other.full_names]
    if any(fuzz.ratio(a, b) >= CLOSE_SPELLING for a, b in pairs):
        return 45, "name spelt nearly the same"
    if any(_sound_alike(a, b) for a, b in pairs):
        return 40, "name sounds alike"
    if one.family and (joined(one.family) == joined(other.family)):
        return 20, "same family name"
    return 0, ""


def _sound_alike(one: str, other: str) -> bool:
    """Every part of the one name sounds like some part of the other, and the other way round."""
    a, b = one.split(), other.split()
    return all(any(sounds(x) & sounds(y) for y in b) for x in a) and all(
        any(sounds(x) & sounds(y) for y in a) for x in b
    )


def _dates_alike(one: Identity, other: Identity) -> tuple[int, str]:
    if one.birth and other.birth:
        return _births_alike(one.birth, other.birth)
    if one.due and other.due and not one.birth and not other.birth:
        if one.due == other.due and one.due.is_exact:
            return 30, "same expected date"
        return (
            (20, "expected dates are close")
            if set(months_of(one.due)) & set(months_of(other.due, reach=1))
            else (0, "")
        )
    for born, unborn in ((one, other), (other, one)):
        if (
            born.birth
            and unborn.due
            and set(months_of(born.birth)) & set(months_of(unborn.due, reach=DUE_REACH))
        ):
            return 25, "born near the expected date"
    return 0, ""


def _births_alike(one: UncertainDate, other: UncertainDate) -> tuple[int, str]:
    a, b = one.earliest, other.earliest
    if one.is_exact and other.is_exact and a and b:
        return next(_exact_births_alike(a, b))
    if one.earliest and one.latest and other.earliest and other.latest:
        overlap = one.earliest <= other.latest and other.earliest <= one.latest
        narrow = bool(months_of(one)) and bool(months_of(other))
        if overlap and narrow:
            return 25, "birth dates may be the same"
    return 0, ""


def _exact_births_alike(a: dt.date, b: dt.date) -> Iterator[tuple[int, str]]:
    if a == b:
        yield 40, "same birth date"
    if abs(a - b) == dt.timedelta(days=1):
        yield 30, "birth date one day apart"
    if (a.year, a.month, a.day) == (b.year, b.day, b.month):
        yield 30, "day and month of the birth date swapped"
    if b in near_dates(a):
        yield 25, "birth date differs in one digit"
    if (a.year, a.month) == (b.year, b.month):
        yield 20, "born in the same month"
    yield 0, ""


def _date(stored: Any) -> UncertainDate | None:
    try:
        found = UncertainDate.from_json(stored) if isinstance(stored, dict) else None
    except ValueError:
        return None
    return found if found and found.is_known else None


def _valid(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
