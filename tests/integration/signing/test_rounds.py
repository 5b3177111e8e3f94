"""Signed views of any stage: who signs, blind until all are in, nothing altered afterwards."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import InternalError, ProgrammingError, transaction

from lscp.accounts import actions as accounts
from lscp.accounts.models import GroupKind, Seat
from lscp.accounts.roles import Role
from lscp.audit import compartments
from lscp.audit.models import AuditEvent
from lscp.cases.actions import open_case
from lscp.kernel.access import Refused, Stale
from lscp.messaging.models import OutboundMessage
from lscp.signing import actions, policies, queries, seats, visibility
from lscp.signing.enums import EndReason
from lscp.signing.models import Recusal, SignedView, SigningRound, Voiding

QUESTION = actions.Question("Is it so?", [("yes", "It is so"), ("no", "It is not so")])
SECRET = "Zebrington Quill said it"


@pytest.fixture(autouse=True)
def readers(monkeypatch):
    """Whoever is in this set reads open views of the purpose."""
    found = set()
    monkeypatch.setattr(visibility, "_readers", {"test": lambda user, case: user.pk in found})
    return found


@pytest.fixture
def group(cast):
    made = accounts.add_group(cast.here, kind=GroupKind.RAG, name="Group", by=cast.system)
    for name, seat in (("council", Seat.CHAIR), ("police", Seat.MEMBER), ("icb", Seat.MEMBER)):
        accounts.add_seat(made, getattr(cast, f"{name}_rag"), cast.agencies[name], seat=seat, by=cast.system)
    return made


@pytest.fixture
def case(cast):
    return open_case(cast.here, by=cast.lscp_unit)


def begin(cast, case, group=None, *, agencies=("council", "icb", "police"), rests_on="v1"):
    return actions.begin_round(
        case, "test", question=QUESTION, rests_on=rests_on, group=group, by=cast.lscp_unit,
        seats=[actions.SeatAsked(cast.agencies[name], Role.RAG_MEMBER, name.title()) for name in agencies],
    )  # fmt: skip


def given_deputy(cast, group):
    """Somebody who stands in for the member of the police."""
    accounts.add_seat(
        group, cast.police_only_here, cast.agencies["police"], seat=Seat.DEPUTY, deputy_for=cast.police_rag,
        by=cast.system,
    )  # fmt: skip


def sign(the_round, by, choice="yes", *, seen_rests_on="v1", seen_number=0):
    return actions.sign_view(
        the_round.pk, choice=choice, document={"rationale": f"{SECRET} to {by}"}, by=by,
        seen_rests_on=seen_rests_on, seen_number=seen_number,
    )  # fmt: skip


def seen(user, the_round):
    return [(v.signer.name, v.choice, v.number) for v in visibility.visible_views(user, the_round)]


def code(call, *args, **kwargs):
    try:
        call(*args, **kwargs)
    except PermissionDenied:
        return "role"
    except Refused as refusal:
        return refusal.verdict.code
    except Stale:
        return "stale"
    return "allowed"


def test_while_blind_everybody_reads_their_own_view_only(cast, case, group, readers):
    readers |= {
        p.pk for p in (cast.council_rag, cast.police_rag, cast.icb_rag, cast.lscp_unit, cast.superuser)
    }
    the_round = begin(cast, case, group)
    sign(the_round, cast.police_rag, "no")
    sign(the_round, cast.council_rag)
    everybody = [
        cast.police_rag, cast.council_rag, cast.icb_rag, cast.lscp_unit, cast.lscp_manager,
        cast.lscp_scrutineer,
        cast.council_legal, cast.superuser, cast.lscp_admin,
    ]  # fmt: skip
    assert [seen(p, the_round) for p in everybody] == [
        [("Police Rag", "no", 1)], [("Council Rag", "yes", 1)], [], [], [], [], [], [], [],
    ]  # fmt: skip
    assert [queries.result_for(p, the_round) for p in everybody] == [None] * 9
    assert OutboundMessage.objects.count() == 0


def test_last_view_opens_the_round_for_its_readers(cast, case, group, readers):
    readers.add(cast.lscp_unit.pk)
    the_round = begin(cast, case, group)
    opened = [sign(the_round, p, c)[1] for p, c in
              ((cast.police_rag, "no"), (cast.council_rag, "yes"), (cast.icb_rag, "yes"))]  # fmt: skip
    the_round.refresh_from_db()
    assert opened == [False, False, True]
    assert seen(cast.lscp_unit, the_round) == [
        ("Police Rag", "no", 1), ("Council Rag", "yes", 1), ("Icb Rag", "yes", 1),
    ]  # fmt: skip
    assert seen(cast.council_practitioner, the_round) == []
    assert seen(cast.police_rag, the_round) == [("Police Rag", "no", 1)]
    result = queries.result_for(cast.lscp_unit, the_round)
    assert (result.choices, result.is_complete, result.is_unanimous, result.agreed) == (
        ["yes", "yes", "no"], True, False, "",
    )  # fmt: skip


def test_record_of_a_blind_view_is_read_by_nobody_until_the_round_opens(cast, case, group, readers):
    readers |= {cast.council_rag.pk, cast.lscp_unit.pk}
    the_round = begin(cast, case, group)
    sign(the_round, cast.council_rag)
    (entry,) = AuditEvent.objects.filter(verb="signing.view_signed")
    assert entry.compartment == f"blind:{the_round.public_id}"
    people = (cast.council_rag, cast.lscp_unit, cast.superuser)
    assert [compartments.may_read(p, entry.compartment) for p in people] == [False, False, False]
    sign(the_round, cast.police_rag)
    sign(the_round, cast.icb_rag)
    assert [compartments.may_read(p, entry.compartment) for p in people] == [True, True, False]


def test_entries_outside_the_compartment_tell_of_no_view(cast, case, group):
    the_round = begin(cast, case, group)
    sign(the_round, cast.council_rag)
    sign(the_round, cast.police_rag)
    told = AuditEvent.objects.filter(case_id=str(case.public_id), compartment="")
    assert list(told.order_by("position").values_list("verb", "data")) == [
        ("cases.case_opened", {"reference": case.reference}),
        ("signing.round_begun", {"number": 1}),
    ]
    assert SECRET not in str(list(AuditEvent.objects.values()))


def test_who_may_sign(cast, case, group):
    the_round = begin(cast, case, group)
    people = [
        cast.police_rag, cast.police_only_here, cast.police_only_there, cast.police_left, cast.hospital_lead,
        cast.lscp_unit, cast.lscp_scrutineer, cast.council_legal, cast.council_director, cast.superuser,
    ]  # fmt: skip
    assert [policies.can_sign(p, the_round).code for p in people] == ["", *["role"] * 9]


def test_anybody_with_the_role_may_sign_where_the_group_has_no_seats(cast, case):
    the_round = begin(cast, case)
    assert policies.can_sign(cast.police_only_here, the_round).code == ""
    assert policies.can_sign(cast.elsewhere_rag, the_round).code == "role"


def test_chair_opens_early_only_after_giving_their_own_view(cast, case, group, readers):
    readers.add(cast.lscp_unit.pk)
    the_round = begin(cast, case, group)
    sign(the_round, cast.police_rag)
    people = (cast.council_rag, cast.police_rag, cast.lscp_unit)
    codes = [code(actions.open_early, the_round.pk, reason="x", by=p) for p in people]
    assert codes == ["incomplete", "role", "role"]
    sign(the_round, cast.council_rag)
    actions.open_early(the_round.pk, reason="The clock runs out", by=cast.council_rag)
    the_round.refresh_from_db()
    assert the_round.early_reason.open() == {"reason": "The clock runs out"}
    assert seen(cast.lscp_unit, the_round) == [("Police Rag", "yes", 1), ("Council Rag", "yes", 1)]
    assert code(actions.open_early, the_round.pk, reason="again", by=cast.council_rag) == "state"
    late, opened = sign(the_round, cast.icb_rag)
    assert (late.is_after_opening, opened) == (True, False)


def test_after_opening_a_new_version_stands_beside_the_first(cast, case, group, readers):
    readers.add(cast.lscp_unit.pk)
    the_round = begin(cast, case, group)
    for person in (cast.police_rag, cast.council_rag, cast.icb_rag):
        sign(the_round, person)
    sign(the_round, cast.police_rag, "no", seen_number=1)
    the_round.refresh_from_db()
    assert seen(cast.lscp_unit, the_round)[0::3] == [("Police Rag", "yes", 1), ("Police Rag", "no", 2)]
    result = queries.result_for(cast.lscp_unit, the_round)
    assert result.choices == ["yes", "yes", "no"]
    assert [len(one.versions) for one in result.seats] == [1, 1, 2]


def test_double_submission_and_an_outdated_reading_are_stale(cast, case, group):
    the_round = begin(cast, case, group)
    sign(the_round, cast.police_rag)
    assert code(sign, the_round, cast.police_rag) == "stale"
    assert code(sign, the_round, cast.council_rag, seen_rests_on="v0") == "stale"
    assert SignedView.all_records.count() == 1


def test_a_choice_that_was_not_offered_is_refused(cast, case, group):
    the_round = begin(cast, case, group)
    with pytest.raises(ValueError, match="Select one of the answers"):
        sign(the_round, cast.police_rag, "perhaps")


def test_recusal_voids_the_view_and_the_deputy_signs(cast, case, group, readers):
    readers.add(cast.lscp_unit.pk)
    given_deputy(cast, group)
    the_round = begin(cast, case, group)
    sign(the_round, cast.police_rag, "no")
    sign(the_round, cast.council_rag)
    actions.declare_conflict(case, reason=SECRET, by=cast.police_rag)
    assert code(sign, the_round, cast.police_rag, seen_number=1) == "conflict"
    assert code(actions.declare_conflict, case, reason="again", by=cast.police_rag) == "state"
    sign(the_round, cast.icb_rag)
    the_round.refresh_from_db()
    assert not the_round.is_open
    view, opened = sign(the_round, cast.police_only_here)
    assert (view.standing, view.stands_in_for, opened) == ("deputy", cast.police_rag, True)
    the_round.refresh_from_db()
    result = queries.result_for(cast.lscp_unit, the_round)
    assert [(one.seat.title, one.counted.signer.name) for one in result.seats] == [
        ("Council", "Council Rag"), ("Icb", "Icb Rag"), ("Police", "Police Only Here"),
    ]  # fmt: skip
    assert Recusal.all_records.get().reason.open() == {"reason": SECRET}


def test_a_conflict_that_has_ended_leaves_the_voided_view_void(cast, case, group):
    the_round = begin(cast, case, group)
    sign(the_round, cast.police_rag)
    actions.declare_conflict(case, reason="x", by=cast.police_rag)
    actions.end_conflict(case, reason="It was another person", by=cast.police_rag)
    assert code(actions.end_conflict, case, reason="again", by=cast.police_rag) == "role"
    assert Voiding.all_records.get().why == "recused"
    sign(the_round, cast.police_rag, seen_number=1)
    assert policies.own_view(cast.police_rag, the_round).number == 2


def test_four_partners_are_asked_where_two_councils_share(cast, case, readers):
    accounts.place_agency(
        cast.agencies["elsewhere"], cast.here, statutory_partner="local_authority", by=cast.system
    )
    second = cast.person("second_rag", "elsewhere", Role.RAG_MEMBER)
    the_round = begin(cast, case, agencies=("council", "elsewhere", "icb", "police"))
    assert the_round.seats.count() == 4
    opened = [sign(the_round, p)[1] for p in (cast.council_rag, cast.icb_rag, cast.police_rag, second)]
    assert opened == [False, False, False, True]


def test_round_waits_for_every_seat_but_one_whose_people_all_stepped_aside(cast, case, group):
    the_round = begin(cast, case, group)
    assert [sign(the_round, p)[1] for p in (cast.council_rag, cast.icb_rag)] == [False, False]
    assert actions.open_if_all_in(the_round.pk, by=cast.lscp_unit) is False
    actions.declare_conflict(case, reason="x", by=cast.police_rag)
    assert actions.open_if_all_in(the_round.pk, by=cast.lscp_unit) is True
    assert actions.open_if_all_in(the_round.pk, by=cast.lscp_unit) is False


def test_round_waits_for_the_deputy_of_somebody_who_stepped_aside(cast, case, group):
    given_deputy(cast, group)
    the_round = begin(cast, case, group)
    actions.declare_conflict(case, reason="x", by=cast.police_rag)
    assert [sign(the_round, p)[1] for p in (cast.council_rag, cast.icb_rag)] == [False, False]
    assert sign(the_round, cast.police_only_here)[1] is True


def test_round_waits_for_nobody_whom_the_stage_keeps_out(cast, case, group, monkeypatch):
    monkeypatch.setattr(seats, "_kept_out", {"test": lambda user, _case: user == cast.police_rag})
    the_round = begin(cast, case, group)
    assert seats.signers_of(the_round) == sorted([cast.council_rag, cast.icb_rag], key=lambda p: p.pk)
    assert [sign(the_round, p)[1] for p in (cast.council_rag, cast.icb_rag)] == [False, True]


def test_round_without_any_view_stays_blind_when_everybody_steps_aside(cast, case, group):
    the_round = begin(cast, case, group)
    for person in (cast.council_rag, cast.icb_rag, cast.police_rag):
        actions.declare_conflict(case, reason="x", by=person)
    assert actions.open_if_all_in(the_round.pk, by=cast.lscp_unit) is False


@pytest.mark.parametrize(("first", "second"), [("rag", "only_here"), ("only_here", "rag")])
def test_seat_gives_one_view_while_blind_and_a_new_version_once_open(
    cast, case, group, readers, first, second
):
    given_deputy(cast, group)
    readers.add(cast.lscp_unit.pk)
    one, other = getattr(cast, f"police_{first}"), getattr(cast, f"police_{second}")
    the_round = begin(cast, case, group)
    sign(the_round, one, "no")
    verdict = policies.can_sign(other, the_round)
    assert (verdict.code, verdict.message) == (
        "state", f"{one} has given your agency's view. You can sign a new version once the views are open.",
    )  # fmt: skip
    assert code(sign, the_round, other) == "state"
    assert code(sign, the_round, one, seen_number=1) == "allowed"
    for person in (cast.council_rag, cast.icb_rag):
        sign(the_round, person)
    assert code(sign, the_round, other, "yes") == "allowed"
    the_round.refresh_from_db()
    police = queries.result_for(cast.lscp_unit, the_round).seats[2]
    assert [(v.signer, v.is_after_opening) for v in police.versions] == [
        (one, False), (one, False), (other, True),
    ]  # fmt: skip
    assert police.counted.signer == other


def test_chair_opens_early_when_their_own_seat_has_given_its_view(cast, case, group):
    accounts.add_seat(
        group, cast.person("deputy", "council", Role.RAG_MEMBER), cast.agencies["council"], seat=Seat.DEPUTY,
        deputy_for=cast.council_rag, by=cast.system,
    )  # fmt: skip
    the_round = begin(cast, case, group)
    assert code(actions.open_early, the_round.pk, reason="x", by=cast.council_rag) == "incomplete"
    sign(the_round, cast.council_deputy)
    assert code(actions.open_early, the_round.pk, reason="x", by=cast.council_rag) == "allowed"


def test_a_change_voids_the_views_and_a_blind_round_stays_blind(cast, case, group, readers):
    readers.add(cast.lscp_unit.pk)
    first = begin(cast, case, group)
    sign(first, cast.police_rag, "no")
    actions.end_round(case, "test", why=EndReason.AMENDED, by=cast.lscp_unit)
    first.refresh_from_db()
    assert [v.why for v in Voiding.all_records.all()] == ["amended"]
    assert code(sign, first, cast.council_rag) == "state"
    second = begin(cast, case, group, rests_on="v2")
    assert (second.number, seen(cast.lscp_unit, first)) == (2, [])
    for person in (cast.police_rag, cast.council_rag, cast.icb_rag):
        sign(second, person, seen_rests_on="v2")
    first.refresh_from_db()
    assert seen(cast.lscp_unit, first) == [("Police Rag", "no", 1)]
    (kept,) = queries.result_for(cast.lscp_unit, first).seats[2].versions
    assert (kept.is_void, queries.result_for(cast.lscp_unit, first).choices) == (True, [])


def test_a_second_round_is_refused_while_one_runs(cast, case, group):
    begin(cast, case, group)
    assert code(begin, cast, case, group) == "state"
    with pytest.raises(Refused):
        begin(cast, open_case(cast.here, by=cast.lscp_unit), agencies=())


@pytest.mark.parametrize("table", [SignedView, Voiding])
def test_the_database_refuses_to_change_or_remove_what_was_signed(cast, case, group, table):
    the_round = begin(cast, case, group)
    sign(the_round, cast.police_rag)
    actions.declare_conflict(case, reason="x", by=cast.police_rag)
    field = {"choice": "no"} if table is SignedView else {"why": "amended"}
    for change in (lambda rows: rows.update(**field), lambda rows: rows._raw_delete(rows.db)):
        with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
            change(table.all_records.all())


def test_the_database_refuses_to_close_an_open_round_or_change_its_question(cast, case, group):
    the_round = begin(cast, case, group)
    for person in (cast.police_rag, cast.council_rag, cast.icb_rag):
        sign(the_round, person)
    rows = SigningRound.all_records.filter(pk=the_round.pk)
    for change in ({"opened_at": None, "opened_by": None}, {"question": "Something else?"}):
        with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
            rows.update(**change)
