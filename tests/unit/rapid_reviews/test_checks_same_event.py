"""The same event in two agencies: told with another day or other facts, and what is not that."""

import datetime as dt

import pytest

from lscp.kernel.dates import UncertainDate
from rapid_reviews.checks.codes import Check
from rapid_reviews.checks.values import Quote, Thresholds
from tests.given_checks import day, found, pairs, row

FALL = "Brought to the emergency department with a broken left arm after a fall from the trampoline"
FALL_TOO = "Seen about the fracture of the left arm, said to be from the trampoline"
# What else happens, so that words are rare or common as they are in life.
OTHERS = [
    row(f"x{at}", source, at * 11, text)
    for at, (source, text) in enumerate(
        [
            ("school", "Attendance is 92 per cent this term"),
            ("housing", "Rent arrears letter sent about the tenancy"),
            ("gp", "Immunisations up to date, asthma review"),
            ("police", "Neighbour reports loud music and shouting"),
            ("nurses", "Weight and height are on the ninth centile"),
            ("council", "Core group held, plan reviewed, next in six weeks"),
            ("school", "Came in without a coat, hungry, given breakfast"),
            ("hospital", "Outpatient clinic for asthma, inhaler changed"),
        ]
    )
]


def same(*rows, **kwargs):
    return pairs([*rows, *OTHERS], Check.SAME_EVENT, **kwargs)


def test_one_event_on_two_days_is_found():
    assert same(row("a", "hospital", 30, FALL), row("b", "gp", 33, FALL_TOO)) == [("a", "b")]


def test_one_event_on_one_day_is_no_finding():
    assert same(row("a", "hospital", 30, FALL), row("b", "gp", 30, FALL_TOO)) == []


def test_days_further_apart_than_the_window_are_two_events():
    a, b = row("a", "hospital", 30, FALL), row("b", "gp", 38, FALL_TOO)
    assert same(a, b) == []
    assert same(a, b, limits=Thresholds(same_event_days=8)) == [("a", "b")]


def test_rows_of_one_agency_are_never_compared():
    assert same(row("a", "hospital", 30, FALL), row("b", "hospital", 33, FALL)) == []


@pytest.mark.parametrize(
    "when",
    [
        UncertainDate.around(day(33)),
        UncertainDate.month(2025, 2),
        UncertainDate.between(day(28), day(35)),
        UncertainDate.season("winter", 2024),
        UncertainDate.year(2025),
        UncertainDate.unknown(),
    ],
)
def test_uncertain_date_that_may_be_the_same_day_is_no_difference(when):
    assert same(row("a", "hospital", 30, FALL), row("b", "gp", when, FALL_TOO)) == []


def test_uncertain_date_that_cannot_be_the_same_day_is_found_with_its_own_words():
    february = UncertainDate.month(2025, 2)
    a, b = row("a", "hospital", 22, FALL), row("b", "gp", february, FALL_TOO)
    (finding,) = found([a, b, *OTHERS], Check.SAME_EVENT)
    assert (
        finding.sentences()[1]
        == "Northtown Hospital says 28 January 2025, Elm Tree Surgery says February 2025."
    )


def test_row_that_says_when_it_was_told_is_not_another_date():
    told = f"Discharge letter received: {FALL_TOO}"
    assert same(row("a", "hospital", 30, FALL), row("b", "gp", 34, told)) == []


def test_row_that_speaks_of_the_others_day_is_not_another_date():
    assert same(row("a", "hospital", 30, FALL), row("b", "gp", 34, f"On 5 February 2025: {FALL_TOO}")) == []
    assert same(row("a", "hospital", 30, FALL), row("b", "gp", 31, f"Yesterday: {FALL_TOO}")) == []
    assert same(row("a", "hospital", 30, FALL), row("b", "gp", 34, f"On 1 February 2025: {FALL_TOO}")) == [
        ("a", "b")
    ]


def test_what_happens_every_week_is_not_one_event():
    visits = [
        row(
            f"{source}{week}",
            source,
            40 + week * 7 + late,
            "Core group meeting: plan reviewed, school attendance",
        )
        for week in range(4)
        for source, late in (("council", 0), ("school", 0))
    ]
    assert same(*visits) == []


def test_rows_about_different_children_are_two_events():
    a = row("a", "hospital", 30, FALL, children={"c1"})
    assert same(a, row("b", "gp", 33, FALL_TOO, children={"c2"})) == []
    assert same(a, row("b", "gp", 33, FALL_TOO, children={"c1", "c2"})) == [("a", "b")]


