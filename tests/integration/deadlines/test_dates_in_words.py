"""Dates in the ledger and in the sentences of the record are said as people say them."""

import re

import pytest

from lscp.audit import verbs
from lscp.audit.models import AuditEvent
from lscp.deadlines import actions
from lscp.deadlines.enums import FactKind
from lscp.people.typed import text_of
from lscp.record.sentences import of_event
from tests.integration.deadlines.conftest import on

pytestmark = pytest.mark.django_db
STORED_DATE = re.compile(r"\d{4}-\d\d-\d\d")


@pytest.fixture
def corrected(given_notify_clock, given_case, cast, travel):
    """The clock's starting fact is corrected: the clock is worked out again."""
    travel("2026-03-27T10:00")
    actions.record_fact(
        given_case, FactKind.LA_AWARE, moment=on("2026-03-25"), source="Telephone call", by=cast.lscp_unit,
        reason="The call was a day earlier",
    )  # fmt: skip
    return given_notify_clock


def test_timeline_says_from_which_day_to_which_a_clock_moved(corrected):
    events = AuditEvent.objects.filter(case_id=str(corrected.case.public_id)).order_by("position")
    said = [of_event(event).what for event in events]
    title = corrected.rule.title
    assert f"started the clock “{title}” (from not set to 2 April 2026)" in said
    assert f"“{title}” was worked out again (from 2 April 2026 to 1 April 2026)" in said
    assert [words for words in said if STORED_DATE.search(words)] == []


def test_ledger_says_the_day_of_a_corrected_fact(corrected, cast, signed_in, live):
    assert (
        text_of(live(corrected).why)
        == "The local authority became aware: 25 March 2026. The call was a day earlier"
    )
    page = signed_in(cast.lscp_unit).get(corrected.get_absolute_url())
    assert [entry.text for entry in page.context["ledger"] if STORED_DATE.search(entry.text)] == []


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2026-04-02", "2 April 2026"),
        ("2026-07-01T22:30:00+00:00", "1 July 2026 at 11:30pm"),
        (["not set", "2026-04-02"], ["not set", "2 April 2026"]),
        ("2026-13-45", "2026-13-45"),
        ("NOR-2026-0001", "NOR-2026-0001"),
        (7, 7),
    ],
)
def test_value_of_an_entry_is_said(value, said):
    assert verbs.spoken(value) == said
