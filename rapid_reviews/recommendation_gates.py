"""What must be there before a recommendation is signed: rules that give sentences, one for each thing missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Gate = Callable[[Any], list[str]]

_gates: list[Gate] = []


def waits_for(gate: Gate) -> None:
    """Add a rule, once: `gate(review)` says what is still missing."""
    if gate not in _gates:
        _gates.append(gate)


def missing(review: Any) -> list[str]:
    """Everything that is still missing, in words; empty when the recommendation may be signed."""
    return [words for gate in _gates for words in gate(review)]
