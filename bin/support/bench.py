"""Runs the measurements in tests/bench with throw-away servers, as the application's restricted role."""

import os
import subprocess
import sys

from . import embedded
from .checks import DEPLOYMENT
from .environment import PYTHON, ROOT
from .problems import Problem, run


def main() -> int:
    """Make an empty database, take the measures named (all when none is) and return their status."""
    if not (ROOT / "tests" / "bench").is_dir():
        raise Problem("There are no measurements: tests/bench is missing.")
    embedded.ensure_for_tests()
    environment = {**os.environ, **DEPLOYMENT, "DJANGO_SETTINGS_MODULE": "tests.bench.settings"}
    migrate = [str(PYTHON), "manage.py", "migrate", "--verbosity=0", "--skip-checks"]
    if subprocess.run(migrate, check=False, cwd=ROOT, env={**environment, "LSCP_USE_OWNER": "1"}).returncode:
        raise Problem("The database could not be made; see above.")
    environment.pop("LSCP_USE_OWNER", None)
    command = [str(PYTHON), "-m", "tests.bench", *sys.argv[1:]]
    return subprocess.run(command, check=False, cwd=ROOT, env=environment).returncode


if __name__ == "__main__":
    run(main)
