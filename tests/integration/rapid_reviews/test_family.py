"""The family's diagram: what it starts from, what the Business Unit adds, who reads it with names, and on paper."""

import datetime as dt
import io

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from pypdf import PdfReader

from lscp.audit.models import AuditEvent
from lscp.kernel.access import OutOfScope, Refused, Stale
from lscp.kernel.dates import UncertainDate
from lscp.people import sealing
from lscp.people.models import Person, Relationship
from notifications import wording
from notifications.queries.answers import load
from rapid_reviews.actions import family as actions
from rapid_reviews.actions.family import Bond
from rapid_reviews.models import FamilyFacts, FamilyTie
from rapid_reviews.queries.chronology_roles import roles_of
from rapid_reviews.queries.family import family_view
from tests.given_chronology import add_row
from tests.given_reviews import ask, given_review

FACTS = {"sex": "male", "life": "died", "died": "in 2020", "born": "1960", "note": "", "source": "The police"}


def someone(review, kind, number, **identity):
    identity = {"family_name": "Zebrington", **identity}
    return Person.all_records.create(
        case=review.case, kind=kind, number=number, identity=sealing.seal(review.case, identity)
    )


@pytest.fixture
def review(cast):
    review = given_review(cast)
    born = UncertainDate.exact(dt.date(2019, 5, 22)).to_json()
    home = "4 Larkspur Close, Northtown"
    child = someone(
        review, "child", 1, given_name="Quilliam", sex="male", birth_date=born, address=home, outcome="died"
    )
    sister = someone(review, "sibling", 1, given_name="Wilhelmina", address="Same as Child 1")
    mother = someone(review, "household", 1, given_name="Ottoline", address="4 larkspur close  Northtown")
    partner = someone(review, "household", 2, given_name="Mark", family_name="Oakenfold")
    for person, kind in ((sister, "half_sibling"), (mother, "mother"), (partner, "parents_partner")):
        Relationship.all_records.create(case=review.case, person=person, relative=child, kind=kind)
    return review


def by_name(review):
    return {one.called: one for one in family_view(review, hide=None).people}


def key(review, name):
    return by_name(review)[name].key


def tie(review, cast, kind, one, other, **texts):
    bond = Bond(kind, key(review, one), key(review, other), texts)
    return actions.tie(review.public_id, seen_version=None, bond=bond, by=cast.lscp_unit)


def said(review, **kwargs):
    view = family_view(review, **{"hide": None, **kwargs})
    return [
        (view.by_key[one.one].called, one.words, view.by_key[one.other].called, one.source)
        for one in view.said
    ]


def page(client, review, name="family", **how):
    return client.get(reverse(f"rapid_reviews:{name}", args=[review.public_id]), how)


CHILD, SISTER, MOTHER, PARTNER = (
    "Quilliam Zebrington", "Wilhelmina Zebrington", "Ottoline Zebrington", "Mark Oakenfold",
)  # fmt: skip


def test_family_starts_from_what_the_notification_recorded(review):
    source = "The notification"
    assert said(review) == [
        (SISTER, "Half-brother or half-sister of", CHILD, source),
        (MOTHER, "Mother of", CHILD, source),
        (PARTNER, "A parent's partner:", CHILD, source),
        (SISTER, "Lives with", CHILD, source),
        (MOTHER, "Lives with", CHILD, source),
    ]
    found = by_name(review)
    assert [(one.sex, one.life, one.born) for one in (found[CHILD], found[MOTHER], found[PARTNER])] == [
        ("male", "died", "Born 22 May 2019"), ("female", "unknown", ""), ("unknown", "unknown", ""),
    ]  # fmt: skip
    diagram = family_view(review, hide=None).diagram()
    assert [loop.label for loop in diagram.loops] == ["Home 1"]
    beside = {sign.member.lines[0]: sign.member.lines[1:] for sign in diagram.signs}
    assert beside[PARTNER] == ["A parent's partner (Adult 2)", f"A parent's partner: {CHILD}"]


def test_business_unit_adds_a_person_facts_and_lines_and_all_of_it_is_sealed(cast, review, signed_in):
    client = signed_in(cast.lscp_unit)
    address = reverse("rapid_reviews:family_add_person", args=[review.public_id])
    typed = {
        "given_name": "Peregrine",
        "family_name": "Quillfeather",
        "seen_version": review.version,
        **FACTS,
    }
    assert client.post(address, typed).status_code == 302
    found = by_name(review)["Peregrine Quillfeather"]
    assert (found.role, found.sex, found.life, found.died, found.born) == (
        "Family member 1", "male", "died", "in 2020", "Born 1960",
    )  # fmt: skip
    address = reverse("rapid_reviews:family_add_tie", args=[review.public_id])
    line = {
        "one": found.key, "kind": "father", "other": key(review, MOTHER), "since": "", "until": "",
        "note": "He raised her", "source": "Return of the police", "seen_version": review.version,
    }  # fmt: skip
    assert client.post(address, line).status_code == 302
    text = page(client, review).content.decode()
    assert [one for one in ("Peregrine Quillfeather", "Father of", "He raised her") if one not in text] == []
    stored = FamilyTie.all_records.get()
    assert (stored.kind, stored.content.is_frozen, stored.content.open()["note"]) == (
        "father", True, "He raised her",
    )  # fmt: skip
    review.notification.form_edition = wording.editions()[-1].key
    form = [one.name for one in load(review.notification).people]
    assert (CHILD in form, "Peregrine Quillfeather" in form) == (True, False)
    assert roles_of(review).hide("Mr Quillfeather came") == "Family member 1 came"
    verbs = set(AuditEvent.objects.values_list("verb", flat=True))
    assert {
        "rapid_reviews.family_person_added",
        "rapid_reviews.family_tie_added",
        "rapid_reviews.family_viewed",
    } <= verbs


