"""Sealed values: opened only where they were written, rotated, frozen, disposed of; the proof stands."""

import base64
import io
import os

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from lscp.audit import service as audit
from lscp.audit import verification
from lscp.cases.actions import open_case
from lscp.people import sealing
from lscp.people.models import MatchKey, Person, SealedValue, SealingKey
from lscp.people.sealing import DISPOSED, Tampered

DOCUMENT = {"given_name": "Tessa", "family_name": "Fictive", "notes": ["“é” 🙂", None, 3]}


def fresh():
    return base64.b64encode(os.urandom(32)).decode()


def kept(value):
    return SealedValue.objects.select_related("key").get(pk=value.pk)


def test_what_was_sealed_is_opened_unchanged(given_case):
    value = sealing.seal(given_case, DOCUMENT)
    assert kept(value).open() == DOCUMENT


def test_draft_is_rewritten_in_place_and_frozen_value_is_kept(given_case):
    draft = sealing.seal(given_case, {"a": 1})
    again = sealing.seal(given_case, {"a": 2}, replacing=draft)
    assert again.pk == draft.pk
    sealing.freeze([draft])
    new = sealing.seal(given_case, {"a": 3}, replacing=draft)
    assert new.pk != draft.pk
    assert (kept(draft).open(), kept(new).open()) == ({"a": 2}, {"a": 3})


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE people_sealedvalue SET ciphertext = 'x' WHERE id = %s",
        "UPDATE people_sealedvalue SET is_frozen = false WHERE id = %s",
        "DELETE FROM people_sealedvalue WHERE id = %s",
    ],
)
def test_frozen_value_cannot_be_changed(given_case, statement):
    value = sealing.seal(given_case, DOCUMENT)
    sealing.freeze([value])
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        connection.cursor().execute(statement, [value.pk])
    assert kept(value).open() == DOCUMENT


def test_sealed_text_moved_to_another_row_or_case_is_not_opened(cast, given_case):
    one, two = sealing.seal(given_case, {"a": 1}), sealing.seal(given_case, {"a": 2})
    other = sealing.seal(open_case(cast.here, by=cast.lscp_unit), {"a": 3})
    for target, source in ((one, two), (one, other)):
        SealedValue.objects.filter(pk=target.pk).update(ciphertext=kept(source).ciphertext)
        with pytest.raises(Tampered):
            kept(target).open()
    SealedValue.objects.filter(pk=two.pk).update(key=other.key)
    with pytest.raises(Tampered):
        kept(two).open()


def test_sealed_text_of_which_a_byte_was_changed_is_not_opened(given_case):
    value = sealing.seal(given_case, DOCUMENT)
    data = bytearray(kept(value).ciphertext)
    data[-1] ^= 1
    SealedValue.objects.filter(pk=value.pk).update(ciphertext=bytes(data))
    with pytest.raises(Tampered):
        kept(value).open()


def test_same_text_is_sealed_differently_each_time(given_case):
    values = [bytes(kept(sealing.seal(given_case, DOCUMENT)).ciphertext) for _ in range(3)]
    assert len(set(values)) == 3


def test_rotation_opens_everything_with_the_new_key_alone(cast, given_case, settings):
    value = sealing.seal(given_case, DOCUMENT)
    disposed = open_case(cast.here, by=cast.lscp_unit)
    sealing.seal(disposed, DOCUMENT)
    sealing.destroy_key(disposed, by=cast.lscp_manager)
    before = bytes(kept(value).ciphertext)
    old, new = settings.SEALING_KEYS, f"k2:{fresh()}"
    settings.SEALING_KEYS = f"{new},{old}"
    said = io.StringIO()
    call_command("rotate_sealing_keys", stdout=said)
    assert said.getvalue().splitlines() == ["1 keys were wrapped with the newest master key.", "k2: 1 cases"]
    settings.SEALING_KEYS = new
    assert kept(value).open() == DOCUMENT
    assert bytes(kept(value).ciphertext) == before
    assert SealingKey.objects.get(case=disposed).wrapped is None
    assert sealing.rotate_keys() == 0


