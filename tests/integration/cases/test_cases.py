"""Opening cases: references without gaps; who sees one; which case an address is about."""

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import F

from lscp.accounts.roles import SUBMISSION_ROLES
from lscp.audit.models import AuditEvent
from lscp.cases import scope
from lscp.cases.actions import open_case
from lscp.cases.compartments import casework, may_read_casework
from lscp.cases.models import Case, ReferenceCounter
from lscp.deadlines.ledger import lock_case
from lscp.kernel import clock


@pytest.fixture
def seen(monkeypatch):
    """Cases are seen by those who receive submissions; identities by nobody, until a test says so."""

    def held(user):
        places = {m.partnership_id for m in user.memberships_as(*SUBMISSION_ROLES)}
        return Case.all_records.filter(partnership__in=places).annotate(case_id=F("pk"))

    monkeypatch.setattr(scope, "_scopes", {"case": held})
    monkeypatch.setattr(scope, "_identity_scopes", {})
    return held


def test_references_count_up_for_each_partnership_and_year(cast):
    with time_machine.travel("2026-12-31T23:59:00+00:00", tick=False):
        made = [open_case(place, by=cast.system).reference for place in (cast.here, cast.here, cast.there)]
    with time_machine.travel("2027-01-01T00:00:00+00:00", tick=False):
        made.append(open_case(cast.here, by=cast.system).reference)
    assert made == ["NOR-2026-0001", "NOR-2026-0002", "SOU-2026-0001", "NOR-2027-0001"]


def test_opening_a_case_is_on_its_own_chain(cast):
    case = open_case(cast.here, by=cast.lscp_unit)
    (entry,) = AuditEvent.objects.filter(case_id=str(case.public_id))
    assert (entry.verb, entry.position, entry.data) == ("cases.case_opened", 1, {"reference": case.reference})


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_references_opened_at_once_or_given_up_leave_no_gap(cast, together):
    def give_up():
        with transaction.atomic():
            open_case(cast.here, by=cast.system)
            raise RuntimeError("given up")

    def opened():
        return open_case(cast.here, by=cast.system).reference

    results = together(opened, give_up, opened, give_up, opened)
    assert sorted(one for one in results if isinstance(one, str)) == [
        f"NOR-{clock.today().year}-000{number}" for number in (1, 2, 3)
    ]
    assert ReferenceCounter.objects.get(partnership=cast.here).last == 3


def test_with_nothing_registered_nobody_sees_a_case(cast, monkeypatch):
    monkeypatch.setattr(scope, "_scopes", {})
    case = open_case(cast.here, by=cast.lscp_unit)
    assert not scope.sees_case(cast.lscp_unit, case)
    assert list(scope.visible_cases(cast.lscp_unit)) == []


def test_case_is_seen_through_its_records_and_identities_only_where_said(cast, seen, monkeypatch):
    case, there = open_case(cast.here, by=cast.lscp_unit), open_case(cast.there, by=cast.elsewhere_unit)
    assert [scope.sees_case(cast.lscp_unit, one) for one in (case, there)] == [True, False]
    assert list(scope.visible_cases(cast.lscp_unit)) == [case]
    assert set(scope.visible_cases(cast.police_rag)) == {case, there}
    for outsider in (AnonymousUser(), None):
        assert not scope.sees_case(outsider, case)
        assert list(scope.visible_cases(outsider)) == []
    assert not scope.reads_identity(cast.lscp_unit, case)
    monkeypatch.setattr(scope, "_identity_scopes", {"case": seen})
    assert scope.reads_identity(cast.lscp_unit, case)
    assert not scope.reads_identity(cast.lscp_unit, there)


def test_pairs_of_people_and_cases_take_one_query(cast, seen, django_assert_num_queries):
    case, there = open_case(cast.here, by=cast.lscp_unit), open_case(cast.there, by=cast.elsewhere_unit)
    people = [cast.lscp_unit, cast.elsewhere_unit, cast.police_rag, cast.lscp_admin]
    for person in people:
        person.memberships_today()
    with django_assert_num_queries(1):
        found = scope.seen_pairs(people, [case.pk, there.pk])
    assert found == {
        (cast.lscp_unit.pk, case.pk), (cast.elsewhere_unit.pk, there.pk),
        (cast.police_rag.pk, case.pk), (cast.police_rag.pk, there.pk),
    }  # fmt: skip


def test_casework_compartment_is_read_by_the_receivers_of_its_partnership(cast):
    compartment = casework(open_case(cast.here, by=cast.lscp_unit))
    readers = [cast.lscp_unit, cast.police_rag, cast.council_legal]
    others = [
        cast.police_practitioner,
        cast.police_lead,
        cast.elsewhere_unit,
        cast.lscp_admin,
        cast.superuser,
    ]
    assert [may_read_casework(person, compartment) for person in (*readers, *others)] == [True] * 3 + [
        False
    ] * 5
    assert not may_read_casework(cast.lscp_unit, "casework:00000000-0000-0000-0000-000000000000")


def test_case_can_be_opened_and_locked_in_one_transaction(cast):
    with transaction.atomic():
        case = open_case(cast.here, by=cast.lscp_unit)
        assert lock_case(case.pk) == case
