"""The product's clock stands still in these tests: 3 April 2026, 2:05pm in London."""

import pytest
import time_machine


@pytest.fixture(autouse=True)
def _on_3_april_2026():
    with time_machine.travel("2026-04-03T13:05:00+00:00", tick=False):
        yield
