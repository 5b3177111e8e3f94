"""The anonymised view: names, dates of birth, addresses, schools and numbers of the case become roles and words."""

import datetime as dt

import pytest
from django.urls import reverse

from lscp.kernel.dates import UncertainDate
from lscp.people import sealing
from lscp.people.models import Person, Relationship
from rapid_reviews.actions import chronology as actions
from rapid_reviews.models import ChronologyRow
from rapid_reviews.queries.chronology_roles import roles_of
from tests.given_chronology import add_row
from tests.given_reviews import ask, fresh_review, given_review

TOLD = "Quilliam told Ms Pembridge that his mum Ottoline was cold"


def someone(review, kind, number, **identity):
    return Person.all_records.create(
        case=review.case, kind=kind, number=number, identity=sealing.seal(review.case, identity)
    )


@pytest.fixture
def review(cast):
    review = given_review(cast)
    born = UncertainDate.exact(dt.date(2019, 5, 22)).to_json()
    child = someone(
        review, "child", 1, given_name="Quilliam", family_name="Zebrington", birth_date=born,
        address="4 Larkspur Close, Northtown, NO1 4ZZ", school="Bramblewick Primary School", nhs_number="943 476 5919",
    )  # fmt: skip
    someone(review, "child", 2, given_name="Zoë", family_name="Zebrington", other_names="Zozo")
    mother = someone(review, "household", 1, given_name="Ottoline", family_name="Zebrington")
    partner = someone(review, "household", 2, given_name="Mark", family_name="Oakenfold")
    for person, kind in ((mother, "mother"), (partner, "parents_partner")):
        Relationship.all_records.create(case=review.case, person=person, relative=child, kind=kind)
    return fresh_review(review.notification)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Quilliam Zebrington was seen", "Child 1 was seen"),
        ("quilliam’s coat and QUILLIAM", "Child 1’s coat and Child 1"),
        ("Zoe, called Zozo, and Ottoline's sister", "Child 2, called Child 2, and mother’s sister"),
        ("The Zebrington home", "The [family name] home"),
        ("Mr Oakenfold left; mark the day", "Mr a parent's partner (Adult 2) left; mark the day"),
        ("Born 22 May 2019, also 22/5/2019", "Born [date of birth], also [date of birth]"),
        ("Seen at 4 Larkspur Close, NO1 4ZZ", "Seen at [address], [postcode]"),
        ("At Bramblewick Primary School", "At [school]"),
        ("NHS 9434765919", "NHS [NHS number]"),
        ("Quiliam was misspelt", "[name] was misspelt"),
        ("On 23 May 2019 nothing happened to anybody", "On 23 May 2019 nothing happened to anybody"),
    ],
)
def test_text_names_roles_in_the_place_of_people(review, written, shown):
    assert roles_of(review).hide(written) == shown


def test_one_switch_changes_every_page_and_keeps_what_is_written(review, cast, signed_in):
    (school,) = ask(review, cast.agencies["school"], by=cast.lscp_unit)
    row = add_row(
        school, cast.school_lead, event=TOLD, when=UncertainDate.year(2025, "when Quilliam was five"),
        source="Ottoline's file", response="Rang Ottoline", significance="Zoë too", comment="Ask Oakenfold",
    )  # fmt: skip
    actions.comment(row.public_id, seen_version=None, text="Was Quilliam alone?", by=cast.lscp_unit)
    client = signed_in(cast.lscp_unit)
    merged = reverse("rapid_reviews:chronology", args=[review.public_id])
    assert TOLD in client.get(merged).content.decode()
    names = ("Quilliam", "Ottoline", "Zebrington", "Zoë", "Oakenfold")
    for address in (merged, row.get_absolute_url()):
        page = client.get(address, {"names": "hide"}).content.decode()
        assert [name for name in names if name in page] == []
        assert "Child 1 told Ms Pembridge that his mum mother was cold" in page
    assert f"{row.get_absolute_url()}?names=hide" in client.get(merged, {"names": "hide"}).content.decode()
    found = client.post(f"{merged}?names=hide", {"words": "Pembridge"}).content.decode()
    assert [name for name in names if name in found] == []
    assert ChronologyRow.all_records.get().content.open()["event"] == TOLD


def test_whoever_may_not_know_the_people_never_reads_their_names(review, cast, signed_in, monkeypatch):
    (school,) = ask(review, cast.agencies["school"], by=cast.lscp_unit)
    row = add_row(school, cast.school_lead, event=TOLD)
    monkeypatch.setattr(
        "rapid_reviews.policies.chronology.may_know_identity", lambda user, notification: False
    )
    client = signed_in(cast.lscp_unit)
    for name, key in (("chronology", review), ("chronology_own", school), ("chronology_row", row)):
        page = client.get(reverse(f"rapid_reviews:{name}", args=[key.public_id])).content.decode()
        assert "Child 1 told" in page
        assert "Quilliam" not in page
    own = signed_in(cast.school_lead).get(reverse("rapid_reviews:chronology_own", args=[school.public_id]))
    assert TOLD in own.content.decode()
