"""Minutes: written and saved as they are typed, sent round, agreed or approved, locked, added to."""

import io

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.utils import DatabaseError
from pypdf import PdfReader

from lscp.audit.models import AuditEvent
from lscp.kernel.access import OutOfScope, Refused, Stale
from lscp.meetings import actions, policies
from lscp.meetings.models import Meeting, Minutes, MinutesVersion
from lscp.messaging.models import OutboundMessage
from lscp.signing import actions as signing

TEXT = "Quilliam Zebrington was discussed."


def seen(meeting):
    return Meeting.all_records.get(pk=meeting.pk).version


def save(meeting, by, text=TEXT, seen_version=0):
    return actions.save_minutes(meeting.public_id, seen_version=seen_version, text=text, by=by)


def act(action, meeting, by, **more):
    return getattr(actions, action)(meeting.public_id, seen_version=seen(meeting), by=by, **more)


@pytest.fixture
def circulated(cast, held):
    save(held, cast.lscp_unit)
    act("circulate_minutes", held, cast.lscp_unit)
    return held


@pytest.fixture
def approved(cast, circulated):
    act("approve_minutes", circulated, cast.police_rag)
    return circulated


def test_second_writer_is_told_and_the_first_text_stays(cast, held):
    save(held, cast.lscp_unit)
    with pytest.raises(Stale) as stale:
        save(held, cast.lscp_manager, "Something else")
    assert stale.value.by == "Lscp Unit"
    assert Minutes.all_records.get().content.open() == TEXT


def test_same_text_again_changes_nothing(cast, held):
    first = save(held, cast.lscp_unit)
    assert save(held, cast.lscp_unit).revision == first.revision == 1


def test_members_do_not_read_a_draft(cast, held, signed_in):
    save(held, cast.lscp_unit)
    found = {}
    for who in ("lscp_unit", "police_rag", "hospital_practitioner", "elsewhere_unit"):
        found[who] = signed_in(getattr(cast, who)).get(f"/meetings/{held.public_id}/minutes/").status_code
    assert found == {"lscp_unit": 200, "police_rag": 404, "hospital_practitioner": 404, "elsewhere_unit": 404}


def test_minutes_sent_round_are_frozen_and_everybody_is_told(cast, circulated):
    version = MinutesVersion.all_records.get()
    assert (version.number, version.content.open(), version.content.is_frozen) == (1, TEXT, True)
    told = OutboundMessage.objects.filter(kind="minutes_circulated")
    assert sorted(str(row.recipient) for row in told) == [
        "Council Legal", "Council Rag", "Icb Deputy", "Icb Rag", "Police Rag",
    ]  # fmt: skip
    with pytest.raises(Refused, match="already with the members"):
        act("circulate_minutes", circulated, cast.lscp_unit)


def test_nothing_written_or_nobody_recorded_cannot_be_sent_round(cast, called, later):
    with later(days=2):
        save(called, cast.lscp_unit)
        with pytest.raises(Refused, match="who was at the meeting"):
            act("circulate_minutes", called, cast.lscp_unit)


def test_correction_is_a_new_version_with_a_reason_and_asks_again(cast, circulated):
    act("comment_on_minutes", circulated, cast.icb_rag, text="My name is missing")
    act("agree_minutes", circulated, cast.council_rag)
    save(circulated, cast.lscp_unit, "Corrected text", seen_version=1)
    for person, action in ((cast.icb_rag, "agree_minutes"), (cast.police_rag, "approve_minutes")):
        with pytest.raises(Refused, match="not sent round again"):
            act(action, circulated, person)
    with pytest.raises(ValueError, match="what you corrected"):
        act("circulate_minutes", circulated, cast.lscp_unit)
    version = act("circulate_minutes", circulated, cast.lscp_unit, reason="Icb Rag was there")
    assert (version.number, version.reason.open()) == (2, "Icb Rag was there")
    act("agree_minutes", circulated, cast.council_rag)
    assert list(version.agreements.values_list("by__name", flat=True)) == ["Council Rag"]


