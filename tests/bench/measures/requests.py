"""Requests a second of the list of cases, against a bare Django view with 25 rows on the same kind of server."""

from django.conf import settings
from django.urls import reverse

from tests.bench.browser import Browser
from tests.bench.data import cases
from tests.bench.server import requests_a_second, serving

HEADING = "Requests a second (gunicorn, 2 workers × 2 threads, restricted role, 4 readers)"
CASES, REQUESTS = 100_000, 300


def measure(report, world):
    """The same person, the same database, the same number of rows."""
    cases.grow_to(world, CASES)
    browser = Browser(world.again("unit-0"))
    cookie = f"{settings.SESSION_COOKIE_NAME}={browser.client.cookies[settings.SESSION_COOKIE_NAME].value}"
    with serving("tests.bench.bare_settings") as port:
        bare = requests_a_second(port, "/rows", cookie, requests=REQUESTS)
    with serving("tests.bench.settings") as port:
        rates = {
            who: requests_a_second(port, reverse(name), cookie, requests=REQUESTS)
            for who, name in (("list of 25 cases", "notifications:list"),)
        }
    for who, rate in rates.items():
        report.at_least(
            f"{who} against a bare view of 25 rows", rate / bare, 0.5, unit="×",
            note=f"{rate:.0f} : {bare:.0f} a second",
        )  # fmt: skip
