"""The anonymised view: people of the case's own identity list become roles, and what else would tell who they are goes.

Names of professionals are on no list: who writes a row is asked to call them by what they do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from lscp.people.models import PersonKind, Relationship
from lscp.people.names import normal, several
from notifications.queries.answers import opened
from notifications.queries.relations import LABELS
from rapid_reviews.models import RapidReview
from rapid_reviews.queries.report_identity import Identity, identity_of, people_of, spots

SAYS_NOTHING = frozenset({"none", "unknown", "visitor", "other_relative"})
OTHERWISE = "[name]"
SHARED = "[family name]"
INSTEAD = {
    "A date of birth": "[date of birth]", "An address": "[address]", "A postcode": "[postcode]",
    "A school": "[school]", "A doctor’s practice": "[doctor’s practice]", "An NHS number": "[NHS number]",
    "A police reference": "[police reference]",
}  # fmt: skip
POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
Phrase = tuple[str, ...]


@dataclass
class Roles:
    """The identity list of a case, and which role each name stands for."""

    identity: Identity
    roles: dict[Phrase, str] = field(default_factory=dict)

    def hide(self, text: str) -> str:
        """The text with roles in the place of names, however they are written; possessives stay possessives."""
        parts, at = [], 0
        for spot in spots(self.identity, text):
            bare = POSSESSIVE.sub("", spot.text)
            instead = INSTEAD.get(spot.what) or self.roles.get(tuple(normal(bare).split()), OTHERWISE)
            parts += [text[at : spot.start], instead, "’s" if bare != spot.text else ""]
            at = spot.end
        return "".join([*parts, text[at:]])


def roles_of(review: RapidReview) -> Roles:
    """What each name of the case becomes: "Child 1", "mother", else the number under which the form lists them."""
    notification = review.notification
    found: dict[Phrase, set[str]] = {}
    kinds = _kinds(review)
    for person in people_of(notification):
        role = _role(person, kinds.get(person.pk, ""))
        content, own = opened(person.identity), Identity()
        given, family = str(content.get("given_name") or ""), str(content.get("family_name") or "")
        for name in (given, family, *several(content.get("other_names"))):
            own.add_name(name)
        own.add(f"{given} {family}", "A name")
        for phrase in own.phrases:
            found.setdefault(phrase, set()).add(role)
    roles = {phrase: next(iter(names)) if len(names) == 1 else SHARED for phrase, names in found.items()}
    return Roles(identity_of(notification), roles)


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