def test_what_is_typed_goes_before_what_the_notification_says(cast, review):
    tie(review, cast, "partner", PARTNER, MOTHER, since="2021", source="The school")
    tie(review, cast, "not_same_home", SISTER, CHILD, source="The school")
    tie(review, cast, "father", PARTNER, SISTER, source="The school")
    lines = said(review)
    assert (SISTER, "Lives with", CHILD, "The notification") not in lines
    assert (SISTER, "Half-brother or half-sister of", CHILD, "The notification") in lines
    diagram = family_view(review, hide=None).diagram()
    assert {tuple(sorted(pair)) for pair in diagram.family.couples} == {
        tuple(sorted((key(review, PARTNER), key(review, MOTHER))))
    }
    assert diagram.family.homes == [frozenset({key(review, CHILD), key(review, MOTHER)})]


def test_every_line_is_in_the_text_beside_the_diagram(cast, review, signed_in):
    for kind, one, other in (
        ("separated", PARTNER, MOTHER), ("kinship_carer", PARTNER, SISTER), ("aunt_uncle", PARTNER, CHILD),
    ):  # fmt: skip
        tie(review, cast, kind, one, other, source="The school", since="May 2020")
    text = " ".join(
        page(signed_in(cast.lscp_unit), review).content.decode().split("How people belong")[1].split()
    )
    for who, words, other, _source in said(review):
        assert who in text
        assert words.replace("'", "&#x27;") + " " + other in text
    assert text.count("from May 2020") == 3


def test_changes_and_what_is_taken_out_stay_in_the_history(cast, review):
    made = tie(review, cast, "partner", PARTNER, MOTHER, since="2021")
    bond = Bond("ended", key(review, PARTNER), key(review, MOTHER), {"until": "2022"})
    actions.change_tie(made.public_id, seen_version=1, bond=bond, by=cast.lscp_unit)
    with pytest.raises(Stale):
        actions.change_tie(made.public_id, seen_version=1, bond=bond, by=cast.lscp_manager)
    actions.take_out_tie(made.public_id, seen_version=2, reason="Another couple", by=cast.lscp_unit)
    states = list(made.events.select_related("content__key").order_by("pgh_id"))
    assert [(one.kind, one.content.open()) for one in states] == [
        ("partner", {"since": "2021"}), ("ended", {"until": "2022"}), ("ended", {"until": "2022"}),
    ]  # fmt: skip
    assert (PARTNER, "Divorced from, or former partner of", MOTHER, "") not in said(review)
    with pytest.raises(Refused):
        actions.change_tie(made.public_id, seen_version=3, bond=bond, by=cast.lscp_unit)


def test_two_people_never_write_over_each_others_facts_unseen(cast, review):
    person = key(review, MOTHER)
    given = {"person_id": person, "facts": FACTS, "names": {"given_name": "Other"}}
    actions.know(review.public_id, seen_version=None, seen_facts=0, **given, by=cast.lscp_unit)
    with pytest.raises(Stale):
        actions.know(review.public_id, seen_version=None, seen_facts=0, **given, by=cast.lscp_manager)
    actions.know(review.public_id, seen_version=None, seen_facts=1, **given, by=cast.lscp_manager)
    assert (FamilyFacts.all_records.get().version, by_name(review)[MOTHER].name) == (2, MOTHER)


def test_nobody_of_another_case_and_no_agency_that_was_not_asked_stands_in_the_diagram(cast, review):
    other = someone(given_review(cast), "child", 1, given_name="Elsewhere")
    for kind, one, two, refusal in (
        ("mother", str(other.public_id), key(review, CHILD), OutOfScope),
        ("works_with", str(cast.agencies["police"].public_id), key(review, CHILD), ValueError),
        ("sibling", key(review, CHILD), key(review, CHILD), ValueError),
    ):
        with pytest.raises(refusal), transaction.atomic():
            actions.tie(review.public_id, seen_version=None, bond=Bond(kind, one, two, {}), by=cast.lscp_unit)
    assert not FamilyTie.all_records.exists()


