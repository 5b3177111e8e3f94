"""What holds of the checks for any rows: order does not matter, identity is of rows, uncertainty never adds days."""

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from lscp.kernel.dates import UncertainDate
from rapid_reviews.checks.codes import Check
from rapid_reviews.checks.spans import spans
from rapid_reviews.checks.values import Chronology
from tests.given_checks import SOURCES, day, found, row

WORDS = (
    "fracture", "trampoline", "left arm", "right arm", "told the police", "first learned", "letter from hospital",
    "rang the health visitor", "on 3 February", "two bruises", "four bruises", "school", "fell from the bed", "closed",
)  # fmt: skip
MARKS = st.sampled_from(["yes", "no", "not_recorded", "not_relevant"])


@st.composite
def whens(draw):
    first, width = draw(st.integers(0, 300)), draw(st.integers(0, 40))
    kind = draw(st.sampled_from(["exact", "around", "between", "unknown", "year"]))
    return {
        "exact": lambda: UncertainDate.exact(day(first)),
        "around": lambda: UncertainDate.around(day(first)),
        "between": lambda: UncertainDate.between(day(first), day(first + width)),
        "unknown": UncertainDate.unknown,
        "year": lambda: UncertainDate.year(2025),
    }[kind]()


@st.composite
def many_rows(draw):
    number = draw(st.integers(0, 14))
    return [
        row(
            f"r{at}", draw(st.sampled_from(sorted(SOURCES))), draw(whens()),
            ", ".join(draw(st.lists(st.sampled_from(WORDS), max_size=5))),
            at=draw(st.none() | st.times()), seen=draw(MARKS), spoken=draw(MARKS),
        )
        for at in range(number)
    ]  # fmt: skip


@given(many_rows(), st.randoms())
@settings(deadline=None, max_examples=60)
def test_order_in_which_rows_come_changes_nothing(rows, random):
    before = found(rows)
    random.shuffle(rows)
    assert found(rows) == before


@given(many_rows())
@settings(deadline=None, max_examples=60)
def test_finding_names_rows_that_are_there_and_each_finding_is_another(rows):
    all_found = found(rows)
    keys = {one.key for one in rows}
    assert [one for one in all_found if not {*one.rows, *one.beside} <= keys] == []
    assert len({one.state for one in all_found}) == len(all_found)
    assert [one for one in all_found if not (one.said and one.facts)] == []


@given(many_rows())
@settings(deadline=None, max_examples=60)
def test_same_event_is_never_one_agencys_nor_of_a_date_nobody_knows(rows):
    by_key = {one.key: one for one in rows}
    for finding in found(rows, Check.SAME_EVENT):
        one, other = (by_key[key] for key in finding.rows)
        assert one.source != other.source
        assert one.is_placed
        assert other.is_placed


@given(many_rows(), st.integers(1, 20))
@settings(deadline=None, max_examples=60)
def test_widening_a_date_never_makes_a_stretch_longer(rows, reach):
    """The longest stretch without a row is no longer when one row's day is known less well."""
    placed = Chronology(rows).placed
    if not placed:
        return
    wider = [
        replace(
            one, when=UncertainDate.between(one.first - dt.timedelta(reach), one.last + dt.timedelta(reach))
        )
        if one is placed[0]
        else one
        for one in placed
    ]
    longest = max((span.days for span in spans(placed, longest=1)), default=0)
    assert max((span.days for span in spans(Chronology(wider).placed, longest=1)), default=0) <= longest


@given(many_rows())
@settings(deadline=None, max_examples=60)
def test_stretch_holds_no_row_that_is_surely_inside(rows):
    placed = Chronology(rows).placed
    for span in spans(placed, longest=1):
        assert [one for one in placed if span.since < one.first and one.last < span.until] == []
