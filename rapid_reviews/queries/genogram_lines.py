"""The lines of a family's diagram: across between partners, down to children, never through a sign. Pure.

Every row has a band for its signs and words; all lines run in the gaps between bands, each across on a track of its
own. What cannot be drawn so is left to the words beside the sign.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rapid_reviews.family_codes import Tie
from rapid_reviews.queries.genogram_family import TOGETHER, Descent, Family

HALF = 22.0
"""Half the size of a sign."""
TRACK, BAR, AIR, BAND_TOP, LINE = 16.0, 14.0, 12.0, 32.0, 15.0
DASHES = {"adopted": "9 5", "care": "2 5", TOGETHER: "9 4 2 4"}


@dataclass(frozen=True)
class Stroke:
    """One line as a path, dashed or not, and what it says."""

    path: str
    words: str
    dash: str = ""


@dataclass(frozen=True)
class Wire:
    """Something across on a track: from where to where, and which verticals hang on it."""

    left: float
    right: float


@dataclass
class Gap:
    """The space above one row: the couples of the row above it, then the bars over the row's children."""

    couples: list[tuple[tuple[str, str], str]] = field(default_factory=list)
    descents: list[tuple[Descent, tuple[str, ...]]] = field(default_factory=list)
    couple_tracks: list[int] = field(default_factory=list)
    bar_tracks: list[int] = field(default_factory=list)
    top: float = 0.0

    @property
    def bars_top(self) -> float:
        """Where the first bar runs."""
        return self.top + AIR + TRACK * (1 + max(self.couple_tracks, default=-1))

    @property
    def bottom(self) -> float:
        """Where the band of the next row begins."""
        return self.bars_top + BAR * (1 + max(self.bar_tracks, default=-1)) + AIR


@dataclass
class Plan:
    """Where everybody stands and how the lines run."""

    at: Mapping[str, float]
    rows: Sequence[Sequence[str]]
    y: dict[str, float]
    bottoms: list[float]
    strokes: list[Stroke]
    drawn: set[tuple[str, str]]
    """The pairs that a line joins: partners, and each parent or carer with each child."""


