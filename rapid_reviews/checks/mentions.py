"""Which agencies a row speaks of, and whom it says somebody told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from rapid_reviews.checks.lexicon import TELLING, UNTOLD
from rapid_reviews.checks.values import Row, Source
from rapid_reviews.checks.words import LONGEST

BY_KIND: Mapping[str, tuple[str, ...]] = {
    "police": ("police", "police officers?", "officers?", "constabulary"),
    "local_authority": (
        "children's services", "children's social care", "social care", "social services", "social workers?",
        "front door", "mash", "duty team",
    ),
    "hospital": ("hospital", "a&e", "emergency department", "paediatricians?", "ward"),
    "community_health": ("health visitors?", "health visiting", "school nurses?", "hv"),
    "school": ("school", "teachers?", "head ?teacher", "designated safeguarding lead", "dsl"),
    "housing": ("housing", "housing officers?", "landlord"),
    "probation": ("probation", "probation officers?"),
    "health_commissioner": ("integrated care board", "icb", "gps?", "family doctor", "doctor's surgery", "surgery"),
    "ambulance": ("ambulance", "ambulance service", "paramedics?"),
}  # fmt: skip
"""What agencies of a kind are called by others, as patterns."""
BY_NAME: Mapping[str, tuple[str, ...]] = {
    r"\b(?:gp|surgery|medical|practice|health centre)\b": ("gps?", "family doctor", "surgery"),
    r"\bnursery\b": ("nursery", "nursery staff", "nursery manager"),
    r"\bmidwi": ("midwi(?:fe|ves|fery)", "maternity"),
    r"\bhealth visit": ("health visitors?", "health visiting", "hv"),
    r"\bmental health\b": ("mental health (?:team|service|nurse)s?", "camhs", "cmht", "crisis team"),
    r"\b(?:drug|alcohol|substance|recovery)\b": (
        "(?:drug|alcohol|substance misuse) (?:service|worker|team)s?",
    ),
    r"\b(?:refuge|women'?s aid|domestic)\b": ("domestic abuse (?:service|worker)", "idva", "refuge"),
    r"\bcommunity health\b": ("community nurses?",),
}
"""The same for agencies whose name says what they do."""


BETWEEN = r"(?:the|a|an|his|her|their|our|local|on call|duty|allocated|child's|named|and|also|both|about|it|this|of)"
"""Words that may stand between the telling and whom."""


def called(name: str, kind: str = "") -> tuple[str, ...]:
    """The patterns by which others may call an agency of that name and kind."""
    plain = name.casefold().replace("’", "'")
    found = [re.escape(plain), *BY_KIND.get(kind, ())]
    for pattern, more in BY_NAME.items():
        if re.search(pattern, plain):
            found += more
    return tuple(dict.fromkeys(found))


class Mentions:
    """Reads texts for the agencies of one chronology. What may mean two of them means neither."""

    def __init__(self, sources: Iterable[Source]) -> None:
        listed = list(sources)
        uses = Counter(pattern for source in listed for pattern in set(source.called))
        self._keys = [source.key for source in listed]
        groups = []
        for at, source in enumerate(listed):
            own = sorted((one for one in source.called if uses[one] == 1), key=len, reverse=True)
            if own:
                groups.append(f"(?P<s{at}>{'|'.join(own)})")
        names = rf"\b(?:{'|'.join(groups)})\b" if groups else r"(?!)"
        self._names = re.compile(names)
        self._told = re.compile(rf"\b{TELLING}(?: {BETWEEN}){{0,4}} {names}")
        self._cache: dict[str, frozenset[str]] = {}

    def of(self, row: Row) -> frozenset[str]:
        """The sources of which a row speaks, other than its own."""
        found = self._cache.get(row.key)
        if found is None:
            found = self.beside(row.text) - {row.source}
            self._cache[row.key] = found
        return found

    def beside(self, text: str) -> frozenset[str]:
        """The sources of which a piece of text speaks."""
        return frozenset(self._key(match) for match in self._names.finditer(_plain(text)))

    def told_in(self, row: Row) -> frozenset[str]:
        """The sources that somebody told something, as the row says."""
        text = _plain(row.text)
        found = set()
        for match in self._told.finditer(text):
            if not UNTOLD.search(text[max(0, match.start() - 30) : match.start()]):
                found.add(self._key(match))
        return frozenset(found) - {row.source}

    def _key(self, match: re.Match[str]) -> str:
        return self._keys[int((match.lastgroup or "s0")[1:])]


def _plain(text: str) -> str:
    return " ".join(text[:LONGEST].casefold().replace("’", "'").split())
