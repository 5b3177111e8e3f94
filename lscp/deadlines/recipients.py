"""Whom a reminder goes to, from the memberships of the moment it fires; a few queries for a batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from lscp.accounts.models import Membership, User
from lscp.accounts.roles import UNIT_ROLES, Role
from lscp.cases.scope import seen_of_each, shut_out_pairs
from lscp.deadlines.access import kept_rules, told_singly
from lscp.deadlines.holders import given_to
from lscp.deadlines.models import Clock, Rule
from lscp.kernel.clock import today

WHOLE_PARTNERSHIP = frozenset({*UNIT_ROLES, Role.EXECUTIVE, Role.SCRUTINEER, Role.RAG_MEMBER})
"""Roles that answer for the whole partnership; the others only for their own agency's clocks."""


class Watched(NamedTuple):
    """What decides who is told of one clock."""

    case_id: int
    partnership_id: int
    is_restricted: bool
    agency_id: int | None
    holder_id: int | None
    rule: Rule
    subject: str

    @classmethod
    def of(cls, clock: Clock) -> Watched:
        """What of a clock decides it."""
        return cls(
            clock.case_id, clock.partnership_id, clock.case.is_restricted, clock.agency_id, clock.holder_id,
            clock.rule, clock.subject,
        )  # fmt: skip


class Directory:
    """Who holds which role today, for a batch of clocks, and which of their cases each person sees."""

    def __init__(self, watched: Iterable[Watched]) -> None:
        clocks = list(watched)
        self._by_role: dict[tuple[int, str], list[tuple[int, int]]] = defaultdict(list)
        self._superiors: dict[tuple[int, int], set[int]] = defaultdict(set)
        self._members: set[tuple[int, int]] = set()
        self._told = told_singly((each.rule.key, each.subject) for each in clocks)
        self._read_memberships({each.partnership_id for each in clocks})
        self._pairs = self._read_visible(clocks)
        self._shut_out = shut_out_pairs({each.case_id for each in clocks})

    def _read_memberships(self, partnerships: set[int]) -> None:
        rows = (
            Membership.objects.on(today())
            .filter(partnership__in=partnerships, user__is_active=True)
            .values_list(
                "partnership_id", "role", "agency_id", "user_id", "superior_id", "superior__is_active"
            )
        )
        for partnership, role, agency, user, superior, superior_active in rows:
            self._by_role[(partnership, role)].append((agency, user))
            self._members.add((partnership, user))
            if superior and superior_active:
                self._superiors[(partnership, user)].add(superior)

    def _read_visible(self, clocks: list[Watched]) -> set[tuple[int, int]]:
        needing = [each for each in clocks if each.is_restricted or not each.rule.guards_safety]
        cases: dict[int, set[int]] = defaultdict(set)
        for each in needing:
            for person in self._everybody(each):
                cases[person].add(each.case_id)
        people = User.objects.filter(pk__in=cases)
        return seen_of_each([(person, cases[person.pk]) for person in people])

    def _everybody(self, each: Watched) -> set[int]:
        reached = self._holders(each) | self._with_roles(each, [*each.rule.told_roles, *UNIT_ROLES])
        if each.is_restricted:
            for step in each.rule.escalations:
                reached |= self._with_roles(each, step["roles"]) | self._above(each)
        return reached

    def to_remind(self, each: Watched) -> set[int]:
        """The holders and those told with them, of those who may know of the case; else the Business Unit."""
        people = self._knowing(each, self._holders(each) | self._with_roles(each, each.rule.told_roles))
        return people or self._knowing(each, self._with_roles(each, UNIT_ROLES))

    def to_escalate(self, each: Watched, steps: Iterable[dict[str, Any]]) -> set[int]:
        """The named superiors and roles of these steps. A restricted case goes only to its named readers."""
        people: set[int] = set()
        for step in steps:
            people |= self._with_roles(each, step["roles"])
            if step.get("superior"):
                people |= self._above(each) or self._with_roles(each, [Role.LSCP_MANAGER])
        if not each.is_restricted:
            return self._let_in(each, people)
        return {person for person in people if (person, each.case_id) in self._pairs}

    def _singly(self, each: Watched) -> set[int]:
        """Those who are told of this clock because of what it is about, whether they see the case or not."""
        return self._told.get((each.rule.key, each.subject), set())

    def _holders(self, each: Watched) -> set[int]:
        """Whoever is told of this one clock; where nobody is, whom it was given to."""
        return self._singly(each) or self._given_to(each)

    def _given_to(self, each: Watched) -> set[int]:
        return given_to(
            each.holder_id,
            each.rule,
            with_roles=lambda roles: self._with_roles(each, roles),
            belongs=lambda person: (each.partnership_id, person) in self._members,
        )

    def _above(self, each: Watched) -> set[int]:
        found = (self._superiors[(each.partnership_id, person)] for person in self._given_to(each))
        return set().union(*found)

    def _with_roles(self, each: Watched, roles: Iterable[str]) -> set[int]:
        return {
            user
            for role in roles
            for agency, user in self._by_role[(each.partnership_id, role)]
            if each.agency_id is None or agency == each.agency_id or role in WHOLE_PARTNERSHIP
        }

    def _knowing(self, each: Watched, people: set[int]) -> set[int]:
        if each.rule.guards_safety and not each.is_restricted:
            return self._let_in(each, people)
        holder = {each.holder_id} if each.holder_id and each.rule.key in kept_rules() else set()
        named = people & (self._singly(each) | holder)
        return self._let_in(each, named) | {
            person for person in people if (person, each.case_id) in self._pairs
        }

    def _let_in(self, each: Watched, people: set[int]) -> set[int]:
        return {person for person in people if (person, each.case_id) not in self._shut_out}
