"""What comes from the operating system: Pango and fonts for PDF, Chromium for journeys.

As root on Debian or Ubuntu these are installed; otherwise the exact command is printed.
"""

import os
import shutil
import subprocess
from pathlib import Path

from . import environment
from .chromium import find_chromium, launch_arguments
from .folders import is_root
from .problems import Problem

PANGO = {
    "apt-get": ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"],
    "dnf": ["pango"],
    "apk": ["pango"],
    "pacman": ["pango"],
    "brew": ["pango"],
}
FONTS = {
    "apt-get": ["fontconfig", "fonts-dejavu-core", "fonts-liberation"],
    "dnf": ["dejavu-sans-fonts", "liberation-fonts"],
    "apk": ["font-dejavu", "font-liberation"],
    "pacman": ["ttf-dejavu", "ttf-liberation"],
    "brew": [],
}
COMMANDS = {
    "apt-get": "sudo apt-get install --yes --no-install-recommends",
    "dnf": "sudo dnf install",
    "apk": "sudo apk add",
    "pacman": "sudo pacman -S",
    "brew": "brew install",
}


def for_documents() -> None:
    """Make sure that WeasyPrint loads and finds a font."""
    stamp = environment.VENV / ".documents"
    if stamp.exists():
        return
    if not _weasyprint_loads():
        install_or_explain(PANGO, "PDF documents need Pango")
        if not _weasyprint_loads():
            raise Problem(
                "WeasyPrint still cannot load Pango: see what `.venv/bin/python -m weasyprint --info` says."
            )
    if not _has_fonts():
        install_or_explain(FONTS, "PDF documents need fonts")
    stamp.touch()


def for_journeys() -> None:
    """Make sure that a Chromium starts: one on the PATH, the distribution's, else Playwright's own."""
    stamp = environment.VENV / ".chromium"
    if (stamp.exists() and Path(stamp.read_text()).exists()) or _chromium_starts():
        return
    if is_root() and _distribution() == "debian" and find_chromium() is None:
        print("Installing Chromium…", flush=True)
        _apt(["chromium"])
    if find_chromium() is None:
        _playwright_install()
    if not _chromium_starts():
        raise Problem(
            "Chromium does not start. Install what it needs with\n"
            f"  sudo {environment.PYTHON} -m playwright install-deps chromium\n"
            "or name a working one with LSCP_CHROMIUM=/path/to/chromium."
        )


def install_or_explain(packages: dict[str, list[str]] | list[str], need: str) -> None:
    """Install packages as root on Debian or Ubuntu; otherwise raise Problem with the command to type."""
    by_manager = packages if isinstance(packages, dict) else {"apt-get": packages}
    if is_root() and shutil.which("apt-get"):
        print(f"{need}: installing {', '.join(by_manager['apt-get'])}…", flush=True)
        _apt(by_manager["apt-get"])
        return
    manager = next((name for name in by_manager if shutil.which(name)), None)
    if manager is None:
        wanted = " ".join(next(iter(by_manager.values())))
        raise Problem(f"{need}: install what your system calls {wanted}, then run this again.")
    raise Problem(
        f"{need}. Type this, then run this again:\n  {COMMANDS[manager]} {' '.join(by_manager[manager])}"
    )


def _apt(packages: list[str]) -> None:
    """Install packages, asking for the newest list of them only when that is needed."""
    variables = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", *packages]
    for command in (install, ["apt-get", "update", "--quiet"], install):
        outcome = subprocess.run(
            command, check=False, env=variables, text=True, errors="replace",
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        if outcome.returncode == 0 and command is install:
            return
    raise Problem(
        f"{outcome.stdout[-600:]}\n\napt-get could not install {' '.join(packages)}: put that right first."
    )


def _distribution() -> str:
    """The ID of the distribution, such as debian or ubuntu; empty when there is none."""
    try:
        lines = Path("/etc/os-release").read_text().splitlines()
    except OSError:
        return ""
    return next((line.removeprefix("ID=").strip('"') for line in lines if line.startswith("ID=")), "")


def _weasyprint_loads() -> bool:
    command = [str(environment.PYTHON), "-c", "import weasyprint"]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def _has_fonts() -> bool:
    listing = shutil.which("fc-list")
    if listing:
        return bool(subprocess.run([listing], check=False, capture_output=True).stdout.strip())
    places = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path("/System/Library/Fonts")]
    return any(place.is_dir() and next(place.rglob("*.[ot]t[fc]"), None) for place in places)


def _chromium_starts() -> bool:
    """Whether the Chromium that the journeys will use starts; notes where it is."""
    program = find_chromium() or _playwright_chromium()
    if not program or not Path(program).exists():
        return False
    command = [program, "--headless", "--disable-gpu", *launch_arguments(), "--dump-dom", "about:blank"]
    try:
        outcome = subprocess.run(command, check=False, capture_output=True, timeout=90)
    except (OSError, subprocess.TimeoutExpired):
        return False
    if outcome.returncode == 0:
        (environment.VENV / ".chromium").write_text(program)
    return outcome.returncode == 0


def _playwright_chromium() -> str:
    """Where Playwright keeps its own Chromium, whether or not it is there."""
    ask = (
        "from playwright.sync_api import sync_playwright as s\n"
        "with s() as p: print(p.chromium.executable_path)"
    )  # fmt: skip
    outcome = subprocess.run([environment.PYTHON, "-c", ask], check=False, capture_output=True, text=True)
    return outcome.stdout.strip()


def _playwright_install() -> None:
    print("Fetching Chromium…", flush=True)
    extra = ["--with-deps"] if is_root() and shutil.which("apt-get") else []
    command = [str(environment.PYTHON), "-m", "playwright", "install", *extra, "chromium"]
    if subprocess.run(command, check=False, stdin=subprocess.DEVNULL).returncode != 0:
        install = "sudo apt-get install chromium" if shutil.which("apt-get") else "your system's packages"
        raise Problem(
            f"Chromium could not be fetched: install it with {install}, or name one with "
            "LSCP_CHROMIUM=/path/to/chromium."
        )
