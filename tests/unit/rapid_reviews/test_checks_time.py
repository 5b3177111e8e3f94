"""Gaps, silence, and a child not seen: each at its limit and a day short of it, and with dates that are uncertain."""

import pytest

from lscp.kernel.dates import UncertainDate
from rapid_reviews.checks.codes import Check
from rapid_reviews.checks.values import Child, Thresholds
from tests.given_checks import TWO_CHILDREN, day, found, pairs, row

LONG = Thresholds(
    gap_days=42, silent_days=60, silent_rows=6, not_seen_days=28, unseen_days=90, not_spoken_days=90
)  # fmt: skip


@pytest.mark.parametrize(("days", "expected"), [(42, [("a", "b")]), (41, [])])
def test_gap_is_found_from_its_limit_on(days, expected):
    rows = [row("a", "police", 0), row("b", "gp", days)]
    assert pairs(rows, Check.GAP, limits=LONG) == expected


def test_gap_between_uncertain_dates_is_counted_at_its_least():
    rows = [row("a", "police", UncertainDate.around(day(0))), row("b", "gp", 49)]
    (finding,) = found(rows, Check.GAP, limits=LONG)
    assert "at least 42 days" in finding.sentences()[0]
    assert pairs([rows[0], row("b", "gp", 48)], Check.GAP, limits=LONG) == []


def test_gap_is_not_filled_by_a_year_and_names_the_row_that_may_belong_there():
    rows = [row("a", "police", 0), row("b", "gp", 60), row("c", "gp", UncertainDate.year(2025)),
            row("d", "gp", UncertainDate.unknown()), row("e", "gp", UncertainDate.year(2019))]  # fmt: skip
    (finding,) = found(rows, Check.GAP, limits=LONG)
    assert finding.beside == ("c", "d")
    assert finding.sentences()[1] == "2 rows have dates too uncertain to place. They may belong here."


def test_gap_is_filled_by_a_row_that_reaches_over_it():
    over = row("c", "school", UncertainDate.between(day(1), day(58)))
    assert pairs([row("a", "police", 0), row("b", "gp", 60), over], Check.GAP, limits=LONG) == []


def busy(since, until, number, sources=("police", "school"), text="Rang the health visitor"):
    step = (until - since) / (number + 1)
    return [
        row(f"o{at}", sources[at % len(sources)], round(since + step * (at + 1)), text)
        for at in range(number)
    ]


@pytest.mark.parametrize(("days", "others", "expected"), [(60, 6, [("a", "b")]), (59, 6, []), (60, 5, [])])
def test_silence_is_found_from_its_limits_on(days, others, expected):
    rows = [row("a", "nurses", 0), row("b", "nurses", days), *busy(0, days, others)]
    assert pairs(rows, Check.SILENT, limits=LONG) == expected


def test_silence_after_a_case_was_closed_is_no_finding():
    closed = row("a", "nurses", 0, "Case closed, discharged from the service")
    assert pairs([closed, row("b", "nurses", 80), *busy(0, 80, 10)], Check.SILENT, limits=LONG) == []


def test_silence_needs_two_other_agencies():
    rows = [row("a", "nurses", 0), row("b", "nurses", 80), *busy(0, 80, 10, ("police",))]
    assert pairs(rows, Check.SILENT, limits=LONG) == []


def test_agency_of_which_nobody_speaks_is_not_silent():
    rows = [row("a", "nurses", 0), row("b", "nurses", 80), *busy(0, 80, 20, text="Rang the police")]
    assert pairs(rows, Check.SILENT, limits=LONG) == []


def test_silence_says_how_many_speak_of_the_agency():
    others = [*busy(0, 80, 6), row("quiet", "gp", 40)]
    (finding,) = found([row("a", "nurses", 0), row("b", "nurses", 80), *others], Check.SILENT, limits=LONG)
    assert finding.subject == "nurses"
    assert finding.beside == tuple(f"o{at}" for at in range(6))
    assert " ".join(finding.sentences()) == (
        "Northtown Community Health has no row between 6 January 2025 and 27 March 2025: 80 days. "
        "In that time 3 other agencies have 7 rows, and 6 of those speak of it."
    )


def seen(key, on, value="yes", **kwargs):
    return row(key, "school", on, seen=value, **kwargs)


TRIED = [seen("n", 10, "no"), seen("m", 11, "no")]


@pytest.mark.parametrize(("days", "expected"), [(28, [("a", "b")]), (27, [])])
def test_child_not_seen_is_found_from_its_limit_on(days, expected):
    rows = [seen("a", 0), *TRIED, seen("b", days)]
    assert pairs(rows, Check.NOT_SEEN, limits=LONG) == expected


