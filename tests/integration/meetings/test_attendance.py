"""Who was there, deputies, and the quorum that follows from it."""

import datetime as dt

import pytest

from lscp.accounts import actions as accounts
from lscp.kernel import clock
from lscp.kernel.access import Refused
from lscp.meetings import actions, queries
from lscp.meetings.models import Attendance, QuorumSetting
from lscp.meetings.quorum import quorum_of
from lscp.signing import actions as signing

from .conftest import presence


def record(cast, meeting, answers, **more):
    return actions.record_attendance(
        meeting.public_id, seen_version=meeting.version, presence=answers,
        chaired_by=more.pop("chaired_by", cast.police_rag), by=more.pop("by", cast.lscp_unit), **more,
    )  # fmt: skip


def test_everybody_there_makes_a_quorum(cast, held):
    quorum = quorum_of(held)
    assert (quorum.is_met, quorum.needed, quorum.present) == (True, 3, ("Council", "Icb", "Police"))


def test_quorum_before_attendance_is_not_known(cast, called):
    assert (quorum_of(called).is_met, quorum_of(called).recorded) == (False, False)


def test_apologies_without_a_deputy_leave_no_quorum(cast, called, later):
    with later(days=2):
        record(cast, called, presence(cast, icb_rag="apologies"))
    quorum = quorum_of(called)
    assert (quorum.is_met, quorum.missing) == (False, ("Icb",))


def test_deputy_counts_for_their_agency(cast, called, later):
    with later(days=2):
        record(cast, called, presence(cast, icb_rag="apologies", icb_deputy="present"))
    assert quorum_of(called).is_met
    row = Attendance.all_records.get(person=cast.icb_deputy)
    assert (row.part, row.stands_in_for) == ("deputy", cast.icb_rag)


def test_adviser_does_not_count(cast, called, later):
    with later(days=2):
        record(cast, called, presence(cast, council_rag="absent"))
    assert quorum_of(called).missing == ("Council",)


def test_deputy_and_member_both_there_are_refused(cast, called, later):
    with later(days=2), pytest.raises(ValueError, match="cannot stand in"):
        record(cast, called, presence(cast, icb_deputy="present"))


def test_answer_missing_or_absent_chair_are_refused(cast, called, later):
    answers = presence(cast)
    del answers[cast.icb_rag.pk]
    with later(days=2), pytest.raises(ValueError, match="Select whether Icb Rag was there"):
        record(cast, called, answers)
    with later(days=2), pytest.raises(ValueError, match="must have been there"):
        record(cast, called, presence(cast, police_rag="apologies"))


def test_attendance_before_the_meeting_is_refused(cast, called):
    with pytest.raises(Refused, match="has not begun"):
        record(cast, called, presence(cast))


def test_quorum_setting_lowers_what_is_needed(cast, called, rag, later):
    actions.set_quorum(rag, partners_needed=2, by=cast.lscp_manager)
    with later(days=2):
        record(cast, called, presence(cast, icb_rag="apologies"))
    assert (quorum_of(called).is_met, quorum_of(called).needed) == (True, 2)
    with pytest.raises(ValueError, match="from 1 to 3"):
        actions.set_quorum(rag, partners_needed=4, by=cast.lscp_manager)
    assert QuorumSetting.objects.get().partners_needed == 2


def test_fourth_statutory_partner_is_needed_where_councils_share(cast, called, later):
    second = accounts.add_agency(name="Second Council", kind="local_authority", by=cast.system)
    accounts.place_agency(
        second, cast.here, statutory_partner="local_authority", by=cast.system,
        from_on=clock.today() - dt.timedelta(days=100),
    )  # fmt: skip
    with later(days=2):
        record(cast, called, presence(cast))
    assert (quorum_of(called).is_met, quorum_of(called).needed) == (False, 4)


def test_deputy_without_a_seat_is_added_for_an_absent_member(cast, called, later):
    with later(days=2):
        held = record(cast, called, presence(cast, police_rag="apologies"), chaired_by=cast.council_rag)
        assert not quorum_of(called).is_met
        actions.add_person(
            called.public_id, seen_version=held.version, person=cast.police_only_here, part="deputy",
            agency=cast.agencies["police"], stands_in_for=cast.police_rag, by=cast.lscp_unit,
        )  # fmt: skip
    assert quorum_of(called).is_met


