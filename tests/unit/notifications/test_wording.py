"""The editions of the form: whole, plain, and old ones stay as they were asked."""

import datetime as dt
import re

import pytest

from notifications import wording
from notifications.wording import Choice, Edition, Kind, Page, Question, Section
from notifications.wording.asking import check, page_form
from notifications.wording.stored import frozen, in_words, merged, revealed

EVERY = [(section, page) for section in wording.edition("2026-1").sections for page in section.pages]
LONGEST_SENTENCE = 30


def words_of(page):
    yield from (page.title, *page.help, *page.definition, *page.examples)
    for question in page.questions:
        yield from (question.label, question.hint)
        for choice in question.choices:
            yield from (choice.label, choice.hint)


def test_sections_are_those_of_the_form_in_order():
    found = [(section.number, section.key) for section in wording.edition("2026-1").sections]
    assert found == [
        ("", "first"), ("1", "about"), ("2", "agreement"), ("3", "children"), ("4", "family"),
        ("5", "incident"), ("6", "criteria"), ("7", "voice"), ("8", "agencies"), ("9", "parallel"),
        ("10", "actions"),
    ]  # fmt: skip


@pytest.mark.parametrize("place", EVERY, ids=lambda place: f"{place[0].key}/{place[1].key}")
def test_page_has_a_form_whose_revealed_questions_exist(place):
    _section, page = place
    keys = {question.key for question in page.questions}
    revealing = {key for question in page.questions for choice in question.choices for key in choice.reveals}
    assert revealing <= keys
    page_form(page)(offered={})


@pytest.mark.parametrize("place", EVERY, ids=lambda place: f"{place[0].key}/{place[1].key}")
def test_sentences_are_short(place):
    section, page = place
    sentences = [
        sentence for text in [*words_of(page), *section.intro] for sentence in re.split(r"[.?!:]\s", text)
    ]
    assert [one for one in sentences if len(one.split()) > LONGEST_SENTENCE] == []


def test_each_test_of_the_law_has_definition_examples_and_room_for_reasons():
    pages = wording.edition("2026-1").section("criteria").pages
    found = [
        (page.key, bool(page.definition), len(page.examples) >= 3, page.questions[-1].is_narrative)
        for page in pages
    ]
    assert found == [("abuse", True, True, True), ("harm", True, True, True), ("place", True, True, True)]


def test_edition_in_force_is_the_newest_begun(monkeypatch):
    newer = Edition("test-2", "Test", dt.date(2026, 6, 1), sections=())
    monkeypatch.setitem(wording.EDITIONS, newer.key, newer)
    days = [dt.date(2025, 1, 1), dt.date(2026, 5, 31), dt.date(2026, 6, 1)]
    assert [wording.edition_on(day).key for day in days] == ["2026-1", "2026-1", "test-2"]


def test_unknown_edition_is_an_error():
    with pytest.raises(LookupError, match="no edition 'never'"):
        wording.edition("never")


def test_edition_with_a_key_twice_does_not_start():
    twice = Question("q", "Question?")
    page = Page("p", (twice, twice))
    with pytest.raises(ValueError, match=r"s\?q"):
        Edition("x", "X", dt.date(2026, 1, 1), (Section("s", "S", (page,)),))


ASKED = Page(
    "p",
    (
        Question(
            "choice",
            "Choose",
            Kind.RADIO,
            choices=(Choice("yes", "Yes", reveals=("more",)), Choice("no", "No")),
        ),
        Question("more", "More", required_message="Enter more"),
    ),
)


def test_answer_that_is_no_longer_asked_is_kept_but_not_shown():
    first = merged({}, typed := {"choice": "yes", "more": "words"}, check(ASKED, typed).understood())
    second = merged(first, typed := {"choice": "no", "more": "words"}, check(ASKED, typed).understood())
    questions = {question.key: question for question in ASKED.questions}
    assert second["more"] == "words"
    assert revealed(questions, second) == {"choice"}


def test_revealed_answer_is_required_only_when_it_is_asked():
    assert check(ASKED, {"choice": "no", "more": ""}).errors == {}
    assert check(ASKED, {"choice": "yes", "more": ""}).errors == {"more": ["Enter more"]}


def test_frozen_document_keeps_what_was_not_understood_and_says_it():
    question = Question("day", "Which day?", Kind.DATE)
    page = Page("p", (question,))
    typed = {"day": {"day": "31", "month": "2", "year": "2026"}}
    document = frozen(merged({}, typed, check(page, typed).understood()))
    assert document == {"_typed": typed}
    assert in_words(question, document, {}) == "31 2 2026"


SHARED = Page(
    "p",
    (
        Question(
            "abuse",
            "Known?",
            Kind.RADIO,
            choices=(
                Choice("known", "Known", reveals=("kind",)),
                Choice("suspected", "Suspected", reveals=("kind",)),
                Choice("no", "No"),
            ),
        ),
        Question("kind", "Which kind?", required_message="Enter the kind"),
    ),
)


@pytest.mark.parametrize(("answer", "asked"), [("known", True), ("suspected", True), ("no", False)])
def test_question_that_several_answers_reveal_is_asked_and_required_for_each(answer, asked):
    questions = {question.key: question for question in SHARED.questions}
    typed = {"abuse": answer, "kind": ""}
    assert check(SHARED, typed).errors == ({"kind": ["Enter the kind"]} if asked else {})
    document = merged({}, kept := {"abuse": answer, "kind": "words"}, check(SHARED, kept).understood())
    assert revealed(questions, document) == ({"abuse", "kind"} if asked else {"abuse"})


@pytest.mark.parametrize(
    ("answer", "missing"),
    [("known", True), ("suspected", True), ("no", False), ("unsure", False)],
)
def test_kind_of_abuse_is_required_when_abuse_is_known_or_suspected(answer, missing):
    page = wording.edition("2026-1").section("criteria").page("abuse")
    found = check(page, {"abuse": answer, "categories": [], "abuse_why": "The burns"})
    sentence = "Select what kind of abuse or neglect it is, or “Not known yet”"
    assert found.errors == ({"categories": [sentence]} if missing else {})
    assert found["categories"].label_text == "What kind of abuse or neglect?"
