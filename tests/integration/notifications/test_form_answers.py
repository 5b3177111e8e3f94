"""Saving the form: nothing typed is lost, stale pages are refused, statuses are honest."""

import datetime as dt

import pytest

from lscp.kernel import clock
from lscp.kernel.access import OutOfScope, Refused, Stale
from lscp.kernel.dates import UncertainDate
from lscp.people.models import SealedValue
from notifications.actions.answers import save_page
from notifications.actions.drafts import abandon, start, take_up_again
from notifications.actions.family import add_person, put_back, remove_person
from notifications.enums import NotificationStatus
from notifications.models import Notification
from notifications.queries import answers, completeness, summary

NAME = "Zebedee Quillfeather"
EXACT = {"precision": "exact"}


@pytest.fixture
def draft(cast):
    return start(cast.here, cast.agencies["hospital"], by=cast.hospital_practitioner)


def day(value, prefix=""):
    return {
        f"{prefix}day": str(value.day),
        f"{prefix}month": str(value.month),
        f"{prefix}year": str(value.year),
    }


def moment(value, time=""):
    return {**day(value), "time": time}


def exactly(value):
    return {**EXACT, **day(value, "exact_")}


def save(draft, section, page, typed, *, by=None, seen=None, person=None):
    form = answers.load(draft)
    return save_page(
        draft.public_id, section, page, typed=typed, by=by or draft.raised_by,
        seen_version=form.revision(section) if seen is None else seen, person_id=person,
    )  # fmt: skip


def test_answers_are_kept_sealed_and_read_back(draft):
    save(draft, "incident", "what", {"what_happened": f"{NAME} fell 👶 \x00 שלום"})
    assert answers.answer(draft, "incident", "what_happened") == f"{NAME} fell 👶  שלום"
    stored = b"".join(bytes(value.ciphertext) for value in SealedValue.objects.all())
    assert NAME.encode() not in stored
    assert len(stored) > 50


def test_what_cannot_be_understood_is_kept_as_typed(draft):
    typed = {"agency_aware": {"day": "31", "month": "2", "year": "2026", "time": "half past"}}
    save(draft, "about", "aware", typed)
    content = answers.read(draft, "about")
    assert content["_typed"]["agency_aware"] == typed["agency_aware"]
    assert "agency_aware" not in content
    sentences = [p.sentence for p in completeness.problems(draft) if p.place == ("about", "aware", "")]
    assert sentences == [
        "The day your agency first knew must be a real date",
        "The day your agency first knew must have a time like 2:30pm or 14:30",
    ]


def test_megabyte_of_text_is_kept_and_said_to_be_too_long(draft):
    text = "a" * 1_048_576
    save(draft, "incident", "what", {"what_happened": text})
    assert answers.read(draft, "incident")["_typed"]["what_happened"] == text
    problem = next(p for p in completeness.problems(draft) if p.place == ("incident", "what", ""))
    assert problem.sentence == (
        "What happened must be 100,000 characters or fewer. "
        "You have 1,048,576: cut at least 948,576 characters"
    )


def test_second_tab_is_refused_and_the_first_tabs_words_stay(draft):
    save(draft, "incident", "what", {"what_happened": "first"}, seen=0)
    with pytest.raises(Stale):
        save(draft, "incident", "what", {"what_happened": "second"}, seen=0)
    assert answers.answer(draft, "incident", "what_happened") == "first"


def test_same_words_twice_are_saved_once(draft):
    first = save(draft, "incident", "what", {"what_happened": "once"}, seen=0)
    again = save(draft, "incident", "what", {"what_happened": "once"}, seen=0)
    assert (first.revision, first.is_new) == (1, True)
    assert (again.revision, again.is_new) == (1, False)


def test_other_page_of_the_section_is_not_stale(draft):
    save(draft, "incident", "what", {"what_happened": "first"}, seen=0)
    save(draft, "incident", "condition", {"injuries": "none known"}, seen=0)
    content = answers.read(draft, "incident")
    assert (content["what_happened"], content["injuries"]) == ("first", "none known")


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_the_same_moment_one_wins(draft, together):
    results = together(
        lambda: save(draft, "incident", "what", {"what_happened": "left"}, seen=0),
        lambda: save(draft, "incident", "what", {"what_happened": "right"}, seen=0),
    )
    refused = [one for one in results if isinstance(one, Stale)]
    assert len(refused) == 1
    assert answers.answer(draft, "incident", "what_happened") in {"left", "right"}


