"""Proving the record: whatever was done to it, even by the owner with the triggers off, is found."""

import datetime as dt
import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from lscp.audit import chain as hashing
from lscp.audit import checkpoints, verification
from lscp.audit import service as audit
from lscp.audit.models import GENERAL, AuditChain, AuditEvent, case_chain
from lscp.cases.actions import open_case
from lscp.kernel import clock

pytestmark = pytest.mark.django_db(transaction=True)


def _name(case):
    return f"The record of case {case.reference}"


def _entry(case, position):
    return AuditEvent.objects.get(chain=case_chain(case.public_id), position=position)


def _rebuild(as_owner, chain, forge):
    """Alter a chain with the key in hand: every hash after the change is made anew, and the head too."""
    previous = ""
    for event in AuditEvent.objects.filter(chain=chain).order_by("position"):
        forge(event)
        event.previous = previous
        event.hash = hashing.entry_hash(event)
        as_owner(
            "UPDATE audit_auditevent SET actor_name = %s, previous = %s, hash = %s WHERE id = %s",
            event.actor_name, event.previous, event.hash, str(event.id),
        )  # fmt: skip
        previous = event.hash
    length = AuditChain.objects.get(key=chain).length
    seal = hashing.head_seal(chain, length, previous)
    as_owner("UPDATE audit_auditchain SET head = %s, seal = %s WHERE key = %s", previous, seal, chain)


def test_record_holds_when_nobody_touched_it(given_case):
    checkpoints.make()
    proof = verification.prove()
    assert proof.problems == []
    assert (proof.chains, proof.checkpoints) == (2, 1)
    assert proof.entries == AuditEvent.objects.count()


@pytest.mark.parametrize(
    "column", ["actor_name", "verb", "reason", "subject_id", "compartment", "request_id"]
)
def test_altered_entry_is_found(given_case, as_owner, column):
    as_owner(f"UPDATE audit_auditevent SET {column} = 'x' WHERE id = %s", str(_entry(given_case, 2).id))
    assert verification.prove().problems == [
        f"{_name(given_case)}: entry 2 was altered after it was written, or put in by hand."
    ]


@pytest.mark.parametrize(
    "change", ["at = at + interval '1 second'", "data = data || '{\"a\": 1}'", "actor_roles = '[]'"]
)
def test_altered_time_data_or_roles_are_found(given_case, as_owner, change):
    as_owner(f"UPDATE audit_auditevent SET {change} WHERE id = %s", str(_entry(given_case, 2).id))
    assert len(verification.prove().problems) == 1


def test_removed_entry_is_found(given_case, as_owner):
    as_owner("DELETE FROM audit_auditevent WHERE id = %s", str(_entry(given_case, 2).id))
    assert verification.prove().problems == [f"{_name(given_case)}: entry 2 is missing."]


def test_removed_and_closed_up_entry_is_found(given_case, as_owner):
    as_owner("DELETE FROM audit_auditevent WHERE id = %s", str(_entry(given_case, 2).id))
    as_owner("UPDATE audit_auditevent SET position = 2 WHERE id = %s", str(_entry(given_case, 3).id))
    found = verification.prove().problems
    assert any("entry 2 does not follow from entry 1" in problem for problem in found)
    assert any("the end was cut off" in problem for problem in found)


def test_entry_put_in_by_hand_is_found(given_case, as_owner):
    as_owner(
        "INSERT INTO audit_auditevent SELECT gen_random_uuid(), chain, 4, hash, repeat('0', 64), at, verb,"
        " actor_id, 'Somebody else', actor_roles, subject_type, subject_id, reference, case_id,"
        " partnership_id, request_id, reason, compartment, data FROM audit_auditevent WHERE id = %s",
        str(_entry(given_case, 3).id),
    )
    assert verification.prove().problems == [
        f"{_name(given_case)}: entry 4 was altered after it was written, or put in by hand.",
        f"{_name(given_case)}: the head of the chain was altered, or entries were added by hand.",
    ]


def test_tail_cut_off_is_found(given_case, as_owner):
    as_owner("DELETE FROM audit_auditevent WHERE id = %s", str(_entry(given_case, 3).id))
    assert verification.prove().problems == [
        f"{_name(given_case)}: the end was cut off. The head names 3 entries, the last is 2."
    ]


def test_tail_cut_off_with_its_head_is_found_by_the_checkpoint(given_case, as_owner):
    checkpoints.make()
    kept = _entry(given_case, 2)
    as_owner("DELETE FROM audit_auditevent WHERE id = %s", str(_entry(given_case, 3).id))
    as_owner("UPDATE audit_auditchain SET length = 2, head = %s WHERE key = %s", kept.hash, kept.chain)
    cut, problem = verification.prove().problems
    assert cut.endswith("the head of the chain was set by hand. Entries after 2 may have been cut off.")
    assert "entry 3 is not the one that checkpoint 1 wrote down" in problem


