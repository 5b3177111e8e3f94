"""What the checks of a merged chronology must find in this story, and what looks like it and must not be found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Case:
    """A place in the chronology: the check, the keys of the rows, in order, and what a reader would see there."""

    check: str
    rows: tuple[str, ...]
    why: str


DIFFERENT, SILENT, GAP, KNEW, UNSEEN = "different", "silent", "gap", "knew", "unseen"

PLANTED: Final = (
    Case(
        DIFFERENT,
        ("pol-13", "csc-10"),
        "One call at ten past ten at night: Friday, outside, children not seen for the police; two days later, "
        "in the house, children seen and well for social care.",
    ),
    Case(
        DIFFERENT,
        ("hos-21", "chc-22"),
        "One burn: the palm of the hand two days earlier for the hospital, a scalded foot for the health visitor.",
    ),
    Case(
        SILENT,
        ("chc-24", "chc-25"),
        "The health visitors’ record is empty for 147 days. In that time social care (csc-20, csc-24, csc-29), the "
        "hospital (hos-25, hos-26), the surgery (gp-26) and probation (pro-16) wrote that they should weigh the "
        "girl, or wrote to them.",
    ),
    Case(
        GAP,
        ("sch-08", "gp-11"),
        "No agency has a row for 64 days: the summer at the grandmother’s, with a baby of three months.",
    ),
    Case(
        KNEW,
        ("pol-18", "csc-16"),
        "Police told children’s social care of the conviction 111 days before the day on which it records that it "
        "first learned of it.",
    ),
    Case(
        KNEW,
        ("pro-16", "chc-25"),
        "Probation told the health visitor team who lives in the home 37 days before the team first learned it.",
    ),
    Case(
        UNSEEN,
        ("sch-40", "chc-38"),
        "Nobody saw the girl, or her brother, for 42 days; ten rows stand in between.",
    ),
)
"""Each must be found. `rows` are the first and the last row of it; rows in between are named in `why`."""

NEAR_MISSES: Final = (
    Case(
        DIFFERENT,
        ("pol-22", "csc-22"),
        "One welfare check told twice, with one day, one time and the same facts.",
    ),
    Case(
        DIFFERENT,
        ("hos-25", "gp-25"),
        "Two visits to two services two days apart, about a bump and about an ear. The second mentions the first.",
    ),
    Case(
        SILENT,
        ("hou-13", "hou-14"),
        "Housing has no row for 105 days, and in that time nobody else writes of it or waits for it.",
    ),
    Case(
        SILENT,
        ("hou-01", "pro-01"),
        "Probation has no row for the first twenty months, because it did not know the man yet.",
    ),
    Case(
        GAP,
        ("sch-12", "gp-14"),
        "Nobody has a row for 22 days: the end of a year.",
    ),
    Case(
        KNEW,
        ("sch-33", "csc-35"),
        "School told social care of the bruises, and social care records that it knew from that call.",
    ),
    Case(
        UNSEEN,
        ("pol-22", "gp-24"),
        "The girl was seen 27 days after she was seen before: one day short of the 28 that are asked about.",
    ),
)
"""None may be found."""
