"""Steps around a meeting of the Review Advisory Group."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lscp.accounts.models import GroupKind, StandingGroup
from lscp.deadlines.calendar import england_and_wales
from lscp.demo.stories.acts import Act
from lscp.demo.stories.scene import Scene
from lscp.kernel import clock
from lscp.meetings import actions, queries
from lscp.meetings.models import Meeting

TEXT = (
    "1. The group read the form and the police summary.\n"
    "2. All three tests were talked about one by one. The partners gave their own views in writing.\n"
    "3. Both children are safe tonight. The police will tell the group of any arrest."
)
REASONS = (
    "The child died, neglect is known, and the partners agree that all three tests are met. "
    "Nobody saw it differently."
)


AGENDA = "What is known\nThe three tests\nSafety of the children"


@dataclass(frozen=True)
class Outcome:
    """What a meeting's minutes say: the text, one decision with its reasons, one action and who takes it."""

    text: str
    decision: str
    reasons: str
    action: str
    owner: str = "rag@police.example"


ADVICE = Outcome(
    TEXT,
    "The partners advise the authority to notify the national Panel.",
    REASONS,
    "Tell the group of any arrest.",
)


def call(*, days_ahead: int, time: str, agenda: str = AGENDA) -> Act:
    """The Business Unit calls a meeting so many working days ahead."""

    def act(scene: Scene) -> None:
        group = StandingGroup.objects.get(partnership=scene.partnership, kind=GroupKind.RAG)
        day = england_and_wales().add(clock.today(), days_ahead)
        starts = dt.datetime.combine(day, dt.time.fromisoformat(time), tzinfo=clock.LONDON)
        actions.call_meeting(
            scene.notification.case,
            group,
            starts_at=starts,
            place="Demonstration House, room 2 (fictional)",
            agenda=agenda,
            by=scene.unit,
        )

    return act


def meeting_of(scene: Scene) -> Meeting:
    """The story's newest meeting."""
    return Meeting.all_records.filter(case=scene.notification.case).order_by("-starts_at")[0]


def hold(scene: Scene) -> None:
    """Record who was there; members and the chair came, deputies did not."""
    meeting = meeting_of(scene)
    presence = {}
    for place in queries.places_of(meeting):
        came = place.stands_in_for is None
        presence[place.person.pk] = "present" if came else "apologies"
    actions.record_attendance(
        meeting.public_id,
        seen_version=meeting.version,
        presence=presence,
        chaired_by=_chair(meeting),
        by=scene.unit,
    )


def send_minutes(scene: Scene) -> None:
    """Write the minutes of the meeting before the notification, and send them round."""
    write_minutes(ADVICE)(scene)


def write_minutes(outcome: Outcome) -> Act:
    """Write the minutes with a decision and an action, and send them round."""

    def act(scene: Scene) -> None:
        meeting = meeting_of(scene)
        actions.save_minutes(meeting.public_id, seen_version=0, text=outcome.text, by=scene.unit)
        meeting = meeting_of(scene)
        actions.record_decision(
            meeting.public_id,
            seen_version=meeting.version,
            text=outcome.decision,
            rationale=outcome.reasons,
            by=scene.unit,
        )
        meeting = meeting_of(scene)
        owner = scene.person(outcome.owner)
        actions.give_action(
            meeting.public_id,
            seen_version=meeting.version,
            what=outcome.action,
            agency=scene.agency_of(owner.email),
            owner=owner,
            due_on=clock.today() + dt.timedelta(days=14),
            by=scene.unit,
        )
        meeting = meeting_of(scene)
        actions.circulate_minutes(meeting.public_id, seen_version=meeting.version, by=scene.unit)

    return act


def approve(scene: Scene) -> None:
    """The chair approves the minutes; they are locked."""
    meeting = meeting_of(scene)
    actions.approve_minutes(meeting.public_id, seen_version=meeting.version, by=meeting.chaired_by)


def _chair(meeting: Meeting):  # type: ignore[no-untyped-def]
    """Whoever sits in the chair on the day."""
    seats = queries.seats_on(meeting).filter(seat="chair")
    return seats[0].user
