"""Saving while typing: every save has its entry, the timeline says one sentence per person and sitting."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from lscp.audit.models import AuditEvent
from lscp.messaging import broker
from lscp.record.queries import Filters, sentences, timeline_keys
from notifications.actions.drafts import start
from notifications.actions.on_behalf import enter_for_other
from tests.sent_forms import filled_draft, save, submitted

pytestmark = pytest.mark.django_db
DAY = dt.datetime(2027, 7, 1, 9, 2, tzinfo=dt.UTC)  # 10:02 in London
SAVED = "notifications.page_saved"


@pytest.fixture(autouse=True)
def _broker_answers(monkeypatch):
    monkeypatch.setattr(broker, "ping", lambda: True)


@pytest.fixture
def draft(cast):
    with time_machine.travel(DAY, tick=False):
        return start(cast.here, cast.agencies["hospital"], by=cast.hospital_practitioner)


def type_in(draft, minutes, words, *, section="incident", page="what", key="what_happened", by=None):
    with time_machine.travel(DAY + dt.timedelta(minutes=minutes), tick=False):
        save(draft, section, page, {key: words}, by=by)


def lines(user, case, filters=None):
    with time_machine.travel(DAY + dt.timedelta(days=1), tick=False):
        keys = list(timeline_keys(user, case, filters or Filters()))
        return [line.what for line in sentences(user, case, keys) if "changed the" in line.what]


def test_sitting_is_one_sentence_with_its_times_and_sections(draft, cast, signed_in):
    for minutes in (0, 9, 20):
        type_in(draft, minutes, f"words {minutes}")
    type_in(draft, 29, "burns", page="condition", key="injuries")
    type_in(draft, 29, "safe", section="actions", page="done", key="actions_taken")
    assert AuditEvent.objects.filter(verb=SAVED).count() == 5
    sentence = "changed the draft, 10:02am to 10:31am (section “incident”, “actions”; saved 5 times)"
    assert lines(cast.hospital_practitioner, draft.case) == [sentence]
    with time_machine.travel(DAY + dt.timedelta(hours=1), tick=False):
        url = reverse("record:timeline", args=[draft.case.public_id])
        page = signed_in(cast.hospital_practitioner).get(url).content.decode()
    assert page.count("Changed the draft") == 1
    assert "1 July 2027 at 10:31am" in page


def test_pause_of_more_than_half_an_hour_begins_another_sitting(draft, cast):
    for minutes in (0, 10, 40, 71, 72):
        type_in(draft, minutes, f"words {minutes}")
    assert lines(cast.hospital_practitioner, draft.case) == [
        "changed the draft, 11:13am to 11:14am (section “incident”; saved 2 times)",
        "changed the draft (section “incident”)",
        "changed the draft, 10:02am to 10:12am (section “incident”; saved 2 times)",
    ]


def test_two_people_who_write_at_once_have_a_sentence_each(cast):
    with time_machine.travel(DAY, tick=False):
        draft = enter_for_other(
            cast.here, cast.agencies["hospital"], name="A. Nurse", how="telephone",
            email=cast.hospital_practitioner.email, by=cast.lscp_unit,
        )  # fmt: skip
    for minutes, by in ((0, cast.lscp_unit), (1, draft.raised_by), (2, cast.lscp_unit), (3, draft.raised_by)):
        type_in(draft, minutes, f"words {minutes}", by=by)
    assert lines(cast.lscp_unit, draft.case) == [
        "changed the draft, 10:03am to 10:05am (section “incident”; saved 2 times)",
        "changed the draft, 10:02am to 10:04am (section “incident”; saved 2 times)",
    ]


def test_filters_and_the_file_take_sittings_as_they_take_entries(draft, cast, signed_in):
    type_in(draft, 0, "one")
    type_in(draft, 5, "two")
    person = cast.hospital_practitioner
    assert len(lines(person, draft.case, Filters(kind="change", person=str(person.public_id)))) == 1
    assert lines(person, draft.case, Filters(kind="reading")) == []
    assert lines(person, draft.case, Filters(from_on=dt.date(2027, 7, 2))) == []
    with time_machine.travel(DAY + dt.timedelta(hours=1), tick=False):
        file = signed_in(person).get(reverse("record:timeline_file", args=[draft.case.public_id]))
    assert file.content.decode().count("changed the draft, 10:02am to 10:07am") == 1


def test_saves_of_a_form_that_was_sent_say_form(cast):
    sent = submitted(cast)
    save(sent, "actions", "done", {"actions_taken": "Moved to another ward"})
    first = next(
        line.what for line in sentences(cast.lscp_unit, sent.case, timeline_keys(cast.lscp_unit, sent.case, Filters()))
        if line.what.startswith("changed the")
    )  # fmt: skip
    assert first.startswith("changed the form")


def test_whole_form_filled_in_at_once_is_one_line(cast):
    draft = filled_draft(cast)
    assert AuditEvent.objects.filter(verb=SAVED).count() > 20
    keys = timeline_keys(draft.raised_by, draft.case, Filters())
    assert [sort for _, sort, _ in keys].count("sitting") == 1
