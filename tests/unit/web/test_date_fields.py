"""Every sentence of the date fields, and the boxes it marks."""

import datetime as dt

import pytest

from lscp.kernel.dates import DayAndTime, Precision, Season, UncertainDate
from lscp.web import fields
from lscp.web.forms import GovForm

When = fields.When


class DateForm(GovForm):
    versioned = False
    born = fields.DateField(label="Date of birth", error="Enter the date of birth", when=When.PAST)
    due = fields.DateField(label="Due date", required=False, when=When.FUTURE, not_before=dt.date(2026, 5, 1))


class MomentForm(GovForm):
    versioned = False
    called = fields.DateTimeField(
        label="When was the front door called?",
        subject="The call",
        error="Enter when the front door was called",
        when=When.PAST_OR_TODAY,
    )
    aware = fields.DateTimeField(label="Aware", required=False, time_required=False)
    meets = fields.DateTimeField(label="The meeting", required=False, when=When.FUTURE_OR_TODAY)


class UncertainForm(GovForm):
    versioned = False
    happened = fields.UncertainDateField(
        label="When did it happen?",
        subject="Date of the incident",
        error="Select how exactly you know the date",
        when=When.PAST_OR_TODAY,
        ask_words=True,
    )


def date(name, day="", month="", year="", **more):
    return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year} | {
        f"{name}_{part}": value for part, value in more.items()
    }


def outcome(form, name):
    """The sentences and the first box of a field that is wrong."""
    assert not form.is_valid()
    return list(form.errors.get(name, [])), form[name].parts_in_error, form[name].first_id


@pytest.mark.parametrize(
    ("typed", "sentence", "parts"),
    [
        (date("born"), "Enter the date of birth", ("day", "month", "year")),
        (date("born", "3", "", "2020"), "Date of birth must include a month", ("month",)),
        (date("born", "", "", "2020"), "Date of birth must include a day and month", ("day", "month")),
        (
            date("born", "3", "4", "20"),
            "Date of birth must include a year with 4 numbers, like 2024",
            ("year",),
        ),
        (date("born", "3", "4", "1066"), "Date of birth must have a year between 1900 and 2150", ("year",)),
        (
            date("born", "3", "13", "2020"),
            "Date of birth must include a real month, like 5 or May",
            ("month",),
        ),
        (date("born", "31", "2", "2020"), "Date of birth must be a real date", ("day", "month", "year")),
        (date("born", "\x00", "2", "2020"), "Date of birth must be a real date", ("day", "month", "year")),
        (date("born", "100%", "2", "2020"), "Date of birth must be a real date", ("day", "month", "year")),
        (date("born", "3", "4", "2026"), "Date of birth must be in the past", ("day", "month", "year")),
    ],
)
def test_date_that_is_wrong(typed, sentence, parts):
    assert outcome(DateForm(typed), "born") == ([sentence], parts, f"id_born_{parts[0]}")


def test_date_in_the_past_with_the_month_by_name():
    form = DateForm(date("born", " 2", "april ", "2026"))
    assert form.is_valid()
    assert form.cleaned_data == {"born": dt.date(2026, 4, 2), "due": None}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (date("due", "3", "4", "2026"), "Due date must be in the future"),
        (date("due", "30", "4", "2026"), "Due date must be 1 May 2026 or later"),
    ],
)
def test_date_outside_its_limits(typed, sentence):
    form = DateForm(date("born", "1", "1", "2020") | typed)
    assert outcome(form, "due")[0] == [sentence]


def test_date_typed_wrongly_is_shown_again():
    form = DateForm(date("born", "31", "Febuary <b>", "2020"))
    form.is_valid()
    assert [
        box.value for box in form["born"].field.widget.get_context("born", form["born"].value(), {})["boxes"]
    ] == [
        "31",
        "Febuary <b>",
        "2020",
    ]
    assert 'value="Febuary &lt;b&gt;"' in form["born"].control


@pytest.mark.parametrize(
    ("typed", "sentences", "parts"),
    [
        (date("called"), ["Enter when the front door was called"], ("day", "month", "year", "time")),
        (date("called", "2", "4", "2026"), ["The call must include a time"], ("time",)),
        (
            date("called", "2", "4", "2026", time="9"),
            ["The call must have a time like 2:30pm or 14:30"],
            ("time",),
        ),
        (
            date("called", "2", "", "2026", time="late"),
            ["The call must include a month", "The call must have a time like 2:30pm or 14:30"],
            ("month", "time"),
        ),
        (
            date("called", "4", "4", "2026", time="9am"),
            ["The call must be today or in the past"],
            ("day", "month", "year"),
        ),
        (date("called", "3", "4", "2026", time="2:06pm"), ["The call must be in the past"], ("time",)),
        (
            date("called", "29", "3", "2026", time="1:30am"),
            [
                (
                    "There was no 1:30am on 29 March 2026: the clocks went forward from 1am to 2am. "
                    "Enter another time"
                )
            ],
            ("time",),
        ),
    ],
)
def test_date_and_time_that_is_wrong(typed, sentences, parts):
    found, marked, first = outcome(MomentForm(typed), "called")
    assert (found, set(marked), first) == (sentences, set(parts), f"id_called_{parts[0]}")


