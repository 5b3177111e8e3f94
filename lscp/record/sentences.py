"""One entry of the record as a sentence: who, as what, did what, when and why. No queries."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from lscp.accounts.roles import Role
from lscp.audit import verbs
from lscp.audit.models import AuditEvent
from lscp.kernel.clock import london_date
from lscp.kernel.dates import british_datetime, british_time
from lscp.messaging.models import OutboundMessage
from lscp.messaging.presentation import subject_of
from lscp.web.components import TimelineEntry

MOST_NAMED: Final = 4
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


def of_sitting(events: Sequence[AuditEvent]) -> Sentence:
    """What one person saved in one sitting, from when until when (London time)."""
    first, last = events[0], events[-1]
    told = of_event(last)
    span = f", {_span(first.at, last.at)}" if len(events) > 1 else ""
    try:
        what = verbs.get(last.verb).present_sitting([event.data for event in events], span)
    except LookupError:
        what = told.what + span
    return replace(told, what=what)


def _span(first: dt.datetime, last: dt.datetime) -> str:
    """From when until when; with the day where it began on another one."""
    begun = british_time(first) if london_date(first) == london_date(last) else british_datetime(first)
    return f"{begun} to {british_time(last)}"


def of_messages(told: Sequence[OutboundMessage]) -> Sentence:
    """What was sent to whom at once, and whether it left. Who is told the service works out from the roles."""
    people = sorted(str(message.recipient) for message in told)
    shown = ", ".join(people[:MOST_NAMED])
    if len(people) > MOST_NAMED:
        shown += f" and {len(people) - MOST_NAMED} more"
    states = Counter(message.get_status_display().lower() for message in told)
    state = ", ".join(
        word if count == len(told) else f"{count} {word}" for word, count in sorted(states.items())
    )
    what = f"told {shown}: {subject_of(told[0])} ({state})"
    return Sentence(min(m.queued_at for m in told), "The service", "", what, "", verbs.Kind.MESSAGE.value)


def roles_of(event: AuditEvent) -> str:
    """In which roles and for which agencies the person acted then: "Partnership manager at Business Unit"."""
    titles = dict(Role.choices)
    held = [f"{titles.get(role, role)} at {agency}" for role, agency in event.actor_roles]
    return " and ".join(dict.fromkeys(held))


def verbs_of(kinds: Sequence[str]) -> list[str]:
    """The verbs of these kinds."""
    return [name for name, verb in verbs.all_verbs().items() if verb.kind.value in kinds]