def test_statuses_say_what_was_done(draft):
    assert completeness.statuses(draft)["voice"].word == "Not yet started"
    typed = {
        "voice": "not_yet", "voice_words": "", "voice_life": "", "voice_source": "",
        "voice_not_why": "The child is in intensive care",
    }  # fmt: skip
    save(draft, "voice", "voice", typed)
    assert completeness.statuses(draft)["voice"].word == "In progress"
    save(draft, "voice", "unknown", {"voice_unknown": ""})
    assert completeness.statuses(draft)["voice"].word == "Still to be obtained"
    typed |= {
        "voice": "recorded",
        "voice_words": "“I am cold”",
        "voice_life": "Hard",
        "voice_source": "A nurse",
    }
    save(draft, "voice", "voice", typed)
    assert completeness.statuses(draft)["voice"].word == "Completed"
    assert answers.read(draft, "voice")["voice_not_why"] == "The child is in intensive care"


def test_section_that_was_opened_says_so(draft):
    from notifications.actions.answers import look_at

    look_at(draft, "voice")
    assert completeness.statuses(draft)["voice"].word == "Looked at"


def test_children_are_people_with_their_own_pages(draft):
    child = add_person(draft.public_id, "child", by=draft.raised_by)
    again = add_person(draft.public_id, "child", by=draft.raised_by)
    assert child == again
    save(
        draft, "children", "name",
        {"given_name": "Zebedee", "family_name": "Quillfeather", "other_names": ""}, person=child.public_id,
    )  # fmt: skip
    second = add_person(draft.public_id, "child", by=draft.raised_by)
    assert second.number == 2
    names = [one.name for one in answers.load(draft).children]
    assert names == ["Zebedee Quillfeather", ""]


def test_unborn_child_has_an_expected_date_and_no_birth_date(draft):
    child = add_person(draft.public_id, "child", by=draft.raised_by)
    due = clock.today() + dt.timedelta(days=60)
    typed = {"born": "no", "birth_date": {}, "born_then": "", "due_date": exactly(due)}
    save(draft, "children", "birth", typed, person=child.public_id)
    child.refresh_from_db()
    content = answers.load(draft).children[0].content
    assert child.is_unborn
    assert UncertainDate.from_json(content["due_date"]) == UncertainDate.exact(due)
    labels = [row.label for row in summary.flat(answers.snapshot(draft)).values() if row.page == "birth"]
    assert labels == ["Has the child been born?", "When is the baby expected?"]


def test_person_taken_off_keeps_what_was_written_and_comes_back(draft):
    child = add_person(draft.public_id, "child", by=draft.raised_by)
    save(draft, "children", "name", {"given_name": "Zebedee"}, person=child.public_id)
    remove_person(draft.public_id, child.public_id, by=draft.raised_by)
    assert answers.load(draft).children == []
    assert answers.snapshot(draft)["people"] == []
    put_back(draft.public_id, child.public_id, by=draft.raised_by)
    assert [one.name for one in answers.load(draft).children] == ["Zebedee"]


def test_relations_become_relationships(draft):
    child = add_person(draft.public_id, "child", by=draft.raised_by)
    adult = add_person(draft.public_id, "household", by=draft.raised_by)
    save(
        draft,
        "family",
        "relations",
        {"relation_1": "mother", "responsibility_1": "yes"},
        person=adult.public_id,
    )
    assert answers.snapshot(draft)["relationships"] == [
        {
            "person": str(adult.public_id),
            "relative": str(child.public_id),
            "kind": "mother",
            "parental_responsibility": True,
        }
    ]
    row = summary.flat(answers.snapshot(draft))[f"family/{adult.public_id}/relation_1"]
    assert row.words == "Mother, with parental responsibility"


def test_more_than_four_children_are_warned_of_and_never_refused(draft):
    for number in range(5):
        child = add_person(draft.public_id, "child", by=draft.raised_by)
        save(draft, "children", "name", {"given_name": f"Child{number}"}, person=child.public_id)
        assert completeness.too_many_children(answers.load(draft)) == (number >= 4)
    assert len(answers.load(draft).children) == 5


