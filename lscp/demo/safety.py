"""Keeps demonstration accounts out of anything but a demonstration."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage
from django.core.checks import Error as CheckError
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from lscp.accounts.models import User
from lscp.demo.accounts import PASSWORD

SENTENCE = (
    "This database holds demonstration accounts, which anybody can open. Use an empty database, or stop "
    "those accounts from signing in."
)


def demo_account_exists() -> bool:
    """Whether somebody could sign in at an address that only a demonstration has, with its password."""
    found = User.objects.filter(email__endswith=".example", is_active=True, is_system=False)
    return any(user.check_password(PASSWORD) for user in found)


def check_accounts(databases: Any = None, **_: Any) -> list[CheckMessage]:
    """A system check of the database, run by `migrate` and `check --database default`."""
    if settings.DEMO_MODE or not databases or "default" not in databases:
        return []
    try:
        unsafe = demo_account_exists()
    except DatabaseError:  # before the first migration
        return []
    return [CheckError(SENTENCE, id="demo.E001")] if unsafe else []


def refuse_demo_accounts() -> None:
    """Raise `ImproperlyConfigured` when this is no demonstration but demo accounts exist."""
    if not settings.DEMO_MODE and demo_account_exists():
        raise ImproperlyConfigured(f"This will not start: {SENTENCE}")
