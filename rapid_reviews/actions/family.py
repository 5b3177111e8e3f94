"""Writing the family's diagram: people whom the review found, what is known of each, and how they belong together.

What the notification recorded is never altered here: what is typed goes before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max

from lscp.accounts.models import Agency
from lscp.kernel import clock
from lscp.kernel.access import OutOfScope, Stale, require
from lscp.kernel.scoping import ANY_VERSION, claim
from lscp.people import sealing
from lscp.people.models import Person, PersonKind
from rapid_reviews.actions.recording import record
from rapid_reviews.family_codes import WORKS_WITH, Tie
from rapid_reviews.models import AgencyRequest, FamilyFacts, FamilyTie, RapidReview
from rapid_reviews.policies import family as policies

TOUCHED = ("version", "changed_at", "changed_by")
NAMES = ("given_name", "family_name", "other_names")


@dataclass(frozen=True)
class Bond:
    """One line: two people by public identifier and what the one is to the other, or an agency and a person."""

    kind: str
    one: str
    other: str
    texts: Mapping[str, str]

    def put_on(self, tie: FamilyTie) -> None:
        """Set what the line joins.

        Raises:
            ValueError: somebody is not of this case, both are the same, or the agency was not asked.
        """
        tie.kind = WORKS_WITH if self.kind == WORKS_WITH else Tie(self.kind)
        if self.kind == WORKS_WITH:
            tie.person, tie.relative, tie.agency = (
                _person(tie.review, self.other),
                None,
                _agency(tie.review, self.one),
            )
            return
        if self.one == self.other:
            raise ValueError("Choose two different people")
        tie.person, tie.relative = _person(tie.review, self.one), _person(tie.review, self.other)
        tie.agency = None

    @property
    def document(self) -> dict[str, str]:
        """What is sealed."""
        return {key: str(text) for key, text in self.texts.items()}


@transaction.atomic
def add_person(
    public_id: Any, *, seen_version: int | None, names: Mapping[str, str], facts: Mapping[str, str], by: Any
) -> Person:
    """Add somebody whom the notification does not name. Their name joins the case's identity list."""
    del seen_version  # an addition never waits for anybody else's work
    review = claim(RapidReview, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_write_family(by, review), record=review)
    there = Person.all_records.filter(case=review.case, kind=PersonKind.FAMILY)
    person = Person.all_records.create(
        case=review.case, kind=PersonKind.FAMILY,
        number=(there.aggregate(most=Max("number"))["most"] or 0) + 1,
        identity=sealing.seal(review.case, {key: str(names.get(key) or "") for key in NAMES}, is_frozen=True),
    )  # fmt: skip
    _keep(review, person, facts, by=by)
    record("rapid_reviews.family_person_added", subject=review, by=by, person=str(person.public_id))
    return person


@transaction.atomic
def know(
    public_id: Any, *, seen_version: int | None, person_id: Any, seen_facts: int, facts: Mapping[str, str],
    names: Mapping[str, str], by: Any,
) -> FamilyFacts:  # fmt: skip
    """Keep what the review knows of a person; `names` only of somebody whom the review itself added.

    Raises `Stale` when somebody else did so since the page was opened (`seen_facts` is the version shown, or 0).
    """
    del seen_version
    review = claim(RapidReview, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_write_family(by, review), record=review)
    person = _person(review, person_id)
    there = FamilyFacts.all_records.filter(review=review, person=person).select_related("changed_by").first()
    if (there.version if there else 0) != seen_facts:
        who = str(there.changed_by) if there and there.changed_by else ""
        raise Stale(
            "What is known of this person was changed since you opened the page. Your text is below",
            record=review, by=who, at=there.changed_at if there else None,
        )  # fmt: skip
    if person.kind == PersonKind.FAMILY and names:
        document = {key: str(names.get(key) or "") for key in NAMES}
        person.identity = sealing.seal(review.case, document, is_frozen=True)
        person.save(update_fields=["identity"])
    found = _keep(review, person, facts, by=by, there=there)
    record("rapid_reviews.family_facts_kept", subject=review, by=by, person=str(person.public_id))
    return found


@transaction.atomic
def tie(public_id: Any, *, seen_version: int | None, bond: Bond, by: Any) -> FamilyTie:
    """Say how two people belong together, or with whom an agency works."""
    del seen_version
    review = claim(RapidReview, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_write_family(by, review), record=review)
    made = FamilyTie(
        case=review.case, partnership=review.partnership, review=review, made_by=by, changed_by=by
    )
    bond.put_on(made)
    made.content = sealing.seal(review.case, bond.document, is_frozen=True)
    made.save()
    record("rapid_reviews.family_tie_added", subject=made, by=by, kind=made.get_kind_display())
    return made


@transaction.atomic
def change_tie(public_id: Any, *, seen_version: int | None, bond: Bond, by: Any) -> FamilyTie:
    """Change a line. What it said before stays in its history."""
    found = claim(FamilyTie, public_id, by=by, seen_version=seen_version)
    require(policies.can_change_tie(by, found), record=found)
    bond.put_on(found)
    found.content = sealing.seal(found.case, bond.document, is_frozen=True)
    found.touch(by=by)
    found.save(update_fields=["person", "kind", "relative", "agency", "content", *TOUCHED])
    record("rapid_reviews.family_tie_changed", subject=found, by=by, kind=found.get_kind_display())
    return found


@transaction.atomic
def take_out_tie(public_id: Any, *, seen_version: int | None, reason: str, by: Any) -> FamilyTie:
    """Take a line out, with the reason. It stays on the record."""
    found = claim(FamilyTie, public_id, by=by, seen_version=seen_version)
    require(policies.can_change_tie(by, found), record=found)
    found.taken_out_at, found.taken_out_by = clock.now(), by
    found.taken_out_because = sealing.seal(found.case, reason, is_frozen=True)
    found.touch(by=by)
    found.save(update_fields=["taken_out_at", "taken_out_by", "taken_out_because", *TOUCHED])
    record("rapid_reviews.family_tie_taken_out", subject=found, by=by, kind=found.get_kind_display())
    return found


def _keep(
    review: RapidReview,
    person: Person,
    facts: Mapping[str, str],
    *,
    by: Any,
    there: FamilyFacts | None = None,
) -> FamilyFacts:
    content = sealing.seal(review.case, {key: str(text) for key, text in facts.items()}, is_frozen=True)
    if there is None:
        made: FamilyFacts = FamilyFacts.all_records.create(
            case=review.case, partnership=review.partnership, review=review, person=person, content=content,
            made_by=by, changed_by=by,
        )  # fmt: skip
        return made
    there.content = content
    there.touch(by=by)
    there.save(update_fields=["content", *TOUCHED])
    return there


def _person(review: RapidReview, public_id: Any) -> Person:
    found = Person.all_records.filter(case=review.case_id, public_id=public_id, removed_at=None).first()
    if found is None:
        raise OutOfScope
    return found


def _agency(review: RapidReview, public_id: str) -> Agency:
    found = Agency.objects.filter(
        public_id=public_id, pk__in=AgencyRequest.all_records.filter(review=review).values("agency")
    ).first()
    if found is None:
        raise ValueError("Choose an agency that was asked")
    return found
