"""A whole run of the demo: it starts, keeps its data, uses the restricted role and leaves nothing running."""

import os
import signal
import subprocess
import urllib.request

import psutil
import psycopg2
import pytest

from support import folders, postgres
from support.environment import ROOT
from support.ports import free_port

pytestmark = pytest.mark.services

OURS = {
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "REDIS_URL",
    "LSCP_USE_OWNER",
    "PYTHONPATH",
    "EMAIL_URL",
    "BUILDING",
}


class Run:
    """One `bin/demo` with its data in `folder`."""

    def __init__(self, folder, *arguments):
        self.port = free_port()
        kept = {name: value for name, value in os.environ.items() if name not in OURS}
        self.process = subprocess.Popen(
            [ROOT / "bin" / "demo", "--port", str(self.port), *arguments],
            env=kept | {"LSCP_STATE_DIR": str(folder)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said = []
        for line in self.process.stdout:
            self.said.append(line.strip())
            if "Ctrl-C" in line:
                return
        pytest.fail("The demo did not start:\n" + "\n".join(self.said))

    def page(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30) as answer:
            return answer.status

    def processes(self):
        """Everything that the demo has running, its database included."""
        demo = psutil.Process(self.process.pid)
        found = demo.children(recursive=True)
        return [demo, *found]

    def end(self, name):
        """Ask the demo to stop with this signal and wait until it has."""
        self.process.send_signal(name)
        self.said += [line.strip() for line in self.process.stdout]
        self.process.stdout.close()
        return self.process.wait(timeout=90)


@pytest.fixture(scope="module")
def folder():
    place = folders.temporary_folder()
    yield place / "state"
    subprocess.run(["rm", "-rf", place], check=True)


def postmaster(folder):
    return psutil.Process(int((folder / "postgres" / "data" / "postmaster.pid").read_text().splitlines()[0]))


def roles_connected(folder):
    """Who is connected to the product's database, besides the one who asks."""
    address = postgres.Postgres(folder / "postgres").url("postgres")
    connection = psycopg2.connect(address)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT usename FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()",
            [postgres.DATABASE],
        )
        found = {name for (name,) in cursor.fetchall()}
    connection.close()
    return found


def alive(processes):
    return [p for p in processes if p.is_running() and p.status() != psutil.STATUS_ZOMBIE]


def test_demo_starts_keeps_its_data_and_leaves_nothing_running(folder):
    first = Run(folder)
    assert first.page("/health/live") == 200
    assert f"The demo is running at http://localhost:{first.port}" in first.said
    assert any("practitioner@police.example" in line for line in first.said)
    assert roles_connected(folder) <= {postgres.APPLICATION}
    keys = (folder / "keys.json").read_text()
    running = [*first.processes(), postmaster(folder)]
    names = " ".join(" ".join(process.cmdline()) for process in running)
    for program in ("gunicorn", "celery -A lscp worker", "celery -A lscp beat", "redis-server", "postgres"):
        assert program in names
    assert first.end(signal.SIGINT) == 0
    assert alive(running) == []
    assert first.said[-1] == "Stopped."

    second = Run(folder)
    assert not any("Loading" in line or "Preparing" in line for line in second.said)
    assert second.page("/health/live") == 200
    assert (folder / "keys.json").read_text() == keys
    assert second.end(signal.SIGTERM) == 0


def test_demo_says_which_program_stopped_by_itself_and_stops_the_rest(folder):
    run = Run(folder)
    running = [*run.processes(), postmaster(folder)]
    worker = next(p for p in running if "worker" in p.cmdline() and p.parent().pid == run.process.pid)
    worker.kill()
    run.said += [line.strip() for line in run.process.stdout]
    run.process.stdout.close()
    assert run.process.wait(timeout=90) == 2
    assert (
        run.said[-1] == f"The worker stopped by itself. All it said is in {folder / 'logs' / 'worker.log'}."
    )
    assert alive(running) == []
