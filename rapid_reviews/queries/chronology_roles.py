"""The anonymised view: people become roles, and what else would tell who they are goes.

Who is known: everybody on the case's identity list, whoever the product knows to work with the case
(`chronology_workers`), and the words that the Business Unit put on the review's own list. Other names may remain:
`chronology_names` counts the words that may be names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lscp.accounts.kinds import AgencyKind
from lscp.people.models import PersonKind, Relationship
from lscp.people.names import normal, several
from notifications.queries.answers import opened, read
from notifications.queries.relations import LABELS
from rapid_reviews.models import RapidReview, RoleWord
from rapid_reviews.queries.chronology_workers import TOO_PLAIN, agencies_of, workers_of
from rapid_reviews.queries.opened import documents_of
from rapid_reviews.queries.report_identity import (
    GENERIC,
    ORDINARY,
    POSTCODE,
    SHORTEST_NAME,
    SOME_DIGIT,
    Identity,
    identity_of,
    people_of,
    spots,
)

SAYS_NOTHING = frozenset({"none", "unknown", "visitor", "other_relative"})
OTHERWISE = "[name removed]"
SHARED = "[family name]"
INSTEAD = {
    "A date of birth": "[date of birth]", "An address": "[address]", "A postcode": "[postcode]",
    "A school": "[school]", "A doctor’s practice": "[doctor’s practice]", "An NHS number": "[NHS number]",
    "A police reference": "[police reference]", "A telephone number": "[telephone number]",
}  # fmt: skip
SHAPES = {
    re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+"): "[email address]",
    re.compile(r"(?<!\w)[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}(?!\w)"): "[postcode]",
    re.compile(r"(?<![\w+])(?:\+44\s?\(?0?\)?\s?|\(?0)\d{2,4}\)?[\s\-]?\d{3,4}[\s\-]?\d{3,4}(?!\w)"): (
        "[telephone number]"
    ),
}
"""What is known by its shape, whoever's it is. NHS numbers too, by their check digit."""
NHS_NUMBER = re.compile(r"(?<!\w)\d{3}[\s\-]?\d{3}[\s\-]?\d{4}(?!\w)")
KINDS_THAT_TELL = {
    AgencyKind.SCHOOL: "school", AgencyKind.VOLUNTARY: "charity", AgencyKind.INDEPENDENT: "independent worker",
    AgencyKind.OTHER: "other agency",
}  # fmt: skip
"""Agencies so small that their names tell who a family is: they are called by what they are."""
TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|PC|DC|DS|DI|Sgt|Nurse|Sister)\.?\s+$", re.IGNORECASE
)
POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
Phrase = tuple[str, ...]
Gap = tuple[int, int, str]
"""From where to where something is replaced, and by what."""


@dataclass
class Roles:
    """The identity list of a case and who else works with it, and which role each name stands for."""

    identity: Identity
    roles: dict[Phrase, str] = field(default_factory=dict)
    workers: Identity = field(default_factory=Identity)
    jobs: dict[Phrase, str] = field(default_factory=dict)

    def hide(self, text: str) -> str:
        """The text with roles in the place of names, however they are written; possessives stay possessives."""
        parts, at = [], 0
        for start, end, instead in self._gaps(text):
            parts += [text[at:start], instead]
            at = end
        return "".join([*parts, text[at:]]) if parts else text

    def _gaps(self, text: str) -> Iterator[Gap]:
        """What is replaced, in order; of what overlaps, what begins first and then the longest."""
        found = sorted([*self._names(text), *_shapes(text)], key=lambda one: (one[0], -one[1]))
        at = 0
        for start, end, instead in found:
            if start >= at:
                yield start, end, instead
                at = end

    def _names(self, text: str) -> Iterator[Gap]:
        for spot in spots(self.identity, text):
            yield self._gap(text, spot, self.roles)
        for spot in spots(self.workers, text):
            if spot.text[0].isupper():
                yield self._gap(text, spot, self.jobs)

    def _gap(self, text: str, spot: Any, roles: dict[Phrase, str]) -> Gap:
        bare = POSSESSIVE.sub("", spot.text)
        role = roles.get(tuple(normal(bare).split()))
        instead = role or INSTEAD.get(spot.what) or OTHERWISE
        is_name = spot.what not in INSTEAD
        title = TITLE.search(text, max(0, spot.start - 12), spot.start) if is_name else None
        return title.start() if title else spot.start, spot.end, instead + ("’s" if bare != spot.text else "")


def roles_of(review: RapidReview) -> Roles:
    """What each name becomes: "Child 1", "mother", "health visitor", what the review's own list says."""
    notification = review.notification
    names: dict[Phrase, set[str]] = {}
    kinds = _kinds(review)
    for person in people_of(notification):
        role = _role(person, kinds.get(person.pk, ""))
        content, own = opened(person.identity), Identity()
        given, family = str(content.get("given_name") or ""), str(content.get("family_name") or "")
        for name in (given, family, *several(content.get("other_names"))):
            own.add_name(name)
        own.add(f"{given} {family}", "A name")
        for phrase in own.phrases:
            names.setdefault(phrase, set()).add(role)
    found = Roles(identity_of(notification), _settled(names, SHARED))
    _add_places(found, review)
    _add_agencies(found, review)
    _add_workers(found, review, names)
    _add_words(found, review)
    return found