def test_tail_cut_off_with_its_head_is_found_without_any_checkpoint(given_case, as_owner):
    kept = _entry(given_case, 2)
    as_owner("DELETE FROM audit_auditevent WHERE id = %s", str(_entry(given_case, 3).id))
    as_owner("UPDATE audit_auditchain SET length = 2, head = %s WHERE key = %s", kept.hash, kept.chain)
    assert verification.prove().problems == [
        f"{_name(given_case)}: the head of the chain was set by hand. Entries after 2 may have been cut off."
    ]


def test_newest_checkpoint_taken_away_is_missed(cast, given_case):
    checkpoints.make()
    open_case(cast.there, by=cast.elsewhere_unit)
    checkpoints.make().unlink()
    assert verification.prove().problems == [
        "Checkpoint 2 is missing: the record names it, and it has no file."
    ]


def test_case_whose_chain_head_and_checkpoints_are_all_gone_is_missed(cast, given_case, as_owner):
    checkpoints.make().unlink()
    as_owner("DELETE FROM audit_auditevent WHERE chain = %s", case_chain(given_case.public_id))
    as_owner("DELETE FROM audit_auditchain WHERE key = %s", case_chain(given_case.public_id))
    assert verification.prove().problems == [
        f"The record {case_chain(given_case.public_id)} is gone: what it speaks of is there, and it has no entry.",
        "Checkpoint 1 is missing: the record names it, and it has no file.",
    ]


def test_exchanged_checkpoint_is_found(cast, given_case, checkpoint_folder):
    checkpoints.make().unlink()
    with transaction.atomic():
        audit.record("access.refused", subject=given_case, by=cast.police_rag, page="x", method="GET",
                     status=403)  # fmt: skip
    assert checkpoints.make().name == "checkpoint-00000001.json"
    proof = verification.prove()
    assert proof.named[1] == checkpoints.newest().digest
    assert proof.problems == ["Checkpoint 1 is named twice in the record, each time as another."]


def test_checkpoint_kept_elsewhere_is_expected(cast, given_case):
    checkpoints.make()
    kept = checkpoints.newest()
    said = io.StringIO()
    call_command("verify_audit", "--expect", kept.name, stdout=said)
    assert said.getvalue().splitlines()[-1] == f"The newest checkpoint is {kept.name}"
    wrong = io.StringIO()
    for other in (f"2:{kept.digest}", f"1:{'0' * 64}"):
        with pytest.raises(CommandError, match="1 faults"):
            call_command("verify_audit", "--expect", other, stderr=wrong)
    assert "Checkpoint 2 is missing, or is not the one that was expected." in wrong.getvalue()
    with pytest.raises(CommandError, match="the number and the digest"):
        call_command("verify_audit", "--expect", "newest")


@pytest.mark.parametrize("name", ["checkpoint-copy.json", "checkpoint-00000001 (1).json"])
def test_file_without_a_number_is_named_and_stops_nothing(given_case, checkpoint_folder, name):
    checkpoints.make()
    (checkpoint_folder / name).write_text("{}")
    assert checkpoints.make() is None
    assert verification.prove().problems == [f"The file {name} is named like a checkpoint and is none."]


def test_entries_without_a_checkpoint_are_a_fault_after_an_hour_and_a_half(given_case, settings, monkeypatch):
    settings.LOCAL = False
    assert verification.prove().problems == []
    now = clock.real_now() + dt.timedelta(hours=2)
    monkeypatch.setattr(clock, "real_now", lambda: now)
    (problem,) = verification.prove().problems
    assert problem.startswith("Entries have waited for a checkpoint since ")
    checkpoints.make()
    assert verification.prove().problems == []


def test_altered_head_is_found(given_case, as_owner):
    as_owner("UPDATE audit_auditchain SET head = repeat('1', 64) WHERE key LIKE 'case:%%'")
    (problem,) = verification.prove().problems
    assert problem.endswith("the head of the chain was altered, or entries were added by hand.")


def test_whole_chain_gone_is_found(given_case, as_owner):
    as_owner("DELETE FROM audit_auditevent WHERE chain = %s", case_chain(given_case.public_id))
    (problem,) = verification.prove().problems
    assert problem.endswith("is gone: its head names 3 entries, none are there.")


def test_whole_chain_gone_with_its_head_is_found_by_the_checkpoint(given_case, as_owner):
    checkpoints.make()
    as_owner("DELETE FROM audit_auditevent WHERE chain = %s", case_chain(given_case.public_id))
    as_owner("DELETE FROM audit_auditchain WHERE key = %s", case_chain(given_case.public_id))
    gone, problem = verification.prove().problems
    assert gone.endswith("is gone: what it speaks of is there, and it has no entry.")
    assert "checkpoint 1 wrote down" in problem


def test_chain_rebuilt_with_the_key_fits_in_itself_and_is_found_by_the_checkpoint(given_case, as_owner):
    chain = case_chain(given_case.public_id)

    def forge(event):
        event.actor_name = "Nobody"

    _rebuild(as_owner, chain, forge)
    assert verification.prove(chain).problems == [], (
        "the forged chain should fit in itself, or this proves nothing"
    )
    # The same forgery after a checkpoint
    checkpoints.make()
    _rebuild(as_owner, chain, lambda event: setattr(event, "actor_name", "Somebody"))
    (problem,) = verification.prove(chain).problems
    assert problem == (
        f"{_name(given_case)}: entry 3 is not the one that checkpoint 1 wrote down. "
        "The chain was rebuilt or cut short."
    )