def test_rotation_goes_through_many_cases_in_batches(cast, settings):
    values = [sealing.seal(open_case(cast.here, by=cast.lscp_unit), {"n": n}) for n in range(5)]
    settings.SEALING_KEYS = f"k2:{fresh()},{settings.SEALING_KEYS}"
    assert sealing.rotate_keys(at_once=2) == 5
    assert [kept(value).open() for value in values] == [{"n": n} for n in range(5)]


def test_rotation_without_the_old_key_says_which_is_missing(given_case, settings):
    sealing.seal(given_case, DOCUMENT)
    settings.SEALING_KEYS = f"k2:{fresh()}"
    with pytest.raises(CommandError, match="lacks the key"):
        call_command("rotate_sealing_keys")


def test_destroyed_key_leaves_nothing_to_read_and_the_proof_stands(cast, given_case, settings, tmp_path):
    settings.AUDIT_CHECKPOINT_DIR = tmp_path
    frozen, draft = sealing.seal(given_case, DOCUMENT), sealing.seal(given_case, DOCUMENT)
    sealing.freeze([frozen])
    person = Person.all_records.create(case=given_case, kind="child", number=1, identity=frozen)
    audit.record("access.refused", subject=person, by=cast.lscp_unit, page="x", method="GET", status=403)
    sealing.destroy_key(given_case, by=cast.lscp_manager)
    assert kept(frozen).open() is DISPOSED
    assert kept(draft).open() is DISPOSED
    assert str(DISPOSED) == "disposed of"
    assert not DISPOSED
    with pytest.raises(ValueError, match="disposed of"):
        sealing.seal(given_case, DOCUMENT)
    key = SealingKey.objects.get(case=given_case)
    assert (key.wrapped, key.destroyed_by) == (None, cast.lscp_manager)
    assert Person.all_records.get(pk=person.pk).identity_id == frozen.pk
    assert verification.prove().problems == []


def test_destroyed_key_takes_with_it_what_the_child_was_found_by(cast, given_case, given_person):
    gone = given_person("Zebrington Quill", "2019-03-04", case=given_case)
    stays = given_person("Zebrington Quill", "2019-03-04")
    assert MatchKey.objects.filter(person=gone).exists()
    before = MatchKey.objects.filter(person=stays).count()
    sealing.destroy_key(given_case, by=cast.lscp_manager)
    assert not MatchKey.objects.filter(person=gone).exists()
    assert MatchKey.objects.filter(person=stays).count() == before > 0


def test_key_of_one_case_opens_nothing_of_another(cast, given_case):
    other = open_case(cast.here, by=cast.lscp_unit)
    value = sealing.seal(other, DOCUMENT)
    sealing.seal(given_case, DOCUMENT)
    sealing.destroy_key(given_case, by=cast.lscp_manager)
    assert kept(value).open() == DOCUMENT


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_case_sealed_at_once_by_many_has_one_key(cast, together):
    case = open_case(cast.here, by=cast.lscp_unit)
    results = together(*[lambda: sealing.seal(case, DOCUMENT).pk] * 4)
    assert SealingKey.objects.filter(case=case).count() == 1
    assert [kept(SealedValue(pk=pk)).open() for pk in results] == [DOCUMENT] * 4


def test_sealing_takes_the_same_queries_for_one_value_and_for_many(given_case, django_assert_num_queries):
    values = [sealing.seal(given_case, {"n": n}) for n in range(5)]
    with django_assert_num_queries(1):
        sealing.freeze(values)
    with django_assert_num_queries(1):
        opened = [
            v.open() for v in SealedValue.objects.select_related("key").filter(pk__in=[v.pk for v in values])
        ]
    assert len(opened) == 5
