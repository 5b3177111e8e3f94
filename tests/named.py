"""A name for what a set-up is given, so that the same set-up is known again."""

import datetime as dt
import enum
import uuid

from django.db import models

PLAIN = (str, int, float, bool, bytes, dt.date, dt.timedelta, uuid.UUID, enum.Enum, type(None))


class Unnamed(Exception):
    """A value that has no name: a function, a file."""


def named(value):
    """What stands for a value. Records go by their key. Raises `Unnamed`."""
    if isinstance(value, PLAIN):
        return type(value).__name__, value
    if isinstance(value, models.Model):
        return value._meta.label, value.pk
    if isinstance(value, dict):
        return "dict", tuple((key, named(one)) for key, one in value.items())
    if isinstance(value, list | tuple | set | frozenset):
        return type(value).__name__, tuple(named(one) for one in value)
    raise Unnamed(type(value))
