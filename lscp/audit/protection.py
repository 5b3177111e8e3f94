"""What the database itself refuses: the application's role may add to the record, never change or remove it.

Triggers refuse updates and deletes from everybody. Rights go further, because they also cover TRUNCATE
and the switching off of triggers: after every migration the owner takes UPDATE, DELETE and TRUNCATE on
the record and on every table of field-level history from the role that web, worker and beat connect as.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as CheckWarning
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connections
from pghistory.models import Event

from lscp.audit.models import AuditChain, AuditEvent

HEADS = AuditChain._meta.db_table


def append_only_tables() -> list[str]:
    """The record and every table of field-level history, by name."""
    history = {
        model._meta.db_table for model in apps.get_models() if issubclass(model, Event) and _is_real(model)
    }
    return sorted({AuditEvent._meta.db_table, *history})


def after_migrations(*, using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:
    """Take the rights away, where this connection owns the tables and the role exists."""
    restrict(settings.DATABASE_APP_ROLE, using=using)


def restrict(role: str, *, using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Leave `role` SELECT and INSERT on what is append-only. Returns the tables that were restricted."""
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s AND rolname <> current_user", [role])
        if cursor.fetchone() is None:
            return []
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
            " AND tableowner = current_user AND tablename = ANY(%s)",
            [[*append_only_tables(), HEADS]],
        )
        owned = sorted(name for (name,) in cursor.fetchall())
        quote = connection.ops.quote_name
        for table in owned:
            taken = "DELETE, TRUNCATE" if table == HEADS else "UPDATE, DELETE, TRUNCATE"
            cursor.execute(f"REVOKE {taken} ON {quote(table)} FROM {quote(role)}")
    return owned


def weaknesses(*, using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """What this connection could do to the record that it must not be able to, in sentences."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, pg_has_role(current_user, c.relowner, 'MEMBER'),"
            " has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE')"
            " FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relname = ANY(%s)"
            " ORDER BY c.relname",
            [append_only_tables()],
        )
        rows = cursor.fetchall()
    found = [f"It owns {name}, so it could switch its triggers off." for name, owns, _ in rows if owns]
    return found + [
        f"It may change or remove rows of {name}." for name, owns, may in rows if may and not owns
    ]


def check_role(*, databases: Iterable[str] | None = None, **_: Any) -> list[CheckMessage]:
    """A system check: the role in DATABASE_URL must not be able to alter the record.

    Migrations connect as the owner on purpose (`LSCP_USE_OWNER=1`) and are not judged. On a laptop
    this is a warning, in production an error.
    """
    if not databases or settings.USES_OWNER_ROLE:
        return []
    level = CheckWarning if settings.LOCAL else Error
    return [
        level(
            f"The database role of the application can alter the record. {sentence}",
            hint="Connect as the restricted role of bin/support/roles.sql, and migrate as the owner.",
            id="audit.E001",
        )
        for using in databases
        for sentence in weaknesses(using=using)[:1]
    ]


def refuse_unprotected() -> None:
    """Raise `ImproperlyConfigured` where people would be served by a role that can alter the record.

    On a laptop the system check warns instead.
    """
    found = [] if settings.LOCAL else weaknesses()
    if found:
        raise ImproperlyConfigured(
            f"This will not start: the database role of the application can alter the record. {found[0]} "
            "Connect as the restricted role of bin/support/roles.sql."
        )


def _is_real(model: type[Any]) -> bool:
    return not (model._meta.abstract or model._meta.proxy or not model._meta.managed)
