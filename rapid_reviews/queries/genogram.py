"""A family's diagram with the usual signs: square, circle, diamond, triangle; who lives together in a dashed loop.

Pure: it draws what it is given. The agencies that work with the family stand in boxes below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from rapid_reviews.queries.genogram_family import Family, Line, Member, family_of
from rapid_reviews.queries.genogram_layout import MARGIN, places
from rapid_reviews.queries.genogram_lines import HALF, LINE, Plan, Stroke, plan_of
from rapid_reviews.queries.timeline_picture import wrapped

LETTERS = 17
"""How many letters stand beside a sign before the line is broken."""
NARROWEST = 760.0
BOX, BOX_GAP, BOX_LETTERS = 350.0, 16.0, 50
KEY = 150.0
SIDE, RIGHT = 34.0, 140.0
"""From the middle of a sign to the left edge of its place, and to the right edge of its words."""


@dataclass(frozen=True)
class Placed:
    """One person's sign, with their words in lines."""

    member: Member
    x: float
    y: float
    lines: Sequence[tuple[float, str, bool]]
    """How far down, the words, and whether they are the name."""

    @property
    def words(self) -> str:
        """Everything beside the sign in one sentence."""
        return ", ".join(self.member.lines)


@dataclass(frozen=True)
class Loop:
    """Who lives together."""

    path: str
    x: float
    y: float
    label: str


@dataclass(frozen=True)
class Work:
    """An agency and with whom it works, as lines of words."""

    agency: str
    says: Sequence[str]


@dataclass(frozen=True)
class Box:
    """An agency's box: where, how tall, and its lines."""

    x: float
    y: float
    height: float
    title: Sequence[tuple[float, str]]
    lines: Sequence[tuple[float, str]]


@dataclass(frozen=True)
class Diagram:
    """The whole diagram."""

    family: Family
    signs: Sequence[Placed]
    strokes: Sequence[Stroke]
    loops: Sequence[Loop]
    boxes: Sequence[Box]
    width: float
    key_y: float
    drawn: frozenset[tuple[str, str]]

    @property
    def height(self) -> float:
        """With what the signs mean at the foot."""
        return self.key_y + KEY


def diagram_of(members: Sequence[Member], lines: Sequence[Line], works: Sequence[Work]) -> Diagram:
    """The diagram of these people, lines and agencies; the same ones always give the same."""
    family = family_of(members, lines)
    at = places(family)
    written = {
        one.key: [(part, not n) for n, line in enumerate(one.lines) for part in wrapped(line, LETTERS)]
        for one in members
    }
    plan = plan_of(family, at, {key: len(found) for key, found in written.items()})
    signs = [
        Placed(
            one, at[one.key], round(plan.y[one.key], 1),
            [
                (round(plan.y[one.key] - 12 + LINE * n, 1), text, is_name)
                for n, (text, is_name) in enumerate(written[one.key])
            ],
        )
        for one in members
    ]  # fmt: skip
    width = max(NARROWEST, max(at.values(), default=0) + RIGHT + MARGIN / 2)
    bottom = plan.bottoms[-1] + 30 if plan.bottoms else 30.0
    boxes, key_y = _boxes(works, width, bottom)
    return Diagram(
        family,
        signs,
        plan.strokes,
        _loops(family, plan),
        boxes,
        round(width, 1),
        key_y,
        frozenset(plan.drawn),
    )


def _loops(family: Family, plan: Plan) -> list[Loop]:
    """One loop around a home whose people stand together; else one for each group of them, of the same name."""
    found = []
    for number, home in enumerate(family.homes, start=1):
        runs = [
            (row_number, [key for _place, key in group])
            for row_number, row in enumerate(plan.rows)
            for inside, group in groupby(enumerate(row), key=lambda one: one[1] in home)
            if inside
        ]
        rows = [row_number for row_number, _keys in runs]
        is_whole = len(set(rows)) == len(rows) and rows == list(range(rows[0], rows[0] + len(rows)))
        bands = [_edges(plan, *run) for run in runs]
        meet = all(one[0] < other[1] and other[0] < one[1] for one, other in pairwise(bands))
        parts = [runs] if is_whole and meet else [[run] for run in runs]
        found += [_loop([_edges(plan, *run) for run in part], f"Home {number}") for part in parts]
    return found


def _edges(plan: Plan, row_number: int, keys: Sequence[str]) -> tuple[float, float, float, float]:
    xs = [plan.at[key] for key in keys]
    return (
        min(xs) - SIDE, max(xs) + RIGHT, plan.y[keys[0]] - HALF - 6, plan.bottoms[row_number] - 2,
    )  # fmt: skip


def _loop(bands: Sequence[tuple[float, float, float, float]], label: str) -> Loop:
    """Down the right edges and up the left ones, stepping in the gaps between the rows."""
    left, right, top, _bottom = bands[0]
    path = f"M{left:.1f} {top:.1f}H{right:.1f}"
    for above, below in pairwise(bands):
        path += f"V{(above[3] + below[2]) / 2:.1f}H{below[1]:.1f}"
    path += f"V{bands[-1][3]:.1f}H{bands[-1][0]:.1f}"
    for below, above in pairwise(reversed(bands)):
        path += f"V{(above[3] + below[2]) / 2:.1f}H{above[0]:.1f}"
    return Loop(path + "Z", round(left + 6, 1), round(top - 3, 1), label)


def _boxes(works: Sequence[Work], width: float, top: float) -> tuple[list[Box], float]:
    """The agencies side by side in rows, and where the rows end."""
    across = max(1, int((width - MARGIN + BOX_GAP) // (BOX + BOX_GAP)))
    found: list[Box] = []
    y = top + (24 if works else 0)
    for first in range(0, len(works), across):
        made = []
        for number, work in enumerate(works[first : first + across]):
            title = wrapped(work.agency, BOX_LETTERS - 8)
            lines = [part for text in work.says for part in wrapped(text, BOX_LETTERS)]
            base = y + 20
            made.append(
                (
                    MARGIN / 2 + number * (BOX + BOX_GAP),
                    [(round(base + LINE * n, 1), text) for n, text in enumerate(title)],
                    [(round(base + LINE * (n + len(title)), 1), text) for n, text in enumerate(lines)],
                )
            )
        height = max(LINE * (len(title) + len(lines)) for _x, title, lines in made) + 16
        found += [Box(round(x, 1), round(y, 1), round(height, 1), title, lines) for x, title, lines in made]
        y += height + BOX_GAP
    return found, round(y, 1)
