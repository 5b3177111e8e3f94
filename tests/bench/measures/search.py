"""Searching a hundred thousand cases, by reference and by name, against the scan of the index alone."""

from functools import partial

from django.db import connection
from django.urls import reverse

from lscp.people.matching import find_people
from notifications.queries import lists
from tests.bench.browser import Browser, told
from tests.bench.data import cases, names
from tests.bench.stopwatch import counted, medians, milliseconds

HEADING = "Search at 100,000 cases"
CASES = 100_000


def measure(report, world):
    """As the Business Unit of 40,000 of them."""
    cases.grow_to(world, CASES)
    names.make_children(world)
    reader = world.again("unit-0")
    _by_name(report, world, reader)
    _by_reference(report, reader)


def _by_name(report, world, reader):
    digests = names.sought_digests(world)

    def search():
        places = [world.partnerships[0].pk]
        return find_people(names.SOUGHT, places=places, may_know=partial(lists.known_among, reader))

    def scan():
        with connection.cursor() as cursor:
            cursor.execute("SELECT case_id FROM people_matchkey WHERE digest = ANY(%s)", [digests])
            return cursor.fetchall()

    with counted() as queries:
        answers = len(search())
    taken, base = medians(search, scan, rounds=7)
    report.note(
        "by name: time against the index scan alone", taken / base, unit="×",
        note=f"{milliseconds(taken)} : {milliseconds(base)}, {answers} found among {len(scan())}",
    )  # fmt: skip
    report.note("by name: queries", len(queries), note=told(queries))


def _by_reference(report, reader):
    reference = lists.received(reader).values_list("case__reference", flat=True)[20]
    browser, address = Browser(reader), f"{reverse('notifications:list')}?q={reference}"

    def scan():
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM cases_case WHERE reference = %s", [reference])
            return cursor.fetchall()

    found = browser.queries(address)
    taken, base = medians(lambda: browser.get(address), scan, rounds=7)
    report.note(
        "by reference, whole page: time against the index scan alone", taken / base, unit="×",
        note=f"{milliseconds(taken)} : {milliseconds(base)}; database {milliseconds(found.seconds)}",
    )  # fmt: skip
    report.note("by reference, whole page: queries", len(found), note=told(found))
