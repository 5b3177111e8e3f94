"""Runs the demo: servers, database, demo data, web, worker and beat, until Ctrl-C."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

from . import demo_data, demo_options, folders, ports
from .demo_environment import demo_environment
from .embedded import Services
from .environment import PYTHON, ROOT
from .problems import Problem, run

PATIENCE = 90  # seconds for the first page


class Stopped(Exception):
    """Somebody asked the demo to stop."""


class Demo:
    """One run of the demo with the data in `folder`."""

    def __init__(self, folder: Path, host: str, port: int) -> None:
        self.folder = folder
        self.host = host
        self.port = port
        self.logs = folder / "logs"
        self.logs.mkdir(exist_ok=True)
        self.services = Services(folder, fast=False, temporary=False)
        self.environment: dict[str, str] = {}
        self.processes: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def address(self) -> str:
        """Where a browser on this machine finds the demo."""
        return (
            f"http://{'localhost' if self.host in {'127.0.0.1', '0.0.0.0', '::'} else self.host}:{self.port}"  # noqa: S104
        )

    def start(self) -> None:
        """Start everything and print how to use it."""
        say("Starting PostgreSQL and Redis…")
        addresses = self.services.start()
        self.environment = demo_environment(self.folder, addresses, self.host, self.address)
        demo_data.bring_up_to_date(self.folder, self.environment, self.services.postgres)
        say("Starting the web pages, the worker and the clock…")
        # From here on nobody is the owner of the database.
        for name in ("DATABASE_OWNER_URL", "LSCP_USE_OWNER"):
            self.environment.pop(name, None)
        self.launch("web", *self.web_command())
        self.launch("worker", "celery", "-A", "lscp", "worker", "--concurrency=2", "--without-gossip",
                    "--without-mingle", "--hostname=worker@%h", "--loglevel=INFO")  # fmt: skip
        self.launch("beat", "celery", "-A", "lscp", "beat", "--loglevel=INFO", "--pidfile=",
                    f"--schedule={self.folder / 'state' / 'beat-schedule'}")  # fmt: skip
        accounts = demo_data.accounts(self.environment)
        self.wait_for_first_page()
        print(f"\nThe demo is running at {self.address}\n\n{accounts}\n")
        print(f"Data: {self.folder}   Logs: {self.logs}\nPress Ctrl-C to stop.", flush=True)

    def web_command(self) -> list[str]:
        """The web server, as in production but on the chosen port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return [
            "gunicorn", "lscp.wsgi", f"--bind={host}:{self.port}", "--workers=2", "--threads=4",
            "--graceful-timeout=5", "--timeout=120", "--no-control-socket",
        ]  # fmt: skip

    def launch(self, name: str, module: str, *arguments: str) -> None:
        """Start one of our programs with its output in a log of its own."""
        log = self.logs / f"{name}.log"
        if log.exists():
            log.replace(log.with_suffix(".log.old"))
        with log.open("wb") as output:
            process = subprocess.Popen(
                [PYTHON, "-m", module, *arguments], cwd=ROOT, env=self.environment, start_new_session=True,
                stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
            )  # fmt: skip
        self.processes[name] = process
        self.services.keeper.process(process.pid)

    def wait_for_first_page(self) -> None:
        """Wait until the web server answers."""
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, self.host)  # noqa: S104
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            self.check_processes()
            try:
                with urllib.request.urlopen(f"http://{host}:{self.port}/health/live", timeout=5):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise Problem(
            f"The web server did not answer within {PATIENCE} seconds. Its log is {self.logs / 'web.log'}."
        )

    def check_processes(self) -> None:
        """Raise Problem when one of our programs has ended by itself."""
        for name, process in self.processes.items():
            if process.poll() is not None:
                log = self.logs / f"{name}.log"
                end = "\n".join(log.read_text(errors="replace").splitlines()[-8:])
                raise Problem(f"{end}\n\nThe {name} stopped by itself. All it said is in {log}.")

    def stop(self) -> None:
        """Stop everything, last started first, and wait until it is gone."""
        self.services.stop()
        for process in self.processes.values():
            process.wait()


def say(text: str) -> None:
    """One line of progress."""
    print(text, flush=True)


def raise_stopped(_signal: int, _frame: FrameType | None) -> None:
    """Turn a signal into the exception that ends the demo."""
    raise Stopped


def main() -> int:
    """Run the demo until it is asked to stop."""
    options = demo_options.parse(sys.argv[1:])
    folder = folders.prepare_state_folder(folders.chosen_state_folder())
    lock = folders.take_lock(folder)
    ports.refuse_busy_port(options.host, options.port)
    if options.fresh:
        demo_data.start_over(folder)
    demo = Demo(folder, options.host, options.port)
    try:
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, raise_stopped)
        demo.start()
        while True:
            time.sleep(1)
            demo.check_processes()
    except Stopped:
        return 0
    finally:
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, signal.SIG_IGN)
        say("\nStopping…")
        demo.stop()
        os.close(lock)
        say("Stopped.")


if __name__ == "__main__":
    run(main)
