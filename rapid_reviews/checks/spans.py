"""Stretches of time in which something was not recorded, measured so that an uncertain date never makes one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapid_reviews.checks.values import Row


@dataclass(frozen=True)
class Span:
    """The days between two rows. `days` is the least it can be, whatever the rows' dates may be."""

    before: Row
    after: Row

    @property
    def since(self) -> dt.date:
        """The latest day on which the row before may have been."""
        return self.before.last

    @property
    def until(self) -> dt.date:
        """The earliest day on which the row after may have been."""
        return self.after.first

    @property
    def days(self) -> int:
        """Calendar days from one to the other."""
        return (self.until - self.since).days

    @property
    def is_sure(self) -> bool:
        """Whether both ends are exact days."""
        return self.before.when.is_exact and self.after.when.is_exact

    def may_hold(self, row: Row) -> bool:
        """Whether a row of uncertain date may fall inside."""
        return not row.when.is_known or (row.first < self.until and row.last > self.since)


def spans(rows: Iterable[Row], *, longest: int) -> Iterator[Span]:
    """The stretches of at least so many days between rows given in order of their earliest day.

    A row that may have been on any day of its dates fills all of them, so what is left is empty for sure.
    """
    before: Row | None = None
    for row in rows:
        if before is not None and (row.first - before.last).days >= longest:
            yield Span(before, row)
        if before is None or row.last >= before.last:
            before = row


def length(span: Span) -> str:
    """How long it is, in words: "28 days", or "at least 28 days" where a date is uncertain."""
    number = f"{span.days} days"
    return number if span.is_sure else f"at least {number}"
