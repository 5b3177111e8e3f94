"""A timeline as a file for a spreadsheet: marked, in London time, and safe to open."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from django.http import HttpResponse

from lscp.record.sentences import FILE_HEADINGS, Sentence
from lscp.web.context_processors import MARKING
from lscp.web.spreadsheets import safe


def as_file(name: str, title: str, lines: Iterable[Sentence]) -> HttpResponse:
    """A download called `name`; the marking stands first and last. It holds no name of a child."""
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\r\n")
    writer.writerow([MARKING])
    writer.writerow([title])
    writer.writerow(FILE_HEADINGS)
    for line in lines:
        writer.writerow(safe(line.as_row()))
    writer.writerow([MARKING])
    response = HttpResponse("\ufeff" + output.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response["Cache-Control"] = "no-store"
    return response
