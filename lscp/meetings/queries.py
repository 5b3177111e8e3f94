"""What the pages of meetings show. Everything starts from what the reader may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast

from lscp.accounts.models import Agency, GroupSeat, Membership, Seat, StandingGroup, User
from lscp.accounts.roles import OPENS_CASES
from lscp.cases import scope
from lscp.meetings import access
from lscp.meetings.aside import aside_at
from lscp.meetings.enums import Part, Presence
from lscp.meetings.models import Attendance, Meeting, MeetingAction, Minutes
from lscp.meetings.models.outcomes import RULE

PART_OF_SEAT = {
    Seat.MEMBER: Part.MEMBER,
    Seat.CHAIR: Part.CHAIR,
    Seat.DEPUTY: Part.DEPUTY,
    Seat.ADVISER: Part.ADVISER,
}

PARTS_FIRST = (Seat.CHAIR, Seat.MEMBER, Seat.DEPUTY, Seat.ADVISER)
"""As what somebody with several seats is there."""


@dataclass(frozen=True)
class Place:
    """One line of the attendance page: who was expected, and what is recorded about them."""

    person: User
    agency: Agency
    part: Part
    stands_in_for: User | None = None
    presence: str = ""
    is_aside: bool = False

    @property
    def words(self) -> str:
        """How the person sits: "Deputy for Police Rag", and whether they stepped aside."""
        words = f"Deputy for {self.stands_in_for}" if self.stands_in_for else str(self.part.label)
        return f"{words}. Stepped aside: takes no part" if self.is_aside else words


def meetings_of_case(user: Any, case: Any) -> QuerySet[Meeting]:
    """A case's meetings that the person may see, newest first."""
    return Meeting.visible_to(user).filter(case=case)


def groups_that_may_meet(user: Any, case: Any) -> list[StandingGroup]:
    """The groups of a case's partnership whose meetings about it the person may see."""
    groups = StandingGroup.objects.filter(partnership=case.partnership_id, kind__in=access.group_kinds())
    return [
        group
        for group in groups.select_related("partnership")
        if access.sees_meetings_of(user, group.kind, case)
    ]


def seats_on(meeting: Meeting) -> QuerySet[GroupSeat]:
    """Who has a place in the group on the day of the meeting."""
    return (
        GroupSeat.objects.on(meeting.day)
        .filter(group=meeting.group_id)
        .select_related("user", "agency", "deputy_for")
        .order_by("agency__name", "user__name")
    )


def places_of(meeting: Meeting) -> list[Place]:
    """Everybody expected, and everybody recorded who was not expected; one line each.

    Somebody who may not know of the case is left out, and is told nothing of it.
    """
    recorded = {row.person_id: row for row in attendance_of(meeting)}
    aside = aside_at(meeting)
    places = []
    for seat in _one_seat_each(meeting):
        row = recorded.pop(seat.user_id, None)
        if row is None and not may_see(seat.user, meeting):
            continue
        places.append(
            Place(
                seat.user, seat.agency, PART_OF_SEAT[Seat(seat.seat)], seat.deputy_for,
                row.presence if row else "", seat.user_id in aside,
            )
        )  # fmt: skip
    places += [
        Place(row.person, row.agency, Part(row.part), row.stands_in_for, row.presence, row.person_id in aside)
        for row in recorded.values()
    ]
    return places


def _one_seat_each(meeting: Meeting) -> list[GroupSeat]:
    """One seat of each person, the first of `PARTS_FIRST`: a member who is also in the chair sits as chair."""
    kept: dict[int, GroupSeat] = {}
    for seat in sorted(seats_on(meeting), key=lambda one: PARTS_FIRST.index(Seat(one.seat))):
        kept.setdefault(seat.user_id, seat)
    return sorted(kept.values(), key=lambda one: (one.agency.name, one.user.name))


def attendance_of(meeting: Meeting) -> QuerySet[Attendance]:
    """What is recorded about who was there."""
    return Attendance.all_records.filter(meeting=meeting).select_related("person", "agency", "stands_in_for")


def may_see(user: Any, meeting: Meeting) -> bool:
    """Whether somebody else may know of the meeting: messages go to nobody who may not."""
    return Meeting.visible_to(user).filter(pk=meeting.pk).exists()


def people_to_tell(meeting: Meeting) -> list[User]:
    """The group's people of the day, and others recorded as there, who may know of the meeting."""
    people = {seat.user_id: seat.user for seat in seats_on(meeting)}
    people |= {row.person_id: row.person for row in attendance_of(meeting)}
    return [person for person in people.values() if may_see(person, meeting)]


def people_who_may_come(meeting: Meeting) -> list[tuple[User, Agency, str]]:
    """People of the partnership on that day who may know of the meeting and have no place in it yet."""
    known = {place.person.pk for place in places_of(meeting)}
    held = (
        Membership.objects.on(meeting.day)
        .filter(partnership=meeting.partnership_id)
        .exclude(user__in=known)
        .select_related("user", "agency")
        .order_by("agency__name", "user__name")
    )
    found: dict[int, tuple[User, Agency, str]] = {}
    for membership in held:
        if membership.user_id not in found and may_see(membership.user, meeting):
            found[membership.user_id] = (membership.user, membership.agency, membership.get_role_display())
    return list(found.values())


def people_who_may_act(case: Any) -> list[tuple[User, Agency, str]]:
    """People of the case's partnership today to whom something about it may be given to do, by agency.

    Nobody who is shut out of the case, or whose role has nothing to do with cases.
    """
    held = (
        Membership.objects.today()
        .filter(partnership=case.partnership_id, role__in=OPENS_CASES)
        .select_related("user", "agency")
        .order_by("agency__name", "user__name", "role")
    )
    found = [(one.user, one.agency, one.get_role_display()) for one in held if one.user.is_active]
    let_in = {person.pk for person in scope.let_in([person for person, _, _ in found], case)}
    return [one for one in found if one[0].pk in let_in]


def absent_members(meeting: Meeting) -> list[Place]:
    """Members and chair who are not recorded as there or stepped aside: somebody may stand in for them."""
    return [
        place
        for place in places_of(meeting)
        if place.part in (Part.MEMBER, Part.CHAIR) and (place.presence != Presence.PRESENT or place.is_aside)
    ]


def minutes_with_text(meeting: Meeting) -> Minutes | None:
    """The minutes with what is needed to open them."""
    return (
        Minutes.all_records.filter(meeting=meeting)
        .select_related("content__key", "saved_by", "approved_by")
        .first()
    )


def open_actions_of(user: Any) -> QuerySet[MeetingAction]:
    """What a person still has to do after meetings, the most urgent first; with the case alone, as lists need."""
    mine = MeetingAction.visible_to(user).filter(owner=user, done_at=None, withdrawn_at=None)
    return mine.select_related(None).select_related("case").order_by("due_on", "number")


def clocks_q(user: Any) -> Q:
    """The clocks of the actions a person may see; nobody else on the case sees them."""
    mine = MeetingAction.visible_to(user).order_by().values(text=Cast("public_id", CharField()))
    return Q(rule_key=RULE, subject__in=mine)