class _Router:
    """Works the plan out, gap by gap from the top."""

    def __init__(self, family: Family, at: Mapping[str, float], lines_of: Mapping[str, int]) -> None:
        self.family, self.at = family, at
        self.rows = [sorted(row, key=lambda key: at[key]) for row in family.rows]
        self.row = {key: number for number, row in enumerate(self.rows) for key in row}
        self.drawn: set[tuple[str, str]] = set()
        self.strokes: list[Stroke] = []
        self.y: dict[str, float] = {}
        self.gaps = [Gap() for _number in range(len(self.rows) + 1)]
        self._sort_out()
        self.below = self._offsets(self._from_below())
        self.above = self._offsets(self._from_above())
        self.bottoms: list[float] = []
        top = 0.0
        for number, row in enumerate(self.rows):
            top = self._settle(self.gaps[number], top)
            words = max(lines_of.get(key, 0) for key in row)
            for key in row:
                self.y[key] = top + BAND_TOP
            top += BAND_TOP + max(HALF + 8, LINE * words - HALF + 12)
            self.bottoms.append(top)
        self._settle(self.gaps[-1], top)
        for gap in self.gaps:
            self._draw(gap)

    def _sort_out(self) -> None:
        """Which lines can be drawn, and in which gap."""
        for pair, kind in self.family.couples.items():
            if self.row[pair[0]] == self.row[pair[1]]:
                self.gaps[self.row[pair[0]] + 1].couples.append((pair, kind))
        for descent in self.family.descents:
            for parents in self._sides(descent):
                above = {self.row[one] for one in parents}
                fitting = [
                    child for child in descent.children
                    if not above or above == {self.row[child] - 1}
                ]  # fmt: skip
                rows: dict[int, list[str]] = defaultdict(list)
                for child in fitting:
                    rows[self.row[child]].append(child)
                for number, children in rows.items():
                    self.gaps[number].descents.append(
                        (Descent(parents, tuple(children), descent.kind), parents)
                    )
                self.drawn |= {(parent, child) for parent in parents for child in fitting}

    def _sides(self, descent: Descent) -> list[tuple[str, ...]]:
        """Two parents in one row together; in different rows each alone."""
        if len(descent.parents) == 2 and len({self.row[one] for one in descent.parents}) == 2:
            return [(one,) for one in descent.parents]
        return [descent.parents]

    def _from_below(self) -> dict[str, list[tuple[float, object]]]:
        """By person, what leaves their sign downwards, with where it goes."""
        found: dict[str, list[tuple[float, object]]] = defaultdict(list)
        for gap in self.gaps:
            for pair, _kind in gap.couples:
                for one, other in (pair, pair[::-1]):
                    found[one].append((self.at[other], pair))
            for descent, parents in gap.descents:
                if len(parents) == 1:
                    found[parents[0]].append((self._middle(descent.children), descent))
        return found

    def _from_above(self) -> dict[str, list[tuple[float, object]]]:
        """By person, what comes down on their sign, with where it comes from."""
        found: dict[str, list[tuple[float, object]]] = defaultdict(list)
        for gap in self.gaps:
            for descent, parents in gap.descents:
                for child in descent.children:
                    found[child].append((self._middle(parents or descent.children), descent))
        return found

    def _offsets(self, lines: Mapping[str, list[tuple[float, object]]]) -> dict[tuple[str, object], float]:
        """Each line of a person beside the next, in the order of where they go."""
        found = {}
        for key, several in lines.items():
            step = min(9.0, 2 * (HALF - 5) / max(1, len(several) - 1))
            ordered = sorted(several, key=lambda one: one[0])
            for number, (_to, what) in enumerate(ordered):
                found[key, what] = self.at[key] + (number - (len(ordered) - 1) / 2) * step
        return found

    def _middle(self, keys: Sequence[str]) -> float:
        return sum(self.at[key] for key in keys) / len(keys)

    def _settle(self, gap: Gap, top: float) -> float:
        """Give every line across its track; the next row's band begins below."""
        gap.top = top
        wires = [self._wire(pair) for pair, _kind in gap.couples]
        gap.couple_tracks = _tracks(wires)
        gap.bar_tracks = _tracks([self._bar(descent, parents) for descent, parents in gap.descents])
        return gap.bottom

    def _wire(self, pair: tuple[str, str]) -> Wire:
        ends = sorted(self.below[one, pair] for one in pair)
        return Wire(ends[0], ends[1])

    def _bar(self, descent: Descent, parents: tuple[str, ...]) -> Wire:
        """How far a bar reaches: over its children and to its stem, wherever between the parents that is."""
        xs = [self.above[child, descent] for child in descent.children]
        if len(parents) == 1:
            xs.append(self.below[parents[0], descent])
        elif parents:
            wire = self._pair_wire(parents)
            xs.append(min(max(self._middle(descent.children), wire.left), wire.right))
            xs += [xs[-1] - 2 * AIR, xs[-1] + 2 * AIR] if wire.right - wire.left > 4 * AIR else []
        return Wire(min(xs), max(xs))

    def _pair_wire(self, parents: tuple[str, ...]) -> Wire:
        one, other = parents
        return self._wire((one, other) if one < other else (other, one))

    def _draw(self, gap: Gap) -> None:
        taken = [
            self.above[child, descent] for descent, _parents in gap.descents for child in descent.children
        ]
        taken += [self.below[one[0], descent] for descent, one in gap.descents if len(one) == 1]
        stems: dict[tuple[str, str], list[float]] = defaultdict(list)
        tracks = dict(zip((pair for pair, _kind in gap.couples), gap.couple_tracks, strict=True))
        for (descent, parents), track in zip(gap.descents, gap.bar_tracks, strict=True):
            y = gap.bars_top + BAR * track
            stem, start = None, y
            if len(parents) == 1:
                stem, start = self.below[parents[0], descent], self.y[parents[0]]
            elif parents:
                wire, pair = self._pair_wire(parents), tuple(sorted(parents))
                stem = _free(self._middle(descent.children), wire, taken)
                taken.append(stem)
                stems[pair[0], pair[1]].append(stem)
                start = gap.top + AIR + TRACK * tracks[pair[0], pair[1]]
            self._draw_descent(descent, y, stem, start)
        for (pair, kind), track in zip(gap.couples, gap.couple_tracks, strict=True):
            self._draw_couple(pair, kind, gap.top + AIR + TRACK * track, stems[pair])

    def _draw_descent(self, descent: Descent, y: float, stem: float | None, start: float) -> None:
        xs = [self.above[child, descent] for child in descent.children]
        across = [*xs, stem] if stem is not None else xs
        path = f"M{stem:.1f} {start:.1f}V{y:.1f}" if stem is not None else ""
        path += f"M{min(across):.1f} {y:.1f}H{max(across):.1f}" if max(across) > min(across) else ""
        for child, x in zip(descent.children, xs, strict=True):
            path += f"M{x:.1f} {y:.1f}V{self.y[child]:.1f}"
        words = {"adopted": "Adopted", "care": "Cared for"}.get(descent.kind, "Parents and children")
        self.strokes.append(Stroke(path, words, DASHES.get(descent.kind, "")))

    def _draw_couple(self, pair: tuple[str, str], kind: str, y: float, stems: Sequence[float]) -> None:
        wire = self._wire(pair)
        ends = [(self.below[one, pair], self.y[one]) for one in pair]
        path = (
            "".join(f"M{x:.1f} {top:.1f}V{y:.1f}" for x, top in ends)
            + f"M{wire.left:.1f} {y:.1f}H{wire.right:.1f}"
        )
        words = {Tie.PARTNER: "Partners", Tie.SEPARATED: "Separated", Tie.ENDED: "Ended"}.get(
            Tie(kind) if kind in set(Tie) else Tie.OTHER_RELATIVE, "Parents of the same child"
        )
        self.strokes.append(Stroke(path, words, DASHES.get(kind, "")))
        marks = {Tie.SEPARATED: 1, Tie.ENDED: 2}.get(Tie(kind), 0) if kind in set(Tie) else 0
        places = [wire.left + (wire.right - wire.left) * part for part in (0.3, 0.7, 0.5, 0.15, 0.85)]
        place = next((x for x in places if all(abs(x - stem) > 14 for stem in stems)), places[0])
        for number in range(marks):
            x = place + 7 * number
            self.strokes.append(Stroke(f"M{x - 5:.1f} {y + 8:.1f}L{x + 5:.1f} {y - 8:.1f}", words))
        self.drawn.add(pair)


