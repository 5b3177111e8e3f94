"""Stops what a script has started when that script dies without doing so itself.

The script starts this as a child and tells it, one JSON line each, what it has started. When the pipe closes
(the script ended, however) everything named is stopped in reverse order and temporary folders are removed.
Stopping something twice does no harm, so the ordinary end goes the same way.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psutil


class Keeper:
    """The script's end of the pipe."""

    def __init__(self, log: Path | None = None) -> None:
        output = log.open("ab") if log else subprocess.DEVNULL
        self._process = subprocess.Popen(
            [sys.executable, "-m", "support.keeper"], stdin=subprocess.PIPE, stdout=output, stderr=output,
            cwd=Path(__file__).parent.parent, start_new_session=True,
        )  # fmt: skip

    def process(self, pid: int) -> None:
        """Stop this process, and its group, when the script has ended."""
        self._tell({"process": pid, "born": psutil.Process(pid).create_time()})

    def postgres(self, folder: Path) -> None:
        """Stop the PostgreSQL server of this folder when the script has ended."""
        self._tell({"postgres": str(folder)})

    def folder(self, folder: Path) -> None:
        """Remove this temporary folder when the script has ended."""
        self._tell({"folder": str(folder)})

    def close(self) -> None:
        """Stop everything now and wait until it is gone."""
        if self._process.stdin and not self._process.stdin.closed:
            self._process.stdin.close()
        self._process.wait()

    def _tell(self, line: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(line).encode() + b"\n")
        self._process.stdin.flush()


def stop_process(pid: int, born: float, patience: float = 25) -> None:
    """Ask a process to end and, after `patience` seconds, end it and what is left of its group."""
    try:
        process = psutil.Process(pid)
        if process.create_time() != born:
            return
        group = os.getpgid(pid)
        process.terminate()
        _wait_for(process, patience)
    except (psutil.NoSuchProcess, ProcessLookupError):
        return
    if group == pid:
        try:
            os.killpg(group, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return


def _wait_for(process: psutil.Process, seconds: float) -> None:
    """Wait until a process, ours or not, is gone or dead and not yet collected by its parent."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not process.is_running() or process.status() == psutil.STATUS_ZOMBIE:
            return
        time.sleep(0.05)


def undo(line: dict[str, Any]) -> None:
    """Stop or remove one thing."""
    from .postgres import Postgres  # noqa: PLC0415 - the keeper is started before it is known whether this is needed

    if "process" in line:
        stop_process(line["process"], line["born"])
    elif "postgres" in line:
        Postgres(Path(line["postgres"])).stop()
    elif "folder" in line:
        shutil.rmtree(line["folder"], ignore_errors=True)


def main() -> None:
    """Collect what there is to stop until the pipe closes, then stop it, last started first."""
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)
    lines = [json.loads(line) for line in sys.stdin.buffer]
    for line in reversed(lines):
        try:
            undo(line)
        except Exception as error:  # noqa: BLE001 - the rest has to be stopped all the same
            print(f"{line}: {error}", flush=True)


if __name__ == "__main__":
    main()
