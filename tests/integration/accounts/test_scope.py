"""Memberships and seats by their dates; the restricted database role."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, connection, transaction

from lscp.accounts import actions
from lscp.accounts.roles import Role
from lscp.kernel import clock
from lscp.kernel.access import Refused


def test_membership_that_ended_last_week_gives_no_role(cast):
    assert [m.role for m in cast.police_left.memberships_today()] == []
    assert cast.police_rag.holds(Role.RAG_MEMBER, partnership=cast.here)


def test_membership_holds_on_its_last_day_and_not_after(cast):
    today = clock.today()
    person = cast.person("last", "police", Role.PRACTITIONER, until_on=today)
    assert person.holds(Role.PRACTITIONER)
    assert not person.memberships.on(today + dt.timedelta(days=1)).exists()


def test_membership_ended_now_is_over_now(cast):
    membership = cast.police_rag.memberships.get(partnership=cast.here)
    actions.end_membership(membership, by=cast.lscp_manager)
    again = type(cast.police_rag).objects.get(pk=cast.police_rag.pk)
    assert [m.partnership for m in again.memberships_today()] == [cast.there]


def test_administrator_cannot_give_a_role_that_opens_cases(cast):
    for somebody in (cast.lscp_admin, cast.lscp_training):
        with pytest.raises((PermissionDenied, Refused)):
            actions.add_membership(
                somebody, cast.here, cast.agencies["lscp"], Role.BUSINESS_UNIT, by=cast.lscp_admin
            )
        assert not somebody.memberships.filter(role=Role.BUSINESS_UNIT).exists()


def test_new_chair_ends_the_earlier_term_the_day_before(cast):
    group = actions.add_group(cast.here, kind="rag", name="Review Advisory Group", by=cast.lscp_manager)
    first = actions.add_seat(
        group, cast.police_rag, cast.agencies["police"], seat="chair", by=cast.lscp_manager
    )
    start = clock.today() + dt.timedelta(days=30)
    actions.add_seat(
        group, cast.icb_rag, cast.agencies["icb"], seat="chair", from_on=start, by=cast.lscp_manager
    )
    first.refresh_from_db()
    assert first.until_on == start - dt.timedelta(days=1)
    with pytest.raises(Refused):
        actions.add_seat(
            group, cast.council_rag, cast.agencies["council"], seat="chair", by=cast.lscp_manager
        )


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE audit_auditevent",
        "UPDATE audit_auditevent SET verb = 'x'",
        "DELETE FROM audit_auditevent",
        "DELETE FROM audit_auditchain",
        "ALTER TABLE audit_auditevent DISABLE TRIGGER ALL",
        "CREATE TABLE planted (id int)",
    ],
)
def test_application_role_may_not_change_the_record(cast, statement):
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), transaction.atomic():
        connection.cursor().execute(statement)
