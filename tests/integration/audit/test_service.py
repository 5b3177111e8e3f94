"""Writing the record: with its change, before a page, after a refusal; one chain for each case."""

import pytest
from django.db import DatabaseError, connection, transaction

from lscp.accounts.models import Agency
from lscp.audit import chain as hashing
from lscp.audit import service as audit
from lscp.audit import verification
from lscp.audit.models import GENERAL, AuditChain, AuditEvent, case_chain
from lscp.cases.actions import open_case
from lscp.cases.compartments import casework
from lscp.cases.models import Case
from lscp.kernel import clock

ENTRY = {"page": "x", "method": "GET", "status": 403}


def _add(case, by, times=1):
    for _ in range(times):
        with transaction.atomic():
            audit.record("access.refused", subject=case, by=by, **ENTRY)


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_chain_keeps_its_order_when_many_write_at_once(cast, given_case, together):
    results = together(*[lambda: _add(given_case, cast.police_rag, 5)] * 6)
    assert results == [None] * 6
    places = AuditEvent.objects.filter(chain=case_chain(given_case.public_id)).order_by("position")
    assert list(places.values_list("position", flat=True)) == list(range(1, 34))
    assert verification.prove().problems == []


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_first_entries_of_a_new_chain_written_at_once_make_one_chain(cast, together):
    case = Case.all_records.create(partnership=cast.here, reference="NOR-2000-0001", opened_by=cast.lscp_unit)
    assert together(*[lambda: _add(case, cast.police_rag)] * 4) == [None] * 4
    assert AuditChain.objects.get(key=case_chain(case.public_id)).length == 4
    assert verification.prove(case_chain(case.public_id)).problems == []


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_reading_one_case_does_not_wait_for_a_decision_on_another(cast, given_case, together):
    other = open_case(cast.here, by=cast.lscp_unit)
    with transaction.atomic():
        audit.record("access.refused", subject=given_case, by=cast.police_rag, **ENTRY)

        def read():
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '2s'")
            audit.record_reading("access.refused", subject=other, by=cast.police_lead, **ENTRY)

        def wait():
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '200ms'")
            audit.record_reading("access.refused", subject=given_case, by=cast.police_lead, **ENTRY)

        went, waited = together(read, wait)
    assert went is None
    assert isinstance(waited, DatabaseError), "the head of the chain should have been locked"


@pytest.mark.django_db(transaction=True)
def test_entries_of_a_change_that_fails_go_with_it(cast, given_case):
    before = AuditEvent.objects.count()
    with pytest.raises(RuntimeError, match="half way"), transaction.atomic():
        _add(given_case, cast.police_rag, 3)
        raise RuntimeError("half way")
    assert AuditEvent.objects.count() == before
    assert AuditChain.objects.get(key=case_chain(given_case.public_id)).length == 3


def test_entry_says_who_in_which_role_and_agency_when_and_why(cast, given_case):
    with transaction.atomic():
        event = audit.record(
            "access.refused", subject=given_case, by=cast.police_rag, reason="test", compartment="casework:x",
            **ENTRY,
        )  # fmt: skip
    kept = AuditEvent.objects.get(pk=event.pk)
    assert {name: getattr(kept, name) for name in hashing.COVERED if name not in ("at", "previous")} == {
        "chain": f"case:{given_case.public_id}",
        "position": 4,
        "verb": "access.refused",
        "actor_id": str(cast.police_rag.public_id),
        "actor_name": str(cast.police_rag),
        "actor_roles": [["rag_member", "Police"]],
        "subject_type": "cases.Case",
        "subject_id": str(given_case.public_id),
        "reference": given_case.reference,
        "case_id": str(given_case.public_id),
        "partnership_id": str(cast.here.public_id),
        "request_id": "",
        "reason": "test",
        "compartment": "casework:x",
        "data": ENTRY,
    }
    assert hashing.entry_hash(kept) == kept.hash
    assert abs((kept.at - clock.now()).total_seconds()) < 60


def test_roles_are_those_of_the_partnership_concerned(cast):
    there = open_case(cast.there, by=cast.elsewhere_unit)
    entry = audit.record("access.refused", subject=there, by=cast.police_only_here, **ENTRY)
    assert entry.actor_roles == []
    assert audit.record("access.refused", subject=there, by=cast.police_only_there, **ENTRY).actor_roles == [
        ["rag_member", "Police"]
    ]


def test_contributors_are_kept_as_public_keys_once_and_in_order(cast, given_case):
    police, icb = cast.agencies["police"], cast.agencies["icb"]
    keys = sorted([str(police.public_id), str(icb.public_id)])
    entry = audit.record(
        "access.refused", subject=given_case, by=cast.lscp_unit, contributed_by=[icb, police, icb], **ENTRY
    )
    assert entry.data == {**ENTRY, "contributed_by": keys}
    one = audit.record(
        "access.refused", subject=given_case, by=cast.lscp_unit, contributed_by=police, **ENTRY
    )
    assert one.data["contributed_by"] == [str(police.public_id)]


