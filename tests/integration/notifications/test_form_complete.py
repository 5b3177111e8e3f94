"""A form filled in from beginning to end: complete, in words, frozen, sent."""

import re

import pytest
from django.urls import reverse

from lscp.accounts.models import Agency
from notifications.actions.drafts import start
from notifications.enums import NotificationStatus
from notifications.queries import answers, completeness, summary
from tests.filled_form import FAMILY_NAME, GIVEN_NAME, fill, save


@pytest.fixture
def draft(cast):
    return start(cast.here, cast.agencies["hospital"], by=cast.hospital_practitioner)


def test_filled_form_has_nothing_missing_and_every_section_is_completed(draft):
    assert completeness.problems(draft) != []
    fill(draft)
    assert completeness.problems(draft) == []
    assert {status.word for status in completeness.statuses(draft).values()} == {"Completed"}


def test_coded_facts_are_those_of_the_answers(draft):
    fill(draft)
    assert answers.coded_facts_of(answers.load(draft)) == {
        "route": "agency",
        "kinds": ["serious_incident"],
        "abuse": "suspected",
        "harm": "seriously_harmed",
        "place": "in_area",
        "voice": "recorded",
        "children_count": 1,
    }


def test_summary_says_the_answers_in_words(draft):
    fill(draft)
    rows = summary.flat(answers.snapshot(draft))
    said = {row.label: row.words for row in rows.values() if row.section == "criteria"}
    assert said == {
        "Is abuse or neglect of a child known or suspected?": "Yes, it is suspected",
        "What kind of abuse or neglect?": "Physical abuse",
        "Did a child die, or was a child seriously harmed?": "A child was seriously harmed",
        "Where did it happen?": "In this partnership's area",
        "Why do you think so?": "It is the child's home",
    }
    groups = {
        group.title: group.name for one in summary.current(draft) for group in one.groups if group.title
    }
    assert groups == {"Child 1": f"{GIVEN_NAME} {FAMILY_NAME}", "Adult 1": f"Wilhelmina {FAMILY_NAME}"}


def test_agencies_are_named_as_they_were_when_frozen(draft, cast):
    chosen = [str(cast.agencies[name].public_id) for name in ("police", "school")]
    fill(draft, agencies_known={"agencies_known": chosen, "agencies_other": ""})
    document = answers.snapshot(draft)
    Agency.objects.filter(pk=cast.agencies["school"].pk).update(name="Renamed")
    assert summary.flat(document)["agencies//agencies_known"].words == "Police; School"
    assert {agency.name for agency in answers.agencies_involved(draft)[0]} == {"Police", "Renamed"}


def test_agency_of_another_partnership_cannot_be_chosen(draft, cast):
    save(
        draft, "agencies", "known",
        {"agencies_known": [str(cast.agencies["elsewhere"].public_id)], "agencies_other": ""},
    )  # fmt: skip
    assert "agencies_known" not in answers.read(draft, "agencies")
    assert [p.sentence for p in completeness.problems(draft) if p.section == "agencies"] == [
        "Select an answer from the list"
    ]


def test_complete_form_can_be_sent_and_an_incomplete_one_says_what_is_missing(draft, signed_in):
    client = signed_in(draft.raised_by)
    check = reverse("notifications:form_check", args=[draft.public_id])
    submit = reverse("notifications:submit", args=[draft.public_id])
    assert submit not in client.get(check).content.decode()
    fill(draft)
    assert submit in client.get(check).content.decode()
    draft.refresh_from_db()
    page = client.get(submit)
    assert page.status_code == 200
    shown = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.content.decode())
    client.post(submit, {**dict(shown), "is_right": "on"})
    draft.refresh_from_db()
    assert draft.status == NotificationStatus.SUBMITTED


def test_unknown_dates_and_uncertain_ones_complete_the_form(draft):
    spring = {"precision": "season", "season": "spring", "season_year": "2024"}
    around = {"precision": "around", "around_day": "22", "around_month": "5", "around_year": "2016"}
    birth = {"born": "yes", "birth_date": around, "born_then": "", "due_date": {}}
    fill(draft, incident_when={"happened_on": spring, "happened_time": ""}, child_birth=birth)
    rows = summary.flat(answers.snapshot(draft)).values()
    said = [row.words for row in rows if row.label in {"When did the incident happen?", "Date of birth"}]
    assert completeness.problems(draft) == []
    assert said == ["around 22 May 2016", "not known", "spring 2024"]


def test_sent_version_holds_the_kinds_of_abuse_only_where_they_were_asked(draft, cast):
    fill(draft)
    label = "What kind of abuse or neglect?"
    assert label in {row.label for row in summary.flat(answers.snapshot(draft)).values()}
    save(draft, "criteria", "abuse", {"abuse": "unsure", "categories": ["physical"], "abuse_why": "Doubt"})
    assert completeness.problems(draft) == []
    assert label not in {row.label for row in summary.flat(answers.snapshot(draft)).values()}