def test_date_and_time_with_the_time_not_known():
    typed = date("called", "3", "4", "2026", time="2:05pm") | date("aware", "1", "4", "2026")
    form = MomentForm(typed)
    assert form.is_valid()
    assert form.cleaned_data == {
        "called": DayAndTime(dt.date(2026, 4, 3), dt.time(14, 5)),
        "aware": DayAndTime(dt.date(2026, 4, 1), None),
        "meets": None,
    }


def test_date_and_time_earlier_today_where_the_future_is_asked():
    typed = date("called", "3", "4", "2026", time="9am") | date("meets", "3", "4", "2026", time="2pm")
    assert outcome(MomentForm(typed), "meets")[:2] == (["The meeting must be in the future"], ("time",))


def uncertain(precision="", **boxes):
    return {"happened_precision": precision} | {f"happened_{part}": value for part, value in boxes.items()}


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        (
            uncertain("exact", exact_day="22", exact_month="5", exact_year="2016"),
            UncertainDate.exact(dt.date(2016, 5, 22)),
        ),
        (
            uncertain(
                "around",
                around_day="22",
                around_month="5",
                around_year="2016",
                as_written=" after school\x00 ",
            ),
            UncertainDate.around(dt.date(2016, 5, 22), "after school"),
        ),
        (uncertain("month", month_month="5", month_year="2016"), UncertainDate.month(2016, 5)),
        (uncertain("season", season="spring", season_year="2024"), UncertainDate.season(Season.SPRING, 2024)),
        (uncertain("year", year_year="2019"), UncertainDate.year(2019)),
        (
            uncertain(
                "range",
                from_day="1",
                from_month="1",
                from_year="2020",
                to_day="2",
                to_month="1",
                to_year="2020",
            ),
            UncertainDate.between(dt.date(2020, 1, 1), dt.date(2020, 1, 2)),
        ),
        (uncertain("unknown"), UncertainDate.unknown()),
    ],
)
def test_uncertain_date_of_each_kind_there_and_back(typed, value):
    form = UncertainForm(typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["happened"] == value
    again = UncertainForm(
        {f"happened_{part}": text for part, text in form["happened"].field.widget.typed(value).items()}
    )
    assert again.is_valid()
    assert again.cleaned_data["happened"] == value


@pytest.mark.parametrize(
    ("typed", "sentences", "first"),
    [
        (uncertain(), ["Select how exactly you know the date"], "id_happened"),
        (uncertain("", exact_day="3"), ["Select how exactly you know the date"], "id_happened"),
        (uncertain("guess"), ["Select how exactly you know the date"], "id_happened"),
        (
            uncertain("exact", exact_day="3"),
            ["Date of the incident must include a month and year"],
            "id_happened_exact_month",
        ),
        (
            uncertain("month", month_month="May"),
            ["Date of the incident must include a year"],
            "id_happened_month_year",
        ),
        (
            uncertain("season", season_year="2024"),
            ["Date of the incident must include a season"],
            "id_happened_season",
        ),
        (
            uncertain("season", season="spring"),
            ["Date of the incident must include a year"],
            "id_happened_season_year",
        ),
        (
            uncertain("range", to_day="31", to_month="2", to_year="2020"),
            [
                "Date of the incident: the first date must include a day, month and year",
                "Date of the incident: the second date must be a real date",
            ],
            "id_happened_from_day",
        ),
        (
            uncertain(
                "range",
                from_day="3",
                from_month="1",
                from_year="2020",
                to_day="2",
                to_month="1",
                to_year="2020",
            ),
            ["Date of the incident: the second date must be the same as or after the first"],
            "id_happened_to_day",
        ),
        (
            uncertain("year", year_year="2027"),
            ["Date of the incident must be today or in the past"],
            "id_happened_year_year",
        ),
        (
            uncertain("unknown", as_written="x" * 201),
            ["The words you were given must be 200 characters or fewer"],
            "id_happened_as_written",
        ),
    ],
)
def test_uncertain_date_that_is_wrong(typed, sentences, first):
    found, _parts, link = outcome(UncertainForm(typed), "happened")
    assert (found, link) == (sentences, first)


def test_uncertain_date_that_may_still_be_in_the_past_is_allowed():
    assert UncertainForm(uncertain("year", year_year="2026")).is_valid()


def test_uncertain_date_offers_only_what_is_allowed():
    class Form(GovForm):
        versioned = False
        born = fields.UncertainDateField(
            label="Born", error="Enter it", allowed=(Precision.EXACT, Precision.YEAR)
        )

    form = Form({"born_precision": "unknown"})
    assert outcome(form, "born")[0] == ["Select how exactly you know the date"]
    drawn = form["born"].field.widget.get_context("born", None, {"id": "id_born"})["options"]
    assert [(option.value, option.id) for option in drawn] == [("exact", "id_born"), ("year", "id_born_2")]
