"""Answers that are strange beside each other are asked about before sending, and stop nobody."""

import datetime as dt

import pytest
from django.urls import reverse

from notifications.actions.drafts import start
from notifications.queries.answers import load
from notifications.queries.completeness import problems
from notifications.queries.doubtful import doubts
from tests.filled_form import child_pages, exactly, fill

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(cast):
    return start(cast.here, cast.agencies["hospital"], by=cast.hospital_practitioner)


def without_name(sentences, draft):
    label = load(draft).children[0].person.label
    return [one.replace(label, "the child") for one in sentences]


def changed(page, **answers):
    return {f"child_{page}": {**child_pages()[page], **answers}}


def test_form_that_agrees_with_itself_raises_no_doubt(draft):
    assert doubts(load(fill(draft))) == []


@pytest.mark.parametrize("number", ["943 476 5919", "9434765870"])
def test_number_that_exists_raises_no_doubt(draft, number):
    assert doubts(load(fill(draft, **changed("services", nhs_number=number)))) == []


CASES = [
    (
        changed("outcome", outcome="died"),
        "You say in section 3 that a child died, and in section 5 and section 6 that no child died. Which is right?",
    ),
    (
        changed("services", nhs_number="123 456 7890"),
        "The NHS number of the child is not one that exists. Check each figure, or leave it out.",
    ),
    (
        changed("care", legal_status=["none", "care_order"]),
        "The legal status of the child says “None” or “Not known” and something else. Which is right?",
    ),
]


@pytest.mark.parametrize(("changes", "sentence"), CASES)
def test_doubt_is_said_before_sending_and_stops_nothing(draft, signed_in, changes, sentence):
    fill(draft, **changes)
    assert without_name(doubts(load(draft)), draft) == [sentence]
    assert problems(draft) == []
    client = signed_in(draft.raised_by)
    for name in ("form_check", "submit"):
        page = client.get(reverse(f"notifications:{name}", args=[draft.public_id])).content.decode()
        assert "Please look at these again" in page
        assert sentence.partition(" the child")[0].partition("“")[0][:30] in page
    assert "Send the notification" in page


def test_grown_up_is_asked_about_unless_a_care_leaver(draft):
    grown = changed("birth", birth_date=exactly(dt.date(2001, 3, 1)))
    (sentence,) = without_name(doubts(load(fill(draft, **grown))), draft)
    assert sentence.startswith("the child was 2")
    assert sentence.endswith("whether this is a care leaver.")