def _tracks(wires: Sequence[Wire]) -> list[int]:
    """For each line across the first track where it touches none; the short ones first."""
    found = [0] * len(wires)
    taken: list[list[Wire]] = []
    for number in sorted(range(len(wires)), key=lambda one: (wires[one].right - wires[one].left, one)):
        wire = wires[number]
        track = next(
            (n for n, several in enumerate(taken) if not any(_touch(wire, one) for one in several)),
            len(taken),
        )
        taken[track : track + 1] = [[*(taken[track] if track < len(taken) else []), wire]]
        found[number] = track
    return found


def _touch(one: Wire, other: Wire) -> bool:
    return one.left <= other.right + AIR and other.left <= one.right + AIR


def _free(wanted: float, wire: Wire, taken: Iterable[float]) -> float:
    """The place on a line across nearest to that wanted where no other line goes down."""
    used = list(taken)
    low, high = wire.left + 7, wire.right - 7
    middle = min(max(wanted, low), high)
    for step in range(40):
        for x in (middle - 3 * step, middle + 3 * step):
            if low <= x <= high and all(abs(x - one) >= 6 for one in used):
                return x
    return middle


def plan_of(family: Family, at: Mapping[str, float], lines_of: Mapping[str, int]) -> Plan:
    """How everybody stands and every line runs; `lines_of` is how many lines of words each has."""
    router = _Router(family, at, lines_of)
    return Plan(at, router.rows, router.y, router.bottoms, router.strokes, router.drawn)
