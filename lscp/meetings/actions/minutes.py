"""Minutes: written, sent round, corrected, agreed or approved, locked, added to."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from lscp.audit import evidence
from lscp.audit import service as audit
from lscp.audit.sittings import sitting_of
from lscp.cases.compartments import casework
from lscp.kernel import clock
from lscp.kernel.access import Stale, require
from lscp.kernel.scoping import ANY_VERSION, claim
from lscp.meetings import policies, queries
from lscp.meetings.aside import who_spoke
from lscp.meetings.enums import ApprovedHow, MinutesStatus
from lscp.meetings.models import (
    Addendum,
    Meeting,
    Minutes,
    MinutesAgreement,
    MinutesComment,
    MinutesVersion,
)
from lscp.messaging import service as messaging
from lscp.people.sealing import freeze, seal
from lscp.signing.seats import recused_ids


@transaction.atomic
def save_minutes(public_id: Any, *, seen_version: int | None, text: str, by: Any) -> Minutes:
    """Save the minutes as they are typed. `seen_version` is the revision the writer was shown.

    Saying the same again changes nothing. Raises `Stale` when somebody else has written since.
    """
    meeting = claim(Meeting, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_write_minutes(by, meeting), record=meeting)
    minutes = queries.minutes_with_text(meeting)
    if minutes is None:
        minutes = Minutes.all_records.create(meeting=meeting)
    if minutes.content is not None and minutes.content.open() == text:
        return minutes
    if seen_version != minutes.revision:
        who = str(minutes.saved_by) if minutes.saved_by else ""
        message = "Somebody else wrote in these minutes since you opened them"
        raise Stale(message, record=meeting, by=who, at=minutes.saved_at)
    minutes.content = seal(meeting.case, text, replacing=minutes.content)
    minutes.revision += 1
    minutes.saved_at, minutes.saved_by = clock.now(), by
    minutes.save()
    sitting = sitting_of("meetings.minutes_saved", case=meeting.case, by=by)
    _record("meetings.minutes_saved", meeting, by, sitting=sitting)
    return minutes


@transaction.atomic
def circulate_minutes(
    public_id: Any, *, seen_version: int | None, reason: str = "", by: Any
) -> MinutesVersion:
    """Send the minutes round as they stand: a frozen version. After the first, a reason says what changed.

    What was agreed before rests on the older version and is asked again. Raises `ValueError` for a
    correction without a reason.
    """
    meeting = claim(Meeting, public_id, by=by, seen_version=seen_version)
    require(policies.can_circulate_minutes(by, meeting), record=meeting)
    minutes = _minutes(meeting)
    number = minutes.versions.count() + 1
    if number > 1 and not reason.strip():
        raise ValueError("Write what you corrected")
    content = seal(meeting.case, minutes.content.open() if minutes.content else "")
    freeze([content])
    version = MinutesVersion.all_records.create(
        minutes=minutes,
        number=number,
        content=content,
        reason=seal(meeting.case, reason) if reason.strip() else None,
        made_by=by,
    )
    minutes.status = MinutesStatus.CIRCULATED
    minutes.save(update_fields=["status"])
    _touch(meeting, by)
    _record("meetings.minutes_circulated", meeting, by, number=number)
    _tell(
        "minutes_circulated", meeting, f"minutes_circulated:{meeting.public_id}:{number}",
        queries.people_to_tell(meeting), number=number,
    )  # fmt: skip
    return version


@transaction.atomic
def comment_on_minutes(public_id: Any, *, seen_version: int | None, text: str, by: Any) -> MinutesComment:
    """Comment on the version that was sent round last. Comments overwrite nothing, so none is stale."""
    del seen_version
    meeting = claim(Meeting, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_comment_on_minutes(by, meeting), record=meeting)
    version = _version(meeting)
    comment = MinutesComment.all_records.create(
        version=version, text=seal(meeting.case, text, is_frozen=True), by=by
    )
    _record("meetings.minutes_commented", meeting, by, number=version.number)
    key = f"minutes_commented:{meeting.public_id}:{comment.pk}"
    writer = version.made_by
    if writer != by and queries.may_see(writer, meeting):
        _tell("minutes_commented", meeting, key, [writer])
    return comment


@transaction.atomic
def agree_minutes(public_id: Any, *, seen_version: int | None, by: Any) -> MinutesAgreement:
    """A member who was there agrees. When all of them have, the minutes are approved and locked."""
    meeting = claim(Meeting, public_id, by=by, seen_version=seen_version)
    require(policies.can_agree_minutes(by, meeting), record=meeting)
    version = _version(meeting)
    agreement = MinutesAgreement.all_records.create(version=version, by=by)
    _record("meetings.minutes_agreed", meeting, by, number=version.number)
    _touch(meeting, by)
    if not still_to_agree(meeting, version):
        _lock(meeting, ApprovedHow.MEMBERS, by)
    return agreement


@transaction.atomic
def approve_minutes(public_id: Any, *, seen_version: int | None, by: Any) -> Minutes:
    """The chair approves the minutes as they were sent round; they are locked."""
    meeting = claim(Meeting, public_id, by=by, seen_version=seen_version)
    require(policies.can_approve_minutes(by, meeting), record=meeting)
    _touch(meeting, by)
    return _lock(meeting, ApprovedHow.CHAIR, by)


@transaction.atomic
def add_addendum(public_id: Any, *, seen_version: int | None, text: str, by: Any) -> Addendum:
    """Add to locked minutes. The minutes themselves stay as they are."""
    meeting = claim(Meeting, public_id, by=by, seen_version=seen_version)
    require(policies.can_add_addendum(by, meeting), record=meeting)
    minutes = _minutes(meeting)
    value = seal(meeting.case, text)
    freeze([value])
    number = minutes.addenda.count() + 1
    addendum = Addendum.all_records.create(minutes=minutes, number=number, text=value, by=by)
    _touch(meeting, by)
    _record("meetings.addendum_added", meeting, by, number=number, signed=evidence.of(addendum))
    _tell(
        "minutes_added_to", meeting, f"minutes_added_to:{meeting.public_id}:{number}",
        queries.people_to_tell(meeting),
    )  # fmt: skip
    return addendum


def still_to_agree(meeting: Meeting, version: MinutesVersion) -> list[Any]:
    """Members who were there, took part and have not agreed to this version."""
    agreed = MinutesAgreement.all_records.filter(version=version).values("by")
    rows = who_spoke(meeting).exclude(person__in=recused_ids(meeting.case_id))
    return [row.person for row in rows.exclude(person__in=agreed).select_related("person")]


def _lock(meeting: Meeting, how: ApprovedHow, by: Any) -> Minutes:
    minutes = _minutes(meeting)
    if minutes.content is not None:
        freeze([minutes.content])
    minutes.status, minutes.approved_how = MinutesStatus.APPROVED, how
    minutes.approved_at, minutes.approved_by = clock.now(), by
    minutes.save()
    _record("meetings.minutes_approved", meeting, by, how=how.label.lower(), signed=evidence.of(minutes))
    _tell(
        "minutes_approved", meeting, f"minutes_approved:{meeting.public_id}", queries.people_to_tell(meeting)
    )
    return minutes


def _minutes(meeting: Meeting) -> Minutes:
    minutes = queries.minutes_with_text(meeting)
    if minutes is None:
        raise LookupError("this meeting has no minutes")
    return minutes


def _version(meeting: Meeting) -> MinutesVersion:
    version = policies.current_version(meeting)
    if version is None:
        raise LookupError("these minutes were never sent round")
    return version


def _touch(meeting: Meeting, by: Any) -> None:
    meeting.touch(by=by)
    meeting.save(update_fields=["version", "changed_at", "changed_by"])


def _record(verb: str, meeting: Meeting, by: Any, **data: Any) -> None:
    audit.record(verb, subject=meeting, by=by, case=meeting.case, compartment=casework(meeting.case), **data)


def _tell(kind: str, meeting: Meeting, key: str, to: list[Any], **safe: Any) -> None:
    messaging.enqueue(
        kind,
        to=to,
        dedupe_key=key,
        case=meeting.case,
        path=meeting.get_absolute_url(),
        group=meeting.group.name,
        **safe,
    )
