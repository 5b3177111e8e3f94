"""A clock that can be moved on."""

import datetime as dt

import pytest

from lscp.kernel import clock


@pytest.fixture
def moved_clock():
    """Move the product's clock on by so much, from what it was; put back afterwards."""
    before = clock.offset_source()
    moved = dt.timedelta()

    def move(**by):
        nonlocal moved
        moved += dt.timedelta(**by)
        clock.set_offset_source(lambda: moved)

    yield move
    clock.set_offset_source(before)
