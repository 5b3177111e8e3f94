"""Steps around a meeting of the Review Advisory Group."""

from __future__ import annotations

import datetime as dt

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


def call(*, days_ahead: int, time: str) -> Act:
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
            agenda="What is known\nThe three tests\nSafety of the children",
            by=scene.unit,
        )

    return act


def meeting_of(scene: Scene) -> Meeting:
    """The story's meeting."""
    return Meeting.all_records.get(case=scene.notification.case)


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
    """Write the minutes with a decision and an action, and send them round."""
    meeting = meeting_of(scene)
    actions.save_minutes(meeting.public_id, seen_version=0, text=TEXT, by=scene.unit)
    meeting = meeting_of(scene)
    text = "The partners advise the authority to notify the national Panel."
    actions.record_decision(
        meeting.public_id, seen_version=meeting.version, text=text, rationale=REASONS, by=scene.unit
    )
    meeting = meeting_of(scene)
    owner = scene.person("rag@police.example")
    actions.give_action(
        meeting.public_id,
        seen_version=meeting.version,
        what="Tell the group of any arrest.",
        agency=scene.agency_of(owner.email),
        owner=owner,
        due_on=clock.today() + dt.timedelta(days=14),
        by=scene.unit,
    )
    meeting = meeting_of(scene)
    actions.circulate_minutes(meeting.public_id, seen_version=meeting.version, by=scene.unit)


def approve(scene: Scene) -> None:
    """The chair approves the minutes; they are locked."""
    meeting = meeting_of(scene)
    actions.approve_minutes(meeting.public_id, seen_version=meeting.version, by=meeting.chaired_by)


def _chair(meeting: Meeting):  # type: ignore[no-untyped-def]
    """Whoever sits in the chair on the day."""
    seats = queries.seats_on(meeting).filter(seat="chair")
    return seats[0].user
