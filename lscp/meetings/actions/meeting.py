"""Calling, moving and cancelling a meeting; its agenda and papers; who was there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from lscp.accounts.models import Agency, StandingGroup, User
from lscp.audit import service as audit
from lscp.cases.compartments import casework
from lscp.cases.models import Case
from lscp.kernel import clock
from lscp.kernel.access import OutOfScope, require
from lscp.kernel.dates import british_datetime
from lscp.kernel.events import publish
from lscp.kernel.scoping import ANY_VERSION, claim, refuse_stale
from lscp.meetings import access, papers, policies, queries
from lscp.meetings.enums import MeetingStatus, Part, Presence
from lscp.meetings.events import MeetingHeld
from lscp.meetings.models import Attendance, Meeting, MeetingChange, Paper, QuorumSetting
from lscp.meetings.quorum import partners_on, quorum_of
from lscp.messaging import service as messaging
from lscp.people.models import SealedValue
from lscp.people.sealing import seal, seal_many
from lscp.people.typed import text_of


@transaction.atomic
def call_meeting(
    case: Case,
    group: StandingGroup,
    *,
    starts_at: dt.datetime,
    minutes_long: int = 60,
    place: str = "",
    link: str = "",
    agenda: str = "",
    by: Any,
) -> Meeting:
    """Call a meeting of a group about a case, and tell its people (reference and day only).

    Raises `OutOfScope` when the caller may not see the group's meetings about this case, `ValueError` for
    a moment that has passed or when there is neither place nor link.
    """
    if group.partnership_id != case.partnership_id or not access.sees_meetings_of(by, group.kind, case):
        raise OutOfScope
    require(policies.can_call_meeting(by, group, case))
    _check_when_and_where(starts_at, place, link)
    meeting = Meeting(
        case=case, partnership=case.partnership, group=group, starts_at=starts_at, place=_sealed(case, place),
        link=_sealed(case, link), minutes_long=minutes_long, called_by=by, changed_by=by,
    )  # fmt: skip
    items = _items(agenda)
    if items:
        meeting.agenda = seal(case, items)
    meeting.save(force_insert=True)
    _record("meetings.meeting_called", meeting, by, group=group.name)
    _tell("meeting_called", meeting, f"meeting_called:{meeting.public_id}")
    return meeting


@transaction.atomic
def change_meeting(
    public_id: Any,
    *,
    seen_version: int | None,
    starts_at: dt.datetime,
    minutes_long: int,
    place: str,
    link: str,
    reason: str,
    by: Any,
) -> Meeting:
    """Move a meeting or change its place, with a reason; its people are told.

    Raises `ValueError` when nothing is different, or as `call_meeting` does.
    """
    meeting = claim(Meeting, public_id, by=by, seen_version=seen_version)
    require(policies.can_change_meeting(by, meeting), record=meeting)
    _check_when_and_where(starts_at, place, link)
    old = {
        "starts_at": meeting.starts_at, "minutes_long": meeting.minutes_long, "place": text_of(meeting.place),
        "link": text_of(meeting.link),
    }  # fmt: skip
    new = {"starts_at": starts_at, "minutes_long": minutes_long, "place": place, "link": link}
    what = {name: [_text(old[name]), _text(new[name])] for name in new if old[name] != new[name]}
    if not what:
        raise ValueError("Nothing is different. Change the time or the place, or go back")
    meeting.starts_at, meeting.minutes_long = starts_at, minutes_long
    for name, text in (("place", place), ("link", link)):
        if name in what:
            setattr(meeting, name, _sealed(meeting.case, text))
    _keep_change(meeting, what, reason, by)
    meeting.touch(by=by)
    meeting.save()
    fields = ", ".join(sorted(name.replace("_", " ") for name in what))
    _record("meetings.meeting_changed", meeting, by, group=meeting.group.name, fields=fields)
    _tell("meeting_changed", meeting, f"meeting_changed:{meeting.public_id}:{meeting.version}")
    return meeting


@transaction.atomic
def cancel_meeting(public_id: Any, *, seen_version: int | None, reason: str, by: Any) -> Meeting:
    """Cancel a meeting that has not been held; its people are told."""
    meeting = claim(Meeting, public_id, by=by, seen_version=seen_version)
    require(policies.can_change_meeting(by, meeting), record=meeting)
    meeting.status = MeetingStatus.CANCELLED
    _keep_change(meeting, {"status": [MeetingStatus.CALLED.value, MeetingStatus.CANCELLED.value]}, reason, by)
    meeting.touch(by=by)
    meeting.save()
    _record("meetings.meeting_cancelled", meeting, by, group=meeting.group.name)
    _tell("meeting_cancelled", meeting, f"meeting_cancelled:{meeting.public_id}")
    return meeting


@transaction.atomic
def write_agenda(public_id: Any, *, seen_version: int | None, agenda: str, by: Any) -> Meeting:
    """Write the agenda, one item a line."""
    meeting = claim(Meeting, public_id, by=by, seen_version=seen_version)
    require(policies.can_prepare_meeting(by, meeting), record=meeting)
    items = _items(agenda)
    meeting.agenda = seal(meeting.case, items, replacing=meeting.agenda)
    meeting.touch(by=by)
    meeting.save()
    _record("meetings.agenda_written", meeting, by, items=len(items))
    return meeting


@transaction.atomic
def add_paper(public_id: Any, *, seen_version: int | None, title: str, path: str, by: Any) -> Paper:
    """Add a paper: a page of this product, or a file of the case. Whoever opens it is asked there whether they may.

    Raises `ValueError` for an address outside this product, and for a file that is not of this case, that the
    caller may not read, or that was not found safe.
    """
    meeting = claim(Meeting, public_id, by=by, seen_version=seen_version)
    require(policies.can_prepare_meeting(by, meeting), record=meeting)
    if not path.startswith("/") or path.startswith("//"):
        raise ValueError("Choose a page of this service")
    if not papers.may_offer(by, meeting.case, path):
        raise ValueError("Choose a file of this case that you may read and that passed the virus check")
    number = Paper.all_records.filter(meeting=meeting).count() + 1
    paper = Paper.all_records.create(meeting=meeting, number=number, title=title, path=path, added_by=by)
    meeting.touch(by=by)
    meeting.save()
    _record("meetings.paper_added", meeting, by, number=number)
    return paper


@transaction.atomic
def take_out_paper(public_id: Any, *, seen_version: int | None, number: int, by: Any) -> Paper:
    """Take a paper out; its number is not given again. Raises `OutOfScope` when there is no such paper."""
    meeting = claim(Meeting, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_prepare_meeting(by, meeting), record=meeting)
    refuse_stale(meeting, seen_version)
    paper = Paper.all_records.filter(meeting=meeting, number=number, taken_out_at=None).first()
    if paper is None:
        raise OutOfScope
    paper.taken_out_at = clock.now()
    paper.save(update_fields=["taken_out_at"])
    meeting.touch(by=by)
    meeting.save()
    _record("meetings.paper_taken_out", meeting, by, number=number)
    return paper


@transaction.atomic
def record_attendance(
    public_id: Any,
    *,
    seen_version: int | None,
    presence: Mapping[int, str],
    chaired_by: User | None,
    others_present: str = "",
    by: Any,
) -> Meeting:
    """Record who was there, who sent apologies, who stood in, and who chaired. The meeting counts as held.

    `presence` maps the keys of the people expected to a `Presence`. Raises `ValueError` when somebody
    expected has no answer, when a deputy and the member are both there (unless the member stepped aside), or
    when the chair was not there or had stepped aside.
    """
    meeting = claim(Meeting, public_id, by=by, seen_version=seen_version)
    require(policies.can_record_attendance(by, meeting), record=meeting)
    places = queries.places_of(meeting)
    _check_attendance(places, presence, chaired_by)
    for place in places:
        part = place.part
        if chaired_by is not None and place.person.pk == chaired_by.pk and part == Part.MEMBER:
            part = Part.CHAIR
        Attendance.all_records.update_or_create(
            meeting=meeting,
            person=place.person,
            defaults={
                "agency": place.agency,
                "part": part,
                "presence": presence[place.person.pk],
                "stands_in_for": place.stands_in_for,
                "recorded_at": clock.now(),
                "recorded_by": by,
            },
        )
    meeting.chaired_by = chaired_by
    if others_present or meeting.others_present:
        meeting.others_present = seal(meeting.case, others_present, replacing=meeting.others_present)
    is_first = meeting.status != MeetingStatus.HELD
    meeting.status = MeetingStatus.HELD
    meeting.touch(by=by)
    meeting.save()
    there = sum(1 for place in places if presence[place.person.pk] == Presence.PRESENT)
    quorum = "met" if quorum_of(meeting).is_met else "not met"
    _record("meetings.attendance_recorded", meeting, by, present=there, quorum=quorum)
    if is_first:
        publish(MeetingHeld(meeting.pk, by.pk))
    return meeting


@transaction.atomic
def add_person(
    public_id: Any,
    *,
    seen_version: int | None,
    person: User,
    agency: Agency,
    stands_in_for: User | None = None,
    part: str = Part.GUEST,
    by: Any,
) -> Attendance:
    """Add somebody without a seat who came: as deputy for an absent member, as adviser, or in attendance.

    Raises `ValueError` when a deputy is of another agency than the person they stand in for, or when the
    person may not know of the meeting.
    """
    meeting = claim(Meeting, public_id, by=by, seen_version=seen_version)
    require(policies.can_record_attendance(by, meeting), record=meeting)
    may_come = {(one.pk, theirs.pk) for one, theirs, _role in queries.people_who_may_come(meeting)}
    if (person.pk, agency.pk) not in may_come:
        raise ValueError("Choose somebody who may see this case and is not on the list yet")
    if (part == Part.DEPUTY) is not (stands_in_for is not None):
        raise ValueError("Say for whom the deputy came")
    if stands_in_for is not None:
        absent = {place.person.pk: place.agency.pk for place in queries.absent_members(meeting)}
        if absent.get(stands_in_for.pk) != agency.pk:
            raise ValueError("A deputy stands in for a member of their own agency who was not there")
    row = Attendance.all_records.create(
        meeting=meeting, person=person, agency=agency, part=part, presence=Presence.PRESENT,
        stands_in_for=stands_in_for, recorded_by=by,
    )  # fmt: skip
    meeting.touch(by=by)
    meeting.save()
    there = Attendance.all_records.filter(meeting=meeting, presence=Presence.PRESENT).count()
    quorum = "met" if quorum_of(meeting).is_met else "not met"
    _record("meetings.attendance_recorded", meeting, by, present=there, quorum=quorum)
    return row


@transaction.atomic
def set_quorum(group: StandingGroup, *, partners_needed: int | None, by: Any) -> QuorumSetting:
    """Set how many statutory partners a group needs; None means all. Local rule, configurable.

    Raises `ValueError` for a number below 1 or above the number of partners.
    """
    require(policies.can_set_quorum(by, group))
    group = StandingGroup.objects.select_for_update().get(pk=group.pk)
    partners = len(partners_on(group.partnership_id, clock.today()))
    if partners_needed is not None and not 1 <= partners_needed <= max(partners, 1):
        raise ValueError(f"Enter a number from 1 to {partners}, or leave it empty for all of them")
    setting, _made = QuorumSetting.objects.update_or_create(
        group=group, defaults={"partners_needed": partners_needed, "set_by": by, "set_at": clock.now()}
    )
    needed = str(partners_needed) if partners_needed else "all partners"
    audit.record("meetings.quorum_set", subject=group, by=by, group=group.name, needed=needed)
    return setting


def _check_when_and_where(starts_at: dt.datetime, place: str, link: str) -> None:
    if starts_at <= clock.now():
        raise ValueError("The meeting must be in the future")
    if not place and not link:
        raise ValueError("Enter a place or a link, so that people know where to go")


def _check_attendance(
    places: list[queries.Place], presence: Mapping[int, str], chaired_by: User | None
) -> None:
    there = {place.person.pk for place in places if presence.get(place.person.pk) == Presence.PRESENT}
    aside = {place.person.pk for place in places if place.is_aside}
    for place in places:
        if presence.get(place.person.pk) not in Presence.values:
            raise ValueError(f"Select whether {place.person} was there")
        both = place.stands_in_for is not None and place.stands_in_for.pk in there - aside
        if both and place.person.pk in there:
            raise ValueError(f"{place.person} cannot stand in for {place.stands_in_for}, who was there")
    if chaired_by is not None and chaired_by.pk not in there:
        raise ValueError("Whoever chaired the meeting must have been there")
    if chaired_by is not None and chaired_by.pk in aside:
        raise ValueError(f"{chaired_by} declared a conflict of interest, so somebody else must have chaired")


def _items(agenda: str) -> list[str]:
    return [line.strip() for line in agenda.splitlines() if line.strip()]


def _keep_change(meeting: Meeting, what: dict[str, Any], reason: str, by: Any) -> None:
    moved, why = seal_many(meeting.case, [what, reason])
    MeetingChange.all_records.create(meeting=meeting, what=moved, reason=why, at=clock.now(), by=by)


def _sealed(case: Case, text: str) -> SealedValue | None:
    return seal(case, text, is_frozen=True) if text else None


def _record(verb: str, meeting: Meeting, by: Any, **data: Any) -> None:
    audit.record(verb, subject=meeting, by=by, case=meeting.case, compartment=casework(meeting.case), **data)


def _tell(kind: str, meeting: Meeting, key: str) -> None:
    messaging.enqueue(
        kind,
        to=queries.people_to_tell(meeting),
        dedupe_key=key,
        case=meeting.case,
        path=meeting.get_absolute_url(),
        group=meeting.group.name,
        when=british_datetime(meeting.starts_at),
    )


def _text(value: Any) -> str:
    return british_datetime(value) if isinstance(value, dt.datetime) else str(value)
