"""Where the demo and the tests may keep their data, and the refusals when a folder will not do.

Run as root, PostgreSQL works as another system user who has to reach its data folder. Opening the parents of
a folder inside somebody's home would expose that home, so such a folder is refused instead.
"""

import fcntl
import os
import pwd
import shutil
import tempfile
from pathlib import Path

from .problems import Problem

MARKER = ".lscp-demo-state"


def is_root() -> bool:
    """Whether this process may act as any user."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def home_folders() -> set[Path]:
    """Folders that are, or hold, somebody's home."""
    homes = {Path("/home"), Path("/Users"), Path("/root"), Path.home().resolve()}
    for entry in pwd.getpwall():
        if entry.pw_uid == 0 or 1000 <= entry.pw_uid < 60000:
            homes.add(Path(entry.pw_dir))
    return {home for home in homes if home != Path("/")}


def home_that_holds(folder: Path) -> Path | None:
    """The home folder that `folder` lies in, or None."""
    resolved = folder.resolve()
    return next((home for home in home_folders() if resolved == home or home in resolved.parents), None)


def default_state_folder() -> Path:
    """Where the demo keeps its data: outside every home as root, else in the user's own state folder."""
    if is_root():
        return Path("/var/lib/lscp-demo")
    base = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(base) / "lscp-demo"


def chosen_state_folder() -> Path:
    """The folder named by LSCP_STATE_DIR, or the default."""
    named = os.environ.get("LSCP_STATE_DIR")
    return Path(named).absolute() if named else default_state_folder()


def refuse_home_as_root(folder: Path) -> None:
    """Raise Problem when root asks for a data folder inside a home folder."""
    home = home_that_holds(folder) if is_root() else None
    if home is not None:
        raise Problem(
            f"{folder} lies inside the home folder {home}, and as root the database would "
            "need that home opened to another user: set LSCP_STATE_DIR to a folder outside every home, "
            "such as /var/lib/lscp-demo."
        )


def refuse_unreachable_as_root(folder: Path) -> None:
    """Raise Problem when root's data folder has a parent that other users may not enter."""
    if not is_root():
        return
    closed = next((parent for parent in folder.resolve().parents if not parent.stat().st_mode & 0o001), None)
    if closed is not None:
        raise Problem(
            f"{closed} is closed to other users, so the database cannot reach its data in {folder}: set "
            "LSCP_STATE_DIR to a folder that others may enter, such as /var/lib/lscp-demo."
        )


def prepare_state_folder(folder: Path) -> Path:
    """Make the demo's data folder, or raise Problem saying why it will not do."""
    refuse_home_as_root(folder)
    if folder.exists() and not folder.is_dir():
        raise Problem(
            f"{folder} is a file, not a folder: move it away or set LSCP_STATE_DIR to another folder."
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        strangers = [entry.name for entry in folder.iterdir()] if not (folder / MARKER).exists() else []
        if strangers:
            raise Problem(
                f"{folder} already holds other files ({sorted(strangers)[0]}): "
                "set LSCP_STATE_DIR to an empty folder."
            )
        (folder / MARKER).touch()
        folder.chmod(0o711)
    except OSError as error:
        raise Problem(
            f"Cannot write to {folder} ({error.strerror}): give yourself write permission there or set "
            "LSCP_STATE_DIR to a folder you can write to."
        ) from error
    refuse_unreachable_as_root(folder)
    return folder


def take_lock(folder: Path) -> int:
    """Hold the data folder for this process. Returns the open lock; raises Problem when it is taken."""
    handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        raise Problem(
            f"Another demo is already running with the data in {folder}: stop it first "
            "(Ctrl-C in its window), or set LSCP_STATE_DIR to another folder and --port to another port."
        ) from error
    return handle


def refuse_if_locked(folder: Path) -> None:
    """Raise Problem when another demo holds the data folder now."""
    os.close(take_lock(folder))


def empty_state_folder(folder: Path) -> None:
    """Remove what a demo left in its folder, except the lock that this process holds.

    Only a folder that carries the demo's own marker is emptied.
    """
    if not (folder / MARKER).exists():
        raise Problem(f"{folder} is not a demo's data folder, so nothing was removed.")
    for entry in folder.iterdir():
        if entry.name in {MARKER, "lock"}:
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def temporary_folder() -> Path:
    """A new folder for the services of one test run, reachable by the database's user."""
    places = [Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp")]  # noqa: S108 - mkdtemp makes it safe
    for place in places:
        if not place.is_dir() or not os.access(place, os.W_OK):
            continue
        if is_root() and (home_that_holds(place) or not place.stat().st_mode & 0o001):
            continue
        folder = Path(tempfile.mkdtemp(prefix="lscp-test-", dir=place))
        folder.chmod(0o711)
        return folder
    raise Problem("No temporary folder can be written to: set TMPDIR to a folder outside every home.")
