"""Cases with their notifications and grants: four grants a case, spread over five years."""

from django.contrib.auth.models import Permission

from lscp.accounts.models import AccessGroup
from lscp.cases.models import Case
from notifications.models import Notification, NotificationGroupGrant, NotificationParticipant
from tests.bench.data import rows
from tests.bench.data.people import PRACTITIONERS

YEARS = 5
FIRST = 1_000
"""Among so many first cases the practitioner raised forty, so that their page is as full at every size."""
# Of a hundred: most are long closed, some stand at each stage, a few are drafts.
STATUSES = (
    ("draft", 3), ("abandoned", 1), ("submitted", 3), ("returned", 1), ("consideration", 4), ("awaiting", 2),
    ("decision", 2), ("to_notify", 1), ("notified", 34), ("to_tell", 1), ("told", 4), ("local_learning", 14),
    ("not_notifiable", 26), ("criteria_not_met", 2), ("transferred", 2),
)  # fmt: skip
# What receives each submission: the Business Unit, with identities, and two members of the advisory group.
RECEIVERS = (
    ("lscp", "business_unit", "view_notification"),
    ("lscp", "business_unit", "view_identity_notification"),
    ("police", "rag_member", "view_notification"),
    ("council", "rag_member", "view_notification"),
)


def grow_to(world, cases):
    """Add cases until there are this many; statistics are made afresh."""
    if cases <= world.cases:
        return
    numbers = f"generate_series({world.cases + 1}, {cases})"
    with rows.cursor() as found:
        # A multiplier without common factors scatters numbers, so that neighbours differ in all but order.
        found.execute(
            f"CREATE TEMP TABLE bench_new AS SELECT g.n, p.user_id, p.partnership_id, p.agency_id, "
            f"now() - mod(g.n * 7919, {60 * 24 * 365 * YEARS}) * interval '1 minute' AS begun, mod(g.n * 31 + g.n / 100, 100) AS share "
            f"FROM {numbers} AS g(n) JOIN bench_person p ON p.n = CASE WHEN g.n <= {FIRST} AND mod(g.n, {FIRST} / 40) = 0 "
            f"THEN (SELECT n FROM bench_person WHERE user_id = {world.practitioner.pk}) ELSE mod(g.n * 613, {PRACTITIONERS}) END")  # fmt: skip
        rows.insert(
            found, Case, "bench_new", reference="'BENCH-' || lpad(bench_new.n::text, 7, '0')", partnership_id="partnership_id",
            opened_by_id="user_id", opened_at="begun", guidance_edition="'WT2026'",
        )  # fmt: skip
        ladder, last = [], 0
        for status, share in STATUSES:
            last += share
            ladder.append(f"WHEN share < {last} THEN '{status}'")
        status = f"CASE {' '.join(ladder)} END"
        is_sent = "share >= 4"
        rows.insert(
            found, Notification, "bench_new JOIN cases_case c ON c.reference = 'BENCH-' || lpad(bench_new.n::text, 7, '0')",
            case_id="c.id", partnership_id="bench_new.partnership_id", agency_id="agency_id", raised_by_id="user_id",
            status=status, form_edition="'2026.1'", begun_at="begun",
            submitted_at=f"CASE WHEN {is_sent} THEN begun + interval '1 day' END",
            submitted_by_id=f"CASE WHEN {is_sent} THEN user_id END", changed_by_id="user_id",
            changed_at="begun", children_count="1", route="'agency'", abuse="'suspected'", harm="'seriously_harmed'",
            place="'in_area'", voice="'recorded'",
        )  # fmt: skip
        _grants(found, world)
        found.execute("DROP TABLE bench_new")
    world.cases = cases
    rows.analyse()


def _grants(found, world):
    found.execute(
        "CREATE TEMP TABLE bench_group (partnership_id bigint, group_id bigint, permission_id bigint)"
    )
    named = Permission.objects.filter(content_type__app_label="notifications")
    powers = dict(named.values_list("codename", "pk"))
    for number, partnership in enumerate(world.partnerships):
        for agency, role, power in RECEIVERS:
            group = AccessGroup.objects.get(
                partnership=partnership, agency=world.agencies[f"{agency}-{number}"], role=role
            )
            found.execute(
                "INSERT INTO bench_group VALUES (%s, %s, %s)", (partnership.pk, group.group_id, powers[power])
            )
    new = "notifications_notification r JOIN cases_case c ON c.id = r.case_id JOIN bench_new ON c.reference = 'BENCH-' || lpad(bench_new.n::text, 7, '0')"
    rows.insert(
        found, NotificationGroupGrant, f"{new} JOIN bench_group g ON g.partnership_id = r.partnership_id",
        content_object_id="r.id", group_id="g.group_id", permission_id="g.permission_id", from_on="begun::date",
    )  # fmt: skip
    # One in five has its agency's lead named on it.
    rows.insert(
        found, NotificationParticipant,
        f"{new} JOIN bench_person l ON l.n = mod(bench_new.n * 7, {PRACTITIONERS}) "
        "WHERE mod(bench_new.n, 5) = 0",
        record_id="r.id", user_id="l.user_id", partnership_id="l.partnership_id", agency_id="l.agency_id",
        capacity="'lead'", granted_by_id="r.raised_by_id", from_on="begun::date",
    )  # fmt: skip
    found.execute("DROP TABLE bench_group")
