"""Plain rows for the checks of a chronology."""

import datetime as dt

from lscp.kernel.dates import UncertainDate
from rapid_reviews.checks.mentions import called
from rapid_reviews.checks.run import run
from rapid_reviews.checks.values import Child, Chronology, Row, Source, Thresholds

SOURCES = {
    key: Source(key, name, called(name, kind))
    for key, name, kind in (
        ("police", "Northtown Police", "police"), ("council", "Northtown Council", "local_authority"),
        ("hospital", "Northtown Hospital", "hospital"), ("school", "Bramble Primary School", "school"),
        ("nurses", "Northtown Community Health", "community_health"), ("gp", "Elm Tree Surgery", "other"),
        ("housing", "Northtown Homes", "housing"),
    )
}  # fmt: skip
ONE_CHILD = (Child("c1", "Child 1"),)
TWO_CHILDREN = (Child("c1", "Child 1"), Child("c2", "Child 2"))
LIMITS = Thresholds()
FIRST = dt.date(2025, 1, 6)


def day(number):
    """So many days after the first."""
    return FIRST + dt.timedelta(days=number)


def row(key, source, on, text="", **kwargs):
    """A row on the day with that number, or of an uncertain date."""
    when = UncertainDate.exact(day(on)) if isinstance(on, int) else on
    kwargs["children"] = frozenset(kwargs.get("children", ()))
    return Row(key, source, when, text, **kwargs)


def found(rows, check=None, *, limits=LIMITS, children=ONE_CHILD, ends_on=None):
    """What the checks find, of one check or all."""
    chronology = Chronology(list(rows), SOURCES, children, ends_on)
    return [one for one in run(chronology, limits) if check is None or one.check == check]


def pairs(rows, check, **kwargs):
    """The rows of each finding."""
    return [one.rows for one in found(rows, check, **kwargs)]
