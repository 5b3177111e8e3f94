"""Text, numbers and choices: what they take, what they say, and that nothing is cut silently."""

import pytest

from lscp.web import fields
from lscp.web.forms import GovForm
from lscp.web.text import Cleaned, clean


class TextForm(GovForm):
    versioned = False
    name = fields.TextField(
        label="What is the name?", subject="The name", error="Enter the name", max_length=10
    )
    story = fields.NarrativeField(label="What happened?", subject="What happened", required=False)
    mail = fields.EmailField(label="E-mail address", required=False)
    number = fields.WholeNumberField(label="Number of children", required=False, min_value=1, max_value=20)


def errors(**typed):
    form = TextForm({"name": "Fictional", **typed})
    form.is_valid()
    return {name: list(found) for name, found in form.errors.items()}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({"name": ""}, {"name": ["Enter the name"]}),
        ({"name": " \n\t "}, {"name": ["Enter the name"]}),
        ({"name": "\x00"}, {"name": ["Enter the name"]}),
        (
            {"name": "x" * 11},
            {"name": ["The name must be 10 characters or fewer. You have 11: cut at least 1 character"]},
        ),
        (
            {"story": "é" * 100_250},
            {
                "story": [
                    (
                        "What happened must be 100,000 characters or fewer. You have 100,250: "
                        "cut at least 250 characters"
                    )
                ]
            },
        ),
        ({"story": "🙂" * 100_000}, {}),
        ({"mail": "nobody"}, {"mail": ["E-mail address must be like name@example.com"]}),
        ({"mail": "somebody@police.example"}, {}),
        ({"number": "many"}, {"number": ["Number of children must be a whole number, like 4"]}),
        ({"number": "0"}, {"number": ["Number of children must be 1 or more"]}),
        ({"number": "21"}, {"number": ["Number of children must be 20 or fewer"]}),
    ],
)
def test_text_fields_say_what_is_wrong(typed, found):
    assert errors(**typed) == found


@pytest.mark.parametrize(
    ("raw", "lines", "cleaned"),
    [
        ("a\r\nb\rc", True, Cleaned("a\nb\nc", 0)),
        ("a\x0bb\u2028c\td", True, Cleaned("a\nb\nc\td", 0)),
        ("a\nb\tc", False, Cleaned("a b c", 0)),
        ("a\x00b\x1f\x7f\x9fc", True, Cleaned("abc", 4)),
        ("half \ud83d emoji", True, Cleaned("half  emoji", 1)),
        ("whole 🙂 مرحبا \u200f\u2067", True, Cleaned("whole 🙂 مرحبا \u200f\u2067", 0)),
    ],
)
def test_clean_takes_out_only_what_cannot_be_stored(raw, lines, cleaned):
    assert clean(raw, lines=lines) == cleaned


def test_removed_characters_are_told():
    form = TextForm({"name": "Ficti\x00nal", "story": "one\x00two\x01\nthree"})
    assert form.is_valid()
    assert (form.cleaned_data["name"], form.cleaned_data["story"]) == ("Fictinal", "onetwo\nthree")
    assert form.notices == [
        (
            "We took 1 hidden character out of “What is the name” because it cannot be saved. "
            "Your words are unchanged."
        ),
        (
            "We took 2 hidden characters out of “What happened” because they cannot be saved. "
            "Your words are unchanged."
        ),
    ]


def test_no_control_cuts_or_stops_what_is_typed():
    form = TextForm({"name": "x" * 11})
    form.is_valid()
    drawn = "".join(str(form[name].control) for name in form.fields)
    assert "maxlength" not in drawn
    assert " required" not in drawn
    assert "x" * 11 in drawn


class ChoiceForm(GovForm):
    versioned = False
    safe = fields.YesNoField(label="Safe?", error="Select yes if safe", reveals={"no": ("risk",)})
    risk = fields.TextField(label="Risk", error="Write the risk")
    route = fields.RadioField(label="Route", error="Select a route", choices=[("a", "A"), ("b", "B")])
    agencies = fields.CheckboxesField(
        label="Agencies",
        error="Select agencies",
        choices=[("police", "Police"), ("none", "None of these")],
        none_value="none",
    )
    group = fields.SelectField(label="Group", error="Select a group", choices=[("x", "X")])
    agreed = fields.ConfirmField(label="Agreed", error="Tick the box")


GOOD = {"safe": "yes", "route": "a", "agencies": ["police"], "group": "x", "agreed": "on"}


def test_choices_that_are_right():
    form = ChoiceForm(GOOD)
    assert form.is_valid()
    assert form.cleaned_data == {
        "safe": True,
        "risk": "",
        "route": "a",
        "agencies": ["police"],
        "group": "x",
        "agreed": True,
    }


def test_choices_left_empty():
    form = ChoiceForm({})
    assert not form.is_valid()
    assert {name: list(found) for name, found in form.errors.items()} == {
        "safe": ["Select yes if safe"],
        "route": ["Select a route"],
        "agencies": ["Select agencies"],
        "group": ["Select a group"],
        "agreed": ["Tick the box"],
    }


@pytest.mark.parametrize(
    ("typed", "name", "sentence"),
    [
        ({"safe": "perhaps"}, "safe", "Select an answer from the list"),
        ({"route": "c"}, "route", "Select an answer from the list"),
        ({"agencies": ["spies"]}, "agencies", "Select an answer from the list"),
        ({"agencies": ["police", "none"]}, "agencies", "Select “None of these” or other answers, not both"),
        ({"group": ""}, "group", "Select a group"),
    ],
)
def test_choices_that_are_wrong(typed, name, sentence):
    form = ChoiceForm(GOOD | typed)
    assert not form.is_valid()
    assert {key: list(found) for key, found in form.errors.items()} == {name: [sentence]}


@pytest.mark.parametrize(("stored", "chosen"), [(True, ["yes"]), (False, ["no"]), (None, [])])
def test_yes_no_shows_what_is_stored(stored, chosen):
    form = ChoiceForm(initial={"safe": stored})
    assert [option.value for option in form["safe"].options if option.is_chosen] == chosen


def test_select_choices_set_later_keep_the_empty_line():
    form = ChoiceForm(GOOD | {"group": "y"})
    form.fields["group"].choices = [("y", "Y")]
    assert form.is_valid()
    assert list(form.fields["group"].choices) == [("", "Select one"), ("y", "Y")]
    assert list(ChoiceForm().fields["group"].choices) == [("", "Select one"), ("x", "X")]
