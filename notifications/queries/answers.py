"""Reading the form: the answers as they stand, what others take from them, and the document to freeze.

Whoever calls these has fetched the notification from what the reader may see.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from lscp.accounts.kinds import AgencyKind
from lscp.accounts.models import Agency, User
from lscp.deadlines.compute import Moment
from lscp.deadlines.enums import FactKind
from lscp.kernel.dates import DayAndTime
from lscp.people.models import Person, PersonKind, Relationship, SealedValue, SealingKey
from notifications import wording
from notifications.models import Notification, SectionAnswers
from notifications.wording import Edition, Repeats, Section
from notifications.wording.stored import Document, decoded, frozen

KINDS_OF = {
    Repeats.CHILD: (PersonKind.CHILD,),
    Repeats.FAMILY: (PersonKind.SIBLING, PersonKind.HOUSEHOLD, PersonKind.OTHER),
}
SOURCE = "The notification form"


@dataclass(frozen=True)
class PersonAnswers:
    """A person of the form with the opened document about them."""

    person: Person
    content: Document

    @property
    def id(self) -> str:
        """The public identifier, as documents and addresses use it."""
        return str(self.person.public_id)

    @property
    def name(self) -> str:
        """The name as written; empty while there is none."""
        return name_of(self.content)


@dataclass
class Form:
    """A whole form as it stands: edition, the sections' documents, the people and how they are related."""

    notification: Notification
    edition: Edition
    rows: dict[str, SectionAnswers]
    content: dict[str, Document]
    people: list[PersonAnswers]
    relationships: list[Relationship] = field(default_factory=list)
    agencies: list[tuple[str, str]] = field(default_factory=list)
    source: SealedValue | None = None
    """Where the facts of the form come from, in words that were sealed with its version."""

    @property
    def offered(self) -> dict[str, list[tuple[str, str]]]:
        """What the partnership offers to choose from."""
        return {"agencies": self.agencies}

    @property
    def children(self) -> list[PersonAnswers]:
        """The children the incident is about, in order."""
        return [one for one in self.people if one.person.kind == PersonKind.CHILD]

    def people_of(self, section: Section) -> list[PersonAnswers]:
        """The people a repeating section is filled in for, children first."""
        kinds = KINDS_OF.get(section.repeats, ())
        return [one for one in self.people if one.person.kind in kinds]

    @property
    def sealing_key(self) -> SealingKey | None:
        """The case's key, read with what it opens; None while nothing is written."""
        sealed = (row.content for row in self.rows.values() if row.content)
        first = next(sealed, None)
        return first.key if first else None

    def revision(self, section: str) -> int:
        """How often a section was saved."""
        row = self.rows.get(section)
        return row.revision if row else 0


def opened(sealed: Any) -> Document:
    """The document in a sealed value; empty for none, and where the case was disposed of."""
    found = sealed.open() if sealed is not None else None
    return found if isinstance(found, dict) else {}


def load(notification: Notification) -> Form:
    """Everything written so far; four queries."""
    edition = wording.edition(notification.form_edition)
    rows = SectionAnswers.all_records.filter(notification=notification).select_related(
        "content__key", "saved_by"
    )
    found = {row.section: row for row in rows}
    people = list(
        Person.all_records.filter(case=notification.case_id, removed_at=None)
        .exclude(kind=PersonKind.FAMILY)
        .select_related("identity__key")
        .order_by("added_at", "pk")
    )
    order = {kind: place for place, kind in enumerate(PersonKind.values)}
    return Form(
        notification=notification,
        edition=edition,
        rows=found,
        content={key: opened(row.content) for key, row in found.items()},
        people=sorted(
            (PersonAnswers(person, opened(person.identity)) for person in people),
            key=lambda one: (order[one.person.kind], one.person.number),
        ),
        relationships=_relationships(notification) if len(people) > 1 else [],
        agencies=offered_agencies(notification),
    )


def _relationships(notification: Notification) -> list[Relationship]:
    """How the people are related, those taken out of the form apart."""
    rows = Relationship.all_records.filter(
        case=notification.case_id, person__removed_at=None, relative__removed_at=None
    )
    return list(rows.select_related("person", "relative"))


def offered_agencies(record: Any) -> list[tuple[str, str]]:
    """The agencies of the partnership to choose from, by public identifier and name."""
    around = (AgencyKind.BUSINESS_UNIT, AgencyKind.INDEPENDENT)  # who never works with a family
    places = record.partnership.places.today().exclude(agency__kind__in=around).select_related("agency")
    return sorted(
        ((str(place.agency.public_id), place.agency.name) for place in places), key=lambda pair: pair[1]
    )


def read(notification: Notification, section: str) -> Document:
    """The stored answers of one section; keys that begin with "_" are book-keeping."""
    row = (
        SectionAnswers.all_records.filter(notification=notification, section=section)
        .select_related("content__key")
        .first()
    )
    return opened(row.content) if row else {}


