"""A real Redis and real worker processes on the test database, each of which may be killed."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import kombu.pools
import psycopg2
import pytest
from django.conf import settings as django_settings
from django.db import connection

from lscp.celery import app
from lscp.messaging import broker
from support import embedded

PATIENCE = 60
"""Seconds; a machine that is busy starts a worker slowly."""


@pytest.fixture
def redis_server(settings):
    """A Redis of this test's own, which it may stop; Celery's producer uses it."""
    with embedded.temporary_redis() as server:
        before = app.conf.broker_url
        settings.CELERY_BROKER_URL = app.conf.broker_url = app.conf.broker_write_url = server.url
        app.conf.broker_read_url = server.url
        _forget_connections()
        broker.forget()
        yield server
        app.conf.broker_url = app.conf.broker_write_url = app.conf.broker_read_url = before
        _forget_connections()


def _forget_connections():
    kombu.pools.reset()
    app._pool = None
    app.amqp._producer_pool = None


@contextmanager
def worker(redis_server, **environment):
    """A worker process on the test database; `environment` is put over what it starts with."""
    given = os.environ | {
        "REDIS_URL": redis_server.url,
        "DATABASE_URL": _test_database(),
        "LSCP_USE_OWNER": "0",
        "DEVELOPMENT": "1",
        "DJANGO_SETTINGS_MODULE": "lscp.settings",
        **{name: getattr(django_settings, name) for name in ("SECRET_KEY", "AUDIT_KEY", "SEALING_KEYS")},
        **environment,
    }
    process = subprocess.Popen(
        [
            sys.executable, "-m", "celery", "-A", "lscp", "worker", "--pool=solo", "--without-gossip",
            "--without-mingle", "--without-heartbeat", "--loglevel=WARNING",
        ],
        env=given, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.wait(timeout=30)


def _test_database(url="DATABASE_URL"):
    wanted = connection.settings_dict
    return os.environ[url].replace("/lscp?", f"/{wanted['NAME']}?")


def wait_for(condition):
    """Whether something became true in good time."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return False


def wake_until(task, condition):
    """Whether something became true while the task was sent again and again, as the minute's sweep does."""
    sent = 0.0

    def woken():
        nonlocal sent
        if time.monotonic() - sent > 1:
            task.apply_async()
            sent = time.monotonic()
        return condition()

    return wait_for(woken)


def kill(process):
    """End a worker as a machine does that has no memory left: nothing of it runs any more."""
    os.kill(process.pid, signal.SIGKILL)
    process.wait(timeout=30)


@contextmanager
def held_by_another(statement, *values):
    """Hold a lock of the database as its owner, on a connection of its own, so that a worker stops just there."""
    other = psycopg2.connect(_test_database("DATABASE_OWNER_URL"))
    try:
        with other.cursor() as cursor:
            cursor.execute(statement, values)
            yield
    finally:
        other.close()
