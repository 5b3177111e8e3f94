"""Keeps what a slow set-up wrote, so that the next test gets the same rows in a few milliseconds.

The first test that asks for a state builds it through the real actions. What that added and changed is taken down
from its transaction, the field-level history and the record with it; later tests get the very same rows. A state
is kept by what it was built on (nothing, the cast, another state), by its builder's arguments and by the hour, and
it is put back only where exactly that stands and nothing else was written. Everywhere else it is built: after a
test's own writes, with functions or settings replaced, with a clock that moves, outside a transaction.
"""

import copy
import functools
import io
import itertools
from dataclasses import dataclass, field
from pathlib import Path

import psycopg2
import time_machine
from django.conf import UserSettingsHolder, settings
from django.core import mail
from django.db import IntegrityError, connection, transaction

from lscp.kernel import clock
from tests.named import Unnamed, named

MAY_BE_SET = {"MEDIA_ROOT"}  # files are kept beside the rows
MAY_BE_REPLACED = {"ping"}  # whether Redis answers: asked by pages alone
TABLES = """
    SELECT c.relname, array_agg(a.attname ORDER BY a.attnum), array_agg(a.attnum = ANY(i.indkey) ORDER BY a.attnum)
    FROM pg_class c JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'django_migrations'
    GROUP BY c.relname"""
# What is counted of an earlier transaction may still stand beside it: only differences within one mean anything.
WRITTEN = """
    SELECT relname, n FROM (
        SELECT relname, pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid)
            + pg_stat_get_xact_tuples_deleted(oid) AS n
        FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
    ) AS counted WHERE n > 0"""
HUSH = "public.lscp_tests_hush"
MAKE_HUSH = f"""
    CREATE OR REPLACE FUNCTION {HUSH}(hushed boolean) RETURNS text LANGUAGE sql SECURITY DEFINER AS $$
        SELECT set_config('session_replication_role', CASE WHEN hushed THEN 'replica' ELSE 'origin' END, true) $$"""
ESCAPED = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}

_kept = {}
_now = {"stands": None, "test": None}


@dataclass(frozen=True)
class Stands:
    """What the present transaction holds: by which key it was reached, the rows, how much was written so far."""

    key: tuple
    rows: dict
    written: dict
    transaction: str
    within: tuple

    @property
    def is_untouched(self):
        """Whether it is the database as it was before the test."""
        return len(self.key) == 1


@dataclass
class Kept:
    """What a builder gave, and what it wrote: lines added and values changed by table, files, calls to come."""

    made: object
    rows: dict
    added: dict = field(default_factory=dict)
    changed: list = field(default_factory=list)
    files: dict = field(default_factory=dict)
    calls: list = field(default_factory=list)


def prepare(parameters):
    """Let a test database hush its triggers while kept rows go in, where the server's superuser can be reached.

    Otherwise only what is built on an empty database is kept, without its history, which the triggers write anew.
    """
    try:
        link = psycopg2.connect(**{**parameters, "user": "postgres"})
    except psycopg2.OperationalError:
        return
    try:
        with link, link.cursor() as cursor:
            cursor.execute(MAKE_HUSH)
    finally:
        link.close()


def pytest_runtest_setup(item):
    """Know the test, to see what it replaces."""
    _now["test"] = item


def remembered(name, build):
    """What `build()` returns, with its rows in the database, from an empty one: built once a key."""
    stands = _standing()
    if stands and stands.is_untouched:
        return _remembered(stands, name, build)
    kept = next((kept for key, kept in _kept.items() if key[1:] == (name,) and kept), None)
    try:
        return copy.deepcopy(_put_back(kept)) if kept else build()
    except IntegrityError:  # something was written before: then the slow way
        return build()


def state(build):
    """Let a function `given_…(cast, …)` be remembered, where it can be."""

    @functools.wraps(build)
    def reached(cast, *args, **kwargs):
        if not can_hush() or not _as_usual() or not (stands := _standing()) or stands.is_untouched:
            return build(cast, *args, **kwargs)
        try:
            name = (build.__module__, build.__name__, _hour(), named(args), named(kwargs))
        except Unnamed:
            return build(cast, *args, **kwargs)
        people = set(vars(cast))

        def both():
            made = build(cast, *args, **kwargs)
            return made, {key: value for key, value in vars(cast).items() if key not in people}

        made, joined = _remembered(stands, name, both)
        vars(cast).update(joined)
        return made

    return reached


def _remembered(stands, name, build):
    key = (*stands.key, name)
    if kept := _kept.get(key):
        try:
            made = _put_back(kept)
        except IntegrityError:
            return build()
        _stands(key, kept.rows)
        return copy.deepcopy(made)
    if key in _kept:
        return build()
    files, mails, calls = _files(), len(getattr(mail, "outbox", ())), len(connection.run_on_commit)
    made = build()
    written = _written()
    touched = {table for table, number in written.items() if number != stands.written.get(table)}
    kept = Kept(copy.deepcopy(made), {**stands.rows, **_dump(touched)})
    kept.calls = [(call, robust) for _, call, robust in connection.run_on_commit[calls:]]
    kept.files = {name: content for name, content in _files(read=True).items() if name not in files}
    whole = all(_compare(kept, table, stands.rows.get(table, {})) for table in touched)
    _kept[key] = kept if whole and len(getattr(mail, "outbox", ())) == mails else None
    _stands(key, kept.rows)
    return made


