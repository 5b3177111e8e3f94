"""Every address × every member of the cast, against the literal table of `permission_table.py`."""

import logging
from collections import Counter
from types import SimpleNamespace

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.db import connection, transaction
from django.test import Client
from django.test.client import ClientHandler
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern
from weasyprint import HTML

from lscp.accounts.models import User
from lscp.messaging import broker
from tests.architecture.permission_table import PARTS, ROWS
from tests.architecture.permissions.world import AGENCY_SIGN_IN, world_of_today

SIGNED_OUT = "nobody signed in"
ENTRIES = "SELECT sum(length) FROM audit_auditchain"
REFUSED = {403, 404, 409}
POSTED_TOO = 2
# The world of the matrix does not hold what these show; each is shown to somebody by a test of its own.
SHOWN_ELSEWHERE = {"rapid_reviews:panel_pack_file": "tests/integration/rapid_reviews/test_pack.py"}


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


class Asked:
    """Everybody signed in once, through one handler, and what they are answered."""

    def __init__(self, cast, world):
        self.world = world
        handler = ClientHandler(enforce_csrf_checks=False)
        self.people = people(cast)
        self.held = {name: _held(person) for name, person in self.people.items()}
        self.entries = _entries()
        self.clients = {}
        for name, person in [*self.people.items(), (SIGNED_OUT, None)]:
            client = self.clients[name] = Client()
            client.handler = handler
            if person is not None:
                client.force_login(person)
                _has_just_signed_in(client, person)

    def value(self, name):
        """A value of the world."""
        return getattr(self.world, name)

    def names_for(self, row, turn):
        """Everybody who gets something of their own; of the others one of those who hold the same roles, by turns."""
        strangers = {}
        for name in self.people:
            if row.expected(name) == row.others:
                strangers.setdefault(self.held[name], []).append(name)
        chosen = [alike[turn % len(alike)] for alike in strangers.values()]
        return [*chosen, *(name for name in self.people if row.expected(name) != row.others)]

    def wrong(self, row, turn):
        """Who got something else than the row says, or left a trace when refused."""
        unknown = {one for names in row.gets.values() for one in names} - set(self.people)
        assert unknown == set(), "not in the cast"
        names = self.names_for(row, turn)
        expected = {name: row.expected(name) for name in names} | {SIGNED_OUT: row.out}
        found = {name: self.answer(name, row, row.method) for name in expected}
        wrong = {name: (found[name], status) for name, status in expected.items() if found[name] != status}
        if row.method == "get":
            wrong |= self.wrong_by_post(row, [name for name in names if expected[name] in {403, 404}], turn)
        return {f"{row.name} {row.args} {name}": what for name, what in wrong.items()}

    def wrong_by_post(self, row, refused, turn):
        """A few of the refused press the button all the same: each row asks others."""
        chosen = {
            refused[(turn * POSTED_TOO + place) % len(refused)] for place in range(POSTED_TOO) if refused
        }
        found = {name: self.answer(name, row, "post") for name in sorted(chosen)}
        return {
            f"{name} by post": (status, row.expected(name))
            for name, status in found.items()
            if status not in {row.expected(name), 405}
        }

    def answer(self, name, row, method):
        """The status, with whatever the request changed undone; words when a refusal left a trace."""
        address = reverse(row.name, args=[self.value(one) for one in row.args])
        sends = {key: getattr(self.world, value, value) for key, value in row.sends.items()}
        client = self.clients[name]
        before, cookies = transaction.savepoint(), client.cookies.copy()
        try:
            status = getattr(client, method)(address, sends).status_code
            return self.without_trace(status, name) if status in {*REFUSED, 405} else status
        finally:
            client.cookies = cookies
            transaction.savepoint_rollback(before)
            transaction.savepoint_commit(before)  # or the next request would stand inside it

    def without_trace(self, status, name):
        """The status, or words when a refusal left anything in the record beside that it was one."""
        grown, allowed = _entries() - self.entries, int(status in REFUSED and name != SIGNED_OUT)
        return status if grown == allowed else f"{status}, with {grown} entries in the record"


def _entries():
    with connection.cursor() as cursor:
        cursor.execute(ENTRIES)
        return cursor.fetchone()[0]


def _held(person):
    return frozenset((m.role, m.partnership_id) for m in person.memberships_today()), person.is_superuser


def _has_just_signed_in(client, person):
    session = client.session
    record_authentication(SimpleNamespace(session=session), person, "password", reauthenticated=True)
    session.save()


@pytest.fixture
def asked(db, monkeypatch, settings):
    """The world of today and everybody of the cast, signed in."""
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [AGENCY_SIGN_IN]}}
    monkeypatch.setattr(broker, "ping", lambda: True)
    monkeypatch.setattr(HTML, "write_pdf", lambda *_, **__: b"%PDF")  # laying out is not what is asked here
    made = world_of_today()
    logging.disable(logging.CRITICAL)
    yield Asked(made.cast, made.world)
    logging.disable(logging.NOTSET)


def test_every_address_is_in_the_table():
    listed, there = {row.name for row in ROWS}, set(addresses())
    assert sorted(there - listed) == [], "add rows to the module of permissions/ that they belong to"
    assert sorted(listed - there) == [], "no longer there"


def test_no_row_stands_twice():
    counted = Counter((row.name, row.args, row.method) for row in ROWS)
    assert [one for one, times in counted.items() if times > 1] == []


def test_every_address_that_hides_something_shows_it_to_somebody():
    hiding = {row.name for row in ROWS if row.others in {403, 404}}
    shown = {row.name for row in ROWS if not {row.others, *row.gets} <= REFUSED}
    assert sorted(hiding - shown) == sorted(SHOWN_ELSEWHERE)


@pytest.mark.parametrize("part", PARTS)
def test_each_person_gets_what_the_table_says(part, asked):
    wrong = {}
    for turn, row in enumerate(PARTS[part]):
        wrong |= asked.wrong(row, turn)
    assert wrong == {}
