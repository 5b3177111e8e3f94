"""The sweep's rows in the outbox are the rows that queueing one by one would make."""

import pytest
from django.forms.models import model_to_dict

from lscp.cases.models import Case
from lscp.deadlines import batch, outbox, sweep
from lscp.deadlines.models import Rung
from lscp.demo.queries import next_rung
from lscp.kernel import clock
from lscp.messaging import service
from lscp.messaging.models import OutboundMessage, Urgency
from tests.integration.deadlines.conftest import at

pytestmark = pytest.mark.django_db


def everything(message):
    return {
        name: value for name, value in model_to_dict(message).items() if name not in ("id", "dedupe_key")
    } | {
        "queued_at": message.queued_at,
        "deliver_after": message.deliver_after,
    }


def test_posted_row_equals_a_queued_one(given_case, cast):
    words = {"title": "Notify", "due": "Friday", "left": "1 hour left"}
    service.enqueue(
        "deadline_escalated",
        to=[cast.lscp_unit],
        dedupe_key="a",
        case=Case.all_records.get(),
        path="/x/",
        **words,
    )
    letter = outbox.Letter("b", cast.here.pk, given_case.reference, "/x/", words)
    now = clock.now()
    copy = outbox.Copy(letter, cast.lscp_unit.pk, "deadline_escalated", Urgency.IMMEDIATE.value, now)
    assert outbox.post([copy], now) == 1
    queued, posted = OutboundMessage.objects.get(dedupe_key="a"), OutboundMessage.objects.get(dedupe_key="b")
    assert everything(posted) == everything(queued)


def test_posting_the_same_again_adds_nothing(given_case, cast):
    letter = outbox.Letter("b", cast.here.pk, "X", "", {"title": 'quote " and \\ and ’'})
    copy = outbox.Copy(letter, cast.lscp_unit.pk, "deadline_reminder", Urgency.REMINDER.value, clock.now())
    assert (outbox.post([copy], clock.now()), outbox.post([copy], clock.now())) == (1, 0)
    assert OutboundMessage.objects.get().context == {"title": 'quote " and \\ and ’'}


def test_next_rung_is_where_a_demonstration_jumps_to(given_notify_clock, cast, travel):
    assert next_rung(cast.lscp_unit) == at("2026-03-30T08:00")
    travel("2026-03-30T08:00")
    sweep.fire_due_rungs()
    assert next_rung(cast.lscp_unit) == at("2026-04-01T08:00")
    assert Rung.objects.filter(fired_at=None).count() == 1


def test_rungs_added_together_equal_ones_made_singly(given_notify_clock, travel):
    row, other = given_notify_clock, Rung(clock=given_notify_clock, number=8, fire_at=at("2026-04-07T09:00"))
    other.save()
    batch.add_rungs([])
    batch.add_rungs([batch.NextRung(row.pk, 9, at("2026-04-08T09:00"))])
    made = {rung.number: model_to_dict(rung, exclude=["id", "number", "fire_at"]) for rung in row.rungs.all()}
    assert made[9] == made[8]
    assert row.rungs.get(number=9).fire_at == at("2026-04-08T09:00")