def _standing():
    """What stands, when it is known: an untouched database, or a state after which nothing was written."""
    if not connection.in_atomic_block:
        return None
    if not (transaction_now := _transaction()):
        key = _untouched()
        return Stands(key, _virgin(key), _written(), "", ())
    known = _now["stands"]
    if known is None or known.transaction != transaction_now or known.written != _written():
        return None
    return known if tuple(connection.savepoint_ids[: len(known.within)]) == known.within else None


def _stands(key, rows):
    """Note what stands now."""
    _now["stands"] = Stands(key, rows, _written(), _transaction(), tuple(connection.savepoint_ids))


@functools.cache
def _virgin(key):
    return _dump(_tables())


def _transaction():
    """The number of the transaction; empty before it has written or locked anything."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(pg_current_xact_id_if_assigned()::text, '')")
        return cursor.fetchone()[0]


@functools.cache
def can_hush():
    """Whether triggers can be hushed in this database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regprocedure(%s) IS NOT NULL", [f"{HUSH}(boolean)"])
        return cursor.fetchone()[0]


def _untouched():
    """Names the database as it was before the test; emptying it gives what it holds by itself new keys."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM django_content_type")
        return ((connection.settings_dict["NAME"], *cursor.fetchone()),)


def _as_usual():
    """Whether nothing is replaced: no function, no setting but the folder of files, no clock that runs ahead."""
    holder = settings._wrapped
    while isinstance(holder, UserSettingsHolder):
        if {name for name in vars(holder) if name.isupper()} - MAY_BE_SET - {
            "SETTINGS_MODULE"
        } or holder._deleted:
            return False
        holder = holder.default_settings
    moves = time_machine.escape_hatch.is_travelling() and clock.now() != clock.now()
    return not (_replaced() or moves or clock.offset_source())


def _replaced():
    """What the test has replaced so far."""
    patch = getattr(_now["test"], "funcargs", {}).get("monkeypatch")
    return patch and (
        patch._setitem or [name for _, name, _ in patch._setattr if name not in MAY_BE_REPLACED]
    )


def _hour():
    """The hour of the clock, or the instant at which it stands still."""
    now = clock.now()
    return (
        now if time_machine.escape_hatch.is_travelling() else now.replace(minute=0, second=0, microsecond=0)
    )


def _put_back(kept):
    """Write the rows as they were, their history and the record among them: no trigger writes it once more."""
    tables = {table for table in kept.added if can_hush() or "pgh_id" not in _tables()[table][0]}
    with transaction.atomic(), connection.cursor() as cursor:
        if can_hush():
            cursor.execute(f"SELECT {HUSH}(true)")
        for table in tables:
            text = kept.added[table]
            cursor.copy_expert(f'COPY "{table}" ({_listed(table)}) FROM STDIN', io.StringIO(text))
        for statement, values in kept.changed:
            cursor.execute(statement, values)
        if can_hush():
            cursor.execute(f"SELECT {HUSH}(false)")
    for name, content in kept.files.items():
        path = Path(settings.MEDIA_ROOT, name)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_bytes(content)
    for call, robust in kept.calls:
        transaction.on_commit(call, robust=robust)
    return kept.made


def _compare(kept, table, before):
    """Take down what was added to a table and changed in it; False when rows went, which is not kept."""
    after = kept.rows[table]
    if set(before) - set(after):
        return False
    if new := [line for key, line in after.items() if key not in before]:
        kept.added[table] = "".join(f"{line}\n" for line in new)
    columns, keyed = _tables()[table]
    for key, line in after.items():
        if before.get(key, line) == line:
            continue
        pairs = zip(columns, before[key].split("\t"), line.split("\t"), strict=True)
        values = {column: _value(new) for column, old, new in pairs if old != new}
        here = [column for column, is_key in zip(columns, keyed, strict=True) if is_key]
        sets, where = (sep.join(f'"{c}" = %s' for c in cs) for sep, cs in ((", ", values), (" AND ", here)))
        kept.changed.append(
            (f'UPDATE "{table}" SET {sets} WHERE {where}', [*values.values(), *map(_value, key)])
        )
    return True


def _dump(tables):
    """The rows of tables as PostgreSQL copies them out, each line by its key."""
    found = {}
    with connection.cursor() as cursor:
        for table in tables:
            out = io.StringIO()
            cursor.copy_expert(f'COPY "{table}" ({_listed(table)}) TO STDOUT', out)
            keyed = _tables()[table][1]
            lines = out.getvalue().split("\n")[:-1]
            found[table] = {tuple(itertools.compress(line.split("\t"), keyed)): line for line in lines}
    return found


def _listed(table):
    return ", ".join(f'"{column}"' for column in _tables()[table][0])


@functools.cache
def _tables():
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        return {table: (columns, keyed) for table, columns, keyed in cursor.fetchall()}


def _written():
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        return dict(cursor.fetchall())


def _files(*, read=False):
    root = Path(settings.MEDIA_ROOT)
    files = (path for path in root.rglob("*") if path.is_file()) if root.is_dir() else ()
    return {str(path.relative_to(root)): path.read_bytes() if read else b"" for path in files}


def _value(text):
    """A value as it is, from the way in which it is copied out."""
    if text == r"\N":
        return None
    head, *rest = text.replace(r"\\", "\0").split("\\")
    return (head + "".join(ESCAPED.get(part[0], part[0]) + part[1:] for part in rest)).replace("\0", "\\")
