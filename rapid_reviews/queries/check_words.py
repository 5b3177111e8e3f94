"""The settings of the checks in plain words."""

from __future__ import annotations

from typing import Any

from lscp.kernel import clock
from lscp.kernel.dates import british_date
from lscp.web.components import Cell, SummaryRow
from rapid_reviews.checks.values import Thresholds
from rapid_reviews.models import CheckSettings
from rapid_reviews.queries.chronology_checks import NUMBERS, limits_of, settings_of


def rows_of(limits: Thresholds) -> list[SummaryRow]:
    """What each check looks for, with its numbers."""
    return [
        SummaryRow(
            "The same event, told differently",
            f"Rows of two agencies that seem to be one event, not more than {limits.same_event_days} days apart",
        ),
        SummaryRow(
            "Who knew what, and when",
            f"An agency was told and wrote it down {limits.told_days} days later or more; or it learned something "
            f"that another had written {limits.knew_days} days before or more",
        ),
        SummaryRow(
            "The child was not seen",
            f"For {limits.not_seen_days} days or more, where at least two rows say that the child was not seen; for "
            f"{limits.unseen_days} days or more in any case. Not after the day of the incident",
        ),
        SummaryRow(
            "The child was seen, but not spoken to alone",
            f"For {limits.not_spoken_days} days or more, from about three years of age",
        ),
        SummaryRow(
            "An agency that says nothing for a time",
            f"For {limits.silent_days} days or more, while {limits.silent_rows} rows or more of others speak of it",
        ),
        SummaryRow("A long gap in the whole chronology", f"{limits.gap_days} days or more without any row"),
    ]


def in_force(partnership: Any) -> list[SummaryRow]:
    """What holds in a partnership today."""
    return rows_of(limits_of(partnership))


def others(partnership: Any) -> list[list[Cell | str]]:
    """Settings to come and settings before, the latest first."""
    now, today = settings_of(partnership), clock.today()
    rows = CheckSettings.objects.filter(partnership=partnership).select_related("set_by")
    return [
        [
            british_date(row.in_force_from), _in_short(row),
            f"{row.set_by}, {british_date(clock.london_date(row.set_at))}",
            "Comes" if row.in_force_from > today else "Held before",
        ]
        for row in reversed(rows)
        if now is None or row.pk != now.pk
    ]  # fmt: skip


def _in_short(row: CheckSettings) -> str:
    words = (
        "same event", "told", "known", "not seen", "not seen in any case", "not spoken to", "silence",
        "rows in a silence", "gap",
    )  # fmt: skip
    return "; ".join(f"{word} {getattr(row, name)}" for word, name in zip(words, NUMBERS, strict=True))
