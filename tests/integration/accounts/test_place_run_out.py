"""An agency whose place in the partnership has run out: its people see nothing more, on the same day."""

import datetime as dt

import pytest

from lscp.accounts import actions, queries
from lscp.accounts.models import AgencyInPartnership, Membership, User
from lscp.accounts.roles import Role
from lscp.kernel import clock
from lscp.messaging.recipients import people_with
from notifications.models import Notification
from tests import given

pytestmark = pytest.mark.django_db


@pytest.fixture
def days_later():
    """Let the product's clock run ahead by this many days."""
    before = clock.offset_source()
    yield lambda days: clock.set_offset_source(lambda: dt.timedelta(days=days))
    clock.set_offset_source(before)


def _place(cast, agency):
    return AgencyInPartnership.objects.get(agency=cast.agencies[agency], partnership=cast.here)


def _ends_today(cast, agency):
    place = _place(cast, agency)
    actions.change_place(
        place, by=cast.lscp_manager, statutory_partner=place.statutory_partner, until_on=clock.today()
    )


def _sees(user):
    return list(Notification.visible_to(User.objects.get(pk=user.pk)))


def test_members_of_an_agency_whose_place_ran_out_see_nothing(cast, days_later):
    notification = given.given_submitted(cast)
    members = [cast.police_rag, cast.hospital_practitioner]
    _ends_today(cast, "police")
    _ends_today(cast, "hospital")
    assert [_sees(user) for user in members] == [[notification], [notification]]
    days_later(1)
    assert [_sees(user) for user in members] == [[], []]
    assert _sees(cast.council_rag) == [notification]
    assert Membership.objects.filter(user__in=members, ended_at=None, until_on=None).count() >= 2, (
        "their memberships have no last day of their own, or this proves nothing"
    )


def test_who_ran_out_is_neither_told_nor_listed_and_holds_no_role(cast, days_later):
    _ends_today(cast, "police")
    days_later(1)
    user = User.objects.get(pk=cast.police_rag.pk)
    assert not user.holds(Role.RAG_MEMBER, partnership=cast.here)
    assert user not in people_with(cast.here, [Role.RAG_MEMBER])
    assert user not in queries.working_in(cast.here)
    other = User.objects.get(pk=user.pk)
    User.read_memberships([other])
    assert [m.partnership for m in other.memberships_today()] == [
        m.partnership for m in user.memberships_today()
    ]
    assert user.holds(Role.RAG_MEMBER, partnership=cast.there), "the place in the other partnership stays"


def test_place_given_longer_gives_the_sight_back(cast, days_later):
    notification = given.given_submitted(cast)
    _ends_today(cast, "police")
    days_later(1)
    assert _sees(cast.police_rag) == []
    manager = User.objects.get(pk=cast.lscp_manager.pk)
    actions.change_place(
        _place(cast, "police"), by=manager, statutory_partner="police", until_on=clock.today()
    )
    assert _sees(cast.police_rag) == [notification]