def test_minutes_are_locked_when_every_member_who_was_there_agrees(cast, circulated):
    for person in (cast.council_rag, cast.icb_rag):
        act("agree_minutes", circulated, person)
        assert Minutes.all_records.get().status == "circulated"
    act("agree_minutes", circulated, cast.police_rag)
    row = Minutes.all_records.get()
    assert (row.status, row.approved_how, row.approved_by) == ("approved", "members", cast.police_rag)


@pytest.mark.parametrize("who", ["council_rag", "lscp_unit", "council_legal", "lscp_scrutineer"])
def test_only_the_chair_approves_alone(cast, circulated, who):
    with pytest.raises(PermissionDenied):
        act("approve_minutes", circulated, getattr(cast, who))


@pytest.mark.parametrize("who", ["council_legal", "lscp_unit", "icb_deputy"])
def test_only_members_who_were_there_agree(cast, circulated, who):
    with pytest.raises(PermissionDenied):
        act("agree_minutes", circulated, getattr(cast, who))


@pytest.mark.parametrize("who", ["police_rag", "council_rag"])
def test_whoever_stepped_aside_neither_approves_nor_agrees(cast, circulated, later, who):
    person = getattr(cast, who)
    with later(days=4):
        signing.declare_conflict(circulated.case, reason="My nephew", by=person)
        asked = (policies.can_agree_minutes, policies.can_approve_minutes, policies.can_add_addendum)
        verdicts = [policy(person, circulated).code for policy in asked]
        others = "conflict" if who == "police_rag" else "role"
        assert verdicts == ["conflict", others, others]
        for other in (cast.police_rag, cast.council_rag, cast.icb_rag):
            if other != person:
                act("agree_minutes", circulated, other)
    assert Minutes.all_records.get().status == "approved"