def test_each_checkpoint_lists_what_moved_and_names_the_one_before(cast, given_case, checkpoint_folder):
    first = checkpoints.make()
    assert checkpoints.make() is None
    open_case(cast.there, by=cast.elsewhere_unit)
    second = checkpoints.make()
    assert [file.name for file in (first, second)] == ["checkpoint-00000001.json", "checkpoint-00000002.json"]
    one, two = checkpoints.read_all()
    assert (one.problem, two.problem) == ("", "")
    assert two.previous == one.digest
    assert (one.is_full, two.is_full) == (True, False)
    assert set(one.heads) == {GENERAL, case_chain(given_case.public_id)}
    assert set(two.heads) - set(one.heads) != set()
    assert len(two.heads) == 2, "the new case, and the entry that names the first checkpoint"
    assert verification.prove().problems == []


def test_altered_checkpoint_is_found(given_case, checkpoint_folder):
    file = checkpoints.make()
    signed = json.loads(file.read_text())
    signed["checkpoint"] = signed["checkpoint"].replace(given_case.public_id.hex[:4], "0000")
    file.write_text(json.dumps(signed))
    assert verification.prove().problems == ["Checkpoint 1 was altered: its signature does not fit."]


def test_missing_and_unreadable_checkpoints_are_found(cast, given_case):
    first = checkpoints.make()
    open_case(cast.there, by=cast.elsewhere_unit)
    checkpoints.make()
    first.unlink()
    assert verification.prove().problems == [
        "Checkpoint 2 stands where checkpoint 1 is missing.",
        "Checkpoint 1 is missing: the record names it, and it has no file.",
    ]
    first.write_text("{}")
    assert "Checkpoint 1 cannot be read." in verification.prove().problems


def test_two_beats_write_one_checkpoint(given_case, checkpoint_folder, together):
    made = together(checkpoints.make, checkpoints.make, checkpoints.make)
    assert [type(one).__name__ for one in made if isinstance(one, Exception)] == []
    assert sorted(file.name for file in checkpoint_folder.iterdir()) == ["checkpoint-00000001.json"]
    assert verification.prove().problems == []


def test_command_says_what_it_found_and_fails(given_case, as_owner):
    said = io.StringIO()
    call_command("verify_audit", stdout=said)
    assert said.getvalue().splitlines()[0].startswith("Note: There is no checkpoint yet")
    assert said.getvalue().splitlines()[1].startswith("The record holds: ")
    as_owner("UPDATE audit_auditevent SET reason = 'x' WHERE id = %s", str(_entry(given_case, 2).id))
    wrong = io.StringIO()
    with pytest.raises(CommandError, match="does not hold: 1 faults were found") as failure:
        call_command("verify_audit", "--case", given_case.reference, stderr=wrong)
    assert failure.value.returncode == 1
    assert "entry 2 was altered" in wrong.getvalue()
    call_command("verify_audit", "--general", stdout=said)
    with pytest.raises(CommandError) as unknown:
        call_command("verify_audit", "--case", "NOR-1999-0001")
    assert unknown.value.returncode == 2


def test_commands_write_a_checkpoint_and_print_the_key(given_case, checkpoint_folder):
    said = io.StringIO()
    call_command("checkpoint_audit", stdout=said)
    call_command("checkpoint_audit", stdout=said)
    call_command("verify_audit", "--public-key", stdout=said)
    written, kept, again, kept_again, key = said.getvalue().splitlines()
    assert kept == kept_again == f"Keep this elsewhere: {checkpoints.newest().name}"
    assert written == f"Wrote {checkpoint_folder / 'checkpoint-00000001.json'}."
    assert again == "Nothing was added since the last checkpoint."
    assert json.loads((checkpoint_folder / "checkpoint-00000001.json").read_text())["key"] == key


def test_tasks_write_and_prove(given_case, as_owner, caplog):
    from lscp.audit import tasks

    assert (tasks.checkpoint(), tasks.checkpoint(), tasks.verify()) == (True, False, 0)
    as_owner("UPDATE audit_auditevent SET reason = 'x' WHERE id = %s", str(_entry(given_case, 2).id))
    assert tasks.verify() == 1
    assert "the record does not hold" in caplog.text


def test_proof_reads_one_moment_while_others_write(cast, given_case, together):
    def write():
        for _ in range(10):
            with transaction.atomic():
                audit.record("access.refused", subject=given_case, by=cast.police_rag, page="x", method="GET",
                             status=403)  # fmt: skip

    checkpoints.make()
    results = together(write, verification.prove, verification.prove)
    assert [one.problems for one in results[1:]] == [[], []]
    assert AuditChain.objects.get(key=case_chain(given_case.public_id)).length == 13
