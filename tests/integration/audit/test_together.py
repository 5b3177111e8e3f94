"""Entries appended in one go: the same chain as one by one, and none when the block fails."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from lscp.audit import service as audit
from lscp.audit.models import AuditEvent
from lscp.cases.actions import open_case

pytestmark = pytest.mark.django_db

VERB = "deadlines.clocks_viewed"


def entries(case, count):
    for number in range(count):
        audit.record(VERB, subject=case, by=case.opened_by, case=case, number=number)


def test_entries_of_a_block_stand_in_order_and_hang_on_one_another(cast):
    case = open_case(cast.here, by=cast.lscp_unit)
    with transaction.atomic():
        entries(case, 1)
        with CaptureQueriesContext(connection) as found, audit.together():
            entries(case, 4)
        entries(case, 1)
    events = list(AuditEvent.objects.filter(case_id=str(case.public_id), verb=VERB).order_by("position"))
    assert [event.data["number"] for event in events] == [0, 0, 1, 2, 3, 0]
    assert [event.previous for event in events[1:]] == [event.hash for event in events[:-1]]
    assert len(found) == 3


def test_block_that_fails_writes_nothing(cast):
    case = open_case(cast.here, by=cast.lscp_unit)
    with pytest.raises(LookupError), transaction.atomic(), audit.together():
        entries(case, 2)
        audit.record("no.such.verb", subject=case, by=case.opened_by)
    assert not AuditEvent.objects.filter(verb=VERB).exists()
    with transaction.atomic():
        entries(case, 1)
    assert AuditEvent.objects.get(verb=VERB).data == {"number": 0}
