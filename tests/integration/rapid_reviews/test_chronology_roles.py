"""The anonymised view: names, dates of birth, addresses, schools and numbers of the case become roles and words."""

import datetime as dt

import pytest
from django.urls import reverse

from lscp.audit.models import AuditEvent
from lscp.kernel.dates import UncertainDate
from lscp.people import sealing
from lscp.people.models import Person, Relationship
from rapid_reviews.actions import chronology as actions
from rapid_reviews.models import ChronologyRow, RoleWord
from rapid_reviews.queries.chronology_roles import roles_of
from tests.given_chronology import add_row
from tests.given_copies import fetched, ready_copy
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
        ("Mr Oakenfold left; mark the day", "a parent's partner (Adult 2) left; mark the day"),
        ("Born 22 May 2019, also 22/5/2019", "Born [date of birth], also [date of birth]"),
        ("Seen at 4 Larkspur Close, NO1 4ZZ", "Seen at [address], [postcode]"),
        ("At Bramblewick Primary School", "At [school]"),
        ("NHS 9434765919", "NHS [NHS number]"),
        ("Quiliam was misspelt", "[name removed] was misspelt"),
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


WRITTEN = "Seen with Ms Okafor. Priya said Okafor’s car was at 12 Mill Lane; ring 01632 960 123 or a.b@school.example"
HIDDEN = (
    "Seen with health visitor. health visitor said health visitor’s car was at 12 Mill Lane; ring [telephone number] "
    "or [email address]"
)


def known_as(person, name, job=""):
    type(person).objects.filter(pk=person.pk).update(name=name, job_title=job)


def test_people_who_work_with_the_case_become_what_they_do(review, cast):
    known_as(cast.school_lead, "Priya Okafor", "Specialist Health Visitor (0 to 19)")
    known_as(cast.police_lead, "Mark Turnbull-Reyes", "Ferret Keeper")
    known_as(cast.hospital_practitioner, "Ottoline Marsh")
    known_as(cast.icb_lead, "Somebody Else")
    ask(review, cast.agencies["school"], cast.agencies["police"], by=cast.lscp_unit)
    roles = roles_of(fresh_review(review.notification))
    for written, shown in (
        (WRITTEN, HIDDEN),
        (
            "PC Turnbull-Reyes called; turnbull is no name here",
            "police worker called; turnbull is no name here",
        ),
        ("Turnbull Reyes, DS Mark Turnbull Reyes", "police worker, police worker"),
        (
            "In May 2024 the mark was seen by Mark",
            "In May 2024 the mark was seen by a parent's partner (Adult 2)",
        ),
        ("Ottoline came", "[name removed] came"),
        ("Somebody Else came", "Somebody Else came"),
        ("At the School she was well", "At the School she was well"),
        ("NHS 401 023 2137, not 401 023 2138", "NHS [NHS number], not 401 023 2138"),
        ("Flat in NE1 4XX", "Flat in [postcode]"),
    ):
        assert roles.hide(written) == shown


def test_word_of_the_list_is_replaced_everywhere_and_sealed(review, cast, signed_in):
    (school,) = ask(review, cast.agencies["school"], by=cast.lscp_unit)
    row = add_row(school, cast.school_lead, event=TOLD)
    client = signed_in(cast.lscp_unit)
    address = reverse("rapid_reviews:chronology_words", args=[review.public_id])
    typed = {"seen_version": review.version, "word": "Ms PEMBRIDGE", "role": "health visitor"}
    assert client.post(address, typed).status_code == 302
    shown = "Child 1 told health visitor that his mum"
    merged = reverse("rapid_reviews:chronology", args=[review.public_id])
    for page in (merged, row.get_absolute_url()):
        assert shown in client.get(page, {"names": "hide"}).content.decode()
    copy = ready_copy(review, cast.lscp_unit)
    assert shown in fetched(client, copy).content.decode()
    word = RoleWord.all_records.get()
    assert word.content.open() == {"word": "Ms PEMBRIDGE", "role": "health visitor"}
    said = AuditEvent.objects.filter(verb__startswith="rapid_reviews.role_word")
    assert [(one.verb, one.data) for one in said] == [("rapid_reviews.role_word_added", {})]
    assert "on the list already" in client.post(address, typed).content.decode()
    assert "Ms PEMBRIDGE" in client.get(address).content.decode()
    for person in (cast.police_rag, cast.council_legal):
        assert signed_in(person).get(address).status_code == 403
        assert signed_in(person).post(address, typed).status_code == 403
    out = reverse("rapid_reviews:chronology_word_out", args=[word.public_id])
    client = signed_in(cast.lscp_unit)
    client.post(out, {"seen_version": word.version})
    assert shown not in client.get(merged, {"names": "hide"}).content.decode()
    assert roles_of(fresh_review(review.notification)).hide("Ms Pembridge") == "Ms Pembridge"


def test_list_of_words_is_closed_to_the_business_unit_where_it_may_not_know_the_people(
    review, cast, signed_in, monkeypatch
):
    monkeypatch.setattr("rapid_reviews.policies.chronology_export.reads_names", lambda user, review: False)
    actions_of = reverse("rapid_reviews:chronology_words", args=[review.public_id])
    assert signed_in(cast.lscp_unit).get(actions_of).status_code == 403
