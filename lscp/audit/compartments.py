"""Who may read entries that stand in a compartment: a blind view, legal advice, a note of the Business Unit.

A compartment is a text such as `legal:<case key>`. What stands before the first colon is its prefix;
the app that writes it registers who may read it, by calling `register` from `AppConfig.ready`. A
compartment that nobody has registered is hidden from everybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

Rule = Callable[[Any, str], bool]

_rules: dict[str, Rule] = {}


def register(prefix: str, rule: Rule) -> None:
    """Say who may read the compartments that start with `prefix`: `rule(user, compartment)`.

    Raises `ValueError` for a prefix with a colon or one that another rule has taken.
    """
    if not prefix or ":" in prefix:
        raise ValueError("a prefix is a word without a colon")
    if _rules.setdefault(prefix, rule) is not rule:
        raise ValueError(f"compartment {prefix} is registered twice")


def may_read(user: Any, compartment: str) -> bool:
    """Whether this person may read entries of the compartment; no compartment hides nothing."""
    if not compartment:
        return True
    rule = _rules.get(compartment.partition(":")[0])
    return rule is not None and bool(rule(user, compartment))


def readable(user: Any, found: Iterable[str]) -> list[str]:
    """Those of these compartments that the person may read."""
    return [compartment for compartment in sorted(set(found)) if may_read(user, compartment)]


def registered() -> list[str]:
    """The prefixes that somebody has registered."""
    return sorted(_rules)
