"""What a case's clocks stand on now, and putting them right after a fact has changed."""

from __future__ import annotations

from typing import Any

from lscp.audit import service as audit
from lscp.cases.models import Case
from lscp.deadlines.calendars import current_version
from lscp.deadlines.ledger import successor, write
from lscp.deadlines.models import Clock, Rule
from lscp.deadlines.recalculation import Ground, move_of
from lscp.deadlines.rule_choice import edition_on, governing_day, live_facts, rules_for, settings_of


def ground_of(case: Case, *, keys: list[str]) -> Ground:
    """The facts, rules, calendar and day 0 that hold for a case. Raises `LookupError` for an unknown rule."""
    facts = live_facts(case)
    day = governing_day(case, facts)
    rules = rules_for(edition_on(day), case.partnership, day, keys)
    missing = set(keys) - set(rules)
    known = set(Rule.objects.filter(key__in=missing).values_list("key", flat=True)) if missing else set()
    if missing - known:
        raise LookupError(f"No edition of the guidance has a rule {sorted(missing - known)}")
    version = current_version(case.partnership)
    return Ground(facts, rules, version, settings_of(case.partnership).rapid_review_day_zero)


def recalculate(case: Case, *, why: str, by: Any) -> list[Clock]:
    """Bring a case's clocks into line with its facts; the caller holds the case's lock.

    Clocks already met are worked out again too, since whether they were late rests on the same facts;
    cancelled ones are left.
    """
    rows = list(
        Clock.all_records.filter(case=case, is_live=True, cancelled_at=None).select_related(
            "rule", "case__partnership", "calendar_version"
        )
    )
    ground = ground_of(case, keys=sorted({row.rule_key for row in rows}))
    pin_edition(case, by=by)
    moves = [move for row in rows if (move := move_of(row, ground))]
    return write(
        [successor(m.clock, m.entry, by=by, why=why, **m.changes) for m in moves], by=by, reason=why[:200]
    )


def pin_edition(case: Case, *, by: Any) -> None:
    """Pin the case to the edition in force on the day the authority became aware."""
    edition = edition_on(governing_day(case, live_facts(case)))
    if case.guidance_edition == edition.key:
        return
    case.guidance_edition = edition.key
    case.save(update_fields=["guidance_edition"])
    audit.record("deadlines.edition_pinned", subject=case, by=by, edition=edition.title)
