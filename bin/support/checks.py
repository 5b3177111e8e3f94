"""Runs every check and every test, each under a heading, to the end; the status says whether all passed.

With arguments, only pytest runs, with those arguments.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock

from . import embedded
from .environment import PYTHON, ROOT
from .problems import run

# What a production's settings look like, so that Django's deployment checks mean something.
DEPLOYMENT = {
    "BUILDING": "0",
    "DEBUG": "0",
    "DEMO_MODE": "0",
    "DEVELOPMENT": "0",
    "LSCP_USE_OWNER": "0",
    "PRODUCTION": "1",
    "ALLOWED_HOSTS": "incidents.example",
    "SITE_URL": "https://incidents.example",
    "CSRF_TRUSTED_ORIGINS": "https://incidents.example",
    "CLAMAV_URL": "tcp://clamav.example:3310",
    "EMAIL_URL": "smtp://mail.example:25",
    "TRUST_PROXY": "1",
}
# Where a branch not taken is a decision not tested.
CRITICAL = (
    "*/actions.py,*/actions/*,*/policies.py,*/policies/*,lscp/deadlines/*,lscp/audit/*,lscp/kernel/scoping.py"
)


@dataclass
class Step:
    """One command with its heading and, where needed, variables of its own."""

    heading: str
    command: list[str]
    variables: dict[str, str] = field(default_factory=dict)


def python(module: str, *arguments: str) -> list[str]:
    """A command of the environment's Python."""
    return [str(PYTHON), "-m", module, *arguments]


def manage(*arguments: str) -> list[str]:
    """A management command."""
    return [str(PYTHON), "manage.py", *arguments]


def typed() -> list[str]:
    """What mypy reads: everything of ours that has code already."""
    apps = ("lscp", "notifications", "rapid_reviews", "cspr", "learning")
    return [*(app for app in apps if next((ROOT / app).rglob("*.py"), None)), "manage.py", "bin/support"]


def static_steps() -> list[Step]:
    """Everything that runs no test."""
    building = {"BUILDING": "1"}
    return [
        Step("Lint", python("ruff", "check", ".")),
        Step("Format", python("ruff", "format", "--check", ".")),
        Step("Templates", python("djlint", "templates", "--lint", "--quiet")),
        Step("Types", python("mypy", *typed()), building),
        Step("Import layers", [str(PYTHON.parent / "lint-imports")], building),
        Step("Migrations", manage("makemigrations", "--check", "--dry-run"), building),
        Step("Deployment settings", manage("check", "--deploy", "--fail-level", "WARNING"), DEPLOYMENT),
        Step("Generated documents", manage("generate_docs", "--check"), building),
    ]


SHOWING = Lock()
# Begun in the order of `pytest_services`, not with whatever group has the most tests.
PARALLEL = ("-n", "2", "--dist", "loadgroup", "--no-loadscope-reorder", "-q")


def test_steps() -> list[Step]:
    """All tests, on two processors, in random order."""
    return [Step("Tests", python("pytest", *PARALLEL))]


def coverage_steps() -> list[Step]:
    """All tests again, with what they left uncovered: of everything, then of decisions."""
    measured = python("pytest", *PARALLEL, "--cov", "--cov-report=")
    return [
        Step("Tests", measured),
        Step("Coverage", python("coverage", "report")),
        Step("Coverage of decisions", python("coverage", "report", f"--include={CRITICAL}")),
    ]


def show_heading(step: Step) -> None:
    """The line above what a step says."""
    print(f"\n=== {step.heading} " + "=" * (74 - len(step.heading)), flush=True)


def perform(step: Step) -> tuple[bool, float, str]:
    """Run a step, showing what it says. Returns whether it passed, its seconds and its last line."""
    show_heading(step)
    started = time.monotonic()
    last = ""
    with subprocess.Popen(
        step.command, cwd=ROOT, env=os.environ | step.variables, text=True, errors="replace",
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            last = line.strip() or last
    return process.returncode == 0, time.monotonic() - started, last


def perform_beside(step: Step) -> tuple[bool, float, str]:
    """Run a step while others run, and show what it said when it ends."""
    started = time.monotonic()
    outcome = subprocess.run(
        step.command, cwd=ROOT, env=os.environ | step.variables, text=True, errors="replace",
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip
    seconds = time.monotonic() - started
    with SHOWING:
        show_heading(step)
        print(outcome.stdout, end="", flush=True)
    return outcome.returncode == 0, seconds, outcome.stdout.strip().rpartition("\n")[2]


def run_all(steps: list[Step], beside: Sequence[Step] = ()) -> int:
    """Run all steps to the end and print what came of each; 0 when all passed.

    Those of `beside` come first, two at a time: each takes one processor.
    """
    with ThreadPoolExecutor(max_workers=2) as two:
        outcomes = [
            (step, *outcome) for step, outcome in zip(beside, two.map(perform_beside, beside), strict=True)
        ]
    outcomes += [(step, *perform(step)) for step in steps]
    print("\n=== Outcome " + "=" * 67)
    for step, passed, seconds, _ in outcomes:
        print(f"{'passed' if passed else 'FAILED'}  {seconds:6.0f} s  {step.heading}")
    for step, _, _, last in outcomes:
        if step.heading == "Tests":
            print(last)
    return 0 if all(passed for _, passed, _, _ in outcomes) else 1


def main() -> int:
    """Run what the arguments ask for."""
    arguments = sys.argv[1:]
    os.chdir(ROOT)
    embedded.ensure_for_tests()
    os.environ.pop("PYTHONPATH", None)
    if arguments == ["--static"]:
        return run_all([], static_steps())
    if arguments == ["--coverage"]:
        return run_all(coverage_steps())
    if arguments:
        return subprocess.run(python("pytest", *arguments), check=False).returncode
    return run_all(test_steps(), static_steps())


if __name__ == "__main__":
    run(main)
