"""Runs the measures and prints their table:  bin/bench [--small] [name of a measure …].

With --small there is a fiftieth of the rows: it shows in a minute that every measure can be taken, and its
figures mean nothing.
"""

import importlib
import os
import sys
import time

import django

# In this order: the number of cases, then of clocks, only grows.
MEASURES = (
    "lists",
    "submission",
    "requests",
    "search",
    "board",
    "sweep",
    "chronology",
    "checks",
    "pdf",
    "bundle",
)


SMALL = 50


def main(names):
    """Take the measures named, or all. Returns 1 when one could not be taken."""
    is_small = "--small" in names
    names = [name for name in names if name != "--small"]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
    django.setup()
    from tests.bench.data.people import make_people
    from tests.bench.report import Report

    unknown = sorted(set(names) - set(MEASURES))
    if unknown:
        print(f"There is no measure {', '.join(unknown)}. There are: {', '.join(MEASURES)}.", file=sys.stderr)
        return 2
    begun, report = time.monotonic(), Report()
    world = make_people()
    for name in MEASURES:
        if names and name not in names:
            continue
        module = importlib.import_module(f"tests.bench.measures.{name}")
        if is_small:
            _shrink(module)
        report.under(module.HEADING)
        print(f"{module.HEADING} [{time.monotonic() - begun:.0f} s]", flush=True)
        try:
            module.measure(report, world)
        except Exception:  # noqa: BLE001 - the others are still worth having
            report.failed(name)
    report.print_table()
    print(f"\nTook {time.monotonic() - begun:.0f} seconds.")
    return 1 if report.failures else 0


def _shrink(module):
    """A fiftieth of everything a measure counts in capitals."""
    for name in ("CASES", "CLOCKS", "DUE", "REQUESTS", "ROWS"):
        if hasattr(module, name):
            setattr(module, name, getattr(module, name) // SMALL)
    if hasattr(module, "SIZES"):
        module.SIZES = tuple(size // SMALL for size in module.SIZES)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