@pytest.mark.parametrize("value", [0.5, [1, {"deep": 2.5}], object()])
def test_data_the_record_cannot_hold_are_refused(cast, given_case, value):
    with pytest.raises(TypeError):
        audit.record("access.refused", subject=given_case, by=cast.police_rag, **ENTRY, extra=value)


def test_data_are_hashed_as_the_database_gives_them_back(cast, given_case):
    entry = audit.record(
        "access.refused", subject=given_case, by=cast.police_rag, **ENTRY,
        steps=("draft", "submitted"), counts={2: "b", 1: "a"}, text="“é” 🙂",
    )  # fmt: skip
    kept = AuditEvent.objects.get(pk=entry.pk)
    assert kept.data == {
        **ENTRY, "steps": ["draft", "submitted"], "counts": {"1": "a", "2": "b"}, "text": "“é” 🙂",
    }  # fmt: skip
    assert hashing.entry_hash(kept) == kept.hash


def test_unregistered_verb_is_refused(cast, given_case):
    with pytest.raises(LookupError):
        audit.record("nobody.said_so", subject=given_case, by=cast.police_rag)


@pytest.mark.django_db(transaction=True)
def test_record_outside_a_transaction_is_refused(cast, given_case):
    with pytest.raises(RuntimeError, match="transaction"):
        audit.record("access.refused", subject=given_case, by=cast.police_rag, **ENTRY)


@pytest.mark.django_db(transaction=True)
def test_reading_inside_another_transaction_is_refused(cast, given_case):
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        audit.record_reading("access.refused", subject=given_case, by=cast.police_rag, **ENTRY)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    ("how", "status"), [("role", 403), ("missing", 404), ("scope", 404), ("state", 409), ("stale", 409)]
)
def test_refused_attempt_is_written_and_what_it_tried_is_not(
    cast, given_case, signed_in, settings, how, status, method
):
    settings.ROOT_URLCONF = "tests.integration.audit.refusing_urls"
    before = list(AuditEvent.objects.values_list("pk", flat=True))
    response = getattr(signed_in(cast.police_rag), method)(f"/refuse/{given_case.public_id}/{how}/")
    assert response.status_code == status
    assert not Agency.objects.filter(name="Half-made agency").exists()
    (entry,) = AuditEvent.objects.exclude(pk__in=before).exclude(verb__startswith="accounts.signed")
    assert (entry.verb, entry.actor_id, entry.subject_id, entry.data) == (
        "access.refused",
        str(cast.police_rag.public_id),
        str(given_case.public_id),
        {"page": "refuse", "status": status, "method": method.upper()},
    )
    assert (entry.chain, entry.reference, entry.compartment) == (
        case_chain(given_case.public_id), given_case.reference, casework(given_case)
    )  # fmt: skip
    assert entry.actor_roles == [["rag_member", "Police"]] * 2
    assert entry.request_id
    assert verification.prove().problems == []


@pytest.mark.django_db(transaction=True)
def test_refusal_of_a_page_about_no_case_stands_in_the_general_chain(cast, signed_in, settings):
    settings.ROOT_URLCONF = "tests.integration.audit.refusing_urls"
    assert signed_in(cast.police_rag).get("/nothing/missing/").status_code == 404
    (entry,) = AuditEvent.objects.filter(verb="access.refused")
    assert (entry.chain, entry.case_id, entry.subject_id) == (GENERAL, "", "")


@pytest.mark.django_db(transaction=True)
def test_nobody_signed_in_leaves_no_refusal(cast, client, settings):
    settings.ROOT_URLCONF = "tests.integration.audit.refusing_urls"
    assert client.get("/nothing/missing/").status_code == 302
    assert not AuditEvent.objects.filter(verb="access.refused").exists()


@pytest.mark.django_db(transaction=True)
def test_reading_is_committed_before_the_page_is_sent(cast, given_case, signed_in, settings, monkeypatch):
    settings.ROOT_URLCONF = "tests.integration.audit.refusing_urls"
    client = signed_in(cast.police_rag)
    address = f"/read/{given_case.public_id}/"
    assert client.get(address).content == b"what was read"
    assert AuditEvent.objects.filter(case_id=str(given_case.public_id), data__name="read").count() == 1

    def broken(event):
        raise DatabaseError("the record cannot be written")

    monkeypatch.setattr(audit, "_append", broken)
    client.raise_request_exception = False
    response = client.get(address)
    assert response.status_code == 500
    assert b"what was read" not in response.content


def test_general_chain_holds_what_belongs_to_no_case(cast):
    assert set(AuditEvent.objects.values_list("chain", flat=True)) == {GENERAL}
    added = AuditEvent.objects.filter(verb="accounts.partnership_added").order_by("position")
    assert list(added.values_list("partnership_id", flat=True)) == [
        str(cast.here.public_id), str(cast.there.public_id),
    ]  # fmt: skip