def test_agencies_stand_with_whom_they_work_and_about_whom_they_wrote(cast, review, signed_in):
    school, _police = ask(review, cast.agencies["school"], cast.agencies["police"], by=cast.lscp_unit)
    add_row(school, cast.school_lead, children=[key(review, CHILD)])
    address = reverse("rapid_reviews:family_add_work", args=[review.public_id])
    typed = {
        "one": str(cast.agencies["police"].public_id), "role": "neighbourhood officer", "other": key(review, MOTHER),
        "since": "2024", "until": "", "note": "", "source": "The police", "seen_version": review.version,
    }  # fmt: skip
    assert signed_in(cast.lscp_unit).post(address, typed).status_code == 302
    assert family_view(review, hide=None).agencies == [
        ("Police", [f"neighbourhood officer works with {MOTHER}, from 2024"]),
        ("School", [f"Its chronology is about {CHILD}"]),
    ]


def test_only_those_who_may_know_the_people_read_names_and_write(cast, review, signed_in, monkeypatch):
    tie(review, cast, "partner", PARTNER, MOTHER, note="Ottoline said so", source="Wilhelmina's teacher")
    names = ("Quilliam", "Ottoline", "Zebrington", "Wilhelmina", "Oakenfold", "22 May 2019")
    client = signed_in(cast.lscp_unit)
    assert [name for name in names if name not in page(client, review).content.decode()] == []
    hidden = page(client, review, names="hide").content.decode()
    assert ([name for name in names if name in hidden], "Mother" in hidden) == ([], True)
    monkeypatch.setattr("rapid_reviews.policies.chronology.may_know_identity", lambda *_: False)
    for name in ("family", "family_add_tie"):
        answer = page(client, review, name).content.decode()
        assert [one for one in names if one in answer] == []
    copy = PdfReader(io.BytesIO(page(client, review, "family_pdf").content))
    words = " ".join(found.extract_text() for found in copy.pages)
    assert ([one for one in names if one in words], "Mother" in words) == ([], True)
    bond = Bond("partner", key(review, PARTNER), key(review, MOTHER), {})
    with pytest.raises(PermissionDenied):
        actions.tie(review.public_id, seen_version=None, bond=bond, by=cast.lscp_unit)


def test_copy_on_paper_holds_the_diagram_and_the_tables(cast, review, signed_in):
    answer = page(signed_in(cast.lscp_unit), review, "family_pdf")
    words = " ".join(
        " ".join(found.extract_text().split()) for found in PdfReader(io.BytesIO(answer.content)).pages
    )
    wanted = ("What the signs mean", "Home 1", "Mother", "Child 1", "OFFICIAL-SENSITIVE")
    assert [one for one in wanted if one not in words] == []
    assert [one for one in ("Quilliam", "Zebrington", MOTHER) if one in words] == []
    name = f"{review.case.reference}-family.pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    event = AuditEvent.objects.filter(verb="rapid_reviews.picture_downloaded").latest("position")
    assert event.data["picture"] == "the family"


def changed(cast, made, **texts):
    """The same line in other words."""
    person, relative = str(made.person.public_id), str(made.relative.public_id)
    return actions.change_tie(
        made.public_id, seen_version=FamilyTie.all_records.get(pk=made.pk).version,
        bond=Bond(made.kind, person, relative, texts), by=cast.lscp_manager,
    )  # fmt: skip


def test_earlier_wordings_of_a_line_are_shown_with_who_wrote_them_and_what_became_of_them(
    review, cast, signed_in
):
    made = tie(review, cast, "partner", MOTHER, PARTNER, since="2020", source="The first lead")
    changed(cast, made, since="2021", source="The midwife's note")
    changed(cast, made, since="2022", source="The second lead")
    client = signed_in(cast.lscp_unit)
    shown = page(client, review).content.decode()
    before, _, now = shown.partition("What was said before")
    assert ["The first lead" in before, "The second lead" in before] == [False, True]
    assert ["The first lead" in now, "The midwife" in now, "The second lead" in now] == [True, True, False]
    assert f"by {cast.lscp_manager}" in now
    actions.take_out_tie(
        made.public_id, seen_version=FamilyTie.all_records.get(pk=made.pk).version,
        reason="They never were a couple", by=cast.lscp_unit,
    )  # fmt: skip
    shown = page(client, review).content.decode()
    before, _, now = shown.partition("What was said before")
    assert ("The second lead" in before, "The second lead" in now, "They never were a couple" in now) == (
        False, True, True,
    )  # fmt: skip
    assert "Taken out" in now


def test_earlier_wordings_call_people_by_their_roles_where_names_are_hidden(review, cast, signed_in):
    made = tie(review, cast, "partner", MOTHER, PARTNER, note="Ottoline told Mark Oakenfold to leave")
    changed(cast, made, note="Nothing more is known")
    client = signed_in(cast.lscp_unit)
    assert "Oakenfold to leave" in page(client, review).content.decode()
    hidden = page(client, review, names="hide").content.decode()
    assert "What was said before" in hidden
    assert [name in hidden for name in ("Ottoline", "Oakenfold", "Zebrington")] == [False, False, False]


def test_family_that_nobody_changed_shows_no_earlier_wordings(review, cast, signed_in):
    tie(review, cast, "partner", MOTHER, PARTNER, since="2020")
    assert "What was said before" not in page(signed_in(cast.lscp_unit), review).content.decode()
