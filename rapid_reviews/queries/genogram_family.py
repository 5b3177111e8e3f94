"""Who belongs where in a family's diagram: parents, couples, generations and homes, from the lines recorded. Pure.

Nothing is guessed about people: where the lines do not say how somebody belongs, the diagram says what they are in
words under their sign, and draws no line.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rapid_reviews.family_codes import Life, Sex, Tie

PARENTS = frozenset({Tie.MOTHER, Tie.FATHER, Tie.PARENT, Tie.ADOPTIVE_PARENT})
COUPLES = frozenset({Tie.PARTNER, Tie.SEPARATED, Tie.ENDED})
CARERS = frozenset({Tie.KINSHIP_CARER, Tie.FOSTER_CARER})
TOGETHER = "parents"
"""Two parents of one child, of whom nothing says whether they are or were together."""
RISES = {
    Tie.GRANDPARENT: -2, Tie.AUNT_UNCLE: -1, Tie.STEP_PARENT: -1, Tie.KINSHIP_CARER: -1, Tie.FOSTER_CARER: -1,
    Tie.HALF_SIBLING: 0, Tie.STEP_SIBLING: 0, Tie.COUSIN: 0,
}  # fmt: skip
"""How many rows somebody stands from whom they are that to, where no line of descent says so."""


@dataclass(frozen=True)
class Member:
    """One person as the diagram draws them. `lines` are the words beside the sign, in order."""

    key: str
    lines: Sequence[str]
    sex: str = Sex.UNKNOWN
    life: str = Life.UNKNOWN
    is_index: bool = False
    is_child: bool = False
    href: str = ""


@dataclass(frozen=True)
class Line:
    """`one` is `kind` to `other`."""

    kind: str
    one: str
    other: str


@dataclass(frozen=True)
class Descent:
    """Children of the same parents (one, two, or nobody known); `kind` says how they are drawn below them."""

    parents: tuple[str, ...]
    children: tuple[str, ...]
    kind: str = "birth"


@dataclass
class Family:
    """The people, how they are drawn together, and what is drawn by words alone."""

    members: Sequence[Member]
    lines: Sequence[Line]
    generation: dict[str, int] = field(default_factory=dict)
    couples: dict[tuple[str, str], str] = field(default_factory=dict)
    descents: list[Descent] = field(default_factory=list)
    homes: list[frozenset[str]] = field(default_factory=list)

    @property
    def rows(self) -> list[list[str]]:
        """The people by generation, oldest first."""
        found: dict[int, list[str]] = defaultdict(list)
        for one in self.members:
            found[self.generation[one.key]].append(one.key)
        return [found[number] for number in sorted(found)]

    def home_of(self, key: str) -> int:
        """The number of somebody's home, from 1; 0 where nobody is recorded to live with them."""
        return next((number for number, home in enumerate(self.homes, start=1) if key in home), 0)


def family_of(members: Sequence[Member], lines: Iterable[Line]) -> Family:
    """The family: each person in a generation, with the couples, descents and homes that the lines say."""
    known = {one.key for one in members}
    kept = [one for one in lines if {one.one, one.other} <= known and one.one != one.other]
    family = Family(members, kept)
    parents = _parents(kept)
    _share_parents(parents, kept)
    family.couples = _couples(parents, kept)
    family.generation = _generations(members, kept, parents, family.couples)
    family.descents = _descents(parents, kept)
    family.homes = _homes(kept)
    return family


Parents = dict[str, dict[str, str]]


def _parents(lines: Iterable[Line]) -> Parents:
    """By child, each parent with how they are one. Nobody is their own forebear: such a line is left to the words."""
    found: Parents = defaultdict(dict)
    for one in lines:
        if one.kind in PARENTS and not _is_above(found, one.other, one.one):
            kind = "adopted" if one.kind == Tie.ADOPTIVE_PARENT else "birth"
            found[one.other].setdefault(one.one, kind)
    return found


def _is_above(parents: Parents, one: str, other: str) -> bool:
    """Whether `one` is a forebear of `other`, or the same."""
    waiting, seen = [other], set()
    while waiting:
        key = waiting.pop()
        if key == one:
            return True
        if key not in seen:
            seen.add(key)
            waiting += parents.get(key, {})
    return False


def _share_parents(parents: Parents, lines: Sequence[Line]) -> None:
    """Full brothers and sisters have the same parents: said of one, drawn for both."""
    for _again in range(2):
        for one in lines:
            if one.kind != Tie.SIBLING:
                continue
            for to, source in ((one.one, one.other), (one.other, one.one)):
                if parents.get(source) and not parents.get(to):
                    parents[to] = {key: kind for key, kind in parents[source].items() if key != to}


