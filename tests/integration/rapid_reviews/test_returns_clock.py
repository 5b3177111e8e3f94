"""The agency's clock: who sees it, who is reminded, to whom it is escalated."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lscp.accounts.models import Membership
from lscp.deadlines.models import Clock
from lscp.deadlines.sweep import fire_due_rungs
from lscp.kernel import clock
from lscp.messaging.models import OutboundMessage
from rapid_reviews.actions import agency_people
from tests.given_returns import given_request, step
from tests.given_reviews import clock_of

REMINDERS = ("deadline_reminder", "deadline_overdue")


def row_of(request):
    return clock_of(request, "agency_return", subject=str(request.public_id))


def told(row, *kinds):
    rows = OutboundMessage.objects.filter(kind__in=kinds or REMINDERS, path=row.get_absolute_url())
    return {message.recipient for message in rows.select_related("recipient")}


def late(request, *, days=1):
    """A moment so many days after the agency's day."""
    return row_of(request).due_at + dt.timedelta(days=days)


def test_only_readers_of_the_request_see_its_clock(cast, signed_in):
    request = given_request(cast, people=[cast.school_practitioner])
    given_request(cast, "police", review=request.review)
    row = row_of(request)
    for person in (cast.school_lead, cast.school_practitioner, cast.lscp_unit, cast.police_rag):
        assert row in Clock.visible_to(person), person
        assert signed_in(person).get(row.get_absolute_url()).status_code == 200, person
    for person in (cast.hospital_lead, cast.hospital_practitioner, cast.police_lead, cast.elsewhere_unit):
        assert row not in Clock.visible_to(person), person
        assert signed_in(person).get(row.get_absolute_url()).status_code == 404, person


def test_everybody_named_and_the_agencys_leads_are_reminded_though_they_do_not_see_the_case(cast):
    second = cast.person("second", "school", "practitioner")
    request = given_request(cast, people=[cast.school_practitioner, second])
    with time_machine.travel(late(request), tick=False):
        fire_due_rungs()
    reminded = told(row_of(request))
    assert reminded >= {cast.school_practitioner, second, cast.school_lead}
    assert not reminded & {cast.hospital_lead, cast.hospital_practitioner, cast.police_lead}


def test_somebody_no_longer_named_or_no_longer_there_is_not_reminded(cast):
    gone = cast.person("gone", "school", "practitioner")
    request = given_request(cast, people=[gone, cast.school_practitioner])
    step(agency_people.set_people, request, cast.school_lead, writes=[gone], one_person_takes_two=False)
    Membership.objects.filter(user=gone).update(
        from_on=clock.today() - dt.timedelta(days=9), until_on=clock.today() - dt.timedelta(days=1)
    )
    with time_machine.travel(late(request), tick=False):
        fire_due_rungs()
    reminded = told(row_of(request))
    assert cast.school_lead in reminded
    assert not reminded & {gone, cast.school_practitioner}


def test_lateness_is_escalated_to_the_named_superior_of_whoever_holds_the_clock(cast):
    head = cast.person("head", "school", "practitioner")
    Membership.objects.filter(user=cast.school_practitioner).update(superior=head)
    request = given_request(cast, people=[cast.school_practitioner])
    with time_machine.travel(late(request, days=6), tick=False):
        fire_due_rungs()
    assert head in told(row_of(request), "deadline_escalated")
    assert row_of(request) in Clock.visible_to(head)


@pytest.mark.parametrize("agencies", [("school",), ("school", "hospital", "police")])
def test_number_of_queries_does_not_depend_on_the_number_of_requests(cast, agencies):
    first = given_request(cast, agencies[0])
    for name in agencies[1:]:
        given_request(cast, name, review=first.review)
    with (
        time_machine.travel(late(first), tick=False),
        CaptureQueriesContext(
            connection,
        ) as queries,
    ):
        fire_due_rungs()
    asked = [one["sql"] for one in queries if "rapid_reviews_requestparticipant" in one["sql"]]
    assert len(asked) == 1
