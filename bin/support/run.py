"""Runs one command with throw-away PostgreSQL and Redis and with keys made for the occasion."""

import os
import subprocess
import sys

from . import embedded
from .problems import Problem, run


def main() -> int:
    """Run the command given as arguments and return its status."""
    if len(sys.argv) < 2:
        raise Problem("Say what to run, for example: bin/run python manage.py makemigrations")
    embedded.ensure_for_tests()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lscp.settings")
    os.environ.setdefault("BUILDING", "1")  # serves nobody, so production's demands do not apply
    try:
        return subprocess.run(sys.argv[1:], check=False).returncode
    except FileNotFoundError as error:
        raise Problem(f"There is no program {sys.argv[1]}.") from error
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    run(main)
