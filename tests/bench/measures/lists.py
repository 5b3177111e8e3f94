"""What it costs to show only what a reader may see: the first 25 in the database, and the whole page."""

from django.db import connection
from django.urls import reverse

from notifications.models import Notification
from tests.bench.browser import Browser
from tests.bench.data import cases
from tests.bench.stopwatch import medians, milliseconds

HEADING = "List of cases, newest 25 (four grants a case)"
SIZES = (1_000, 20_000, 100_000)
READERS = {
    "Business Unit": "unit-0",
    "police of two partnerships": "police-rag",
    "practitioner": "practitioner",
}


def measure(report, world):
    """The three kinds of reader at each size; pages compare the largest with the smallest."""
    seconds, queries = {}, {}
    for size in SIZES:
        cases.grow_to(world, size)
        for who, name in READERS.items():
            _database(report, size, who, world.again(name))
            browser, address = Browser(world.again(name)), _page_of(who)
            seconds[who, size] = browser.seconds(address)
            queries[who, size] = len(browser.queries(address))
    _pages(report, seconds, queries)


def _page_of(who):
    return reverse("notifications:mine" if who == "practitioner" else "notifications:list")


def _pages(report, seconds, queries):
    small, large = SIZES[0], SIZES[-1]
    for who in READERS:
        report.at_most(
            f"page of the {who}: {large:,} cases against {small:,}", seconds[who, large] / seconds[who, small], 1.3,
            unit="×", note=f"{milliseconds(seconds[who, large])} : {milliseconds(seconds[who, small])}",
        )  # fmt: skip
        counts = [queries[who, size] for size in SIZES]
        report.at_most(f"page of the {who}: queries", max(counts), 10, note=", ".join(map(str, counts)))
        report.at_most(
            f"page of the {who}: queries more than with {small:,} cases", max(counts) - counts[0], 0
        )


def _database(report, size, who, reader):
    """The statement alone: compiled once, so that only the database is measured."""
    scoped, plain = _statement(Notification.visible_to(reader)), _statement(_anything())
    taken, base = medians(scoped, plain, rounds=25)
    found = len(scoped())
    report.at_most(
        f"{size:,} cases, {who}: database time against the unscoped query", taken / base, 3.0, unit="×",
        note=f"{milliseconds(taken)} : {milliseconds(base)}, {found} rows",
    )  # fmt: skip


def _anything():
    return Notification.all_records.select_related("case", "partnership", "agency", "changed_by")


def _statement(found):
    sql, values = found.order_by("-begun_at", "-pk")[:25].query.sql_with_params()

    def run():
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall()

    return run
