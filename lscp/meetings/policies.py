"""Who may do what to a meeting, its minutes and its actions. Asked by the button and by the action."""

from __future__ import annotations

from typing import Any

from lscp.accounts.models import GroupSeat, Seat
from lscp.accounts.roles import UNIT_ROLES, Role
from lscp.kernel import clock
from lscp.kernel.access import ALLOWED, Verdict
from lscp.meetings.aside import takes_no_part
from lscp.meetings.enums import SPEAKS_FOR_AGENCY, MeetingStatus, MinutesStatus, Presence
from lscp.meetings.models import Attendance, Minutes, MinutesAgreement, MinutesVersion
from lscp.signing.seats import chairs_today, is_recused

NOT_UNIT = Verdict("role", "Only the Business Unit can do this")
CANCELLED = Verdict("state", "This meeting was cancelled")
STEPPED_ASIDE = Verdict(
    "conflict", "You declared a conflict of interest in this case, so you take no part in this meeting"
)
LOCKED = Verdict("state", "The minutes are approved and locked. What comes later is an addendum")


def _is_unit(user: Any, partnership_id: Any) -> bool:
    return bool(user.holds(*UNIT_ROLES, partnership=partnership_id))


def is_chair(user: Any, meeting: Any) -> bool:
    """Whether this person chaired the meeting, or holds the group's chair on its day."""
    if meeting.chaired_by_id:
        return bool(meeting.chaired_by_id == user.pk)
    seats = GroupSeat.objects.on(meeting.day)
    return bool(seats.filter(group=meeting.group_id, user=user, seat=Seat.CHAIR).exists())


def _leads(user: Any, meeting: Any, refusal: Verdict) -> Verdict:
    """The Business Unit, or the chair unless they stepped aside; else `refusal`."""
    if _is_unit(user, meeting.partnership_id):
        return ALLOWED
    if not is_chair(user, meeting):
        return refusal
    return STEPPED_ASIDE if takes_no_part(user, meeting) else ALLOWED


def spoke_for_agency(user: Any, meeting: Any) -> bool:
    """Whether this person was there as member, chair or deputy."""
    there = Attendance.all_records.filter(meeting=meeting, person=user, presence=Presence.PRESENT)
    return there.filter(part__in=SPEAKS_FOR_AGENCY).exists()


def minutes_of(meeting: Any) -> Minutes | None:
    """The meeting's minutes, when somebody has begun them."""
    return Minutes.all_records.filter(meeting=meeting).first()


def can_call_meeting(user: Any, group: Any, case: Any) -> Verdict:
    """Call a meeting of a group about a case: the Business Unit, or the group's chair of today."""
    if _is_unit(user, group.partnership_id):
        return ALLOWED
    if not chairs_today(user, group):
        return Verdict("role", "Only the Business Unit or the chair can call a meeting")
    return STEPPED_ASIDE if is_recused(user, case) else ALLOWED


def can_change_meeting(user: Any, meeting: Any) -> Verdict:
    """Move or cancel a meeting that has not been held."""
    verdict = _leads(
        user, meeting, Verdict("role", "Only the Business Unit or the chair can change a meeting")
    )
    if not verdict:
        return verdict
    if meeting.status == MeetingStatus.CANCELLED:
        return CANCELLED
    if meeting.status == MeetingStatus.HELD:
        return Verdict("state", "This meeting has been held, so it cannot be moved or cancelled")
    return ALLOWED


def can_prepare_meeting(user: Any, meeting: Any) -> Verdict:
    """Write the agenda and add papers."""
    verdict = _leads(
        user, meeting, Verdict("role", "Only the Business Unit or the chair can prepare a meeting")
    )
    if not verdict:
        return verdict
    return CANCELLED if meeting.status == MeetingStatus.CANCELLED else _while_unlocked(meeting)


def can_bundle(user: Any, meeting: Any) -> Verdict:
    """Have the papers put into one file: whoever may see the meeting, each the papers they may read."""
    if meeting.status == MeetingStatus.CANCELLED:
        return CANCELLED
    if not meeting.papers.filter(taken_out_at=None).exists():
        return Verdict("state", "This meeting has no papers yet")
    return STEPPED_ASIDE if takes_no_part(user, meeting) else ALLOWED


def can_record_attendance(user: Any, meeting: Any) -> Verdict:
    """Say who was there: the Business Unit, from the start of the meeting until the minutes are locked."""
    if not _is_unit(user, meeting.partnership_id):
        return NOT_UNIT
    if meeting.status == MeetingStatus.CANCELLED:
        return CANCELLED
    if meeting.starts_at > clock.now():
        return Verdict("state", "The meeting has not begun. Record who was there once it has")
    return _while_unlocked(meeting)


def can_write_minutes(user: Any, meeting: Any) -> Verdict:
    """Write or correct the minutes, until they are locked."""
    if not _is_unit(user, meeting.partnership_id):
        return NOT_UNIT
    if meeting.status == MeetingStatus.CANCELLED:
        return CANCELLED
    return _while_unlocked(meeting)


