"""Calling, moving and cancelling a meeting; who is told, who may see it, the calendar invitation."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from icalendar import Calendar

from lscp.audit.models import AuditEvent
from lscp.kernel import clock
from lscp.kernel.access import OutOfScope, Refused, Stale
from lscp.meetings import actions
from lscp.meetings.models import Meeting, MeetingChange
from lscp.messaging.models import OutboundMessage
from lscp.people.typed import text_of
from lscp.signing import actions as signing
from notifications.models import Exclusion


def told(kind):
    rows = OutboundMessage.objects.filter(kind=kind).select_related("recipient")
    return sorted(str(row.recipient) for row in rows)


def test_meeting_called_tells_everybody_with_a_place(cast, called):
    assert told("meeting_called") == [
        "Council Legal", "Council Rag", "Icb Deputy", "Icb Rag", "Police Rag",
    ]  # fmt: skip
    message = OutboundMessage.objects.filter(kind="meeting_called").first()
    assert (message.reference, message.path) == (called.case.reference, f"/meetings/{called.public_id}/")
    assert "Room 3" not in str(message.context)


def test_meeting_called_is_on_the_record_in_the_casework_compartment(cast, called):
    event = AuditEvent.objects.get(verb="meetings.meeting_called")
    assert (event.actor_name, event.compartment, event.reference) == (
        "Lscp Unit", f"casework:{called.case.public_id}", called.case.reference,
    )  # fmt: skip


def test_excluded_member_is_neither_told_nor_listed(cast, submitted, rag):
    Exclusion.objects.create(
        notification=submitted, user=cast.council_rag, reason="conflict", made_by=cast.lscp_unit
    )
    meeting = actions.call_meeting(
        submitted.case, rag, starts_at=clock.now() + dt.timedelta(days=1), place="Room", by=cast.lscp_unit
    )
    assert told("meeting_called") == ["Council Legal", "Icb Deputy", "Icb Rag", "Police Rag"]
    assert not Meeting.visible_to(cast.council_rag).exists()
    assert list(Meeting.visible_to(cast.police_rag)) == [meeting]


def test_meeting_is_seen_by_those_inside_and_nobody_else(cast, called):
    inside = [cast.police_rag, cast.lscp_unit, cast.lscp_manager, cast.lscp_scrutineer, cast.council_legal]
    outside = [
        cast.hospital_practitioner, cast.hospital_lead, cast.school_practitioner, cast.elsewhere_unit,
        cast.elsewhere_rag, cast.police_left, cast.police_only_there, cast.lscp_admin, cast.superuser,
        cast.independent_author, None,
    ]  # fmt: skip
    assert [list(Meeting.visible_to(person)) for person in inside] == [[called]] * len(inside)
    assert [list(Meeting.visible_to(person)) for person in outside] == [[]] * len(outside)


@pytest.mark.parametrize("who", ["police_rag", "lscp_manager"])
def test_chair_and_manager_may_call_a_meeting(cast, submitted, rag, who):
    made = actions.call_meeting(
        submitted.case, rag, starts_at=clock.now() + dt.timedelta(hours=3), place="Room",
        by=getattr(cast, who),
    )  # fmt: skip
    assert made.called_by == getattr(cast, who)


def test_chair_who_stepped_aside_calls_no_meeting(cast, submitted, rag, signed_in):
    signing.declare_conflict(submitted.case, reason="My nephew", by=cast.police_rag)
    address = f"/cases/{submitted.case.public_id}/meetings/call/{rag.public_id}/"
    response = signed_in(cast.police_rag).get(address)
    assert response.status_code == 409
    assert "You declared a conflict of interest in this case" in response.content.decode()
    with pytest.raises(Refused):
        actions.call_meeting(
            submitted.case, rag, starts_at=clock.now() + dt.timedelta(days=1), place="Room 3",
            by=cast.police_rag,
        )  # fmt: skip


def test_member_may_not_call_and_referrer_does_not_learn_of_it(cast, submitted, rag):
    when = clock.now() + dt.timedelta(hours=3)
    with pytest.raises(PermissionDenied):
        actions.call_meeting(submitted.case, rag, starts_at=when, place="Room", by=cast.council_rag)
    for stranger in (cast.hospital_practitioner, cast.hospital_lead, cast.elsewhere_unit):
        with pytest.raises(OutOfScope):
            actions.call_meeting(submitted.case, rag, starts_at=when, place="Room", by=stranger)
    assert not Meeting.all_records.exists()


def test_meeting_in_the_past_or_nowhere_is_refused(cast, submitted, rag):
    with pytest.raises(ValueError, match="in the future"):
        actions.call_meeting(
            submitted.case,
            rag,
            starts_at=clock.now() - dt.timedelta(hours=1),
            place="Room",
            by=cast.lscp_unit,
        )
    with pytest.raises(ValueError, match="place or a link"):
        actions.call_meeting(
            submitted.case, rag, starts_at=clock.now() + dt.timedelta(hours=1), by=cast.lscp_unit
        )
    assert not OutboundMessage.objects.exists()


def change(meeting, by, **more):
    values = {
        "seen_version": meeting.version, "starts_at": meeting.starts_at + dt.timedelta(hours=2),
        "minutes_long": 60, "place": text_of(meeting.place), "link": text_of(meeting.link),
        "reason": "The chair is in court.",
    }  # fmt: skip
    return actions.change_meeting(meeting.public_id, by=by, **{**values, **more})


def test_moved_meeting_keeps_what_changed_and_why(cast, called):
    before = called.starts_at
    moved = change(called, cast.lscp_unit)
    row = moved.changes.get()
    assert (sorted(row.what.open()), row.reason.open(), row.by) == (
        ["starts_at"], "The chair is in court.", cast.lscp_unit,
    )  # fmt: skip
    assert moved.starts_at == before + dt.timedelta(hours=2)
    assert len(told("meeting_changed")) == 5


def test_the_database_refuses_to_change_or_remove_how_a_meeting_was_moved(cast, called):
    actions.cancel_meeting(
        called.public_id, seen_version=called.version, reason="Moved to the Civic Hall", by=cast.lscp_unit
    )
    rows = MeetingChange.all_records.filter(meeting=called)
    assert rows.count() == 1
    for change in (lambda: rows.update(what=None), lambda: rows._raw_delete(rows.db)):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_stale_change_and_change_of_nothing_are_refused(cast, called):
    with pytest.raises(ValueError, match="Nothing is different"):
        change(called, cast.lscp_unit, starts_at=called.starts_at)
    change(called, cast.lscp_unit)
    with pytest.raises(Stale):
        change(called, cast.lscp_manager, seen_version=1, place="Elsewhere")
    with pytest.raises(PermissionDenied):
        change(called, cast.council_rag, seen_version=2)
    with pytest.raises(OutOfScope):
        change(called, cast.hospital_practitioner, seen_version=2)


def test_cancelled_meeting_cannot_be_moved_or_held(cast, called, later):
    actions.cancel_meeting(called.public_id, seen_version=1, reason="Not needed.", by=cast.lscp_unit)
    called.refresh_from_db()
    with pytest.raises(Refused, match="cancelled"):
        change(called, cast.lscp_unit)
    with later(days=2), pytest.raises(Refused, match="cancelled"):
        actions.record_attendance(
            called.public_id, seen_version=2, presence={}, chaired_by=None, by=cast.lscp_unit
        )
    assert len(told("meeting_cancelled")) == 5


def test_invitation_has_reference_time_and_place_only(cast, called, signed_in):
    response = signed_in(cast.police_rag).get(f"/meetings/{called.public_id}/invitation.ics")
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    event = Calendar.from_ical(response.content).walk("VEVENT")[0]
    assert str(event["summary"]) == f"Review Advisory Group: {called.case.reference}"
    assert event.decoded("dtstart") == called.starts_at.replace(microsecond=0)
    assert sorted(event) == [
        "CLASS", "DTEND", "DTSTAMP", "DTSTART", "LOCATION", "SEQUENCE", "STATUS", "SUMMARY", "UID", "URL",
    ]  # fmt: skip
    assert AuditEvent.objects.filter(verb="meetings.invitation_downloaded").count() == 1


def test_invitation_of_a_cancelled_meeting_cancels_it(cast, called, signed_in):
    actions.cancel_meeting(called.public_id, seen_version=1, reason="Not needed.", by=cast.lscp_unit)
    response = signed_in(cast.police_rag).get(f"/meetings/{called.public_id}/invitation.ics")
    assert b"STATUS:CANCELLED" in response.content


def test_paper_is_a_page_of_ours_and_can_be_taken_out(cast, called):
    paper = actions.add_paper(
        called.public_id, seen_version=1, title="Clocks", path="/cases/x/clocks/", by=cast.lscp_unit
    )
    for outside in ("https://elsewhere.example/", "//elsewhere.example/"):
        with pytest.raises(ValueError, match="page of this service"):
            actions.add_paper(called.public_id, seen_version=2, title="x", path=outside, by=cast.lscp_unit)
    actions.take_out_paper(called.public_id, seen_version=2, number=paper.number, by=cast.lscp_unit)
    assert list(called.papers.filter(taken_out_at=None)) == []
