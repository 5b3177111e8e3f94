"""Runs the measurements in tests/bench with throw-away servers."""

import subprocess
import sys

from . import embedded
from .environment import PYTHON, ROOT
from .problems import Problem, run


def main() -> int:
    """Run the benches and return pytest's status."""
    if not (ROOT / "tests" / "bench").is_dir():
        raise Problem("There are no measurements: tests/bench is missing.")
    embedded.ensure_for_tests()
    arguments = sys.argv[1:] or ["tests/bench"]
    command = [str(PYTHON), "-m", "pytest", "-p", "no:randomly", "-s", "-q", *arguments]
    return subprocess.run(command, check=False, cwd=ROOT).returncode


if __name__ == "__main__":
    run(main)
