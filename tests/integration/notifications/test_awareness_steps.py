"""The case page offers to record whose awareness the clocks wait for, to those who may record it."""

import datetime as dt

import pytest
from django.urls import reverse

from lscp.deadlines import actions as clocks
from lscp.deadlines.compute import Moment
from lscp.deadlines.models import Clock
from lscp.kernel import clock
from lscp.people.typed import text_of
from tests.given import decide, fresh
from tests.sent_forms import submitted

pytestmark = pytest.mark.django_db

STEPS = {
    "la_aware": "Record when the local authority became aware",
    "partners_aware": "Record when the safeguarding partners became aware",
}


def offered(signed_in, person, record):
    page = signed_in(person).get(record.get_absolute_url()).content.decode()
    found = {
        kind: (words in page, reverse("deadlines:fact", args=[record.case.public_id, kind]) in page)
        for kind, words in STEPS.items()
    }
    assert all(words == link for words, link in found.values())
    return {kind for kind, (words, _link) in found.items() if words}


def test_missing_awareness_is_offered_until_it_is_recorded(cast, signed_in):
    record = submitted(cast)
    recorders = (cast.lscp_unit, cast.council_notifier)
    assert [offered(signed_in, person, record) for person in recorders] == [set(STEPS), set(STEPS)]
    others = (cast.police_rag, cast.hospital_practitioner)
    assert [offered(signed_in, person, record) for person in others] == [set(), set()]
    for kind, left in (("la_aware", {"partners_aware"}), ("partners_aware", set())):
        moment = Moment(clock.today() - dt.timedelta(days=1))
        clocks.record_fact(record.case, kind, moment=moment, source="Call", by=cast.lscp_unit)
        assert offered(signed_in, cast.lscp_unit, record) == left


def test_nothing_is_offered_once_no_clock_waits_for_it(cast, signed_in):
    record = submitted(cast)
    decide(record, cast.council_director)
    clocks.cancel_clocks(record.case, reason="x", by=cast.lscp_unit)
    assert offered(signed_in, cast.lscp_unit, fresh(record)) == set()


def test_what_is_recorded_there_meets_the_partners_clock(cast, signed_in):
    record = submitted(cast)
    day = clock.today()
    signed_in(cast.council_notifier).post(
        reverse("deadlines:fact", args=[record.case.public_id, "partners_aware"]),
        {
            "seen_version": 0, "happened_day": day.day, "happened_month": day.month,
            "happened_year": day.year, "happened_time": "", "source": "E-mail to all three",
        },
    )  # fmt: skip
    row = Clock.all_records.get(case=record.case, rule_key="notify_partners", is_live=True)
    assert (text_of(row.met_evidence), row.is_open, row.is_late) == ("E-mail to all three", False, False)
