"""When two people are alike, and what is said about it; names that are not in the demo, all invented."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lscp.kernel.dates import Season, UncertainDate
from lscp.people.likeness import (
    Identity,
    Likeness,
    alike_to,
    compare,
    keys_of,
    keys_sought,
    months_of,
    near_dates,
)
from lscp.people.names import joined, normal, several, sounds


def born(text):
    return UncertainDate.exact(dt.date.fromisoformat(text)).to_json()


def person(name="", birth="", **more):
    given, _, family = name.partition(" ")
    document = {"given_name": given.replace("_", " "), "family_name": family, **more}
    if birth:
        document["birth_date"] = born(birth)
    return Identity(document)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Zoë", "zoe"),
        ("  Anne-Marie ", "anne marie"),
        ("O'Testerly", "otesterly"),
        ("O’Testerly", "otesterly"),
        ("STRASSE Straße", "strasse strasse"),
        ("Ｆｕｌｌ", "full"),
        ("not known", ""),
        ("Not-Known", ""),
        ("Unknown", ""),
        ("Baby", ""),
        ("", ""),
        ("Мария", "мария"),
    ],
)
def test_name_is_compared_without_its_capitals_accents_and_marks(written, expected):
    assert normal(written) == expected


@settings(max_examples=1000, deadline=None)
@given(st.text(max_size=60))
def test_any_text_has_one_normal_form(text):
    assert normal(normal(text)) == normal(text)
    sounds(normal(text))
    keys_of(Identity({"given_name": text, "family_name": text, "other_names": text}))


def test_other_names_are_read_from_a_list_or_a_text():
    assert several("Jo Fictive, also known as Joey; Jojo / J F") == ["jo fictive", "joey", "jojo", "j f"]
    assert several(["Jo Fictive", "Joey"]) == ["jo fictive", "joey"]
    assert several(None) == several({}) == several(7) == []


def test_name_in_one_piece_or_two_is_the_same():
    assert joined("anne marie") == joined("annemarie")
    assert person("Anne-Marie Fictive").full_names == person("Annemarie Fictive").full_names


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        pytest.param(
            person("Tessa Fictive", "2019-03-04"), person("Tessa Fictive", "2019-03-04"),
            ("same name", "same birth date"), id="the same",
        ),
        pytest.param(
            person("Tessa Fictive", "2019-03-04"), person("Fictive Tessa", "2019-03-04"),
            ("same name", "same birth date"), id="names the other way round",
        ),
        pytest.param(
            person("Tessa Fictive", "2019-03-04"), person("TESSÁ Fic-tive", "2019-03-05"),
            ("same name", "birth date one day apart"), id="accents, hyphen, a day off",
        ),
        pytest.param(
            person("Catherine Fictive", "2019-03-04"), person("Kathryn Fictiv", "2019-04-03"),
            ("name sounds alike", "day and month of the birth date swapped"), id="sounds, swapped",
        ),
        pytest.param(
            person("Tessa Fictive", "2019-03-04"), person("Tessa Fictivve", "2018-03-04"),
            ("name spelt nearly the same", "birth date differs in one digit"), id="a letter, a digit",
        ),
        pytest.param(
            person("Tessa Fictive", "2019-03-04"), person("Robin Fictive", "2019-03-14"),
            ("same family name", "birth date differs in one digit"), id="family name, a digit",
        ),
        pytest.param(
            person("Tessa Fictive", "2019-03-04"), person("Tessa Fictive", "2019-03-29"),
            ("same name", "born in the same month"), id="the same month",
        ),
        pytest.param(
            person("Tessa Fictive", "2019-03-04"),
            Identity({"given_name": "Tessa", "family_name": "Fictive",
                      "birth_date": UncertainDate.season(Season.SPRING, 2019).to_json()}),
            ("same name", "birth dates may be the same"), id="spring of that year",
        ),
        pytest.param(
            person("Tessa Fictive", "2019-03-04"), person("Tessa Fictive"), ("same name",), id="no date known",
        ),
        pytest.param(
            person("Robin Sample", "2019-03-04", other_names="Tessa Fictive"),
            person("Tessa Fictive", "2019-03-04"), ("same name", "same birth date"), id="an earlier name",
        ),
        pytest.param(
            person("Tessa Fictive", "2019-03-04", nhs_number="943 476 5919"),
            person("Robin Sample", "2011-12-31", nhs_number="9434765919"), ("same NHS number",), id="the number",
        ),
        pytest.param(
            person("Tessa Fictive", "2019-03-04", address="1 Any Road, ZZ99 3WZ", school="Any School"),
            person("Tessa Fictive", "2019-03-04", address="zz993wz", school="any school"),
            ("same name", "same birth date", "same postcode", "same school"), id="everything",
        ),
        pytest.param(
            Identity({"given_name": "Baby", "family_name": "Fictive", "due_date": born("2026-06-10")}),
            person("Tessa Fictive", "2026-05-28"), ("same family name", "born near the expected date"),
            id="expected, then born",
        ),
        pytest.param(
            Identity({"given_name": "Baby", "family_name": "Fictive", "due_date": born("2026-06-10")}),
            Identity({"given_name": "not known", "family_name": "Fictive", "due_date": born("2026-06-10")}),
            ("same family name", "same expected date"), id="both expected",
        ),
    ],
)  # fmt: skip
def test_likeness_gives_its_reasons_in_words(one, other, reasons):
    assert compare(one, other).reasons == reasons
    assert compare(other, one).reasons == reasons


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(person("Tessa Fictive", "2019-03-04"), person("Robin Sample", "2019-03-04"), id="date only"),
        pytest.param(person("Tessa Fictive", "2019-03-04"), person("Tessa Fictive", "2008-11-30"), id="name only"),
        pytest.param(person("Tessa Fictive", "2019-03-04"), person("Robin Fictive"), id="family name only"),
        pytest.param(
            person("Tessa Fictive", school="Any School"), person("Robin Sample", school="Any School"),
            id="school only",
        ),
        pytest.param(person(), person(), id="nothing known"),
        pytest.param(person("Baby not known"), person("Baby not known"), id="placeholders"),
        pytest.param(
            Identity({"family_name": "Fictive", "birth_date": UncertainDate.year(2019).to_json()}),
            Identity({"family_name": "Fictive", "birth_date": UncertainDate.between(
                dt.date(2010, 1, 1), dt.date(2020, 1, 1)).to_json()}),
            id="hardly known dates",
        ),
    ],
)  # fmt: skip
def test_likeness_in_one_thing_only_is_none(one, other):
    assert compare(one, other) == Likeness(0, ())


def test_closer_people_score_higher():
    sought = person("Tessa Fictive", "2019-03-04")
    others = [("Tessa Fictive", "2019-03-04"), ("Tessa Fictive", "2019-03-05"), ("Tesa Fictive", "2019-03-05"),
              ("Tessah Fycteve", "2019-03-29"), ("Robin Fictive", "2019-03-29")]  # fmt: skip
    scores = [compare(sought, person(*other)).score for other in others]
    assert scores == sorted(scores, reverse=True)
    assert all(scores)


def test_reasons_read_as_one_phrase():
    assert Likeness(90, ("same name", "same birth date")).sentence == "same name and birth date"
    assert (
        Likeness(70, ("name sounds alike", "birth date one day apart", "same school")).sentence
        == "same school, name sounds alike, birth date one day apart"
    )


def test_near_dates_are_what_is_easily_mistyped():
    near = near_dates(dt.date(2019, 3, 4))
    assert {dt.date(2019, 3, 3), dt.date(2019, 3, 5), dt.date(2019, 4, 3), dt.date(2010, 3, 4)} < near
    assert dt.date(2019, 3, 4) not in near
    assert dt.date(2018, 3, 5) not in near


@given(st.dates(dt.date(1901, 1, 1), dt.date(2100, 12, 31)))
def test_being_near_goes_both_ways(day):
    assert all(day in near_dates(near) for near in near_dates(day))


def test_month_keys_of_an_uncertain_date():
    assert months_of(UncertainDate.season(Season.WINTER, 2024)) == ["2024-12", "2025-01", "2025-02"]
    assert months_of(UncertainDate.between(dt.date(2019, 1, 1), dt.date(2024, 1, 1))) == []
    assert months_of(UncertainDate.unknown()) == months_of(None) == []
    assert months_of(UncertainDate.exact(dt.date(2026, 1, 10)), reach=1) == ["2025-12", "2026-01", "2026-02"]


def test_keys_of_people_alike_meet():
    one, other = person("Tessa Fictive", "2019-03-04"), person("Tessa Fictiv", "2019-03-05")
    assert ("birth", "2019-03-05") in keys_sought(one) & keys_of(other)
    assert any(kind == "sound" for kind, _ in keys_sought(one) & keys_of(other))
    assert (
        keys_of(Identity({"birth_date": "rubbish", "due_date": {"precision": "x"}, "nhs_number": "12"}))
        == set()
    )


@pytest.mark.parametrize(
    ("text", "answers"),
    [("tessa", True), ("Fictive", True), ("fictive tessa", True), ("Tesa Fiktive", True), ("Robin", False),
     ("", False), ("   ", False), ("12345", False)],
)  # fmt: skip
def test_search_answers_to_names_as_people_write_them(text, answers):
    assert (alike_to(text, person("Tessa Fictive")) >= 70) is answers
