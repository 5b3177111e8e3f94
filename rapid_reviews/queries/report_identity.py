"""What of a case's identity may stand in a text: names, birth dates, addresses, schools and numbers. Pure matching.

Capitals, accents, hyphens and apostrophes do not matter. A name of six letters or more is also found with one
letter wrong. An ordinary word that is also a name counts only with a capital letter.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import jellyfish

from lscp.kernel.dates import UncertainDate
from lscp.people.models import Person, PersonKind
from lscp.people.names import normal, several
from notifications.models import Notification, SectionAnswers
from notifications.queries.answers import opened

ORDINARY = frozenset(
    re.findall(
        r"\w+",
        "angel april art august autumn bill dawn dean drew faith frank grace guy hope iris ivy jack joy june "
        "king lee mark may miles pat pearl penny prince reed rob rose ruby sky skip sue summer will young day "
        "law long short small white black brown green grey baker carter cook farmer fisher gardener hunter "
        "mason miller porter smith taylor walker ward wood hill lake field stone rivers page read",
    )
)
"""Words of everyday English that are also names."""
GENERIC = frozenset(
    re.findall(
        r"\w+",
        "the a of and st saint primary secondary junior infant infants nursery school schools college academy "
        "high community catholic church england ce rc voluntary aided trust centre surgery practice medical "
        "health gp doctors doctor clinic",
    )
)
"""Words of names of schools and practices that say nothing about which one it is."""
SHORTEST_NAME = 3
LONG_NAME = 6
AROUND = 40
"""Characters shown on either side of what was found."""
WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
POSTCODE = re.compile(r"\b([A-Za-z]{1,2}\d[A-Za-z\d]?)\s*(\d[A-Za-z]{2})\b")
SOME_DIGIT = re.compile(r"\d")
SMALLEST_NUMBER = 5
MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), start=1,
    )
    for name in names.split()
}  # fmt: skip
DATES = (
    re.compile(
        r"\b(?P<d>\d{1,2})(?:st|nd|rd|th)?(?: of)?[ \-](?P<m>[A-Za-z]{3,9})\.?,?[ \-](?P<y>\d{2,4})\b"
    ),
    re.compile(r"\b(?P<m>[A-Za-z]{3,9})\.? (?P<d>\d{1,2})(?:st|nd|rd|th)?,? (?P<y>\d{4})\b"),
    re.compile(r"\b(?P<d>\d{1,2})[./\-](?P<m>\d{1,2})[./\-](?P<y>\d{2,4})\b"),
    re.compile(r"\b(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})\b"),
)


Phrase = tuple[str, ...]


@dataclass
class Identity:
    """What must not stand in the text, by sort. A phrase is its words, as `normal` writes them."""

    phrases: dict[tuple[str, ...], str] = field(default_factory=dict)
    days: dict[dt.date, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    _index: tuple[int, dict[str, list[tuple[Phrase, str]]], list[str]] | None = field(
        default=None, repr=False, compare=False
    )
    _words: dict[str, list[str]] = field(default_factory=dict, repr=False, compare=False)
    _patterns: dict[str, re.Pattern[str]] = field(default_factory=dict, repr=False, compare=False)

    def add(self, text: str, what: str) -> None:
        """A phrase as a whole."""
        words = tuple(normal(text).split())
        if words and any(len(word) >= SHORTEST_NAME for word in words):
            self.phrases.setdefault(words, what)

    def add_name(self, text: str) -> None:
        """A name as a whole and each part of it."""
        self.add(text, "A name")
        for part in normal(text).split():
            if len(part) >= SHORTEST_NAME:
                self.phrases.setdefault((part,), "A name")

    def add_address(self, text: str, *, area: str) -> None:
        """Each line of an address but the area's own name; a street also without its number; a postcode."""
        for outer, inner in POSTCODE.findall(text):
            self.numbers[(outer + inner).casefold()] = "A postcode"
        for line in re.split(r"[,;\n]", POSTCODE.sub("", text)):
            if normal(line) and normal(line) != normal(area):
                self.add(line, "An address")
                street = re.sub(r"^\s*(flat\s*)?\d+\w?\s*", "", line, flags=re.IGNORECASE)
                if len(normal(street).split()) > 1:
                    self.add(street, "An address")

    def add_place(self, text: str, what: str) -> None:
        """A school or practice as a whole, and what of its name tells it from others."""
        self.add(text, what)
        own = [word for word in normal(text).split() if word not in GENERIC]
        if own and any(len(word) > SHORTEST_NAME for word in own):
            self.add(" ".join(own), what)

    def add_number(self, text: str, what: str) -> None:
        """A number or reference, however it is spaced."""
        plain = re.sub(r"[\s\-/]", "", text).casefold()
        if len(plain) >= SMALLEST_NUMBER and any(letter.isdigit() for letter in plain):
            self.numbers[plain] = what

    def index(self) -> tuple[dict[str, list[tuple[Phrase, str]]], list[str]]:
        """The phrases by their first word, and the single names that may be misspelt; kept until a phrase is added."""
        if self._index is None or self._index[0] != len(self.phrases):
            by_first: dict[str, list[tuple[Phrase, str]]] = {}
            for phrase, what in self.phrases.items():
                by_first.setdefault(phrase[0], []).append((phrase, what))
            single = [
                one[0]
                for one, what in self.phrases.items()
                if len(one) == 1 and len(one[0]) >= LONG_NAME and what == "A name"
            ]
            self._index = (len(self.phrases), by_first, single)
        return self._index[1], self._index[2]

    def parts_of(self, word: str) -> list[str]:
        """A word of a text as names are compared; kept, as most words of a text come again and again."""
        if word not in self._words:
            self._words[word] = normal(_bare(word)).split()
        return self._words[word]

    def pattern_of(self, number: str) -> re.Pattern[str]:
        """A number as it is looked for, however it is spaced; kept."""
        if number not in self._patterns:
            apart = r"[\s\-/]*".join(re.escape(letter) for letter in number)
            self._patterns[number] = re.compile(rf"(?<![^\W_]){apart}(?![^\W_])", flags=re.IGNORECASE)
        return self._patterns[number]


