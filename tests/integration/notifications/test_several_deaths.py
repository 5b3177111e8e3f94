"""A notification about two children who died: the case page says whose day is missing, until it is recorded."""

import datetime as dt

import pytest
from django.urls import reverse

from lscp.deadlines import actions as clocks
from lscp.deadlines.compute import Moment
from lscp.deadlines.models import Clock, Fact
from lscp.kernel import clock
from lscp.kernel.access import Refused
from lscp.people.models import Person
from notifications.actions import duplicates
from notifications.actions.agreement import revision_of
from notifications.actions.submission import submit
from tests.sent_forms import add_child, filled_draft, fresh, save, submitted
from tests.sent_forms import day as typed_day

pytestmark = pytest.mark.django_db

BUTTON = "Record when another child died"


def sent(cast, *, died):
    """A notification of two children of whom this many died, the first today."""
    first = {"child_died": "yes", "death_at": {**typed_day(clock.today()), "time": ""}, "sudden": "yes"}
    draft = filled_draft(cast, harm="died", **first)
    add_child(draft, name=("Ottilie", "Quillfeather"))
    for child in Person.all_records.filter(case=draft.case, kind="child").order_by("number")[:died]:
        save(draft, "children", "outcome", {"outcome": "died"}, person=str(child.public_id))
    submit(draft.public_id, seen_revision=revision_of(draft), by=draft.raised_by)
    return fresh(draft)


def record_second(record, cast, *, days_ago=0):
    first, second = Person.all_records.filter(case=record.case, kind="child").order_by("number")
    clocks.record_another_death(
        record.case, child=second, first=first, seen_version=1, sudden="in_doubt", source="Hospital",
        moment=Moment(clock.today() - dt.timedelta(days=days_ago)), by=cast.lscp_unit,
    )  # fmt: skip
    return second


def page_of(record, client):
    return client.get(reverse("notifications:case", args=[record.public_id])).content.decode()


def test_case_page_says_that_a_day_of_death_is_missing(cast, signed_in):
    record = sent(cast, died=2)
    text = page_of(record, signed_in(cast.lscp_unit))
    assert "The form says that 2 children died. The day of death is recorded for 1." in text
    assert BUTTON in text
    assert reverse("deadlines:another_death", args=[record.case.public_id]) in text
    assert BUTTON not in page_of(record, signed_in(cast.police_rag))


def test_case_page_is_content_once_each_day_is_recorded(cast, signed_in):
    record = sent(cast, died=2)
    second = record_second(record, cast)
    text = page_of(record, signed_in(cast.lscp_unit))
    assert "Deaths to record" not in text
    assert BUTTON not in text
    running = Clock.all_records.filter(case=record.case, is_live=True, is_open=True, rule_key="sudic_meeting")
    assert sorted(running.values_list("child__number", flat=True)) == [1, second.number]


def test_case_page_of_one_death_asks_for_no_other(cast, signed_in):
    text = page_of(sent(cast, died=1), signed_in(cast.lscp_unit))
    assert "Deaths to record" not in text
    assert BUTTON not in text


def test_merging_into_a_case_that_tells_of_fewer_deaths_is_refused(cast):
    record, other = sent(cast, died=2), submitted(cast, agency="school", by=cast.school_lead)
    record_second(record, cast)
    merging = {"reason": "The same incident", "by": cast.lscp_unit}
    with pytest.raises(Refused, match="tells of 2 deaths, the other of 0"):
        duplicates.merge(
            record.public_id, other_id=other.public_id, seen_version=fresh(record).version, **merging
        )
    duplicates.merge(other.public_id, other_id=record.public_id, seen_version=fresh(other).version, **merging)
    assert Fact.objects.filter(case=record.case, kind="death", is_live=True).count() == 2
