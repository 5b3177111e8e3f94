"""The family of a review: what the notification recorded, what the review added, and what both say in words.

Callers have fetched the review from what the reader may see. Names are opened only for who may know them: for
everybody else people have their roles, and what was typed passes through what hides names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from lscp.kernel.dates import UncertainDate
from lscp.people.models import Person, PersonKind, Relationship
from lscp.people.names import normal
from notifications.queries.answers import name_of
from notifications.queries.relations import LABELS
from rapid_reviews.family_codes import WORKS_WITH, Life, Sex, Tie
from rapid_reviews.models import ChronologyRow, FamilyFacts, FamilyTie, RapidReview
from rapid_reviews.queries.chronology import PARTNERSHIP, source_words, sources_of
from rapid_reviews.queries.genogram import Diagram, Work, diagram_of
from rapid_reviews.queries.genogram_family import Line, Member
from rapid_reviews.queries.opened import document_of

Hide = Callable[[str], str]
NOTIFICATION = "The notification"
CHRONOLOGY = "The chronology"
CHILDREN = frozenset({PersonKind.CHILD, PersonKind.SIBLING})
SEX_OF = {"mother": Sex.FEMALE, "father": Sex.MALE}
KIND_OF = {
    "mother": Tie.MOTHER, "father": Tie.FATHER, "step_parent": Tie.STEP_PARENT, "grandparent": Tie.GRANDPARENT,
    "other_relative": Tie.OTHER_RELATIVE, "foster_carer": Tie.FOSTER_CARER, "sibling": Tie.SIBLING,
    "half_sibling": Tie.HALF_SIBLING, "step_sibling": Tie.STEP_SIBLING, "same_home": Tie.SAME_HOME,
    "lodger": Tie.SAME_HOME,
}  # fmt: skip
"""What the form's answers are in the diagram; the others stand in words only."""
SAYS_NOTHING = frozenset({"none", "unknown"})
AS_CHILD = re.compile(r"\bsame as child (\d+)\b", re.IGNORECASE)
NO_ADDRESS = frozenset({"", "not known", "unknown", "nfa", "no fixed address"})


@dataclass(frozen=True)
class Someone:
    """One person as the page shows them."""

    person: Person
    name: str
    role: str
    born: str = ""
    sex: str = Sex.UNKNOWN
    life: str = Life.UNKNOWN
    died: str = ""
    note: str = ""
    source: str = ""

    @property
    def key(self) -> str:
        """The public identifier."""
        return str(self.person.public_id)

    @property
    def called(self) -> str:
        """What sentences call them."""
        return self.name or self.role

    @property
    def full(self) -> str:
        """Name and role."""
        return f"{self.name} ({self.role})" if self.name else self.role


@dataclass(frozen=True)
class Said:
    """One line of the family in words: who, is what, to whom, since and until when, and who says so."""

    one: str
    kind: str
    words: str
    other: str
    since: str = ""
    until: str = ""
    note: str = ""
    source: str = NOTIFICATION
    tie: FamilyTie | None = None

    @property
    def when(self) -> str:
        """From when until when, as far as it is known."""
        return " ".join(
            part for part in (f"from {self.since}" if self.since else "", f"until {self.until}" if self.until else "")
            if part
        )  # fmt: skip


