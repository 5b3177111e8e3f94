"""Kinds of message for these tests, and people to send them to."""

import pytest
import time_machine
from django.core import mail

from lscp.cases.actions import open_case
from lscp.messaging import broker, catalogue
from lscp.messaging.models import OutboundMessage, Urgency
from lscp.messaging.service import enqueue

NOON = "2026-04-08T11:00:00+00:00"  # a Wednesday, midday in London


@pytest.fixture
def kinds(monkeypatch):
    """Two kinds: one that leaves at once, one that may wait."""
    monkeypatch.setattr(catalogue, "_registry", dict(catalogue._registry))
    catalogue.register(
        "test_urgent", subject="{reference}: now", body="Case {reference} needs you.",
        urgency=Urgency.IMMEDIATE, why="You hold a role.",
    )  # fmt: skip
    catalogue.register(
        "test_reminder", subject="{reference}: {left}", body="{title} on {reference}: {left}.",
        urgency=Urgency.REMINDER,
    )  # fmt: skip


@pytest.fixture
def travel():
    """The product's clock and the real one, moved together."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def given_case(cast, kinds):
    return open_case(cast.here, by=cast.lscp_unit)


@pytest.fixture(autouse=True)
def _broker_is_asked_afresh():
    broker.forget()
    yield
    broker.forget()


@pytest.fixture
def outbox(db):
    """The mails that were sent. Django makes the list when the database is ready."""
    return mail.outbox


@pytest.fixture
def remind(given_case):
    """Queue reminders; each call tells of something else."""
    told = []

    def queue(*people, kind="test_reminder", **more):
        told.append(kind)
        values = (
            {"title": f"Rule {len(told)}", "left": "1 working day left"} if kind == "test_reminder" else {}
        )
        enqueue(kind, to=people, dedupe_key=f"{kind}:{len(told)}", case=given_case, **values, **more)
        return OutboundMessage.objects.filter(dedupe_key=f"{kind}:{len(told)}")

    return queue
