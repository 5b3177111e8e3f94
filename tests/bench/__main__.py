"""Runs the measures and prints their table:  bin/bench [name of a measure …]."""

import importlib
import os
import sys
import time

import django

# In this order: the number of cases, then of clocks, only grows.
MEASURES = ("lists", "submission", "requests", "search", "board", "sweep", "pdf")


def main(names):
    """Take the measures named, or all. Returns 1 when one could not be taken."""
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
        report.under(module.HEADING)
        print(f"{module.HEADING} [{time.monotonic() - begun:.0f} s]", flush=True)
        try:
            module.measure(report, world)
        except Exception:  # noqa: BLE001 - the others are still worth having
            report.failed(name)
    report.print_table()
    print(f"\nTook {time.monotonic() - begun:.0f} seconds.")
    return 1 if report.failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
