"""Python's search for objects that only hold each other, left out where it finds nothing and costs most."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_search_for_cycles() -> Iterator[None]:
    """Build something large of which every part is needed to the end.

    The search goes through all that was built so far again and again: for a bundle of 200 pages it took two
    fifths of the time. What is left behind is found by the next search, after the block.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
