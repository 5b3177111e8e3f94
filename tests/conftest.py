"""Set-up of every test: real servers, the restricted database role, the product's clock, no network."""

import gc
import os

from support import embedded

embedded.ensure_for_tests()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lscp.settings")

import django  # noqa: E402

django.setup()

import hypothesis  # noqa: E402
import psycopg2  # noqa: E402
import pytest  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.backends.postgresql.operations import DatabaseOperations  # noqa: E402

hypothesis.settings.register_profile("lscp", deadline=None)  # timings are never asserted
hypothesis.settings.load_profile("lscp")
settings.STATIC_ROOT.mkdir(exist_ok=True)  # whitenoise warns about a missing folder, and warnings are errors

FLUSHES = 5

pytest_plugins = [
    "support.pytest_services",
    "tests.remembered",
    "tests.cast",
    "tests.real_workers",
    "tests.tools",
]


def pytest_collection_finish(session):
    """Look less often at what stays: modules and tests are thousands of objects that are never left behind."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Make the database as its owner, then let every test connect as the application's role.

    So a test that needs a right the application does not have fails here, not in production. Only
    emptying the tables between transactional tests is done as the owner.
    """
    owner = dict(connection.settings_dict)
    from tests import remembered  # a plugin: read once pytest knows it

    with django_db_blocker.unblock():
        remembered.prepare(_parameters(owner))

    def flush_as_owner(self, sql_list):
        for tries_left in reversed(range(FLUSHES)):
            link = psycopg2.connect(**_parameters(owner))
            try:
                with django_db_blocker.unblock(), link, link.cursor() as cursor:
                    for statement in sql_list:
                        cursor.execute(statement)
            except psycopg2.errors.DeadlockDetected:  # a browser's last request was still being answered
                if not tries_left:
                    raise
            else:
                return
            finally:
                link.close()

    original = DatabaseOperations.execute_sql_flush
    DatabaseOperations.execute_sql_flush = flush_as_owner
    connection.close()
    connection.settings_dict["USER"] = settings.DATABASE_APP_ROLE
    yield
    connection.close()
    connection.settings_dict["USER"] = owner["USER"]
    DatabaseOperations.execute_sql_flush = original


def _parameters(config):
    named = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    found = {ours: config[theirs] for ours, theirs in named.items() if config.get(theirs)}
    return {**config.get("OPTIONS", {}), **found, "dbname": connection.settings_dict["NAME"]}
