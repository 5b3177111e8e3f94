"""A kept file as its pages and its import read it: the table opened, its columns named, its rows checked."""

from __future__ import annotations

import json
import zlib
from typing import Any

from django.core.files.storage import default_storage

from lscp.kernel.dates import UncertainDate
from lscp.people import sealing
from lscp.people.names import normal
from rapid_reviews.chronology_codes import ImportStatus
from rapid_reviews.models import ChronologyImport, ChronologyRow
from rapid_reviews.queries.chronology import children_of
from rapid_reviews.queries.chronology_files import Table
from rapid_reviews.queries.chronology_mapping import Checked, Checker, Known
from rapid_reviews.queries.opened import documents_in


def open_table(kept: ChronologyImport) -> Table:
    """The table of a file that is still kept; an empty one where the case was disposed of."""
    with default_storage.open(kept.stored_as, "rb") as stored:
        packed = sealing.unseal_bytes(kept.key, stored.read(), bound_to=kept.public_id.bytes)
    if isinstance(packed, sealing.Disposed):
        return Table([], [])
    return Table.from_json(json.loads(zlib.decompress(packed)))


def checked_lines(kept: ChronologyImport) -> list[Checked]:
    """Every line of the file with what is wrong with it, by the columns as they are confirmed."""
    known = Known(known_children(kept), _rows_there(kept))
    return Checker(open_table(kept), kept.columns, kept.date_order, known).check_all()


def known_children(kept: ChronologyImport) -> dict[str, str]:
    """How the children may be written in the file: "Child 1", "1", and their names where the agency knows them."""
    named = kept.request is None or kept.request.shows_identity
    found: dict[str, str] = {}
    for key, words in children_of(kept.review, named=named):
        label, _, name = words.partition(": ")
        ways = [label, name, name.split(" ")[0] if name else ""]
        if label.startswith("Child "):
            ways.append(label.removeprefix("Child "))
        for way in ways:
            if normal(way):
                found.setdefault(normal(way), key)
    return found


def _rows_there(kept: ChronologyImport) -> frozenset[tuple[str, str]]:
    """By what each row is recognised that the agency has already."""
    rows: Any = ChronologyRow.all_records.filter(
        review=kept.review_id, request=kept.request_id, agency=kept.agency_id, taken_out_at=None
    )
    if kept.status != ImportStatus.WAITING:
        rows = rows.filter(made_at__lt=kept.changed_at)  # not those that this file brought
    found = set()
    for _pk, content in documents_in(rows):
        when = UncertainDate.from_json(content["when"]) if content else UncertainDate.unknown()
        mine = Checked(0, when=when, texts={"event": str(content.get("event", ""))})
        found.add(mine.mark)
    return frozenset(found)
