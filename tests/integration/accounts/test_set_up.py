"""The first partnership of an installation."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from lscp.accounts.models import Partnership, User
from lscp.accounts.roles import Role
from lscp.messaging.models import OutboundMessage

pytestmark = pytest.mark.django_db

OPTIONS = {
    "name": "Westtown Safeguarding Children Partnership",
    "slug": "westtown",
    "prefix": "wes",
    "area": "Westtown",
    "front_door": "the Westtown front door",
    "front_door_phone": "01632 960 020",
    "contact_email": "unit@westtown.example",
    "manager_email": "manager@westtown.example",
    "manager_name": "Manager",
}


def set_up(**changes):
    call_command("set_up_partnership", stdout=StringIO(), **(OPTIONS | changes))


def test_partnership_has_a_manager_who_is_told():
    set_up()
    partnership = Partnership.objects.get(slug="westtown")
    manager = User.objects.get(email="manager@westtown.example")
    assert partnership.reference_prefix == "WES"
    assert manager.holds(Role.LSCP_MANAGER, partnership=partnership)
    assert OutboundMessage.objects.filter(recipient=manager, kind="accounts_person_added").exists()


@pytest.mark.parametrize("changes", [{}, {"slug": "two words"}, {"manager_email": "nobody"}])
def test_second_time_or_bad_value_changes_nothing(changes):
    set_up()
    with pytest.raises(CommandError):
        set_up(**changes)
    assert (Partnership.objects.count(), User.objects.filter(is_system=False).count()) == (1, 1)
