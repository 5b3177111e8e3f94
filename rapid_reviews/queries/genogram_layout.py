"""Where everybody stands in a family's diagram: one row to a generation, couples and brothers and sisters near.

Pure. An order is made better by exchanging and moving people in their row until nothing more helps; the same family
always gives the same diagram.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from rapid_reviews.queries.genogram_family import Family

PITCH = 178.0
"""From sign to sign in a row at the least: the sign, the words beside it, and air."""
MARGIN = 40.0
MOST_ROUNDS = 12
COUPLE, DESCENT, BROTHERS, HOME, HOME_ACROSS, BETWEEN, BY_AGE = 3.0, 2.0, 1.0, 0.9, 0.3, 2.0, 0.2

Order = list[list[str]]


def places(family: Family) -> dict[str, float]:
    """How far from the left everybody's sign has its middle; at least `PITCH` apart in a row."""
    order = _ordered(family)
    at = {key: place * PITCH for key, place in _slots(order).items()}
    for _again in range(4):
        for row in [*order, *reversed(order)]:
            wanted = [_wanted(family, key, at) for key in row]
            at.update(zip(row, _apart(wanted), strict=True))
    least = min(at.values(), default=0.0)
    return {key: round(x - least + MARGIN, 1) for key, x in at.items()}


def _ordered(family: Family) -> Order:
    order = family.rows
    best = _cost(family, order)
    for _round in range(MOST_ROUNDS):
        before = best
        for number, row in enumerate(order):
            for tried in _moves(row):
                candidate = [*order[:number], tried, *order[number + 1 :]]
                cost = _cost(family, candidate)
                if cost < best - 1e-9:
                    order, best = candidate, cost
                    break
        if best >= before - 1e-9:
            break
    return order


def _moves(row: Sequence[str]) -> Iterator[list[str]]:
    """The row with any two exchanged, or one put somewhere else."""
    for one in range(len(row)):
        for other in range(one + 1, len(row)):
            swapped = list(row)
            swapped[one], swapped[other] = swapped[other], swapped[one]
            yield swapped
    for one in range(len(row)):
        for to in range(len(row)):
            if abs(one - to) > 1:
                moved = list(row)
                moved.insert(to, moved.pop(one))
                yield moved


def _slots(order: Order) -> dict[str, float]:
    """Every row in the middle."""
    return {key: place - (len(row) - 1) / 2 for row in order for place, key in enumerate(row)}


def _cost(family: Family, order: Order) -> float:
    """How far apart are those who belong together; the smaller the better."""
    at = _slots(order)
    total = sum(COUPLE * abs(at[one] - at[other]) for one, other in family.couples)
    for descent in family.descents:
        middle = _mean(at, descent.children)
        if descent.parents:
            total += DESCENT * abs(middle - _mean(at, descent.parents))
        total += sum(BROTHERS * abs(at[child] - middle) for child in descent.children)
    numbers = {one.key: number for number, one in enumerate(family.members)}
    for row in order:
        for one, other in pairwise(row):
            total += BY_AGE if numbers[one] > numbers[other] else 0
        total += sum(_scattered(row, home) for home in family.homes)
    for home in family.homes:
        middle = _mean(at, list(home))
        total += sum(HOME_ACROSS * abs(at[one] - middle) for one in home)
    return total


def _scattered(row: Sequence[str], home: frozenset[str]) -> float:
    """How many others stand between people of one home."""
    there = [place for place, key in enumerate(row) if key in home]
    if len(there) < 2:
        return 0.0
    return BETWEEN * (there[-1] - there[0] + 1 - len(there)) + HOME * (there[-1] - there[0])


def _mean(at: Mapping[str, float], keys: Sequence[str]) -> float:
    return sum(at[key] for key in keys) / len(keys)


def _wanted(family: Family, key: str, at: Mapping[str, float]) -> float:
    """Where somebody would stand best: between their parents' and their children's middles and where they are."""
    found = [at[key]]
    for descent in family.descents:
        if key in descent.children and descent.parents:
            shift = at[key] - _mean(at, descent.children)
            found += [_mean(at, descent.parents) + shift] * 2
        if key in descent.parents:
            found += [_mean(at, descent.children) + at[key] - _mean(at, descent.parents)]
    return sum(found) / len(found)


def _apart(wanted: Sequence[float]) -> list[float]:
    """The places nearest to those wanted, in the same order and `PITCH` apart (pooled where they would not be)."""
    pools: list[list[float]] = []
    for number, one in enumerate(wanted):
        pools.append([one - number * PITCH, 1.0])
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (left, many), (right, more) = pools[-2:]
            pools[-2:] = [[(left * many + right * more) / (many + more), many + more]]
    found: list[float] = []
    for middle, many in pools:
        found += [middle + (len(found) + number) * PITCH for number in range(int(many))]
    return found
