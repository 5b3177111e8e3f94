"""No name of a demo case lies in plain text anywhere: every column of every table is searched.

Names are only in sealed values, which are bytes. The lists of names were loaded, so a leak would be found.
"""

import json
import logging

import pytest
from django.db import connection

from lscp.accounts import actions, queries
from lscp.accounts.models import User
from lscp.demo import names
from lscp.documents.models import Attachment
from lscp.messaging.catalogue import words_of
from lscp.messaging.delivery import compose
from lscp.messaging.models import OutboundMessage
from lscp.people.models import Person
from notifications.models import Notification
from tests.demo_database import demo, demo_site  # noqa: F401 - fixtures

TEXT_TYPES = ("text", "character varying", "json", "jsonb", "character", "uuid", "ARRAY", "inet", "name")


def plain_columns():
    """Every column of every table that holds readable text."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND data_type = ANY(%s) ORDER BY 1, 2",
            [list(TEXT_TYPES)],
        )
        return cursor.fetchall()


def readable_tables(columns):
    """Tables with their readable columns together."""
    tables = {}
    for table, column in columns:
        tables.setdefault(table, []).append(column)
    return tables


def hits(table, columns):
    """Which names occur in a table's readable columns, and where."""
    searched = " OR ".join(f'"{column}"::text ILIKE ANY(%s)' for column in columns)
    patterns = [f"%{word}%" for word in names.all_words()]
    shown = ", ".join(f'"{column}"::text' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {shown} FROM "{table}" WHERE {searched}', [patterns] * len(columns))
        rows = cursor.fetchall()
    return [
        (table, column, name)
        for row in rows
        for column, value in zip(columns, row, strict=True)
        for name in names.found_in(value or "")
    ]


def test_no_name_lies_in_any_readable_column(demo):  # noqa: F811
    tables = readable_tables(plain_columns())
    assert {"people_matchkey", "audit_auditevent", "messaging_outboundmessage", "people_person"} <= set(
        tables
    )
    assert [hit for table, columns in tables.items() for hit in hits(table, columns)] == []


def test_search_would_find_a_name(demo):  # noqa: F811
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE spill (words text)")
        cursor.execute("INSERT INTO spill VALUES (%s)", [f"seen with {names.ASH[0]} today"])
    assert {name for _table, _column, name in hits("spill", ["words"])} == {"Pebblewick", "Example-Ash"}


def test_names_are_there_to_be_found_when_unsealed(demo):  # noqa: F811
    opened = [
        json.dumps(person.identity.open(), default=str)
        for person in Person.all_records.select_related("identity__key").exclude(identity=None)
    ]
    found = {word for text in opened for word in names.found_in(text)}
    people = {word for name in names.PEOPLE for word in (name.given, name.family)}
    assert len(found & people) > 40


def test_no_name_in_what_people_are_sent(demo):  # noqa: F811
    messages = list(OutboundMessage.objects.select_related("recipient", "partnership"))
    assert len(messages) > 200
    for message in messages:
        words = words_of(message)
        assert names.found_in(f"{words.subject} {words.body} {message.path} {message.context}") == []
    kinds = {message.kind: message for message in messages}
    for message in kinds.values():
        mail = compose(message)
        whole = mail.subject + mail.body + "".join(str(part[0]) for part in mail.alternatives)
        assert names.found_in(whole) == []


def test_no_name_in_the_name_of_a_kept_file(demo):  # noqa: F811
    kept = list(Attachment.all_records.values_list("stored_as", flat=True))
    assert len(kept) >= 4
    assert [name for name in kept if names.found_in(name)] == []


@pytest.mark.parametrize("story", ["baby", "exploited"])
def test_no_name_in_the_log_while_pages_are_served(demo_site, client, caplog, story):  # noqa: F811
    notification = Notification.all_records.get(pk=demo_site[story])
    unit = User.objects.get(email="unit@lscp.example")
    for terms in queries.terms_to_accept(unit):
        actions.accept_terms(terms, by=unit)
    client.force_login(unit)
    with caplog.at_level(logging.DEBUG):
        page = client.get(notification.get_absolute_url()).content.decode()
        client.post("/notifications/search/", {"name": str(names.ASH[0])})
        client.get("/notifications/all/", {"reference": str(names.ASH[0])})
        client.get("/no-such-page/")
    assert names.found_in(page)
    assert len(caplog.records) >= 6
    assert names.found_in(caplog.text) == []
