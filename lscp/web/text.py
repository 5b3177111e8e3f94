"""What typed text may hold: characters that cannot be stored are taken out, and lengths have a limit.

Emoji and right-to-left text are ordinary text. Nothing here knows a form.
"""

import re
from dataclasses import dataclass

NARRATIVE_LIMIT = 100_000
"""Characters one narrative may hold (local rule: about 35 printed pages)."""

_LINE_ENDS = str.maketrans({"\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})
_NOT_STORED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Controls but line end and tab, and halves of emoji: the categories Cc and Cs."""


@dataclass(frozen=True)
class Cleaned:
    """Text that can be stored, and how many hidden characters were taken out of it."""

    text: str
    removed: int


def clean(raw: str, *, lines: bool) -> Cleaned:
    """Unify line ends and take out characters that cannot be stored: NUL, other controls, half emoji.

    With `lines` off, line ends and tabs become spaces. Only characters nobody can see are removed.
    """
    text = raw.replace("\r\n", "\n").replace("\r", "\n").translate(_LINE_ENDS)
    if not lines:
        text = text.replace("\n", " ").replace("\t", " ")
    kept = _NOT_STORED.sub("", text)
    return Cleaned(kept, len(text) - len(kept))


def removed_notice(label: str, removed: int) -> str:
    """The sentence that tells somebody hidden characters were taken out."""
    if removed == 1:
        return (
            f"We took 1 hidden character out of “{label}” because it cannot be saved. "
            "Your words are unchanged."
        )
    return (
        f"We took {removed:,} hidden characters out of “{label}” because they cannot be saved. "
        "Your words are unchanged."
    )


def too_long(label: str, limit: int, length: int) -> str:
    """The sentence that tells how much to cut."""
    over = length - limit
    return (
        f"{label} must be {limit:,} characters or fewer. You have {length:,}: "
        f"cut at least {over:,} {'character' if over == 1 else 'characters'}"
    )


def in_sentence(label: str) -> str:
    """A label as the start of an error sentence: without its question mark or full stop."""
    return label.strip().rstrip("?:.").strip()
