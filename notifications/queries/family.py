"""The people of a form: those on it, and those taken off it who can be put back."""

from __future__ import annotations

from lscp.people.models import Person
from notifications.models import Notification
from notifications.queries.answers import KINDS_OF, PersonAnswers, load, opened
from notifications.wording import Section


def people(notification: Notification, *kinds: str) -> list[PersonAnswers]:
    """The people of a form of these kinds (all when none is given), with the documents about them."""
    return [one for one in load(notification).people if not kinds or one.person.kind in kinds]


def removed_people(notification: Notification, section: Section) -> list[PersonAnswers]:
    """The people who were taken off a section and about whom something was written."""
    rows = (
        Person.all_records.filter(
            case=notification.case_id, kind__in=KINDS_OF[section.repeats], removed_at__isnull=False
        )
        .exclude(identity=None)
        .select_related("identity__key")
        .order_by("kind", "number")
    )
    return [PersonAnswers(person, opened(person.identity)) for person in rows]
