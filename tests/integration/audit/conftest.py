"""The record in tests: its own checkpoints, a case, and what the database's owner could do unseen."""

import os
from contextlib import contextmanager

import environ
import psycopg2
import pytest
from django.db import connection, transaction

from lscp.audit import service as audit
from lscp.cases.actions import open_case

UNGUARDED = ("audit_auditevent", "audit_auditchain", "signing_signedview", "people_sealedvalue",
             "notifications_decision", "notifications_legalnote", "rapid_reviews_panelreceipt")  # fmt: skip


@pytest.fixture(autouse=True)
def checkpoint_folder(settings, tmp_path):
    """Checkpoints of these tests are their own."""
    settings.AUDIT_CHECKPOINT_DIR = tmp_path / "checkpoints"
    return settings.AUDIT_CHECKPOINT_DIR


@pytest.fixture
def given_case(cast):
    """A case of the first partnership with three entries: opened, and read twice."""
    case = open_case(cast.here, by=cast.lscp_unit)
    with transaction.atomic():
        for _ in range(2):
            audit.record(
                "access.refused", subject=case, by=cast.police_rag, page="x", method="GET", status=403
            )
    return case


def _owner_link():
    """A connection of the owner of the tables, to the test database."""
    owner = environ.Env.db_url_config(os.environ["DATABASE_OWNER_URL"])
    named = {"user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    given = {ours: owner[theirs] for ours, theirs in named.items() if owner.get(theirs)}
    return psycopg2.connect(**owner.get("OPTIONS", {}), **given, dbname=connection.settings_dict["NAME"])


@pytest.fixture
def as_owner(django_db_blocker):
    """Run SQL as the owner of the tables with every trigger off: an attacker with the whole database.

    For transactional tests only: it is another connection.
    """

    def run(statement, *parameters):
        link = _owner_link()
        try:
            with link, link.cursor() as cursor:
                for table in UNGUARDED:
                    cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
                cursor.execute(statement, parameters)
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                for table in UNGUARDED:
                    cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        finally:
            link.close()

    return run


@pytest.fixture
def owner_cursor():
    """Run SQL as the owner of the tables, triggers on."""

    def run(statement):
        link = _owner_link()
        try:
            with link, link.cursor() as cursor:
                cursor.execute(statement)
        finally:
            link.close()

    return run


@pytest.fixture
def owner_role():
    """Let Django's own connection be the owner's for a while."""

    @contextmanager
    def switched():
        wanted = environ.Env.db_url_config(os.environ["DATABASE_OWNER_URL"])["USER"]
        before = connection.settings_dict["USER"]
        connection.close()
        connection.settings_dict["USER"] = wanted
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict["USER"] = before

    return switched
