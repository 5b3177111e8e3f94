"""The sweep over a million open clocks: when nothing is due, and when ten thousand reminders are."""

from django.db import connection

from lscp.deadlines import sweep
from lscp.deadlines.models import Clock
from lscp.messaging.models import OutboundMessage
from tests.bench.data import cases, clocks, rows
from tests.bench.stopwatch import counted, medians, milliseconds, seconds_of

HEADING = "Sweep of the clocks"
CASES, CLOCKS, DUE = 100_000, 1_000_000, 10_000


def measure(report, world):
    """Nothing due, then ten thousand due, then the same messages by one plain statement."""
    cases.grow_to(world, CASES)
    clocks.grow_to(world, CLOCKS)
    _nothing_due(report)
    _many_due(report, clocks.make_due(world, DUE))


def _nothing_due(report):
    some = Clock.all_records.values_list("pk", flat=True)[CLOCKS // 2]
    sweep.fire_due_rungs()
    with counted() as queries:
        sweep.fire_due_rungs()
    report.at_most(f"{CLOCKS:,} open, nothing due: queries", len(queries), 3)
    swept, looked_up = medians(sweep.fire_due_rungs, lambda: Clock.all_records.get(pk=some), rounds=40)
    report.at_most(
        f"{CLOCKS:,} open, nothing due: time against one look-up by key", swept / looked_up, 10.0, unit="×",
        note=f"{milliseconds(swept)} : {milliseconds(looked_up)}",
    )  # fmt: skip


def _many_due(report, due):
    there = OutboundMessage.objects.count()
    rows.analyse("messaging_outboundmessage", "accounts_membership")
    Clock.all_records.first().get_absolute_url()  # a worker loads the addresses once in its life
    fired = []
    with counted() as queries:
        taken = seconds_of(lambda: fired.append(sweep.fire_due_rungs()))
    messages = OutboundMessage.objects.count() - there
    what = f"{due:,} due ({messages:,} messages)"
    report.at_most(f"{what}: queries for each 1,000", len(queries) / due * 1000, 50.0)
    plain = seconds_of(_plain_copy)
    report.at_least(
        f"{what}: messages a second against one INSERT … SELECT", plain / taken, 0.1, unit="×",
        note=f"{messages / taken:,.0f} : {messages / plain:,.0f} a second",
    )  # fmt: skip
    report.note(
        f"{what}: milliseconds for each reminder", taken / due * 1000, note=f"failed {fired[0].failed}"
    )


def _plain_copy():
    """The same rows again under other keys, by the database alone."""
    columns = [
        field.column
        for field in OutboundMessage._meta.concrete_fields
        if field.column not in ("id", "public_id", "dedupe_key")
    ]
    listed = ", ".join(columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO messaging_outboundmessage (public_id, dedupe_key, {listed}) "
            f"SELECT gen_random_uuid(), dedupe_key || ' again', {listed} FROM messaging_outboundmessage"
        )
