"""Who may know of a notification: roles by grant, people by name, nobody by power over the system."""

import datetime as dt

import pytest
import time_machine

from lscp.accounts import actions as accounts
from lscp.accounts import grants
from lscp.accounts.roles import SUBMISSION_ROLES
from lscp.cases.actions import open_case
from lscp.kernel import clock
from notifications.models import Exclusion, Notification, NotificationParticipant


def raised(cast, *, partnership=None, agency="hospital", by=None):
    partnership = partnership or cast.here
    by = by or cast.hospital_practitioner
    case = open_case(partnership, by=by)
    return Notification.all_records.create(
        case=case, partnership=partnership, agency=cast.agencies[agency], raised_by=by, form_edition="test"
    )


def seen_by(*people):
    return {str(p): [n.case.reference for n in Notification.visible_to(p)] for p in people}


@pytest.fixture
def submitted(cast):
    notification = raised(cast)
    groups = grants.groups_with(cast.here, SUBMISSION_ROLES)
    grants.grant(notification, groups, powers=["view", "view_identity"])
    return notification


def test_police_member_of_both_partnerships_sees_both_and_the_others_their_own(cast, submitted):
    there = raised(cast, partnership=cast.there, agency="elsewhere", by=cast.elsewhere_practitioner)
    grants.grant(there, grants.groups_with(cast.there, SUBMISSION_ROLES), powers=["view"])
    here_ref, there_ref = submitted.case.reference, there.case.reference
    found = seen_by(cast.police_rag, cast.police_only_here, cast.police_only_there, cast.elsewhere_rag)
    assert {who: sorted(refs) for who, refs in found.items()} == {
        "Police Rag": sorted([here_ref, there_ref]),
        "Police Only Here": [here_ref],
        "Police Only There": [there_ref],
        "Elsewhere Rag": [there_ref],
    }


def test_strangers_and_powerful_people_see_nothing(cast, submitted):
    strangers = [
        cast.superuser, cast.lscp_admin, cast.council_scrutiny, cast.police_left, cast.lscp_audits,
        cast.hospital_lead, cast.school_practitioner, cast.independent_author, cast.elsewhere_unit,
    ]  # fmt: skip
    assert [list(Notification.visible_to(p)) for p in strangers] == [[]] * len(strangers)
    assert list(Notification.visible_to(cast.lscp_unit)) == [submitted]
    assert list(Notification.visible_to(None)) == []


def test_draft_is_seen_by_its_author_alone(cast):
    draft = raised(cast)
    assert list(Notification.visible_to(cast.hospital_practitioner)) == [draft]
    assert list(Notification.visible_to(cast.lscp_unit)) == []


def test_author_who_left_the_agency_no_longer_sees_it(cast, submitted):
    membership = cast.hospital_practitioner.memberships.get()
    accounts.end_membership(membership, by=cast.lscp_manager)
    assert list(Notification.visible_to(cast.hospital_practitioner)) == []


def test_person_named_sees_it_until_their_last_day(cast, submitted):
    NotificationParticipant.objects.create(
        record=submitted, user=cast.hospital_lead, partnership=cast.here, agency=cast.agencies["hospital"],
        capacity="lead", granted_by=cast.hospital_practitioner, until_on=clock.today() + dt.timedelta(days=1),
    )  # fmt: skip
    assert list(Notification.visible_to(cast.hospital_lead)) == [submitted]
    with time_machine.travel(dt.timedelta(days=2) + clock.real_now()):
        assert list(Notification.visible_to(cast.hospital_lead)) == []


def test_grant_counts_from_its_first_day_to_its_last(cast):
    notification = raised(cast)
    today = clock.today()
    groups = grants.groups_with(cast.here, ["scrutineer"])
    grants.grant(
        notification,
        groups,
        powers=["view"],
        from_on=today + dt.timedelta(days=1),
        until_on=today + dt.timedelta(days=2),
    )
    visible = []
    for days in range(4):
        with time_machine.travel(clock.real_now() + dt.timedelta(days=days)):
            visible.append(Notification.visible_to(cast.lscp_scrutineer).exists())
    assert visible == [False, True, True, False]


def test_excluded_person_sees_nothing_while_colleagues_do(cast, submitted):
    Exclusion.objects.create(
        notification=submitted, user=cast.police_rag, reason="conflict", made_by=cast.lscp_unit
    )
    assert list(Notification.visible_to(cast.police_rag)) == []
    assert list(Notification.visible_to(cast.police_only_here)) == [submitted]


def test_scope_is_one_query(cast, submitted, django_assert_num_queries):
    list(Notification.visible_to(cast.lscp_unit))  # memberships of the person, keys of the powers
    with django_assert_num_queries(1):
        list(Notification.visible_to(cast.lscp_unit))
