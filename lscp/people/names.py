"""Names as they are compared: capitals, accents, hyphens and apostrophes do not matter. Pure, no queries."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

import jellyfish

NOT_A_NAME: Final = frozenset(
    {
        "",
        "not known",
        "unknown",
        "unnamed",
        "no name",
        "none",
        "n a",
        "na",
        "baby",
        "baby boy",
        "baby girl",
        "tbc",
    }
)
_APART: Final = re.compile(r"[^\w]+", re.UNICODE)
_DROPPED: Final = re.compile(r"['’`\u02bc.]")
_BETWEEN_NAMES: Final = re.compile(r"[,;/\n]|\bor\b|\baka\b|\balso known as\b", re.IGNORECASE)
SHORTEST_SOUND: Final = 2


def normal(written: str) -> str:
    """A name without capitals, accents, apostrophes and hyphens: "Zoë O'Brien-Łee" is "zoe obrien łee"."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", written).casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = " ".join(part for part in _APART.split(_DROPPED.sub("", plain).replace("_", " ")) if part)
    return "" if plain in NOT_A_NAME else plain


def several(written: object) -> list[str]:
    """Other names as people write them, in a list or in one text: "Jo Bell, also known as Joey"."""
    texts = [written] if isinstance(written, str) else written if isinstance(written, Iterable) else []
    parts = [part for text in texts for part in _BETWEEN_NAMES.split(str(text))]
    return [name for part in parts if (name := normal(part))]


def joined(name: str) -> str:
    """A name written in one piece: "anne marie" and "annemarie" are the same."""
    return name.replace(" ", "")


def sounds(name: str) -> frozenset[str]:
    """How each part of a name sounds, by two ways of writing sounds; nothing for what cannot be spoken so."""
    found = set()
    for part in {joined(name), *name.split()}:
        if not part.isascii() or not part.isalpha():
            continue
        for how in (jellyfish.metaphone(part), jellyfish.nysiis(part)):
            if len(how) >= SHORTEST_SOUND:
                found.add(how.upper())
    return frozenset(found)
