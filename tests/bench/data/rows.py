"""Writes rows with INSERT … SELECT as the owner of the database: what is not said is the model's default."""

import os
from contextlib import contextmanager
from urllib.parse import parse_qs, unquote, urlsplit

import psycopg2
from django.db import models
from psycopg2.extras import Json


def owner():
    """A connection as the role that owns the tables."""
    address = urlsplit(os.environ["DATABASE_OWNER_URL"])
    named = {
        "host": address.hostname,
        "port": address.port,
        "user": address.username,
        "password": address.password,
    }
    found = {name: value for name, value in named.items() if value}
    found |= {name: values[0] for name, values in parse_qs(address.query).items()}
    return psycopg2.connect(dbname=unquote(address.path.lstrip("/")), **found)


@contextmanager
def cursor():
    """A cursor of the owner; each statement is kept at once, with its foreign keys checked."""
    link = owner()
    link.autocommit = True
    try:
        with link.cursor() as found:
            yield found
    finally:
        link.close()


def insert(found, model, source, **expressions):
    """Fill a model's table from `source` (what stands after FROM). Expressions are SQL by column.

    Row triggers (field history) stay silent: they would double the time and change no figure.
    """
    columns, values, literals = [], [], []
    for field in model._meta.concrete_fields:
        if field.column in expressions:
            columns.append(field.column)
            values.append(expressions[field.column])
        elif not field.primary_key and not field.null:
            columns.append(field.column)
            values.append("%s" if not isinstance(field, models.UUIDField) else "gen_random_uuid()")
            if values[-1] == "%s":
                literals.append(_default(field))
    table = model._meta.db_table
    statement = f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {source}"
    found.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    found.execute(statement, literals)
    found.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    return found.rowcount


def analyse(*tables):
    """Statistics and visibility as a database that has lived a while has them (every table when none is named)."""
    link = owner()
    link.autocommit = True
    with link.cursor() as found:
        found.execute(f"VACUUM (ANALYZE) {', '.join(tables)}")
    link.close()


def _default(field):
    if field.has_default():
        value = field.get_default()
        return Json(value) if isinstance(field, models.JSONField) else value
    if field.empty_strings_allowed and not field.is_relation:
        return ""
    raise LookupError(f"{field.model.__name__}.{field.name} needs an expression")
