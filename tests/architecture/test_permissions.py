"""Every address × every member of the cast, against the literal table of `permission_table.py`."""

from collections import Counter
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern

from lscp.accounts.models import User
from lscp.deadlines import actions as clocks
from lscp.deadlines.compute import Moment
from lscp.deadlines.enums import FactKind
from lscp.kernel.clock import today
from lscp.messaging import broker
from lscp.messaging.models import OutboundMessage, Status
from lscp.messaging.service import enqueue
from tests.architecture.permission_table import ROWS, TABLES_TO_COME
from tests.given import given_submitted

SIGNED_OUT = "nobody signed in"


def addresses(resolver=None, namespace=""):
    """The name of every address of the product."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern, inner)


def people(cast):
    """Every person of the cast by name, each once."""
    found = {name: one for name, one in vars(cast).items() if isinstance(one, User) and not one.is_system}
    found.pop("lscp_superuser", None)  # the same as `superuser`
    return dict(sorted(found.items()))


@pytest.fixture
def world(cast, monkeypatch):
    """One notification with a clock that runs, and what else addresses speak of."""
    monkeypatch.setattr(broker, "ping", lambda: True)
    notification = given_submitted(cast)
    with transaction.atomic():
        clocks.record_fact(
            notification.case, FactKind.LA_AWARE, moment=Moment(today()), source="Telephone call",
            by=cast.council_notifier,
        )  # fmt: skip
        clocks.expect_clocks(notification.case, ["notify_panel"], by=cast.lscp_unit)
        enqueue(
            "messaging_digest", to=[cast.police_rag], dedupe_key="given up", partnership=cast.here, count=1
        )
    message = OutboundMessage.objects.get(dedupe_key="given up")
    OutboundMessage.objects.filter(pk=message.pk).update(status=Status.FAILED)
    return SimpleNamespace(
        slug=cast.here.slug,
        case=notification.case.public_id,
        notification=notification.public_id,
        clock=notification.case.clocks.get(is_live=True, rule__key="notify_panel").chain,
        failed_message=message.public_id,
    )


def test_every_address_is_in_the_table():
    listed = Counter(row.name for row in ROWS)
    there = set(addresses())
    assert sorted(there - set(listed) - TABLES_TO_COME) == [], "add rows to permission_table.py"
    assert sorted((set(listed) | TABLES_TO_COME) - there) == [], "no longer there"
    assert sorted(TABLES_TO_COME & set(listed)) == [], "has its row: take it out of TABLES_TO_COME"


def test_every_row_that_hides_something_shows_it_to_somebody():
    hiding = [row for row in ROWS if row.others in {403, 404}]
    assert [row.name for row in hiding if not any(status < 400 for status in row.gets)] == []


@pytest.mark.parametrize("app", sorted({row.app for row in ROWS}))
def test_each_person_gets_what_the_table_says(app, cast, world):
    everybody = people(cast)
    clients = {SIGNED_OUT: Client()}
    for name, person in everybody.items():
        clients[name] = Client()
        clients[name].force_login(person)
    wrong = {}
    for row in (one for one in ROWS if one.app == app):
        expected = dict.fromkeys(everybody, row.others) | {SIGNED_OUT: row.out}
        for status, names in row.gets.items():
            assert set(names) <= set(everybody), "not in the cast"
            expected |= dict.fromkeys(names, status)
        address = reverse(row.name, args=[getattr(world, name) for name in row.args])
        found = {name: _status(client, row.method, address) for name, client in clients.items()}
        wrong |= {
            (row.name, name): f"{found[name]} instead of {expected[name]}"
            for name in found
            if found[name] != expected[name]
        }
    assert wrong == {}


def _status(client, method, address):
    """The status, with whatever the request changed undone."""
    before = transaction.savepoint()
    try:
        return getattr(client, method)(address).status_code
    finally:
        transaction.savepoint_rollback(before)
