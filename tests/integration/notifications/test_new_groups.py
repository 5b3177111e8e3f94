"""An agency's first holder of a role sees what is going on, as their colleagues in that role do; no more."""

import datetime as dt

import pytest

from lscp.accounts.actions import bring_in_person
from lscp.accounts.roles import Role
from lscp.audit import verification
from lscp.audit.models import AuditEvent
from lscp.kernel import clock
from notifications.actions import exits, restricted
from notifications.models import Notification
from notifications.queries.identity import identified_to
from tests.given import fresh, given_decided, given_submitted, given_under_consideration
from tests.sent_forms import submitted as given_sent_form

pytestmark = pytest.mark.django_db


def seen(person):
    return set(Notification.visible_to(person))


def closed(cast):
    return given_decided(cast, "local_learning", ("not_met",) * 3)


def newcomer(cast, role, agency="school", **dates):
    return cast.person(f"new_{role}", agency, role, **dates)


@pytest.mark.parametrize("role", [Role.RAG_MEMBER, Role.LA_NOTIFIER, Role.LEGAL_ADVISER])
def test_new_group_sees_what_goes_on_with_its_people_and_not_what_is_closed(cast, role):
    going_on, over = given_under_consideration(cast), closed(cast)
    person = newcomer(cast, role)
    assert seen(person) == {going_on}
    assert set(identified_to(person)) == {going_on}
    assert over not in seen(person)
    later = given_submitted(cast)
    assert seen(person) == {going_on, later}


@pytest.mark.parametrize("role", [Role.BUSINESS_UNIT, Role.SCRUTINEER])
def test_business_unit_and_scrutineer_read_the_whole_record(cast, role):
    found = {given_submitted(cast), closed(cast)}
    secret = given_sent_form(cast, colleague_involved="yes")
    person = newcomer(cast, role)
    assert seen(person) == (found | {secret} if role == Role.BUSINESS_UNIT else found)


def test_restricted_and_unsent_ones_and_another_partnerships_stay_closed_to_a_new_group(cast):
    secret = given_sent_form(cast, colleague_involved="yes")
    given_submitted(cast)
    assert secret not in seen(newcomer(cast, Role.RAG_MEMBER))
    assert seen(cast.person("far", "elsewhere", Role.LEGAL_ADVISER, partnerships=(cast.there,))) == set()
    for role in (Role.PRACTITIONER, Role.SAFEGUARDING_LEAD, Role.AUDITS, Role.ADMINISTRATOR):
        assert seen(cast.person(f"other_{role}", "icb", role)) == set(), role


def test_new_executive_sees_what_was_decided_and_goes_on(cast):
    decided = given_decided(cast)
    given_submitted(cast)
    assert seen(newcomer(cast, Role.EXECUTIVE)) == {decided}


def test_person_shut_out_stays_shut_out(cast):
    secret = given_sent_form(cast, colleague_involved="yes")
    person = cast.person("double", "school", Role.PRACTITIONER)
    restricted.shut_out(secret.public_id, seen_version=secret.version, person=person, by=cast.lscp_unit)
    from lscp.accounts import actions

    actions.add_membership(person, cast.here, cast.agencies["school"], Role.BUSINESS_UNIT, by=cast.system)
    assert seen(person) == set()


def test_role_that_begins_later_opens_nothing_before(cast):
    given_submitted(cast)
    start = clock.today() + dt.timedelta(days=3)
    assert seen(newcomer(cast, Role.RAG_MEMBER, from_on=start)) == set()


def test_case_opened_again_is_open_to_who_receives_submissions_then(cast):
    over = closed(cast)
    person = newcomer(cast, Role.RAG_MEMBER)
    assert seen(person) == set()
    exits.reopen(
        over.public_id, seen_version=fresh(over).version, source="cdop", received_on=clock.today(),
        reasons="The inquest found more", by=cast.lscp_unit,
    )  # fmt: skip
    assert seen(person) == {over}


def test_each_case_says_to_which_role_it_was_opened_and_the_record_holds(cast):
    going_on, over = given_submitted(cast), closed(cast)
    bring_in_person(
        cast.here, email="new@school.example", name="New Person", agency=cast.agencies["school"],
        role=Role.RAG_MEMBER, by=cast.system,
    )  # fmt: skip
    entry = AuditEvent.objects.get(verb="notifications.opened_to_role")
    assert (entry.case_id, entry.compartment) == (
        str(going_on.case.public_id), f"casework:{going_on.case.public_id}",
    )  # fmt: skip
    assert entry.data == {"role": "Review Advisory Group member", "agency": "School"}
    assert not AuditEvent.objects.filter(
        verb="notifications.opened_to_role", case_id=str(over.case.public_id)
    ).exists()
    assert verification.prove().problems == []
    cast.person("second", "school", Role.RAG_MEMBER)
    assert AuditEvent.objects.filter(verb="notifications.opened_to_role").count() == 1
