"""The one place that says what in one app causes something in another: the process on one page.

Each consequence runs in the transaction of what caused it; an event with no consequence is listed
with an empty list, so that nothing happens by being forgotten.
"""

from collections.abc import Callable, Sequence
from typing import Any

CONSEQUENCES: dict[type, Sequence[Callable[[Any], object]]] = {}
