"""Whoever raised an incident does not learn on any page that another agency raised the same."""

import datetime as dt

import pytest
from django.urls import reverse

from lscp.deadlines.actions import record_fact
from lscp.deadlines.compute import Moment
from lscp.deadlines.models import Clock
from lscp.kernel import clock
from notifications.actions import duplicates
from tests.sent_forms import fresh, submitted

pytestmark = pytest.mark.django_db

TELLING = ("merged", "another notification", "another agency", "another record", "Ignatius", "School")


@pytest.fixture
def pair(cast):
    one = submitted(cast)
    other = submitted(cast, by=cast.school_practitioner, agency="school", name=("Ignatius", "Marrowbone"))
    earlier = Moment(clock.today() - dt.timedelta(days=3))
    record_fact(one.case, "la_aware", moment=earlier, source="Call", by=cast.lscp_unit, reason="x")
    duplicates.merge(
        one.public_id, other_id=other.public_id, reason="The same", seen_version=fresh(one).version,
        by=cast.lscp_unit,
    )  # fmt: skip
    return fresh(one), fresh(other)


def pages_of(one):
    for name in ("case", "form", "files", "add_file", "amend", "ask_lead", "progress"):
        yield reverse(f"notifications:{name}", args=[one.public_id])
    yield reverse("deadlines:case_clocks", args=[one.case.public_id])
    for row in Clock.all_records.filter(case=one.case, is_live=True):
        yield row.get_absolute_url()


def test_no_page_of_the_merged_one_tells_its_referrer_of_the_other(cast, pair, signed_in):
    one, other = pair
    client = signed_in(cast.hospital_practitioner)
    seen = []
    for address in pages_of(one):
        page = client.get(address, follow=True)
        text = page.content.decode()
        seen.append(page.status_code)
        found = [words for words in (*TELLING, other.case.reference) if words.lower() in text.lower()]
        assert (address, found) == (address, [])
    assert seen.count(200) >= 4
    assert seen.count(409) >= 1


def test_no_page_of_the_survivor_tells_its_referrer_of_the_other(cast, pair, signed_in):
    one, other = pair
    client = signed_in(cast.school_practitioner)
    for address in pages_of(other):
        text = client.get(address, follow=True).content.decode()
        telling = ("merged", "another notification", "another record", "Hospital", one.case.reference)
        found = [words for words in telling if words.lower() in text.lower()]
        assert (address, found) == (address, [])


def test_the_unit_still_reads_what_it_was_merged_with(cast, pair, signed_in):
    one, other = pair
    text = signed_in(cast.lscp_unit).get(one.get_absolute_url()).content.decode()
    assert other.case.reference in text
