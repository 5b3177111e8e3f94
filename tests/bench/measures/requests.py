"""Requests a second of the list of cases, against a bare Django view with 25 rows on the same kind of server."""

import statistics

from django.conf import settings
from django.urls import reverse

from tests.bench.browser import Browser
from tests.bench.data import cases
from tests.bench.server import requests_a_second, serving

HEADING = "Requests a second (gunicorn, 2 workers × 2 threads, restricted role, 4 readers)"
CASES, REQUESTS = 100_000, 300
ROUNDS = 5
"""The two in turn, so that a busy moment meets both; the ratio is the one in the middle."""


def measure(report, world):
    """The same person, the same database, the same number of rows."""
    cases.grow_to(world, CASES)
    browser = Browser(world.again("unit-0"))
    cookie = f"{settings.SESSION_COOKIE_NAME}={browser.client.cookies[settings.SESSION_COOKIE_NAME].value}"
    address = reverse("notifications:list")
    with serving("tests.bench.bare_settings") as bare, serving("tests.bench.settings") as ours:
        rounds = [
            tuple(
                requests_a_second(port, page, cookie, requests=REQUESTS)
                for port, page in ((ours, address), (bare, "/rows"))
            )
            for _ in range(ROUNDS)
        ]
    told = ", ".join(f"{ours:.0f} : {bare:.0f}" for ours, bare in rounds)
    report.at_least(
        "list of 25 cases against a bare view of 25 rows", statistics.median(ours / bare for ours, bare in rounds),
        0.5, unit="×", note=f"{told} a second",
    )  # fmt: skip