@pytest.fixture
def contradicting(draft):
    """An incident ten days ago, in which a child died who was born three days ago."""
    today = clock.today()
    save(
        draft, "incident", "when",
        {"happened_on": exactly(today - dt.timedelta(days=10)), "happened_time": ""},
    )  # fmt: skip
    death = moment(today - dt.timedelta(days=9))
    save(draft, "incident", "death", {"child_died": "yes", "death_at": death, "sudden": "in_doubt"})
    child = add_person(draft.public_id, "child", by=draft.raised_by)
    save(draft, "children", "outcome", {"outcome": "died"}, person=child.public_id)
    birth = {"born": "yes", "birth_date": exactly(today - dt.timedelta(days=3)), "born_then": ""}
    save(draft, "children", "birth", birth, person=child.public_id)
    return child


def test_impossible_dates_are_said_and_do_not_stop_saving(draft, contradicting):
    said = [
        p.sentence
        for p in completeness.problems(draft)
        if p.place == ("children", "birth", str(contradicting.public_id))
    ]
    today = clock.today()
    died, hurt = today - dt.timedelta(days=9), today - dt.timedelta(days=10)
    from lscp.kernel.dates import british_date

    assert said == [
        f"The date of birth must not be after the day the child died ({british_date(died)})",
        (
            f"The date of birth must not be after the incident ({british_date(hurt)}). "
            "If the child was not born yet when it happened, select that"
        ),
    ]


def test_awareness_before_the_incident_is_impossible(draft):
    today = clock.today()
    save(draft, "incident", "when", {"happened_on": exactly(today), "happened_time": ""})
    save(draft, "about", "aware", {"agency_aware": moment(today - dt.timedelta(days=2))})
    assert [
        p.place for p in completeness.problems(draft) if "first knew must not be before" in p.sentence
    ] == [("about", "aware", "")]


def test_awareness_in_the_future_is_refused_but_kept(draft):
    tomorrow = moment(clock.today() + dt.timedelta(days=1))
    save(draft, "about", "aware", {"agency_aware": tomorrow})
    found = [p.sentence for p in completeness.problems(draft) if p.place == ("about", "aware", "")]
    assert found == ["The day your agency first knew must be today or in the past"]
    assert answers.read(draft, "about")["_typed"]["agency_aware"] == tomorrow


def test_facts_for_the_clocks_come_from_the_answers(draft):
    today = clock.today()
    save(draft, "about", "aware", {"agency_aware": moment(today - dt.timedelta(days=1), "2:30pm")})
    save(draft, "incident", "death", {"child_died": "yes", "death_at": moment(today), "sudden": "in_doubt"})
    found = [
        (fact.kind, fact.moment.on, fact.moment.time_known, fact.sudden)
        for fact in answers.moments_of(answers.load(draft))
    ]
    assert found == [
        ("agency_aware", today - dt.timedelta(days=1), True, ""),
        ("death", today, False, "in_doubt"),
    ]


def test_started_twice_from_one_page_is_one_draft(cast):
    import uuid

    key = uuid.uuid4()
    first = start(cast.here, cast.agencies["hospital"], by=cast.hospital_practitioner, public_id=key)
    again = start(cast.here, cast.agencies["hospital"], by=cast.hospital_practitioner, public_id=key)
    assert first == again
    with pytest.raises(OutOfScope):
        start(cast.here, cast.agencies["police"], by=cast.police_practitioner, public_id=key)
    assert Notification.all_records.count() == 1


def test_draft_put_aside_cannot_be_written_in_until_taken_up(draft):
    save(draft, "incident", "what", {"what_happened": "kept"})
    draft.refresh_from_db()
    abandon(draft.public_id, seen_version=draft.version, by=draft.raised_by)
    with pytest.raises(Refused):
        save(draft, "incident", "what", {"what_happened": "later"})
    draft.refresh_from_db()
    take_up_again(draft.public_id, seen_version=draft.version, by=draft.raised_by)
    draft.refresh_from_db()
    assert draft.status == NotificationStatus.DRAFT
    assert answers.answer(draft, "incident", "what_happened") == "kept"


def test_nobody_else_can_write_in_a_draft(draft, cast):
    for stranger in (cast.hospital_lead, cast.lscp_unit, cast.police_practitioner, cast.superuser):
        with pytest.raises(OutOfScope):
            save(draft, "incident", "what", {"what_happened": "mine"}, by=stranger)
    assert answers.read(draft, "incident") == {}
