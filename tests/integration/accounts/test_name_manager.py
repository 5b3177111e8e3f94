"""A partnership that lost its last manager is given one by whoever looks after the installation."""

import datetime as dt
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from lscp.accounts import actions
from lscp.accounts.models import Membership, User
from lscp.accounts.roles import Role
from lscp.audit.models import AuditEvent
from lscp.kernel import clock
from lscp.messaging.models import OutboundMessage
from lscp.record.queries import events_of_partnership

pytestmark = pytest.mark.django_db

REASON = "The last manager left; the partners asked on 1 April"


@pytest.fixture
def left(cast):
    """The first partnership after its only manager has gone."""
    for held in Membership.objects.today().filter(partnership=cast.here, role=Role.LSCP_MANAGER):
        actions.end_membership(held, by=cast.system)
    OutboundMessage.objects.all().delete()
    return cast.here


def name(**changes):
    out = StringIO()
    given = {"partnership": "northtown", "email": "new@lscp.example", "name": "New Manager", "reason": REASON}
    call_command("name_manager", stdout=out, **(given | changes))
    return out.getvalue()


def told(kind):
    rows = OutboundMessage.objects.filter(kind=kind).select_related("recipient")
    return sorted(str(row.recipient) for row in rows)


def test_new_manager_is_dated_told_and_on_the_record(cast, left):
    day = clock.today()
    said = name(until_on=day + dt.timedelta(days=30))
    manager = User.objects.get(email="new@lscp.example")
    held = Membership.objects.get(user=manager)
    assert (held.role, held.agency, held.from_on, held.until_on) == (
        Role.LSCP_MANAGER, cast.agencies["lscp"], day, day + dt.timedelta(days=30),
    )  # fmt: skip
    assert manager.holds(Role.LSCP_MANAGER, partnership=left)
    assert said.startswith("New Manager (new@lscp.example) is the manager of Northtown")
    assert told("accounts_manager_named") == ["New Manager"]
    assert told("accounts_person_added") == ["New Manager"]
    assert told("accounts_new_manager") == ["Lscp Unit"]
    event = AuditEvent.objects.get(verb="accounts.manager_named")
    assert (event.reason, event.data, event.actor_id) == (
        REASON,
        {
            "person": "New Manager", "from_on": day.isoformat(),
            "until_on": (day + dt.timedelta(days=30)).isoformat(),
        },
        str(cast.system.public_id),
    )  # fmt: skip
    assert event in events_of_partnership(left)


def test_somebody_with_an_account_keeps_it_and_begins_on_a_later_day(cast, left):
    later = clock.today() + dt.timedelta(days=3)
    name(email=cast.lscp_unit.email, name="", from_on=later)
    held = Membership.objects.get(user=cast.lscp_unit, role=Role.LSCP_MANAGER)
    assert held.from_on == later
    assert not cast.lscp_unit.holds(Role.LSCP_MANAGER, partnership=left)
    assert told("accounts_manager_named") == ["Lscp Unit"]
    assert told("accounts_person_added") == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"reason": "  "}, "Say why"),
        ({"reason": "x" * 201}, "at most 200 characters"),
        ({"name": ""}, "Give their name as well"),
        ({"email": "nobody"}, "valid email"),
        ({"partnership": "nowhere"}, "There is no partnership nowhere. There is: northtown, southtown."),
    ],
)
def test_what_is_missing_is_said_and_nothing_changes(left, changes, words):
    with pytest.raises(CommandError, match=words):
        name(**changes)
    assert not Membership.objects.today().filter(partnership=left, role=Role.LSCP_MANAGER).exists()
    assert not User.objects.filter(email="new@lscp.example").exists()
    assert not OutboundMessage.objects.exists()


def test_partnership_with_a_manager_gets_none_in_this_way(cast):
    with pytest.raises(
        CommandError, match=f"has a manager, who gives roles on the pages: {cast.lscp_manager.email}"
    ):
        name()
    assert not AuditEvent.objects.filter(verb="accounts.manager_named").exists()


def test_manager_who_can_no_longer_sign_in_counts_as_lost(cast):
    actions.stop_sign_in(cast.lscp_manager, by=cast.system)
    with pytest.raises(CommandError, match="was stopped from signing in"):
        name(email=cast.lscp_manager.email)
    name()
    assert User.objects.get(email="new@lscp.example").holds(Role.LSCP_MANAGER, partnership=cast.here)


def test_nobody_of_the_partnership_can_name_its_manager_in_this_way(cast, left):
    for person in (cast.lscp_unit, cast.lscp_admin, cast.elsewhere_unit):
        with pytest.raises(PermissionDenied):
            actions.name_manager(left, email="new@lscp.example", name="New", reason=REASON, by=person)
