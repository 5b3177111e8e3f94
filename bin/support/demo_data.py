"""Brings the demo's database to the newest schema and, once, fills it."""

import hashlib
import os
import subprocess
from pathlib import Path

from . import folders
from .environment import PYTHON, ROOT
from .postgres import Postgres
from .problems import Problem

LOADED = "demo-loaded"
LOADING = "demo-loading"
MIGRATED = "migrated"


def start_over(folder: Path) -> None:
    """Remove the demo's data, for --fresh. Raises Problem when the data lies on the reader's own server."""
    if os.environ.get("DATABASE_URL"):
        raise Problem(
            "--fresh starts over only in the demo's own database. DATABASE_URL names yours: empty it "
            "yourself (dropdb and createdb) and run bin/demo without --fresh, or unset DATABASE_URL."
        )
    Postgres(folder / "postgres").stop()  # one that a killed run left behind
    folders.empty_state_folder(folder)


def bring_up_to_date(folder: Path, environment: dict[str, str], server: Postgres | None) -> None:
    """Migrate as the owner when a migration is new; load the demo data into a database that has none yet.

    `server` is the demo's own PostgreSQL, or None when the reader's is used.
    """
    migrated, loading, loaded = folder / MIGRATED, folder / LOADING, folder / LOADED
    target = "embedded" if server else environment["DATABASE_URL"]
    if server and loading.exists():
        print("The last start was interrupted while it loaded the demo cases; starting over…", flush=True)
        server.recreate_database()
        migrated.unlink(missing_ok=True)
        loaded.unlink(missing_ok=True)
    wanted = f"{target} {migrations_digest()}"
    if not server or not migrated.exists() or migrated.read_text() != wanted:
        print("Preparing the database…", flush=True)
        manage(folder, environment | {"LSCP_USE_OWNER": "1"}, "migrate", "--no-input", "-v", "1")
        migrated.write_text(wanted)
    if loaded.exists() and loaded.read_text() == target:
        return
    print("Loading demo cases (once)…", flush=True)
    loading.touch()
    manage(folder, environment, "load_demo")
    # PostgreSQL counted the tables while nothing of one long transaction was to be seen: it counts them again.
    manage(folder, environment | {"LSCP_USE_OWNER": "1"}, "count_tables")
    loaded.write_text(target)
    loading.unlink()


def migrations_digest() -> str:
    """A text that changes when a migration, ours or a library's, is added or changed."""
    total = hashlib.sha256((ROOT / "requirements" / "runtime.txt").read_bytes())
    for app in ("lscp", "notifications", "rapid_reviews", "cspr", "learning"):
        for file in sorted((ROOT / app).rglob("migrations/*.py")):
            total.update(file.read_bytes())
    total.update((ROOT / "lscp" / "settings.py").read_bytes())
    return total.hexdigest()


def accounts(environment: dict[str, str]) -> str:
    """The demo accounts, as the product prints them."""
    outcome = subprocess.run(
        [PYTHON, "manage.py", "demo_accounts"],
        check=False,
        cwd=ROOT,
        env=environment,
        text=True,
        capture_output=True,
    )
    if outcome.returncode != 0:
        raise Problem(f"{outcome.stderr.strip()[-600:]}\n\nThe demo accounts could not be listed.")
    return outcome.stdout.strip()


def manage(folder: Path, environment: dict[str, str], command: str, *arguments: str) -> None:
    """Run a management command with its output in a log; raise Problem with the end of it when it fails."""
    log = folder / "logs" / f"{command}.log"
    with log.open("wb") as output:
        outcome = subprocess.run(
            [PYTHON, "manage.py", command, *arguments], check=False, cwd=ROOT, env=environment,
            stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip
    if outcome.returncode != 0:
        end = "\n".join(log.read_text(errors="replace").splitlines()[-12:])
        raise Problem(
            f"{end}\n\n`manage.py {command}` failed. All it said is in {log}; `bin/demo --fresh` starts over."
        )