@dataclass
class FamilyView:
    """Everything the family's page shows."""

    people: list[Someone]
    said: list[Said]
    works: list[Said]
    agencies: list[tuple[str, list[str]]] = field(default_factory=list)

    @property
    def by_key(self) -> dict[str, Someone]:
        """The people by their public identifiers."""
        return {one.key: one for one in self.people}

    def diagram(self) -> Diagram:
        """The diagram of these people."""
        lines = [
            Line(one.kind, one.one, one.other) for one in self.said
            if (one.kind in set(Tie) and not one.until) or one.kind in PERMANENT
        ]  # fmt: skip
        first = diagram_of([self._member(one, ()) for one in self.people], lines, ())
        beside = self._beside(first.drawn)
        members = [self._member(one, beside[one.key]) for one in self.people]
        return diagram_of(members, lines, [Work(agency, says) for agency, says in self.agencies])

    def _member(self, one: Someone, more: Iterable[str]) -> Member:
        is_child = one.person.kind in CHILDREN
        lines = [one.name, one.role, one.born, f"Died {one.died}" if one.died else "", *more]
        return Member(
            one.key, [line for line in lines if line], one.sex, one.life,
            is_index=one.person.kind == PersonKind.CHILD, is_child=is_child,
        )  # fmt: skip

    def _beside(self, drawn: frozenset[tuple[str, str]]) -> dict[str, list[str]]:
        """What is drawn by no line, in words beside the sign: of the one that is something to the other."""
        found: dict[str, list[str]] = defaultdict(list)
        parents: dict[str, set[str]] = defaultdict(set)
        for above, below in drawn:
            parents[below].add(above)
        people = self.by_key
        for one in self.said:
            is_drawn = (one.one, one.other) in drawn or (one.other, one.one) in drawn
            is_plain = one.kind == Tie.HALF_SIBLING and parents[one.one] & parents[one.other]
            if is_drawn or is_plain or one.kind in {Tie.SAME_HOME, Tie.NOT_SAME_HOME, Tie.SIBLING}:
                continue
            if one.one in people and one.other in people:
                other = people[one.other]
                found[one.one].append(f"{one.words} {other.called}{f' {one.when}' if one.when else ''}")
        return found


PERMANENT = frozenset({
    Tie.MOTHER, Tie.FATHER, Tie.PARENT, Tie.ADOPTIVE_PARENT, Tie.SIBLING, Tie.HALF_SIBLING, Tie.GRANDPARENT,
    Tie.AUNT_UNCLE, Tie.COUSIN, Tie.SEPARATED, Tie.ENDED,
})  # fmt: skip
"""What does not end on the day until which it was so."""


def family_view(review: RapidReview, *, hide: Hide | None) -> FamilyView:
    """The whole family; with `hide` nobody is named."""
    rows = Person.all_records.filter(case=review.case_id, removed_at=None).select_related("identity__key")
    order = list(PersonKind.values)
    people = sorted(rows, key=lambda one: (order.index(one.kind), one.number))
    facts = {
        row.person_id: document_of(row.content)
        for row in FamilyFacts.all_records.filter(review=review).select_related("content__key")
    }
    related = list(
        Relationship.all_records.filter(case=review.case_id)
        .select_related("person", "relative")
        .order_by("pk")
    )
    ties = list(
        FamilyTie.all_records.filter(review=review, taken_out_at=None)
        .select_related("content__key", "person", "relative", "agency")
        .order_by("pk")
    )
    roles = _roles(people, related, ties)
    documents = {one.pk: document_of(one.identity) for one in people}
    someones = [
        _someone(
            one, (documents[one.pk], facts.get(one.pk, {})), roles[one.pk], _sex(one, related, ties), hide
        )
        for one in people
    ]
    typed = [wording_of(row, hide) for row in ties]
    said = _together(
        [one for one in typed if one.kind != WORKS_WITH],
        [*_recorded(related), *_same_address(people, documents)],
    )
    known = {one.key for one in someones}
    said = [one for one in said if {one.one, one.other} <= known]
    works = [one for one in typed if one.kind == WORKS_WITH and one.other in known]
    view = FamilyView(someones, said, works)
    view.agencies = _agencies(view, _rows_by_agency(review, hide))
    return view


def _roles(
    people: Sequence[Person], related: Sequence[Relationship], ties: Sequence[FamilyTie]
) -> dict[int, str]:
    """What everybody is called without a name: "Child 1", "Mother", "Grandparent (Adult 3)"."""
    kinds: dict[int, str] = {}
    for row in related:
        if (
            row.kind not in {*SAYS_NOTHING, "visitor", "other_relative"}
            and row.relative.kind == PersonKind.CHILD
        ):
            kinds.setdefault(row.person_id, row.kind)
    for tie in ties:
        if tie.kind in {Tie.MOTHER, Tie.FATHER} and tie.relative and tie.relative.kind == PersonKind.CHILD:
            kinds.setdefault(tie.person_id, tie.kind)
    alone = [kind for kind in kinds.values() if list(kinds.values()).count(kind) == 1]
    found = {}
    for one in people:
        kind = kinds.get(one.pk, "")
        word = LABELS.get(kind, "")
        if one.kind in CHILDREN or not word:
            found[one.pk] = one.label
        else:
            found[one.pk] = (
                word if kind in {"mother", "father"} and kind in alone else f"{word} ({one.label})"
            )
    return found


