"""A merged chronology of eight agencies over three years: the family of the story "merged". All fictional."""

from __future__ import annotations

import csv
import io
from typing import Final

from lscp.demo import names
from lscp.demo.stories.chronology import (
    health_visiting,
    hospital,
    housing,
    police,
    probation,
    school,
    social_care,
    surgery,
)
from lscp.demo.stories.chronology.shape import SEEN, Days, Row, in_full
from rapid_reviews.chronology_codes import Theme

ROWS: Final[dict[str, tuple[Row, ...]]] = {
    "police.example": police.ROWS,
    "council.example": social_care.ROWS,
    "icb.example": surgery.ROWS,
    "hospital.example": hospital.ROWS,
    "communityhealth.example": health_visiting.ROWS,
    "school.example": school.ROWS,
    "housing.example": housing.ROWS,
    "probation.example": probation.ROWS,
}
"""Each agency's rows, by the domain of its people's addresses."""

NAMES: Final = dict(
    zip(("girl", "boy", "mum", "partner", "dad", "nan"), (name.given for name in names.HORNBEAM), strict=True)
)
"""Whom the words in braces mean."""

COLUMNS: Final = (
    "Date", "Time", "Source", "Event", "Children", "Child seen", "Child spoken to alone", "Response",
    "Significance", "Themes",
)  # fmt: skip


def all_rows() -> dict[str, Row]:
    """Every row of every agency, by key."""
    return {row.key: row for rows in ROWS.values() for row in rows}


def event_of(key: str, days: Days) -> str:
    """What one row says has happened, as it stands once the story was played: by this a row is found again."""
    row = all_rows()[key]
    return in_full(row, days, NAMES)["event"]


def as_csv(domain: str, days: Days) -> bytes:
    """An agency's rows as the file that it sends."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in ROWS[domain]:
        said = in_full(row, days, NAMES)
        writer.writerow(
            (
                said["when"], said["at"], said["source"], said["event"],
                "; ".join(NAMES[child] for child in row.children), SEEN[row.seen], SEEN[row.spoken],
                said["response"], said["significance"], "; ".join(str(Theme(one).label) for one in row.themes),
            )
        )  # fmt: skip
    return out.getvalue().encode()
