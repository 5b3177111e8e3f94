"""What was signed is proved against its own table, not only by the entry that says so."""

import pytest

from lscp.audit import evidence, verification
from lscp.audit.models import AuditEvent
from lscp.signing.models import SignedView
from notifications.actions import advice
from notifications.models import Decision
from tests import given

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def decided(cast):
    """A case with signed views and a signed decision, and the record that holds."""
    given.given_group(cast)
    notification = given.given_decided(cast)
    assert verification.prove().problems == []
    return notification


def _problems(words):
    (problem,) = verification.prove().problems
    assert problem.endswith(words), problem


@pytest.mark.parametrize(
    ("column", "value"),
    [("choice", "'other'"), ("rests_on", "'other'"), ("signed_at", "signed_at - interval '1 day'")],
)
def test_altered_view_is_found(decided, as_owner, column, value):
    view = SignedView.all_records.first()
    as_owner(f"UPDATE signing_signedview SET {column} = {value} WHERE id = %s", view.pk)
    _problems("the signed view that it speaks of was altered after it was signed.")


def test_altered_sealed_text_of_a_view_is_found(decided, as_owner):
    view = SignedView.all_records.first()
    as_owner("UPDATE people_sealedvalue SET ciphertext = 'x' WHERE id = %s", str(view.content_id))
    _problems("the signed view that it speaks of was altered after it was signed.")


def test_removed_view_is_found(decided, as_owner):
    view = SignedView.all_records.first()
    as_owner("DELETE FROM signing_signedview WHERE id = %s", view.pk)
    _problems("the signed view that it speaks of is gone.")


def test_altered_decision_is_found(decided, as_owner):
    decision = Decision.all_records.get(notification=decided)
    as_owner("UPDATE notifications_decision SET outcome = 'close' WHERE id = %s", decision.pk)
    _problems("the decision that it speaks of was altered after it was signed.")


def test_altered_legal_advice_is_found(cast, decided, as_owner):
    note = advice.add_legal_note(decided.public_id, text="Zebrington Quill", by=cast.council_legal)
    assert verification.prove().problems == []
    as_owner(
        "UPDATE notifications_legalnote SET written_by_id = %s WHERE id = %s", cast.lscp_unit.pk, note.pk
    )
    _problems("the legal note that it speaks of was altered after it was signed.")


def test_entry_keeps_a_digest_and_no_word_of_what_was_signed(decided):
    view = SignedView.all_records.select_related("content").first()
    entry = AuditEvent.objects.get(subject_id=str(view.public_id), verb="signing.view_signed")
    assert entry.data == {"signed": ["signing.SignedView", str(view.public_id), evidence.of(view)[2]]}


def test_record_that_nobody_declared_is_refused(decided):
    with pytest.raises(LookupError, match="not declared"):
        evidence.of(decided)
