"""What a refused address was about, and how to say it: each app tells in its `address_book`.

Whoever was refused learns nothing from this: it decides where the entry stands, who reads it and in what words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import ResolverMatch


@dataclass(frozen=True)
class About:
    """The case that an address is about, and the compartment in which a refused attempt on it stands."""

    case: Any = None
    compartment: str = ""


Finder = Callable[[ResolverMatch], About | None]
GENERAL_WORDS = "opening a page of this service"

_finders: list[Finder] = []
_words: dict[str, str] = {}


def tells_about(finder: Finder) -> None:
    """Register a function that says what an address is about, or None. Repeating changes nothing."""
    if finder not in _finders:
        _finders.append(finder)


def about(match: ResolverMatch) -> About:
    """What the refused address is about, when somebody can tell."""
    return next((found for finder in _finders if (found := finder(match)) is not None), About())


def say(app: str, words: Mapping[str, str], *, otherwise: str = GENERAL_WORDS) -> None:
    """Register how attempts on an app's addresses are said, by the address's name: "giving a view".

    They complete "was refused: …"; `otherwise` stands for every address of the app that is not listed.
    """
    _words[app] = otherwise
    _words.update({f"{app}:{name}": said for name, said in words.items()})


def has_words(page: str) -> bool:
    """Whether this address is said in words of its own."""
    return page in _words


def words_for(page: str) -> str:
    """What was tried, in plain English."""
    return _words.get(page) or _words.get(page.partition(":")[0]) or GENERAL_WORDS


def sentence(data: Mapping[str, Any]) -> str:
    """The entry of a refused attempt as the record says it."""
    return f"was refused: {words_for(str(data.get('page', '')))}"
