"""Copies of a chronology, asked for and fetched the way people do it."""

import csv
import io

from django.urls import reverse
from openpyxl import load_workbook

from rapid_reviews.actions import chronology_export as actions
from rapid_reviews.models import ChronologyCopy
from rapid_reviews.queries.chronology import Narrowing


def ask_copy(review, by, kind="csv", *, narrowing=None, with_names=False, reason=""):
    """A copy that waits for a worker."""
    return actions.ask(
        review.public_id,
        kind=kind,
        narrowing=narrowing or Narrowing(),
        with_names=with_names,
        reason=reason,
        by=by,
    )


def ready_copy(review, by, kind="csv", **kwargs):
    """A copy that is ready."""
    copy = ask_copy(review, by, kind, **kwargs)
    assert actions.make(copy.pk)
    return fresh_copy(copy)


def fresh_copy(copy):
    """A copy as it now stands."""
    return ChronologyCopy.all_records.select_related("case", "review", "found__key", "reason__key").get(
        pk=copy.pk
    )


def fetched(client, copy):
    """The answer with its file."""
    return client.get(reverse("rapid_reviews:chronology_download", args=[copy.public_id]))


def csv_rows(answer):
    """The lines of a CSV file."""
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def sheet_of(answer):
    """The sheet of a workbook."""
    return load_workbook(io.BytesIO(answer.content)).worksheets[0]