def test_member_who_stepped_aside_counts_for_no_quorum_and_their_deputy_does(cast, called, later):
    signing.declare_conflict(called.case, reason="My nephew", by=cast.icb_rag)
    with later(days=2):
        held = record(cast, called, presence(cast))
        quorum = quorum_of(called)
        assert (quorum.is_met, quorum.present, quorum.missing) == (False, ("Council", "Police"), ("Icb",))
        assert quorum.sentence.endswith(
            "Icb Rag stepped aside because of a conflict of interest and did not count."
        )
        record(cast, held, presence(cast, icb_deputy="present"))
    assert quorum_of(called).is_met
    words = {place.person: place.words for place in queries.places_of(called)}
    assert words[cast.icb_rag] == "Member. Stepped aside: takes no part"


def test_conflict_declared_or_ended_after_the_day_changes_no_quorum_of_before(cast, called, later):
    with later(days=2):
        record(cast, called, presence(cast))
    with later(days=3):
        signing.declare_conflict(called.case, reason="My nephew", by=cast.icb_rag)
        assert quorum_of(called).is_met
        signing.end_conflict(called.case, reason="Another person", by=cast.icb_rag)
    assert quorum_of(called).is_met


def test_chair_who_stepped_aside_is_not_recorded_as_having_chaired(cast, called, later, signed_in):
    signing.declare_conflict(called.case, reason="My nephew", by=cast.police_rag)
    with later(days=2):
        with pytest.raises(ValueError, match="somebody else must have chaired"):
            record(cast, called, presence(cast))
        client = signed_in(cast.lscp_unit)
        form = client.get(f"/meetings/{called.public_id}/attendance/").context["form"]
        offered = [value for value, _ in form.fields["chaired_by"].choices]
        assert str(cast.police_rag.public_id) not in offered
        assert str(cast.council_rag.public_id) in offered
        record(cast, called, presence(cast), chaired_by=cast.council_rag)


def test_stranger_to_the_case_cannot_be_added(cast, called, later):
    with later(days=2):
        held = record(cast, called, presence(cast))
        with pytest.raises(ValueError, match="who may see this case"):
            actions.add_person(
                called.public_id, seen_version=held.version, person=cast.school_practitioner,
                agency=cast.agencies["school"], by=cast.lscp_unit,
            )  # fmt: skip
        offered = {person for person, _agency, _role in queries.people_who_may_come(called)}
    assert cast.school_practitioner not in offered
    assert cast.police_only_here in offered


def test_attendance_page_asks_about_everybody_and_saves(cast, called, signed_in, later):
    client = signed_in(cast.lscp_unit)
    with later(days=2):
        client.force_login(cast.lscp_unit)
        url = f"/meetings/{called.public_id}/attendance/"
        page = client.get(url).content.decode()
        assert [name in page for name in ("Police Rag", "Deputy for Icb Rag", "Adviser (no vote)")] == [
            True
        ] * 3
        data = {"seen_version": 1, "chaired_by": str(cast.police_rag.public_id), "others_present": "A. Nurse"}
        for key, answer in presence(cast).items():
            person = next(p.person for p in queries.places_of(called) if p.person.pk == key)
            data[f"presence_{person.public_id.hex}"] = answer
        left_out = {k: v for k, v in data.items() if k != f"presence_{cast.icb_rag.public_id.hex}"}
        refused = client.post(url, left_out)
        assert (refused.status_code, "Select whether Icb Rag was there" in refused.content.decode()) == (
            200,
            True,
        )
        assert client.post(url, data).status_code == 302
    called.refresh_from_db()
    assert (called.status, called.chaired_by, called.others_present.open()) == (
        "held", cast.police_rag, "A. Nurse",
    )  # fmt: skip


def test_member_who_is_also_in_the_chair_stands_once_as_chair(cast, called, rag, later):
    accounts.add_seat(
        rag, cast.police_rag, cast.agencies["police"], seat="member", by=cast.lscp_manager,
        from_on=clock.today() - dt.timedelta(days=100),
    )  # fmt: skip
    expected = [
        ("Council Legal", "adviser"), ("Council Rag", "member"), ("Icb Deputy", "deputy"), ("Icb Rag", "member"),
        ("Police Rag", "chair"),
    ]  # fmt: skip
    assert sorted((str(place.person), str(place.part)) for place in queries.places_of(called)) == expected
    with later(days=2):
        held = record(cast, called, presence(cast))
    assert sorted((str(place.person), str(place.part)) for place in queries.places_of(held)) == expected
    assert quorum_of(held).present == ("Council", "Icb", "Police")
