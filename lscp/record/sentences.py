"""One entry of the record as a sentence: who, as what, did what, when and why. No queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lscp.accounts.roles import Role
from lscp.audit import verbs
from lscp.audit.models import AuditEvent
from lscp.kernel.dates import british_datetime
from lscp.messaging.models import OutboundMessage
from lscp.messaging.presentation import subject_of
from lscp.web.components import TimelineEntry

KINDS: dict[str, str] = {
    verbs.Kind.CHANGE.value: "Changes",
    verbs.Kind.DECISION.value: "Decisions",
    verbs.Kind.READING.value: "Reading",
    verbs.Kind.MESSAGE.value: "Messages",
    verbs.Kind.REFUSAL.value: "Refused attempts",
    verbs.Kind.SYSTEM.value: "What the service did by itself",
}


@dataclass(frozen=True)
class Sentence:
    """One line of a timeline."""

    at: Any
    who: str
    roles: str
    what: str
    why: str
    kind: str
    reference: str = ""

    def as_entry(self) -> TimelineEntry:
        """For the timeline on a page."""
        by = f"{self.who}, {self.roles}" if self.roles else self.who
        title = self.what[:1].upper() + self.what[1:]
        return TimelineEntry(title, by, self.at, f"Reason: {self.why}" if self.why else "")

    def as_row(self) -> list[str]:
        """For a file."""
        return [british_datetime(self.at), self.who, self.roles, self.what, self.why, KINDS[self.kind]]


FILE_HEADINGS = ["When (London time)", "Who", "Role and agency", "What", "Why", "Kind"]


def of_event(event: AuditEvent, *, hide_reference: bool = False) -> Sentence:
    """What one entry says; a verb that no longer exists is shown by its name rather than left out."""
    try:
        verb = verbs.get(event.verb)
        what, kind = verb.present(event.data), verb.kind.value
    except LookupError:
        what, kind = event.verb.replace(".", ": ").replace("_", " "), verbs.Kind.CHANGE.value
    return Sentence(
        event.at, event.actor_name, roles_of(event), what, event.reason, kind,
        "" if hide_reference else event.reference,
    )  # fmt: skip


def of_message(message: OutboundMessage) -> Sentence:
    """What was sent to whom, and whether it left. Who is told is decided by the service, from the roles."""
    state = message.get_status_display().lower()
    return Sentence(
        message.queued_at, "The service", "",
        f"told {message.recipient}: {subject_of(message)} ({state})", "", verbs.Kind.MESSAGE.value,
    )  # fmt: skip


def roles_of(event: AuditEvent) -> str:
    """In which roles and for which agencies the person acted then: "Partnership manager at Business Unit"."""
    titles = dict(Role.choices)
    held = [f"{titles.get(role, role)} at {agency}" for role, agency in event.actor_roles]
    return " and ".join(dict.fromkeys(held))


def verbs_of(kinds: Sequence[str]) -> list[str]:
    """The verbs of these kinds."""
    return [name for name, verb in verbs.all_verbs().items() if verb.kind.value in kinds]