def can_circulate_minutes(user: Any, meeting: Any) -> Verdict:
    """Send the minutes round: attendance recorded, something written, something new since last time."""
    verdict = can_write_minutes(user, meeting)
    if not verdict:
        return verdict
    if meeting.status != MeetingStatus.HELD:
        return Verdict("incomplete", "Record who was at the meeting first")
    minutes = minutes_of(meeting)
    if minutes is None or minutes.content is None or not str(minutes.content.open()).strip():
        return Verdict("incomplete", "Write the minutes first")
    if minutes.status == MinutesStatus.CIRCULATED and not _is_newer(minutes):
        return Verdict("state", "These minutes are already with the members")
    return ALLOWED


def _is_newer(minutes: Minutes) -> bool:
    sent = minutes.versions.last()
    return sent is None or minutes.content is None or sent.content.open() != minutes.content.open()


def can_comment_on_minutes(user: Any, meeting: Any) -> Verdict:
    """Comment on minutes that were sent round: whoever may see the meeting."""
    return _circulated(meeting)


def can_agree_minutes(user: Any, meeting: Any) -> Verdict:
    """Agree that the minutes are right: members, chair and deputies who were there, once a version."""
    if not spoke_for_agency(user, meeting):
        return Verdict("role", "Only members who were at the meeting can agree its minutes")
    if takes_no_part(user, meeting):
        return STEPPED_ASIDE
    verdict = _circulated(meeting)
    if not verdict:
        return verdict
    if not _is_current(meeting):
        return Verdict("state", "The minutes were corrected and not sent round again yet")
    if MinutesAgreement.all_records.filter(version=current_version(meeting), by=user).exists():
        return Verdict("state", "You have agreed to these minutes")
    return ALLOWED


def can_approve_minutes(user: Any, meeting: Any) -> Verdict:
    """Approve and lock the minutes: the chair of the meeting."""
    if not is_chair(user, meeting):
        return Verdict("role", "Only the chair can approve the minutes alone")
    if takes_no_part(user, meeting):
        return STEPPED_ASIDE
    verdict = _circulated(meeting)
    if verdict and not _is_current(meeting):
        return Verdict("state", "The minutes were corrected and not sent round again yet")
    return verdict


def can_add_addendum(user: Any, meeting: Any) -> Verdict:
    """Add to minutes that are locked: the Business Unit or the chair."""
    verdict = _leads(
        user, meeting, Verdict("role", "Only the Business Unit or the chair can add an addendum")
    )
    if not verdict:
        return verdict
    minutes = minutes_of(meeting)
    if minutes is None or minutes.status != MinutesStatus.APPROVED:
        return Verdict("state", "The minutes are not locked yet. Correct the minutes themselves")
    return ALLOWED


def can_record_outcome(user: Any, meeting: Any) -> Verdict:
    """Write down a decision or an action of the meeting, until the minutes are locked."""
    verdict = can_write_minutes(user, meeting)
    if verdict and meeting.status != MeetingStatus.HELD:
        return Verdict("incomplete", "Record who was at the meeting first")
    return verdict


def can_finish_action(user: Any, action: Any) -> Verdict:
    """Say that an action is done: its owner, or the Business Unit for them."""
    if not (action.owner_id == user.pk or _is_unit(user, action.partnership_id)):
        return Verdict("role", "Only the owner of this action, or the Business Unit, can say it is done")
    return _still_open(action)


def can_withdraw_action(user: Any, action: Any) -> Verdict:
    """Say that an action is no longer wanted: the Business Unit or the chair, also after the minutes."""
    refusal = Verdict("role", "Only the Business Unit or the chair can withdraw an action")
    verdict = _leads(user, action.meeting, refusal)
    return _still_open(action) if verdict else verdict


def _still_open(action: Any) -> Verdict:
    if action.done_at:
        return Verdict("state", "This action is already done")
    if action.withdrawn_at:
        return Verdict("state", "This action was withdrawn")
    return ALLOWED


def can_set_quorum(user: Any, group: Any) -> Verdict:
    """Set how many partners a group needs: the Partnership manager."""
    if user.holds(Role.LSCP_MANAGER, partnership=group.partnership_id):
        return ALLOWED
    return Verdict("role", "Only the Partnership manager can set this")


def current_version(meeting: Any) -> MinutesVersion | None:
    """The minutes as they were last sent round."""
    return MinutesVersion.all_records.filter(minutes__meeting=meeting).order_by("-number").first()


def _is_current(meeting: Any) -> bool:
    """Whether what was sent round is what stands in the minutes now."""
    minutes = minutes_of(meeting)
    return minutes is not None and not _is_newer(minutes)


def _circulated(meeting: Any) -> Verdict:
    minutes = minutes_of(meeting)
    if minutes is None or minutes.status == MinutesStatus.DRAFT:
        return Verdict("state", "The minutes have not been sent round yet")
    return LOCKED if minutes.status == MinutesStatus.APPROVED else ALLOWED


def _while_unlocked(meeting: Any) -> Verdict:
    minutes = minutes_of(meeting)
    return LOCKED if minutes is not None and minutes.status == MinutesStatus.APPROVED else ALLOWED