def words_of(review: RapidReview) -> list[tuple[RoleWord, str, str]]:
    """The review's own list: each entry with its word and the role that stands in its place."""
    rows = list(
        RoleWord.all_records.filter(review=review, taken_out_at=None).select_related(
            "content__key", "made_by"
        )
    )
    contents = documents_of(row.content for row in rows)
    return [
        (row, str(content.get("word", "")), str(content.get("role", "")))
        for row, content in zip(rows, contents, strict=True)
        if content
    ]


def _settled(names: dict[Phrase, set[str]], several_ones: str) -> dict[Phrase, str]:
    return {phrase: next(iter(roles)) if len(roles) == 1 else several_ones for phrase, roles in names.items()}


def _add_places(found: Roles, review: RapidReview) -> None:
    """Where it happened: what of the description is an address, that is a line that begins with a number."""
    for line in re.split(r"[,;\n]", str(read(review.notification, "incident").get("place_detail") or "")):
        if re.match(r"\s*(?:flat\s*)?\d", line, re.IGNORECASE) or POSTCODE.search(line):
            found.identity.add_address(line, area=review.partnership.area_name)


def _add_agencies(found: Roles, review: RapidReview) -> None:
    area = set(normal(review.partnership.area_name).split())
    telling = [one for one in agencies_of(review) if one.kind in KINDS_THAT_TELL]
    for agency in telling:
        same = [one for one in telling if one.kind == agency.kind]
        words = KINDS_THAT_TELL[AgencyKind(agency.kind)]
        role = f"{words} {same.index(agency) + 1}" if len(same) > 1 else words
        whole = normal(agency.name).split()
        own = [word for word in whole if word not in GENERIC | area | TOO_PLAIN]
        for phrase in (tuple(whole), tuple(own)):
            if any(len(word) > SHORTEST_NAME for word in own):
                found.identity.phrases.setdefault(phrase, "An agency")
                found.roles.setdefault(phrase, role)


def _add_workers(found: Roles, review: RapidReview, family: dict[Phrase, set[str]]) -> None:
    """A name that the family has too stands for nobody in particular."""
    names: dict[Phrase, set[str]] = {}
    for worker in workers_of(review):
        for number in worker.numbers:
            found.identity.add_number(number, "A telephone number")
        parts = normal(worker.name).split()
        hyphened = [tuple(normal(one).split()) for one in worker.name.split()]
        whole = [one for one in (tuple(parts), *hyphened) if len(one) > 1]
        single = [
            (part,)
            for part in parts
            if len(part) >= SHORTEST_NAME and part not in ORDINARY | GENERIC | TOO_PLAIN
        ]
        for phrase in (*whole, *single):
            if phrase in family:
                found.roles[phrase] = OTHERWISE
            else:
                names.setdefault(phrase, set()).add(worker.role)
    found.jobs = _settled(names, OTHERWISE)
    found.workers.phrases = dict.fromkeys(names, "A name of somebody at work")


def _add_words(found: Roles, review: RapidReview) -> None:
    for _row, word, role in words_of(review):
        phrase = tuple(normal(word).split())
        if phrase:
            found.identity.phrases[phrase] = "A word of the list"
            found.roles[phrase] = role


def _shapes(text: str) -> Iterator[Gap]:
    if not SOME_DIGIT.search(text) and "@" not in text:
        return
    for shape, instead in SHAPES.items():
        for match in shape.finditer(text):
            yield match.start(), match.end(), instead
    for match in NHS_NUMBER.finditer(text):
        if _is_nhs_number(re.sub(r"\D", "", match.group())):
            yield match.start(), match.end(), INSTEAD["An NHS number"]


def _is_nhs_number(digits: str) -> bool:
    """Whether the last digit fits the others, as the NHS works it out (modulus 11)."""
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True))
    return (11 - total % 11) % 11 == int(digits[9])


def _kinds(review: RapidReview) -> dict[int, str]:
    """What each adult is to the first child that says something."""
    rows = Relationship.all_records.filter(case=review.case_id, relative__kind=PersonKind.CHILD)
    found: dict[int, str] = {}
    for row in rows.order_by("relative__number"):
        if row.kind not in SAYS_NOTHING:
            found.setdefault(row.person_id, row.kind)
    return found


def _role(person: Any, kind: str) -> str:
    if person.kind == PersonKind.CHILD or kind not in LABELS:
        return str(person.label)
    if kind in {"mother", "father"}:
        return kind
    return f"{LABELS[kind].lower()} ({person.label})"
