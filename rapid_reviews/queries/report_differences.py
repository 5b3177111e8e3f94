"""What changed between two versions of a section, word by word."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

WORDS = re.compile(r"\S+|\s+")
LONGEST = 40_000
"""Words and spaces that are compared one by one; longer texts line by line, so that the page never hangs."""


@dataclass(frozen=True)
class Piece:
    """A run of words: "same", "added" or "removed"."""

    kind: str
    text: str


def pieces(before: str, after: str) -> list[Piece]:
    """The later text with what was taken out and put in, in reading order."""
    one, two = WORDS.findall(before), WORDS.findall(after)
    if len(one) + len(two) > LONGEST:
        one, two = before.splitlines(keepends=True), after.splitlines(keepends=True)
    found: list[Piece] = []
    for tag, start, end, first, last in difflib.SequenceMatcher(a=one, b=two, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece("same", "".join(two[first:last])))
            continue
        if end > start:
            found.append(Piece("removed", "".join(one[start:end])))
        if last > first:
            found.append(Piece("added", "".join(two[first:last])))
    return found
