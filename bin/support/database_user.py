"""The system user that PostgreSQL runs as: it refuses to run as root, so root lends it a user of its own."""

import pwd
import shutil
import subprocess
from pathlib import Path
from typing import Any

from .folders import is_root
from .problems import Problem

NAME = "lscp-embedded"


def database_user() -> pwd.struct_passwd | None:
    """The user for PostgreSQL when this process is root (made when missing), else None: run as yourself."""
    if not is_root():
        return None
    try:
        return pwd.getpwnam(NAME)
    except KeyError:
        pass
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if useradd:
        nologin = shutil.which("nologin", path="/usr/sbin:/sbin") or "/bin/false"
        command = [
            useradd,
            "--system",
            "--no-create-home",
            "--home-dir",
            "/nonexistent",
            "--shell",
            nologin,
            NAME,
        ]
        subprocess.run(command, check=False, capture_output=True)
    for name in (NAME, "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Problem(
        "PostgreSQL will not run as root and no other user could be made: run this as an ordinary user."
    )


def as_database_user(user: pwd.struct_passwd | None) -> dict[str, Any]:
    """Arguments for subprocess that start a program as that user."""
    if user is None:
        return {}
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def can_run(program: Path, user: pwd.struct_passwd | None) -> bool:
    """Whether that user can reach and start the program."""
    try:
        outcome = subprocess.run(
            [program, "--version"],
            check=False,
            capture_output=True,
            cwd="/",
            timeout=30,
            **as_database_user(user),
        )
    except OSError:
        return False
    return outcome.returncode == 0