@dataclass(frozen=True)
class Spot:
    """Something found in a text: what it is, where, and the words around it."""

    what: str
    start: int
    end: int
    text: str
    before: str
    after: str


def identity_of(notification: Notification) -> Identity:
    """The identity list of a case, from everybody on its notification. The caller may know the people."""
    found = Identity()
    for person in people_of(notification):
        content = opened(person.identity)
        for key in ("given_name", "family_name"):
            found.add_name(str(content.get(key) or ""))
        for name in several(content.get("other_names")):
            found.add_name(name)
        found.add(f"{content.get('given_name') or ''} {content.get('family_name') or ''}", "A name")
        found.add_address(str(content.get("address") or ""), area=notification.partnership.area_name)
        found.add_place(str(content.get("school") or ""), "A school")
        found.add_place(str(content.get("doctor") or ""), "A doctor’s practice")
        found.add_number(str(content.get("nhs_number") or ""), "An NHS number")
        for key in ("birth_date", "due_date"):
            if (day := _day(content.get(key))) is not None:
                found.days[day] = "A date of birth"
    row = SectionAnswers.all_records.filter(notification=notification, section="incident")
    answers = row.select_related("content__key").first()
    incident = opened(answers.content) if answers else {}
    found.add_number(str(incident.get("police_reference") or ""), "A police reference")
    return found


def people_of(notification: Notification) -> list[Person]:
    """Everybody on a notification, children first."""
    rows = Person.all_records.filter(case=notification.case_id, removed_at=None).select_related(
        "identity__key"
    )
    order = list(PersonKind.values)
    return sorted(rows, key=lambda one: (order.index(one.kind), one.number))


def _day(stored: object) -> dt.date | None:
    """The one day of a stored date, exact or uncertain; None for a window or none."""
    if isinstance(stored, str):
        try:
            return dt.date.fromisoformat(stored)
        except ValueError:
            return None
    if isinstance(stored, dict):
        found = UncertainDate.from_json(stored)
        return found.earliest if found.earliest and found.earliest == found.latest else None
    return None


def spots(identity: Identity, text: str) -> list[Spot]:
    """Everything found in a text, in reading order; of what overlaps, the longest."""
    has_digit = SOME_DIGIT.search(text)
    numbered = [*_days(identity, text), *_numbers(identity, text)] if has_digit else []
    found = sorted(
        [*_phrases(identity, text), *numbered],
        key=lambda one: (one[1], one[1] - one[2]),
    )
    kept: list[Spot] = []
    for what, start, end in found:
        if not kept or start >= kept[-1].end:
            kept.append(
                Spot(
                    what, start, end, text[start:end], text[max(0, start - AROUND) : start],
                    text[end : end + AROUND],
                )
            )  # fmt: skip
    return kept


Place = tuple[str, int, int]


def _phrases(identity: Identity, text: str) -> Iterator[Place]:
    plain = [(part, match) for match in WORD.finditer(text) for part in identity.parts_of(match.group())]
    by_first, single = identity.index()
    for at, (word, match) in enumerate(plain):
        for phrase, what in by_first.get(word, ()):
            here = plain[at : at + len(phrase)]
            if tuple(part for part, _ in here) == phrase and _counts(phrase, match.group()):
                yield what, match.start(), here[-1][1].end()
        if word not in by_first and match.group()[0].isupper() and _is_like(word, single):
            yield "A name, perhaps misspelt", match.start(), match.end()


def _bare(word: str) -> str:
    """Without the s of possession: "Zoë’s" is "Zoë"."""
    return re.sub(r"['’]s$", "", word, flags=re.IGNORECASE)


def _counts(phrase: tuple[str, ...], written: str) -> bool:
    return not (len(phrase) == 1 and phrase[0] in ORDINARY and not written[0].isupper())


def _is_like(word: str, names: Iterable[str]) -> bool:
    """One letter differs, in a name of six letters or more that begins the same."""
    return any(
        name[0] == word[0]
        and abs(len(name) - len(word)) <= 1
        and jellyfish.damerau_levenshtein_distance(name, word) == 1
        for name in names
    )


def _days(identity: Identity, text: str) -> Iterator[Place]:
    for pattern in DATES:
        for match in pattern.finditer(text):
            for day in _read(match.groupdict()):
                if day in identity.days:
                    yield identity.days[day], match.start(), match.end()


def _read(parts: dict[str, str]) -> Iterator[dt.date]:
    month = parts["m"]
    number = int(month) if month.isdigit() else MONTHS.get(month.casefold(), 0)
    years = [int(parts["y"])] if len(parts["y"]) == 4 else [1900 + int(parts["y"]), 2000 + int(parts["y"])]
    for year in years:
        try:
            yield dt.date(year, number, int(parts["d"]))
        except ValueError:
            continue


def _numbers(identity: Identity, text: str) -> Iterator[Place]:
    for match in POSTCODE.finditer(text):
        if (plain := "".join(match.groups()).casefold()) in identity.numbers:
            yield identity.numbers[plain], match.start(), match.end()
    for number, what in identity.numbers.items():
        for match in identity.pattern_of(number).finditer(text):
            yield what, match.start(), match.end()