def answer(notification: Notification, section: str, key: str, default: Any = None) -> Any:
    """One stored answer."""
    return read(notification, section).get(key, default)


def name_of(identity: Document) -> str:
    """Given and family name as written; empty while there is none."""
    return " ".join(
        str(identity[key]).strip() for key in ("given_name", "family_name") if identity.get(key)
    ).strip()


# What others take from the form


def snapshot(notification: Notification) -> dict[str, Any]:
    """The whole form as one document, for a version that never changes."""
    return snapshot_of(load(notification))


def snapshot_of(form: Form) -> dict[str, Any]:
    """The same from a form already read."""
    chosen = form.content.get("agencies", {}).get("agencies_known", [])
    return {
        "edition": form.edition.key,
        "sections": {
            section.key: frozen(form.content.get(section.key, {})) for section in form.edition.sections
        },
        "people": [
            {
                "id": one.id,
                "kind": one.person.kind,
                "number": one.person.number,
                "is_unborn": one.person.is_unborn,
                "identity": frozen(one.content),
            }
            for one in form.people
        ],
        "relationships": [
            {
                "person": str(row.person.public_id),
                "relative": str(row.relative.public_id),
                "kind": row.kind,
                "parental_responsibility": row.has_parental_responsibility,
            }
            for row in form.relationships
        ],
        "labels": _names_of_agencies(form, chosen) | _names_of_leads(form),
    }


def _names_of_agencies(form: Form, chosen: list[str]) -> dict[str, str]:
    """The names of the agencies that were chosen, also of those no longer offered."""
    offered = dict(form.agencies)
    gone = Agency.objects.filter(public_id__in=[key for key in chosen if key not in offered])
    names = offered | {str(agency.public_id): agency.name for agency in gone}
    return {key: names[key] for key in chosen if key in names}


def _names_of_leads(form: Form) -> dict[str, str]:
    """The names of the leads who may be involved, as they stood."""
    chosen = form.content.get("agreement", {}).get("leads_involved")
    return (
        {str(one.public_id): str(one) for one in User.objects.filter(public_id__in=chosen)} if chosen else {}
    )


def coded_facts_of(form: Form) -> dict[str, Any]:
    """The answers of a form that identify nobody, as the notification's own columns hold them."""
    about, criteria = form.content.get("about", {}), form.content.get("criteria", {})
    return {
        "route": about.get("route", ""),
        "kinds": about.get("kinds", []),
        "abuse": criteria.get("abuse", ""),
        "harm": criteria.get("harm", ""),
        "place": criteria.get("place", ""),
        "voice": form.content.get("voice", {}).get("voice", ""),
        "children_count": len(form.children),
    }


@dataclass(frozen=True)
class HappenedFact:
    """Something the form says happened, ready for the clocks' own record of facts."""

    kind: FactKind
    moment: Moment
    source: str = SOURCE
    sudden: str = ""


def moments_of(form: Form) -> list[HappenedFact]:
    """When the agency and the local authority became aware and when a child died, as far as the form says it."""
    about, incident = form.content.get("about", {}), form.content.get("incident", {})
    found = [_fact(FactKind.AGENCY_AWARE, about.get("agency_aware"))]
    if about.get("la_knows") == "yes":
        found.append(_fact(FactKind.LA_AWARE, about.get("la_aware")))
    if incident.get("child_died") == "yes":
        found.append(_fact(FactKind.DEATH, incident.get("death_at"), sudden=incident.get("sudden", "")))
    return [fact for fact in found if fact is not None]


def _fact(kind: FactKind, stored: Any, sudden: str = "") -> HappenedFact | None:
    when = decoded(wording.Kind.DATE_TIME, stored)
    return HappenedFact(kind, moment_of(when), sudden=sudden) if when is not None else None


def moment_of(when: DayAndTime) -> Moment:
    """The moment of a typed day and time; only the day when the time is not known."""
    return Moment(when.day, when.instant.astimezone(dt.UTC) if when.time_is_known else None)


def is_colleague_involved(notification: Notification) -> bool:
    """Whether somebody involved is a colleague or may use this service, or the author cannot rule it out."""
    return involves_colleague(read(notification, "first"))


def colleague_of(form: Form) -> bool:
    """The same from a form already read."""
    return involves_colleague(form.content.get("first", {}))


def involves_colleague(first: Document) -> bool:
    """The same from the answers of the first section."""
    return first.get("colleague_involved") in {"yes", "unsure"}


def agencies_involved(notification: Notification) -> tuple[list[Agency], str]:
    """The partnership's agencies that know the child or family, and what was written about others."""
    content = read(notification, "agencies")
    chosen = Agency.objects.filter(
        public_id__in=content.get("agencies_known", []), partnerships=notification.partnership
    )
    return list(chosen), content.get("agencies_other", "")
