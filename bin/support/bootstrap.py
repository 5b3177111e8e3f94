"""Sets up what a script needs, quickly when it is there already, and then hands over to the script itself.

Runs on the Python that was found on the machine: standard library only.
"""

import os
import sys

from . import demo_options, environment, system_packages
from .problems import Problem, run

MODULES = {
    "demo": "support.demo",
    "test": "support.checks",
    "check": "support.checks",
    "bench": "support.bench",
}


def prepare(script: str) -> None:
    """Python packages, front-end assets and system packages for one of the scripts."""
    with environment.only_one_setup():
        environment.python_packages("demo" if script == "demo" else "dev")
        environment.front_end_assets()
        system_packages.for_documents()
        if script in {"test", "bench"}:
            system_packages.for_journeys()


def main() -> int:
    """Set up for the script named by the first argument, then become that script."""
    script, *arguments = sys.argv[1:]
    if sys.platform == "win32":
        raise Problem("This runs on Linux and macOS; on Windows use the Windows Subsystem for Linux.")
    if script == "demo":
        demo_options.refuse_early(demo_options.parse(arguments))
    if script == "check":
        arguments = ["--static", *arguments]
    prepare(script)
    sys.stdout.flush()
    python = str(environment.PYTHON)
    os.environ["PATH"] = f"{environment.PYTHON.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    os.execv(python, [python, "-m", MODULES[script], *arguments])  # noqa: S606 - the script takes this process over


if __name__ == "__main__":
    run(main)