def _sex(person: Person, related: Sequence[Relationship], ties: Sequence[FamilyTie]) -> str:
    """What being somebody's mother or father says."""
    kinds = [row.kind for row in related if row.person_id == person.pk]
    kinds += [tie.kind for tie in ties if tie.person_id == person.pk]
    return next((SEX_OF[kind] for kind in kinds if kind in SEX_OF), Sex.UNKNOWN)


def _someone(
    person: Person, documents: tuple[dict[str, Any], dict[str, Any]], role: str, sex: str, hide: Hide | None
) -> Someone:
    identity, facts = documents
    life = facts.get("life") or (
        Life.UNBORN if person.is_unborn else Life.DIED if identity.get("outcome") == "died" else Life.UNKNOWN
    )
    own = [one for one in (facts.get("sex"), identity.get("sex")) if one in {Sex.FEMALE, Sex.MALE}]
    said = {key: str(facts.get(key) or "") for key in ("died", "note", "source")}
    if hide:
        said = {key: hide(text) for key, text in said.items()}
    born = "" if hide else str(facts.get("born") or "") or _born(identity)
    return Someone(
        person, "" if hide else name_of(identity), role, born and f"Born {born}",
        str(own[0]) if own else sex, life, **said,
    )  # fmt: skip


def _born(identity: dict[str, Any]) -> str:
    try:
        found = UncertainDate.from_json(identity["birth_date"])
    except (KeyError, ValueError, TypeError):
        return ""
    return found.words if found.is_known else ""


def wording_of(tie: Any, hide: Hide | None) -> Said:
    """One line as somebody typed it: as it stands, or as its history keeps it."""
    content = {key: str(value or "") for key, value in document_of(tie.content).items()}
    if hide:
        content = {key: hide(text) for key, text in content.items()}
    if tie.agency is not None:
        one, words = source_words(str(tie.agency), hide), content.get("role", "")
        other = str(tie.person.public_id)
    else:
        one, words = str(tie.person.public_id), str(Tie(tie.kind).label)
        other = str(tie.relative.public_id) if tie.relative else ""
    rest = {key: content.get(key, "") for key in ("since", "until", "note", "source")}
    kind = Tie.ENDED.value if tie.kind == Tie.PARTNER and rest["until"] else tie.kind
    return Said(one, kind, words, other, **rest, tie=tie)


def _recorded(related: Iterable[Relationship]) -> list[Said]:
    """What the notification says, each answer in the words of the form or of the diagram."""
    found = []
    for row in related:
        one, other = str(row.person.public_id), str(row.relative.public_id)
        if row.kind in SAYS_NOTHING:
            continue
        if row.kind == "own_child":
            one, other, kind = other, one, str(Tie.PARENT)
        else:
            kind = str(KIND_OF.get(row.kind, row.kind))
        words = str(Tie(kind).label) if kind in set(Tie) else f"{LABELS.get(row.kind, row.kind)}:"
        note = "Has parental responsibility" if row.has_parental_responsibility else ""
        found.append(Said(one, kind, words, other, note=note))
    return found


def _same_address(people: Sequence[Person], documents: dict[int, dict[str, Any]]) -> list[Said]:
    """Who has the address of somebody before them in the form, or is said to have the same as a child."""
    by_number = {one.number: one for one in people if one.kind == PersonKind.CHILD}
    first: dict[str, Person] = {}
    found = []
    for one in people:
        written = str(documents[one.pk].get("address") or "")
        plain, same = normal(written), AS_CHILD.search(written)
        at = by_number.get(int(same[1])) if same else first.get(plain)
        if at is not None and at.pk != one.pk:
            found.append(
                Said(str(one.public_id), Tie.SAME_HOME, str(Tie.SAME_HOME.label), str(at.public_id),
                     note="The same address is written for both")
            )  # fmt: skip
        elif plain not in NO_ADDRESS and not plain.startswith("same"):
            first[plain] = one
    return found


