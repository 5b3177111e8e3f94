"""An old case always shows the questions it was asked."""

import datetime as dt
from dataclasses import replace

import pytest
import time_machine
from django.urls import reverse

from notifications import wording
from notifications.actions.answers import save_page
from notifications.actions.drafts import start
from notifications.queries import answers, summary
from notifications.wording import Edition

NEW_LABEL = "Tell us what took place"


@pytest.fixture
def newer(monkeypatch):
    """A second edition, in force from a year from now, which words one question otherwise."""
    first = wording.edition("2026-1")
    incident = first.section("incident")
    page = incident.page("what")
    question = replace(page.questions[0], label=NEW_LABEL)
    changed = replace(page, questions=(question,))
    pages = tuple(changed if one.key == "what" else one for one in incident.pages)
    sections = tuple(
        replace(incident, pages=pages) if one.key == "incident" else one for one in first.sections
    )
    edition = Edition("test-2", "Second edition, for tests", dt.date(2027, 11, 1), sections)
    monkeypatch.setitem(wording.EDITIONS, edition.key, edition)
    return edition


def words_of(draft):
    return summary.flat(answers.snapshot(draft))["incident//what_happened"].label


def test_old_draft_keeps_the_wording_it_was_begun_with(cast, newer, signed_in):
    with time_machine.travel(dt.datetime(2027, 10, 31, 12, tzinfo=dt.UTC)):
        old = start(cast.here, cast.agencies["hospital"], by=cast.hospital_practitioner)
        save_page(
            old.public_id, "incident", "what", typed={"what_happened": "A fall"}, seen_version=0,
            by=cast.hospital_practitioner,
        )  # fmt: skip
    with time_machine.travel(dt.datetime(2027, 11, 2, 12, tzinfo=dt.UTC)):
        new = start(cast.here, cast.agencies["hospital"], by=cast.hospital_practitioner)
        assert (old.form_edition, new.form_edition) == ("2026-1", "test-2")
        assert (words_of(old), words_of(new)) == ("What happened?", NEW_LABEL)
        client = signed_in(cast.hospital_practitioner)
        pages = [
            client.get(reverse("notifications:form_page", args=[one.public_id, "incident", "what"]))
            for one in (old, new)
        ]
        assert [NEW_LABEL in page.content.decode() for page in pages] == [False, True]
        assert "What happened?" in pages[0].content.decode()


def test_frozen_version_is_read_in_its_own_edition(cast, newer):
    draft = start(cast.here, cast.agencies["hospital"], by=cast.hospital_practitioner)
    document = answers.snapshot(draft)
    labels = [
        summary.flat(one)["incident//what_happened"].label
        for one in (document, {**document, "edition": "test-2"})
    ]
    assert labels == ["What happened?", NEW_LABEL]
