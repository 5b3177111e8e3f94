"""The browser for journeys: one on the PATH, else Playwright's own."""

import os
import shutil

from .folders import is_root

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def find_chromium() -> str | None:
    """The Chromium named by LSCP_CHROMIUM or found on the PATH; None means Playwright's own."""
    named = os.environ.get("LSCP_CHROMIUM")
    return named or next((found for found in map(shutil.which, NAMES) if found), None)


def launch_arguments() -> list[str]:
    """Arguments that let Chromium start as root and in a small container."""
    return ["--disable-dev-shm-usage", *(["--no-sandbox"] if is_root() else [])]
