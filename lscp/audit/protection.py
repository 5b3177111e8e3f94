"""What the database itself refuses: the application's role may add to the record, never change or remove it.

Triggers refuse updates and deletes from everybody. Rights go further, because they also cover TRUNCATE:
after every migration the owner takes from the role that web, worker and beat connect as whatever the
triggers of a table refuse (`lscp.audit.append_only`). Where a trigger refuses only in some state, a right
cannot: so a session's own request to pass the triggers by (`pgtrigger.ignore`) is never listened to.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as CheckWarning
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connections

from lscp.audit.append_only import guards

IGNORES: Final = "_pgtrigger_should_ignore"
NEVER_IGNORES: Final = """
CREATE OR REPLACE FUNCTION "public"._pgtrigger_should_ignore(trigger_name NAME) RETURNS BOOLEAN
LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN FALSE; END; $$
"""


def after_migrations(*, using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:
    """Take the rights away, where this connection owns the tables and the role exists."""
    restrict(settings.DATABASE_APP_ROLE, using=using)


def restrict(role: str, *, using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Leave `role` only what the triggers allow. Returns the tables that were restricted."""
    connection = connections[using]
    wanted = {guard.table: guard for guard in guards()}
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s AND rolname <> current_user", [role])
        if cursor.fetchone() is None:
            return []
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
            " AND tableowner = current_user AND tablename = ANY(%s)",
            [sorted(wanted)],
        )
        owned = sorted(name for (name,) in cursor.fetchall())
        quote = connection.ops.quote_name
        for table in owned:
            guard = wanted[table]
            cursor.execute(f"REVOKE {', '.join(guard.taken)} ON {quote(table)} FROM {quote(role)}")
            if guard.may_change:
                columns = ", ".join(quote(name) for name in guard.may_change)
                cursor.execute(f"GRANT UPDATE ({columns}) ON {quote(table)} TO {quote(role)}")
        cursor.execute(
            "SELECT 1 FROM pg_proc WHERE proname = %s AND pronamespace = 'public'::regnamespace"
            " AND proowner = current_user::regrole",
            [IGNORES],
        )
        if cursor.fetchone():
            cursor.execute(NEVER_IGNORES)
    return owned


def weaknesses(*, using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """What this connection could do to the record that it must not be able to, in sentences."""
    wanted = {guard.table: guard for guard in guards()}
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, pg_has_role(current_user, c.relowner, 'MEMBER'),"
            " has_table_privilege(c.oid, 'DELETE'), has_table_privilege(c.oid, 'TRUNCATE'),"
            " ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0"
            "  AND NOT a.attisdropped AND has_column_privilege(c.oid, a.attnum, 'UPDATE')),"
            " ARRAY(SELECT t.tgname::text FROM pg_trigger t WHERE t.tgrelid = c.oid"
            "  AND t.tgname LIKE 'pgtrigger_%%' AND t.tgenabled NOT IN ('O', 'A'))"
            " FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relname = ANY(%s)"
            " ORDER BY c.relname",
            [sorted(wanted)],
        )
        rows = cursor.fetchall()
        passes_by = _passes_triggers_by(cursor)
    found = [f"It owns {name}, so it could switch its triggers off." for name, owns, *_ in rows if owns]
    for name, owns, may_delete, may_truncate, may_update, off in rows:
        guard = wanted[name]
        may = (may_delete and guard.keeps_rows) or may_truncate or set(may_update) & set(guard.stays)
        if may and not owns:
            found.append(f"It may change or remove rows of {name}.")
        found += [f"The trigger {trigger} of {name} is switched off." for trigger in off]
    return found + passes_by


def _passes_triggers_by(cursor: Any) -> list[str]:
    """Ways in which a session could pass the triggers by without owning a table."""
    found = []
    cursor.execute(
        "SELECT prosrc FROM pg_proc WHERE proname = %s AND pronamespace = 'public'::regnamespace", [IGNORES]
    )
    if any("FALSE" not in body or "current_setting" in body for (body,) in cursor.fetchall()):
        found.append("It may ask the triggers to let it pass (pgtrigger.ignore).")
    cursor.execute("SELECT has_parameter_privilege('session_replication_role', 'SET')")
    if cursor.fetchone()[0]:
        found.append("It may switch all triggers off (session_replication_role).")
    return found


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
