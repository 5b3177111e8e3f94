"""Finding children and others by name or likeness, through the keyed hashes of `lscp.people`."""

from __future__ import annotations

import importlib
import importlib.util
from typing import Any

MODULE = "lscp.people.matching"


def matching() -> Any:
    """The matching of people, or None where it is not built yet."""
    return importlib.import_module(MODULE) if importlib.util.find_spec(MODULE) else None