def test_one_closed_door_is_found_only_when_it_lasts_long():
    assert pairs([seen("a", 0), TRIED[0], seen("b", 89)], Check.NOT_SEEN, limits=LONG) == []
    assert pairs([seen("a", 0), TRIED[0], seen("b", 90)], Check.NOT_SEEN, limits=LONG) == [("a", "b")]


def test_child_not_seen_says_what_the_rows_between_say():
    rows = [seen("a", 0), *TRIED, row("u", "police", 12), seen("b", 30)]
    (finding,) = found(rows, Check.NOT_SEEN, limits=LONG)
    assert " ".join(finding.sentences()) == (
        "No row says that Child 1 was seen between 6 January 2025 and 5 February 2025: 30 days. In that time there are "
        "3 other rows: 2 say that the child was not seen and 1 does not say."
    )
    assert finding.beside == ("n", "m", "u")


def test_sighting_of_another_child_does_not_count_and_one_that_names_none_does():
    rows = [seen("a", 0), *TRIED, seen("b", 30)]
    other = seen("c", 15, children={"c2"})
    (finding,) = found([*rows, other], Check.NOT_SEEN, limits=LONG, children=TWO_CHILDREN)
    assert finding.subject == "c1"
    any_child = seen("c", 15)
    assert pairs([*rows, any_child], Check.NOT_SEEN, limits=LONG, children=TWO_CHILDREN) == []


def test_children_not_seen_from_one_day_on_are_one_finding():
    rows = [seen("a", 0), *TRIED, seen("b", 30, children={"c1"}), seen("c", 40, children={"c2"})]
    (finding,) = found(rows, Check.NOT_SEEN, limits=LONG, children=TWO_CHILDREN)
    assert (finding.subject, finding.rows) == ("c1,c2", ("a", "b", "c"))


def test_child_is_not_said_to_be_unseen_before_birth():
    rows = [row("m", "police", 0, seen="no"), row("n", "police", 10, seen="no"), seen("b", 40)]
    unborn = (Child("c1", "Child 1", day(39)),)
    assert pairs(rows, Check.NOT_SEEN, limits=LONG) == [("m", "b")]
    assert pairs(rows, Check.NOT_SEEN, limits=LONG, children=unborn) == []


def test_child_seen_on_an_uncertain_day_may_have_been_seen_on_any_of_them():
    around = seen("y", UncertainDate.around(day(20)))
    assert pairs([seen("a", 0), *TRIED, around, seen("b", 40)], Check.NOT_SEEN, limits=LONG) == []
    a_year = seen("y", UncertainDate.year(2025))
    (finding,) = found([seen("a", 0), *TRIED, a_year, seen("b", 40)], Check.NOT_SEEN, limits=LONG)
    assert finding.beside == ("y", "n", "m")
    assert (
        finding.sentences()[1] == "One row with an uncertain date may belong here: the child was seen then."
    )


def test_nobody_is_said_not_to_have_been_seen_after_the_incident():
    rows = [
        seen("a", 0),
        seen("i", 5),
        row("m", "council", 40, seen="no"),
        row("n", "council", 60, seen="no"),
    ]
    assert pairs(rows, Check.NOT_SEEN, limits=LONG, ends_on=day(5)) == []
    assert pairs(rows, Check.NOT_SEEN, limits=LONG) == [("i", "n")]


def test_child_seen_and_never_spoken_to_alone_is_found():
    rows = [
        seen("a", 0, spoken="yes"),
        seen("b", 50, spoken="no"),
        seen("c", 70),
        seen("d", 90, spoken="yes"),
    ]
    assert pairs(rows, Check.NOT_SPOKEN, limits=LONG) == [("a", "d")]
    assert pairs([*rows, seen("e", 60, spoken="yes")], Check.NOT_SPOKEN, limits=LONG) == []


def test_baby_who_cannot_speak_is_no_finding():
    rows = [seen(f"v{at}", at * 40, spoken="not_relevant") for at in range(5)]
    assert pairs(rows, Check.NOT_SPOKEN, limits=LONG) == []


def test_child_too_young_to_speak_is_no_finding():
    rows = [seen("a", 0), seen("b", 50, spoken="no"), seen("c", 90, spoken="no")]
    assert pairs(rows, Check.NOT_SPOKEN, limits=LONG, children=(Child("c1", "Child 1", day(-365)),)) == []
    assert pairs(rows, Check.NOT_SPOKEN, limits=LONG, children=(Child("c1", "Child 1", day(-1100)),)) == [
        ("a", "c")
    ]
