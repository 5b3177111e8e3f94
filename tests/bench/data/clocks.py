"""Open clocks with one pending reminder each, on the cases that are there."""

import datetime as dt

from lscp.accounts.system import system_actor
from lscp.deadlines.calendars import current_calendar, current_version
from lscp.deadlines.models import Clock, Rule, Rung
from lscp.kernel import clock
from tests.bench.data import rows

KEY = "notify_panel"
FIRST_RUNG = -3


def grow_to(world, clocks):
    """Open clocks up to this many in all, evenly over the cases: subjects tell those of one case apart."""
    there = Clock.all_records.filter(subject__startswith="bench").count()
    rule = Rule.objects.filter(key=KEY, partnership=None).order_by("edition__in_force_from").last()
    versions = {partnership.pk: current_version(partnership).pk for partnership in world.partnerships}
    version = " ".join(f"WHEN {place} THEN {pk}" for place, pk in versions.items())
    # Due from 2 days ago to 58 days ahead: a thirtieth is late, most have weeks.
    due_on = "(now()::date - 2 + mod(c.id * 7 + part, 60)::int)"
    with rows.cursor() as found:
        first, last = there // world.cases + 1, clocks // world.cases
        rows.insert(
            found, Clock, f"cases_case c, generate_series({first}, {last}) AS part",
            public_id="gen_random_uuid()", chain="gen_random_uuid()", case_id="c.id",
            partnership_id="c.partnership_id", rule_id=str(rule.pk), rule_key=f"'{KEY}'",
            subject="'bench ' || part", entry="'started'", written_by_id=str(system_actor().pk),
            length=str(rule.length), unit=f"'{rule.unit}'",
            calendar_version_id=f"CASE c.partnership_id {version} END",
            start_on=f"{due_on} - 7", due_on=due_on,
            due_at=f"(({due_on} + 1)::timestamp AT TIME ZONE 'Europe/London') - interval '1 microsecond'",
        )  # fmt: skip
        later = clock.now() + dt.timedelta(days=40)
        rows.insert(
            found, Rung, "deadlines_clock c LEFT JOIN deadlines_rung r ON r.clock_id = c.id WHERE r.id IS NULL",
            clock_id="c.id", number=str(FIRST_RUNG), fire_at=f"'{later.isoformat()}'::timestamptz + mod(c.id, 9999) * interval '1 minute'",
        )  # fmt: skip
    rows.analyse("deadlines_clock", "deadlines_rung")


def make_due(world, count):
    """Let the first reminder of this many clocks be due: each ends on the third working day from now."""
    end = current_calendar(world.partnerships[0]).add(clock.today(), -FIRST_RUNG)
    with rows.cursor() as found:
        found.execute(
            "CREATE TEMP TABLE bench_due AS SELECT id, clock_id FROM deadlines_rung WHERE fired_at IS NULL "
            "ORDER BY mod(id * 31, 100003), id LIMIT %s", (count,),
        )  # fmt: skip
        found.execute("ALTER TABLE deadlines_clock DISABLE TRIGGER USER")
        found.execute(
            "UPDATE deadlines_clock c SET due_on = %s, due_at = ((%s::date + 1)::timestamp AT TIME ZONE 'Europe/London') "
            "- interval '1 microsecond' FROM bench_due d WHERE d.clock_id = c.id", (end, end),
        )  # fmt: skip
        found.execute("ALTER TABLE deadlines_clock ENABLE TRIGGER USER")
        found.execute(
            "UPDATE deadlines_rung r SET fire_at = %s FROM bench_due d WHERE d.id = r.id",
            (clock.now() - dt.timedelta(minutes=1),),
        )  # fmt: skip
        made = found.rowcount
    rows.analyse("deadlines_clock", "deadlines_rung")
    return made
