"""No kind of message can carry words about anybody: what it may name is a closed list.

What was really sent in the demonstration is searched for names in tests/leaks.
"""

import pytest

from lscp.messaging import catalogue

# A reference, a rule's title, a standing group, dates and counts. Nothing that anybody typed.
MAY_BE_NAMED = {"reference", "title", "group", "due", "left", "when", "number", "count"}


@pytest.mark.parametrize("kind", list(catalogue.all_kinds()))
def test_kind_names_nothing_but_the_closed_list(kind):
    assert catalogue.get(kind).values - MAY_BE_NAMED == set()
