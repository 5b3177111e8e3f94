"""Pages that add up: the deadline board, the home page and a person's own list, at a hundred thousand open clocks."""

import statistics

from django.db import connection
from django.urls import reverse

from tests.bench.browser import Browser, told
from tests.bench.data import cases, clocks
from tests.bench.stopwatch import medians, milliseconds, seconds_of

HEADING = "Pages that add up, at 100,000 open clocks"
CASES = CLOCKS = 100_000
PAGES = {
    "deadline board": "deadlines:board",
    "home page": "home",
    "own time limits": "deadlines:mine",
}


def measure(report, world):
    """Each page as the Business Unit of 40,000 of the cases, against one count by an index."""
    cases.grow_to(world, CASES)
    clocks.grow_to(world, CLOCKS)
    browser = Browser(world.again("unit-0"))
    for page, name in PAGES.items():
        address = reverse(name)
        found = browser.queries(address)
        taken, base = medians(
            lambda address=address: browser.get(address), lambda: _aggregate(world.partnerships[0]), rounds=9
        )
        report.at_most(
            f"{page}: time of the whole page against one aggregate by an index", taken / base, 5.0, unit="×",
            note=f"{milliseconds(taken)} : {milliseconds(base)}",
        )  # fmt: skip
        asked, base = _in_turn(browser, address, world.partnerships[0])
        report.at_most(
            f"{page}: database time against one aggregate by an index", asked / base, 5.0, unit="×",
            note=f"{milliseconds(asked)} : {milliseconds(base)}",
        )  # fmt: skip
        report.note(f"{page}: queries", len(found), note=told(found))


def _in_turn(browser, address, partnership, rounds=15):
    """The median seconds that the page waits for the database, and those of the aggregate."""
    taken = [
        (browser.queries(address).seconds, seconds_of(lambda: _aggregate(partnership))) for _ in range(rounds)
    ]
    return [statistics.median(times) for times in zip(*taken, strict=True)]


def _aggregate(partnership):
    """How many open clocks the partnership has and which ends first, from the index of open clocks."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), min(due_at), count(*) FILTER (WHERE due_at < now()) FROM deadlines_clock "
            "WHERE partnership_id = %s AND is_live AND is_open", [partnership.pk],
        )  # fmt: skip
        return cursor.fetchone()
