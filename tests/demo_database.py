"""A database with the demonstration loaded, made once in a run and copied for whoever writes in it."""

import functools
import os
from contextlib import contextmanager

import environ
import psycopg2
import pytest
from django.db import connections, transaction
from django.test import override_settings

from lscp.demo import loading
from lscp.demo.stories import stage
from lscp.kernel import requests

BUILT = "_demo"
COPY = "_demo_copy"
SEND_AWAY = (
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
    " WHERE datname = '{name}' AND usename = current_user AND pid <> pg_backend_pid()"
)


def _run(address, *statements, database=""):
    """Run statements as the role of an address, outside any transaction."""
    config = environ.Env().db_url_config(address)
    if database:
        config["NAME"] = database
    named = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    given = {ours: config[theirs] for ours, theirs in named.items() if config.get(theirs)}
    link = psycopg2.connect(**config.get("OPTIONS", {}), **given)
    link.autocommit = True
    try:
        with link.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
    finally:
        link.close()


def _copy(source, target):
    """Copy a database. Threads of an earlier live server may still hold the source open: they are sent away."""
    connections.close_all()
    application = os.environ["DATABASE_URL"]
    owner = os.environ.get("DATABASE_OWNER_URL") or application
    for name in (source, target):
        for address in {application, owner}:  # each role may send its own sessions away
            _run(address, SEND_AWAY.format(name=name))
    _run(owner, f'DROP DATABASE IF EXISTS "{target}"', f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


@contextmanager
def _using(name):
    settings = connections["default"].settings_dict
    before = settings["NAME"]
    connections.close_all()
    settings["NAME"] = name
    try:
        yield
    finally:
        connections.close_all()
        settings["NAME"] = before


@functools.cache
def build():
    """Load the demonstration into a copy of the test database; gives its name and the stories' keys."""
    empty = connections["default"].settings_dict["NAME"]
    _copy(empty, empty + BUILT)
    found = {}
    play = stage.load

    def remember():
        found.update(play())
        return found

    with _using(empty + BUILT), override_settings(DEMO_MODE=True), requests.opened():
        stage.load = remember
        try:
            assert loading.load() is True
        finally:
            stage.load = play
    owner = os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]
    _run(owner, "ANALYZE", database=empty + BUILT)  # as bin/demo does: it was loaded in one transaction
    return empty + BUILT, found


@pytest.fixture
def demo(transactional_db):
    """The loaded demonstration to read, in a transaction that is rolled back. Gives the stories' keys."""
    name, stories = build()
    with _using(name), transaction.atomic():
        yield stories
        transaction.set_rollback(True)


@pytest.fixture
def demo_site(transactional_db, live_server):
    """A copy of the loaded demonstration behind the live server, written to as by real visitors."""
    name, stories = build()
    copy = name.replace(BUILT, COPY)
    _copy(name, copy)
    with _using(copy):
        yield stories