@pytest.mark.parametrize(
    ("one", "other", "quoted"),
    [
        (FALL, FALL_TOO.replace("left", "right"), ("left arm", "right arm")),
        (FALL, FALL_TOO.replace("said to be from the trampoline", "fell from the bed; trampoline"),
         ("fall from the trampoline", "fell from the bed")),
        ("Two bruises on the cheek after a fall at nursery", "Four bruises on the cheek, fall at nursery",
         ("two bruises", "four bruises")),
        ("Fractured arm, brought in by mother, cast put on", "Fractured arm, brought in by her father, cast put on",
         ("brought in by mother", "brought in by her father")),
        ("Stepfather at the house, drunk, shouting at neighbours",
         "Stepfather at the house shouting at neighbours, was sober", ("drunk", "sober")),
    ],
)  # fmt: skip
def test_facts_told_differently_are_found_and_quoted(one, other, quoted):
    (finding,) = found([row("a", "hospital", 30, one), row("b", "gp", 30, other), *OTHERS], Check.SAME_EVENT)
    assert tuple(part.text for part in finding.said[1] if isinstance(part, Quote)) == quoted


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (FALL, FALL_TOO),
        ("Two bruises on the cheek after a fall at nursery", "Bruises on the cheek, fall at nursery"),
        ("Two bruises on the cheek after a fall at nursery", "Two bruises on the cheek, three days after a fall"),
        ("Bruises on the left and right cheek, nursery", "Bruise on the left cheek, nursery"),
        ("Fractured arm, brought in by mum, cast put on", "Fractured arm, brought in by mother, cast put on"),
    ],
)  # fmt: skip
def test_facts_that_can_both_be_right_are_no_finding(one, other):
    assert same(row("a", "hospital", 30, one), row("b", "gp", 30, other)) == []


def test_seen_by_one_and_not_by_the_other_is_found_unless_one_does_not_say():
    a, b = row("a", "hospital", 30, FALL, seen="yes"), row("b", "gp", 30, FALL_TOO, seen="no")
    (finding,) = found([a, b, *OTHERS], Check.SAME_EVENT)
    assert finding.sentences() == [
        "Northtown Hospital and Elm Tree Surgery seem to write about the same event, and not in the same way.",
        "Northtown Hospital says that the child was seen, Elm Tree Surgery that the child was not seen.",
    ]
    assert same(a, row("b", "gp", 30, FALL_TOO, seen="not_recorded")) == []


def test_times_far_apart_are_found_and_near_ones_not():
    a = row("a", "hospital", 30, FALL, at=dt.time(9, 30))
    assert same(a, row("b", "gp", 30, FALL_TOO, at=dt.time(12, 30))) == [("a", "b")]
    assert same(a, row("b", "gp", 30, FALL_TOO, at=dt.time(12, 29))) == []


def test_quotes_are_shown_as_the_reader_may_see_them():
    rows = [row("a", "hospital", 30, FALL), row("b", "gp", 30, FALL_TOO.replace("left", "right"))]
    (finding,) = found([*rows, *OTHERS], Check.SAME_EVENT)
    assert finding.sentences(str.upper)[1] == (
        "Northtown Hospital writes “LEFT ARM”, Elm Tree Surgery writes “RIGHT ARM”."
    )


BURN = "Burn to the palm of the right hand, brought at seven, dressing put on"


def test_row_that_names_another_day_for_the_others_event_is_found():
    told = "Liaison form: attended the emergency department on 11 February 2025 with a scald to the foot"
    rows = [row("a", "hospital", 34, BURN), row("b", "nurses", 41, f"{told}. For the social worker.")]
    (finding,) = found([*rows, *OTHERS], Check.SAME_EVENT)
    assert finding.rows == ("a", "b")
    assert " ".join(finding.sentences()[1:]) == (
        "Northtown Community Health writes on 16 February 2025 that it was on 11 February 2025. "
        "Northtown Hospital has it on 9 February 2025. "
        "Northtown Hospital writes “right hand”, Northtown Community Health writes “foot”."
    )


def test_row_that_names_the_others_own_day_is_no_finding():
    told = "Emergency department letter: burn to the palm, treated on 9 February"
    assert same(row("a", "hospital", 34, BURN), row("b", "gp", 38, told)) == []


def test_named_day_too_far_from_the_others_row_is_another_event():
    told = "Liaison form: attended the emergency department on 17 February 2025 with a scald to the foot"
    assert same(row("a", "hospital", 34, BURN), row("b", "nurses", 45, told)) == []