def test_locked_minutes_cannot_be_changed_even_in_the_database(cast, approved):
    with pytest.raises(Refused, match="locked"):
        save(approved, cast.lscp_unit, "Other", seen_version=1)
    row = Minutes.all_records.get()
    for attempt in (
        lambda: Minutes.all_records.filter(pk=row.pk).update(status="draft"),
        lambda: Minutes.all_records.filter(pk=row.pk).delete(),
        lambda: type(row.content).objects.filter(pk=row.content.pk).update(ciphertext=b"x"),
        lambda: MinutesVersion.all_records.update(number=7),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
    assert Minutes.all_records.get().content.open() == TEXT


def test_addendum_stands_beside_locked_minutes(cast, approved):
    addendum = act("add_addendum", approved, cast.lscp_unit, text="The date was wrong")
    assert (addendum.number, addendum.text.open(), Minutes.all_records.get().content.open()) == (
        1, "The date was wrong", TEXT,
    )  # fmt: skip
    assert OutboundMessage.objects.filter(kind="minutes_added_to").count() == 5


def test_addendum_before_locking_is_refused(cast, circulated):
    with pytest.raises(Refused, match="not locked yet"):
        act("add_addendum", circulated, cast.lscp_unit, text="x")


def test_decision_and_action_are_made_from_the_minutes_until_they_lock(cast, held, later):
    import datetime as dt

    from lscp.kernel import clock

    act("record_decision", held, cast.lscp_unit, text="Ask the hospital", rationale="It knows most")
    action = act(
        "give_action", held, cast.lscp_unit, what="Send the chronology", owner=cast.school_lead,
        agency=cast.agencies["school"], due_on=clock.today() + dt.timedelta(days=7),
    )  # fmt: skip
    assert (action.number, action.what.open(), action.owner) == (1, "Send the chronology", cast.school_lead)
    row = OutboundMessage.objects.get(kind="meeting_action_given")
    assert (row.recipient, "chronology" in str(row.context)) == (cast.school_lead, False)
    save(held, cast.lscp_unit)
    act("circulate_minutes", held, cast.lscp_unit)
    act("approve_minutes", held, cast.police_rag)
    with pytest.raises(Refused, match="locked"):
        act("record_decision", held, cast.lscp_unit, text="Another", rationale="So")


def test_owner_sees_the_action_alone_and_says_it_is_done(cast, held, signed_in):
    import datetime as dt

    from lscp.kernel import clock

    action = act(
        "give_action", held, cast.lscp_unit, what="Send the chronology", owner=cast.school_lead,
        agency=cast.agencies["school"], due_on=clock.today() + dt.timedelta(days=7),
    )  # fmt: skip
    client = signed_in(cast.school_lead)
    url = f"/meeting-actions/{action.public_id}/"
    assert "Send the chronology" in client.get(url).content.decode()
    assert held.case.reference in client.get("/meeting-actions/").content.decode()
    assert client.get(f"/meetings/{held.public_id}/").status_code == 404
    assert client.post(f"{url}done/", {"seen_version": 1, "outcome": "Sent it"}).status_code == 302
    action.refresh_from_db()
    assert (action.done_by, action.outcome.open()) == (cast.school_lead, "Sent it")
    for stranger in (cast.school_practitioner, cast.elsewhere_unit, cast.superuser):
        assert signed_in(stranger).get(url).status_code == 404
        with pytest.raises(OutOfScope):
            actions.finish_action(action.public_id, seen_version=2, outcome="x", by=stranger)


def test_action_for_somebody_of_another_agency_is_refused(cast, held):
    from lscp.kernel import clock

    with pytest.raises(ValueError, match="works for that agency"):
        act(
            "give_action", held, cast.lscp_unit, what="x", owner=cast.school_lead,
            agency=cast.agencies["hospital"], due_on=clock.today(),
        )  # fmt: skip


def test_minutes_save_themselves_and_say_when_somebody_was_first(cast, held, signed_in):
    client = signed_in(cast.lscp_unit)
    url = f"/meetings/{held.public_id}/minutes/write/"
    headers = {"X-Requested-With": "autosave"}
    answer = client.post(url, {"seen_version": 0, "text": TEXT}, headers=headers)
    assert (answer.status_code, answer.json()["seen_version"]) == (200, 1)
    late = client.post(url, {"seen_version": 0, "text": "Mine"}, headers=headers)
    assert (late.status_code, "Somebody else wrote" in late.json()["message"]) == (409, True)
    page = client.get(url).content.decode()
    assert (TEXT in page, 'name="seen_version" value="1"' in page) == (True, True)


def test_pdf_has_every_part_and_no_child_in_title_or_file_name(cast, approved, signed_in):
    act("add_addendum", approved, cast.lscp_unit, text="A later note")
    response = signed_in(cast.police_rag).get(f"/meetings/{approved.public_id}/minutes.pdf")
    reader = PdfReader(io.BytesIO(response.content))
    text = "\n".join(page.extract_text() for page in reader.pages)
    for words in (
        "OFFICIAL-SENSITIVE", TEXT, "Icb Rag", "The meeting has a quorum", "A later note", "Who was there",
        "Locked", "The incident",
    ):  # fmt: skip
        assert words in text
    assert "Quilliam" not in f"{reader.metadata.title}{response.headers['Content-Disposition']}"
    assert AuditEvent.objects.filter(verb="meetings.minutes_downloaded").count() == 1


@pytest.mark.django_db(transaction=True)
def test_chair_approves_while_somebody_writes_and_one_waits(cast, circulated, together):
    version = seen(circulated)
    results = together(
        lambda: actions.approve_minutes(circulated.public_id, seen_version=version, by=cast.police_rag),
        lambda: save(circulated, cast.lscp_unit, "Changed meanwhile", seen_version=1),
    )
    stands = Minutes.all_records.get()
    texts = {"approved": TEXT, "circulated": "Changed meanwhile"}
    assert stands.content.open() == texts[stands.status]
    assert sorted(type(one).__name__ for one in results) in (["Minutes", "Refused"], ["Minutes", "Minutes"])
