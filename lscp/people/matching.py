"""Likely duplicates, and search by name, through keyed hashes: no name is read until few people are left.

Each key of a person is stored as a keyed hash that also covers the partnership, so that hashes of two
partnerships can never be compared, and a copy of the database alone tells nobody's name. People who
share enough keys are opened, compared in full and ranked, with the reasons in words.
"""

from __future__ import annotations

import hashlib
import hmac
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Case as When
from django.db.models import Count, IntegerField, Sum, Value
from django.db.models import When as If

from lscp.cases.models import Case
from lscp.people.likeness import Identity, Likeness, alike_to, compare, in_common, keys_of, keys_sought
from lscp.people.models import MatchKey, Person
from lscp.people.names import normal, sounds
from lscp.people.sealing import DISPOSED

WEIGHTS: Final = {"nhs": 10, "name": 6, "birth": 4, "part": 2, "month": 2, "sound": 1}
ENOUGH: Final = 4
MOST_OPENED: Final = 60
"""How many people are opened and compared for one child or one name: those who share most."""
MOST_WEIGHED: Final = 1_000
"""Of how many people, those who share most with a name, it is asked whether the searcher may know them."""
GOOD_ANSWER: Final = 70


@dataclass(frozen=True)
class Candidate:
    """Somebody in another case who may be the same person, and why."""

    person: Person
    likeness: Likeness

    @property
    def case_id(self) -> int:
        """The case they are in."""
        return self.person.case_id

    @property
    def score(self) -> int:
        """How alike they are, from 0 to 100."""
        return self.likeness.score

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why, in words."""
        return self.likeness.reasons

    @property
    def sentence(self) -> str:
        """The reasons in one phrase."""
        return self.likeness.sentence


def index_person(person: Person) -> int:
    """Keep the keys of one person in step with their identity. Returns how many there are."""
    return _index([person], person.case)


def index_case(case: Case) -> int:
    """Keep the keys of everybody in a case in step with their identities, in the same few queries."""
    people = Person.all_records.filter(case=case).select_related("identity__key")
    return _index(list(people), case)


def index_first(case: Case, people: Iterable[Person]) -> int:
    """Write the keys of a case's people, who were just read and were never indexed; one query."""
    wanted = _keys_wanted(list(people), case)
    _add(case, wanted)
    return len(wanted)


def candidates(person: Person) -> list[Candidate]:
    """People of other cases in the same partnership who may be this one, the likeliest first.

    Says nothing about who may know: show only those whose case the reader may see.
    """
    return _candidates([person], person.case)


def candidates_of_case(case: Case) -> list[Candidate]:
    """People of other cases who may be one of the children of this one, each once, the likeliest first."""
    children = Person.all_records.filter(case=case, kind="child", removed_at=None)
    return _candidates(list(children.select_related("identity__key")), case)


def traits_in_common(case: Case, others: Collection[int]) -> dict[int, tuple[str, ...]]:
    """What a child of this case shares with a child of each of these cases: family name, postcode, school.

    Opens every child of these cases: ask only about few, and only those whose identities may be read.
    """
    if not others:
        return {}
    people = Person.all_records.filter(case__in=[case.pk, *others], kind="child", removed_at=None)
    by_case: dict[int, list[Identity]] = defaultdict(list)
    for person in people.select_related("identity__key"):
        by_case[person.case_id].append(identity_of(person))
    own = by_case.pop(case.pk, [])
    found = {
        other: {trait for theirs in children for mine in own for trait in in_common(mine, theirs)}
        for other, children in by_case.items()
    }
    return {other: tuple(sorted(traits)) for other, traits in found.items() if traits}


