"""Sending a notification, and the page of the case it becomes, among a hundred thousand others."""

from django.urls import reverse

from notifications.actions.agreement import revision_of
from notifications.actions.drafts import start
from notifications.actions.submission import submit
from tests.bench.browser import Browser, told
from tests.bench.data import cases
from tests.bench.stopwatch import counted, milliseconds
from tests.sent_forms import fill, fresh

HEADING = "Sending a notification, and its page"
CASES = 100_000
READERS = {
    "the Business Unit": "unit-0",
    "the police of two partnerships": "police-rag",
    "its author": "first-0",
}


def measure(report, world):
    """Two forms filled in through the product's actions; the second is sent on warm connections and caches."""
    cases.grow_to(world, CASES)
    _send(world)
    draft = _draft(world)
    author, seen = world.again("first-0"), revision_of(draft)
    with counted() as queries:
        submit(draft.public_id, seen_revision=seen, by=author)
    report.at_most(
        "sending: queries", len(queries), 25, note=f"{milliseconds(queries.seconds)} in the database"
    )
    address = reverse("notifications:case", args=[draft.public_id])
    for who, name in READERS.items():
        browser = Browser(world.again(name))
        found = browser.queries(address)
        report.at_most(
            f"case page of {who}: queries", len(found), 12, note=milliseconds(browser.seconds(address))
        )
        report.note(f"case page of {who}: slowest", told(found))


def _draft(world):
    author = world.again("first-0")
    return fill(start(world.partnerships[0], world.agencies["hospital-0"], by=author), by=author)


def _send(world):
    draft = fresh(_draft(world))
    submit(draft.public_id, seen_revision=revision_of(draft), by=draft.raised_by)