def _together(typed: Sequence[Said], recorded: Iterable[Said]) -> list[Said]:
    """What the review typed goes before what the notification says of the same two people."""
    homes = {frozenset((one.one, one.other)) for one in typed if one.kind in HOME}
    others = {frozenset((one.one, one.other)) for one in typed if one.kind not in HOME}
    kept, seen = list(typed), set()
    for one in recorded:
        pair = frozenset((one.one, one.other))
        said_again = (pair, one.kind) in seen
        if not said_again and pair not in (homes if one.kind in HOME else others):
            kept.append(one)
        seen.add((pair, one.kind))
    return kept


HOME = frozenset({Tie.SAME_HOME, Tie.NOT_SAME_HOME})


def _rows_by_agency(review: RapidReview, hide: Hide | None) -> dict[str, set[str]]:
    """The children about whom each agency that was asked wrote rows of the chronology."""
    rows = ChronologyRow.all_records.filter(review=review, taken_out_at=None, request__isnull=False)
    found: dict[str, set[str]] = defaultdict(set)
    for agency, children in rows.order_by().values_list("agency__name", "children").distinct():
        found[source_words(agency, hide)] |= {str(one) for one in children}
    return found


def _agencies(view: FamilyView, rows: dict[str, set[str]]) -> list[tuple[str, list[str]]]:
    """Each agency with what it does: what was typed, then about whom it wrote rows."""
    people = view.by_key
    says: dict[str, list[str]] = defaultdict(list)
    for one in view.works:
        when = f", {one.when}" if one.when else ""
        says[one.one].append(f"{one.words or 'Somebody'} works with {people[one.other].called}{when}")
    for agency, children in rows.items():
        names = [one.called for one in view.people if one.key in children]
        if names:
            says[agency].append(f"Its chronology is about {', '.join(names)}")
        else:
            says[agency] = says[agency] or ["Wrote rows of the chronology, about no child in particular"]
    return sorted(says.items())


# For the pages on which the family is written; their readers may know the people


@dataclass(frozen=True)
class Known:
    """One person with what is kept of them, for the form."""

    label: str
    is_added: bool
    names: dict[str, str]
    facts: dict[str, str]
    version: int


def known_of(review: RapidReview, public_id: Any) -> Known | None:
    """What is kept of a person of this case; None for anybody else."""
    people = Person.all_records.filter(case=review.case_id, removed_at=None, public_id=public_id)
    person = people.select_related("identity__key").first()
    if person is None:
        return None
    rows = FamilyFacts.all_records.filter(review=review, person=person).select_related("content__key")
    kept, is_added = rows.first(), person.kind == PersonKind.FAMILY
    identity = document_of(person.identity)
    facts = {key: str(value) for key, value in (document_of(kept.content) if kept else {}).items()}
    own = identity.get("sex")
    started = {"sex": str(own)} if own and not facts else {}
    return Known(
        person.label, is_added, {key: str(value) for key, value in identity.items()} if is_added else {},
        {**started, **facts}, kept.version if kept else 0,
    )  # fmt: skip


def people_to_choose(review: RapidReview) -> list[tuple[str, str]]:
    """Everybody of the family by key, with name and role."""
    return [(one.key, one.full) for one in family_view(review, hide=None).people]


def agencies_to_choose(review: RapidReview) -> list[tuple[str, str]]:
    """The agencies that were asked."""
    return [pair for pair in sources_of(review) if pair[0] != PARTNERSHIP]


def answers_of(tie: FamilyTie) -> dict[str, str]:
    """A line as its form's answers."""
    one, other = tie.person, tie.relative
    keys = {
        "one": str(one.public_id) if tie.agency is None else str(tie.agency.public_id),
        "other": str(other.public_id) if other else str(one.public_id), "kind": tie.kind,
    }  # fmt: skip
    return {**{key: str(value) for key, value in document_of(tie.content).items()}, **keys}