def _couples(parents: Parents, lines: Iterable[Line]) -> dict[tuple[str, str], str]:
    """Pairs by their keys in order; what is recorded of a pair goes before that they are parents of one child."""
    found: dict[tuple[str, str], str] = {}
    for one in lines:
        if one.kind in COUPLES:
            found[_pair(one.one, one.other)] = one.kind
    for shared in parents.values():
        for kind in ("birth", "adopted"):
            both = sorted(key for key, how in shared.items() if how == kind)
            if len(both) == 2:
                found.setdefault(_pair(*both), TOGETHER)
    return found


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _descents(parents: Parents, lines: Iterable[Line]) -> list[Descent]:
    """Children by their parents and how they are theirs; then those somebody else cares for."""
    groups: dict[tuple[tuple[str, ...], str], list[str]] = defaultdict(list)
    for child, shared in parents.items():
        for kind in ("birth", "adopted"):
            own = tuple(sorted(key for key, how in shared.items() if how == kind))
            if len(own) > 2:
                for parent in own:
                    groups[(parent,), kind].append(child)
            elif own:
                groups[own, kind].append(child)
    for one in lines:
        if one.kind in CARERS and one.one not in parents.get(one.other, {}):
            groups[(one.one,), "care"].append(one.other)
    found = [Descent(own, tuple(dict.fromkeys(children)), kind) for (own, kind), children in groups.items()]
    return [*found, *_orphans(parents, lines)]


def _orphans(parents: Parents, lines: Iterable[Line]) -> Iterator[Descent]:
    """Brothers and sisters of whom no parent is recorded: joined all the same."""
    pairs = [
        (one.one, one.other) for one in lines
        if one.kind == Tie.SIBLING and not parents.get(one.one) and not parents.get(one.other)
    ]  # fmt: skip
    for group in _joined(pairs):
        yield Descent((), tuple(sorted(group)))


def _homes(lines: Iterable[Line]) -> list[frozenset[str]]:
    """Who lives together, unless it is recorded that two do not; in the order in which it was recorded."""
    apart = {frozenset((one.one, one.other)) for one in lines if one.kind == Tie.NOT_SAME_HOME}
    return _joined(
        (one.one, one.other) for one in lines
        if one.kind == Tie.SAME_HOME and frozenset((one.one, one.other)) not in apart
    )  # fmt: skip


def _joined(pairs: Iterable[tuple[str, str]]) -> list[frozenset[str]]:
    """Groups of those who hang together by pairs."""
    groups: list[set[str]] = []
    for pair in pairs:
        touched = [group for group in groups if group & set(pair)]
        groups = [group for group in groups if not group & set(pair)]
        groups.append(set(pair).union(*touched))
    return [frozenset(group) for group in groups]


def _generations(
    members: Sequence[Member], lines: Sequence[Line], parents: Parents, couples: Iterable[tuple[str, str]]
) -> dict[str, int]:
    """Whole numbers from the oldest; the children the incident is about stand where the firm lines put them."""
    firm, weak = _ties(lines, parents, couples)
    found: dict[str, int] = {}
    first = [member.key for member in members if member.is_index] or [member.key for member in members[:1]]
    for key in first:
        _flood(found, firm, key, 0)
    _flood_weak(found, firm, weak)
    for member in members:
        if member.key not in found:
            _flood(found, firm, member.key, 0 if member.is_child else -1)
            _flood_weak(found, firm, weak)
    _raise_parents(found, parents)
    return found


Ties = dict[str, list[tuple[str, int]]]


def _ties(lines: Sequence[Line], parents: Parents, couples: Iterable[tuple[str, str]]) -> tuple[Ties, Ties]:
    """By person, who hangs firmly on them and who loosely, and how many rows above or below."""
    firm: Ties = defaultdict(list)
    weak: Ties = defaultdict(list)
    for child, shared in parents.items():
        for parent in shared:
            _note(firm, parent, child, -1)
    for one, other in couples:
        _note(firm, one, other, 0)
    for line in lines:
        if line.kind == Tie.SIBLING:
            _note(firm, line.one, line.other, 0)
        elif line.kind in RISES:
            _note(weak, line.one, line.other, RISES[Tie(line.kind)])
    return firm, weak


def _note(ties: Ties, one: str, other: str, rise: int) -> None:
    ties[other].append((one, rise))
    ties[one].append((other, -rise))


def _flood(found: dict[str, int], ties: Ties, start: str, at: int) -> None:
    """Set everybody who hangs firmly together with somebody."""
    if start in found:
        return
    found[start] = at
    waiting = deque([start])
    while waiting:
        key = waiting.popleft()
        for other, rise in ties[key]:
            if other not in found:
                found[other] = found[key] + rise
                waiting.append(other)


def _flood_weak(found: dict[str, int], firm: Ties, weak: Ties) -> None:
    """Then those who hang on them by a looser line, each with whoever hangs firmly on them."""
    waiting = deque(found)
    while waiting:
        key = waiting.popleft()
        for other, rise in weak[key]:
            if other not in found:
                before = set(found)
                _flood(found, firm, other, found[key] + rise)
                waiting += [one for one in found if one not in before]


def _raise_parents(found: dict[str, int], parents: Parents) -> None:
    """Parents stand above their children, whatever else was said; it ends because nobody is their own forebear."""
    for _again in found:
        moved = False
        for child, shared in parents.items():
            for one in shared:
                if found[one] >= found[child]:
                    found[one], moved = found[child] - 1, True
        if not moved:
            return
