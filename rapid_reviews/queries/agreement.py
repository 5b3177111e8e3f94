"""How often the national Panel agreed at first asking: one share for a partnership and a year.

A year runs from April to March, by the day on which the reply came. Every reply to a first round counts; those
that agree are the share. Feedback only, a request to reconsider and a national review of the Panel's own are
replies that did not agree at first asking.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from lscp.kernel import clock
from rapid_reviews.models import PanelReply, RapidReview
from rapid_reviews.recommendation_codes import PanelAnswer

FEWEST = 5
"""Shares of fewer replies are not shown where figures go to readers who see no case: they could tell of one."""


@dataclass(frozen=True)
class Agreement:
    """The replies of one partnership in one year."""

    partnership: str
    year: int
    replies: int
    agreed: int

    @property
    def year_words(self) -> str:
        """ "April 2026 to March 2027"."""
        return f"April {self.year} to March {self.year + 1}"

    @property
    def full(self) -> str:
        """The share with its numbers, for those who see the cases anyway."""
        return f"{round(100 * self.agreed / self.replies)}% ({self.agreed} of {self.replies})"

    @property
    def shown(self) -> str:
        """The share for readers of figures, unless there are too few replies or the rest would be too few."""
        if self.replies < FEWEST:
            return f"Not shown: fewer than {FEWEST} replies"
        return f"{round(100 * self.agreed / self.replies)}%"


def year_of(day: dt.date) -> int:
    """The year in whose April the year of a day began."""
    return day.year if day.month >= 4 else day.year - 1


def agreement_seen(user: Any) -> list[Agreement]:
    """By partnership and year, over the reviews that this person may see."""
    return _of(PanelReply.all_records.filter(review__in=RapidReview.visible_to(user).order_by().values("pk")))


def agreement_in(partnerships: Iterable[Any]) -> list[Agreement]:
    """By partnership and year, over every review: for readers of figures, who see `Agreement.shown` only."""
    return _of(PanelReply.all_records.filter(review__partnership__in=list(partnerships)))


def _of(replies: QuerySet[PanelReply]) -> list[Agreement]:
    """This year and the one before, the newest first."""
    since = dt.date(year_of(clock.today()) - 1, 4, 1)
    rows = (
        replies.filter(round=1, received_on__gte=since)
        .order_by()
        .values("review__partnership__name", "received_on")
        .annotate(replies=Count("pk"), agreed=Count("pk", filter=Q(answer=PanelAnswer.AGREES)))
    )
    found: dict[tuple[str, int], list[int]] = {}
    for row in rows:
        counted = found.setdefault((row["review__partnership__name"], year_of(row["received_on"])), [0, 0])
        counted[0] += row["replies"]
        counted[1] += row["agreed"]
    return [
        Agreement(name, year, *counted)
        for (name, year), counted in sorted(found.items(), key=lambda one: (one[0][0], -one[0][1]))
    ]
