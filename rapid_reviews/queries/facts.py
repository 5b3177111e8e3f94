"""The facts an agency needs to search its records: who the people are, and nothing else of the notification.

Taken from the notification as it was last sent, never from what is being typed. Source: docs/sources.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lscp.people.models import PersonKind
from notifications.models import Notification
from notifications.queries import summary
from notifications.queries.pack import document_of

SOUGHT: Final = (PersonKind.CHILD, PersonKind.SIBLING, PersonKind.HOUSEHOLD)
ITEMS: Final = ("given_name", "family_name", "other_names", "birth_date", "due_date", "address")


@dataclass(frozen=True)
class SoughtPerson:
    """One person to look for, with what is known of them by question."""

    title: str
    name: str
    rows: tuple[summary.AnswerRow, ...]


def people_sought(notification: Notification) -> list[SoughtPerson]:
    """The children, brothers and sisters and household adults, with names, birth dates and addresses."""
    document = document_of(notification)
    if "people" not in document:
        return []
    kinds = {one["id"]: one["kind"] for one in document["people"]}
    return [
        SoughtPerson(group.title, group.name, tuple(row for row in group.rows if _is_needed(row)))
        for section in summary.rows_of(document)
        for group in section.groups
        if kinds.get(group.person_id) in SOUGHT
    ]


def _is_needed(row: summary.AnswerRow) -> bool:
    return row.is_answered and row.key.rpartition("/")[2] in ITEMS