def find_people(text: str, *, places: Iterable[int], may_know: Callable[[set[int]], set[int]]) -> list[int]:
    """The cases with a person whose name answers to `text`, the best answers first.

    `places` are the keys of the partnerships to look in; `may_know` says of the keys of some cases in which
    the searcher may read identities: no name in any other is opened.
    """
    sought = normal(text)
    if not sought:
        return []
    keys = {("part", part) for part in sought.split()} | {("sound", sound) for sound in sounds(sought)}
    near = (
        MatchKey.objects.filter(digest__in=[digest(place, *key) for place in places for key in keys])
        .values_list("person_id", "case_id")
        .annotate(shared=Count("pk"))
        .order_by("-shared", "-person_id")[:MOST_WEIGHED]
    )
    opened = _known([(person, case) for person, case, _shared in near], may_know)
    people = Person.all_records.filter(pk__in=opened, removed_at=None).select_related("identity__key")
    best: dict[int, int] = {}
    for person in people:
        score = alike_to(text, identity_of(person))
        if score >= GOOD_ANSWER:
            best[person.case_id] = max(best.get(person.case_id, 0), score)
    return sorted(best, key=lambda case: (-best[case], -case))


def _known(alike: list[tuple[int, int]], may_know: Callable[[set[int]], set[int]]) -> list[int]:
    """The first of these people (with their cases) that may be opened; asked of a few at a time."""
    found: list[int] = []
    first, size = 0, MOST_OPENED
    while first < len(alike) and len(found) < MOST_OPENED:
        some = alike[first : first + size]
        known = may_know({case for _person, case in some})
        found += [person for person, case in some if case in known]
        first, size = first + size, size * 2
    return found[:MOST_OPENED]


def identity_of(person: Person) -> Identity:
    """What is compared of a person; nothing once the case was disposed of."""
    opened = person.identity.open() if person.identity else {}
    return Identity(opened if opened is not DISPOSED and isinstance(opened, dict) else {})


def digest(partnership_id: int, kind: str, value: str) -> str:
    """The keyed hash of one key, in hexadecimal."""
    text = f"{partnership_id}|{kind}|{value}"
    return hmac.new(settings.MATCHING_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


@transaction.atomic
def _index(people: list[Person], case: Case) -> int:
    wanted = _keys_wanted(people, case)
    kept = {
        (person, kind, found): pk
        for pk, person, kind, found in MatchKey.objects.filter(person__in=people).values_list(
            "pk", "person_id", "kind", "digest"
        )
    }
    gone = [pk for key, pk in kept.items() if key not in wanted]
    if gone:
        MatchKey.objects.filter(pk__in=gone).delete()
    _add(case, wanted - kept.keys())
    return len(wanted)


def _keys_wanted(people: list[Person], case: Case) -> set[tuple[int, str, str]]:
    return {
        (person.pk, kind, digest(case.partnership_id, kind, value))
        for person in people
        if person.removed_at is None
        for kind, value in keys_of(identity_of(person))
    }


def _add(case: Case, wanted: Iterable[tuple[int, str, str]]) -> None:
    rows = [MatchKey(case=case, person_id=who, kind=kind, digest=found) for who, kind, found in wanted]
    MatchKey.objects.bulk_create(rows, ignore_conflicts=True)


def _candidates(people: list[Person], case: Case) -> list[Candidate]:
    sought = [identity_of(person) for person in people]
    by_kind: dict[str, set[str]] = defaultdict(set)
    for identity in sought:
        for kind, value in keys_sought(identity):
            by_kind[kind].add(digest(case.partnership_id, kind, value))
    if not by_kind:
        return []
    weight = When(
        *[If(match_keys__kind=kind, then=Value(points)) for kind, points in WEIGHTS.items()],
        default=Value(0),
        output_field=IntegerField(),
    )
    digests = [found for several in by_kind.values() for found in several]
    near = (
        Person.all_records.filter(
            match_keys__digest__in=digests, case__partnership_id=case.partnership_id, removed_at=None
        )
        .exclude(case=case)
        .annotate(shared=Sum(weight))
        .filter(shared__gte=ENOUGH)
        .order_by("-shared", "-pk")
        .select_related("case", "identity__key")[:MOST_OPENED]
    )
    found = []
    for person in near:
        identity = identity_of(person)
        best = max((compare(one, identity) for one in sought), key=lambda likeness: likeness.score)
        if best.score:
            found.append(Candidate(person, best))
    return sorted(found, key=lambda candidate: (-candidate.score, -candidate.person.pk))
