"""Rows of a chronology, written the way people write them."""

import datetime as dt

from lscp.kernel.dates import UncertainDate
from rapid_reviews.actions import chronology as actions
from rapid_reviews.actions.chronology import Entry
from rapid_reviews.models import ChronologyRow

EVENT = "Quilliam Zebrington was seen at home by the health visitor"


def entry(day=dt.date(2026, 3, 5), event=EVENT, *, at=None, when=None, **kwargs):
    """What a row says."""
    texts = {
        key: kwargs.pop(key) for key in ("source", "response", "significance", "comment") if key in kwargs
    }
    return Entry(when=when or UncertainDate.exact(day), at=at, texts={"event": event, **texts}, **kwargs)


def add_row(request, by, day=dt.date(2026, 3, 5), event=EVENT, **kwargs):
    """One row of the agency that was asked."""
    return actions.add(request.public_id, seen_version=None, entry=entry(day, event, **kwargs), by=by)


def fresh_row(row):
    """A row as it now stands."""
    return ChronologyRow.all_records.select_related("case", "review", "agency", "content__key").get(pk=row.pk)
