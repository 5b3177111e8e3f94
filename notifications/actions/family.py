"""Adding people to the form, taking them off and putting them back. Nobody is ever deleted."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max

from lscp.audit import service as audit
from lscp.kernel import clock
from lscp.kernel.access import OutOfScope, require
from lscp.kernel.scoping import ANY_VERSION, claim
from lscp.people.models import Person, PersonKind
from notifications.actions.answers import locked_section, note_saved
from notifications.models import Notification
from notifications.policies import form as policies

SECTION_OF = {
    PersonKind.CHILD: "children",
    PersonKind.SIBLING: "family",
    PersonKind.HOUSEHOLD: "family",
    PersonKind.OTHER: "family",
}


@transaction.atomic
def add_person(public_id: Any, kind: str, *, by: Any) -> Person:
    """Add a person of this kind. While one is there about whom nothing is written, that one is given.

    So a button pressed twice adds one person.
    """
    kind = PersonKind(kind)
    notification = claim(Notification, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_write(by, notification), record=notification)
    row = locked_section(notification, SECTION_OF[kind])
    people = Person.all_records.filter(case=notification.case, kind=kind)
    blank = people.filter(identity=None, removed_at=None).first()
    if blank is not None:
        return blank
    highest = people.aggregate(highest=Max("number"))["highest"] or 0
    person = Person.all_records.create(case=notification.case, kind=kind, number=highest + 1)
    note_saved(row, by=by)
    audit.record(
        "notifications.person_added",
        subject=notification,
        by=by,
        kind=kind.value,
        person=str(person.public_id),
    )
    return person


@transaction.atomic
def remove_person(public_id: Any, person_id: Any, *, by: Any) -> Person:
    """Take a person off the form. What was written about them is kept, and they can be put back."""
    return _set_removed(public_id, person_id, by=by, removed=True)


@transaction.atomic
def put_back(public_id: Any, person_id: Any, *, by: Any) -> Person:
    """Put a person back on the form, as they were."""
    return _set_removed(public_id, person_id, by=by, removed=False)


def _set_removed(public_id: Any, person_id: Any, *, by: Any, removed: bool) -> Person:
    notification = claim(Notification, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_write(by, notification), record=notification)
    person = Person.all_records.filter(case=notification.case, public_id=person_id).first()
    if person is None:
        raise OutOfScope
    row = locked_section(notification, SECTION_OF[PersonKind(person.kind)])
    if (person.removed_at is not None) == removed:
        return person
    person.removed_at = clock.now() if removed else None
    person.save(update_fields=["removed_at"])
    note_saved(row, by=by)
    verb = "notifications.person_removed" if removed else "notifications.person_put_back"
    audit.record(verb, subject=notification, by=by, kind=person.kind, person=str(person.public_id))
    return person
