"""Demonstration accounts never live in anything but a demonstration."""

import pytest
from django.core.checks import Error
from django.core.exceptions import ImproperlyConfigured

from lscp.accounts.models import User
from lscp.demo import safety

pytestmark = pytest.mark.django_db


def test_demo_password_outside_demo_mode_is_an_error_and_stops_the_start(cast):
    User.objects.create_user("unit@demo.example", "demo", name="Left over")
    assert [type(found) for found in safety.check_accounts(databases=["default"])] == [Error]
    with pytest.raises(ImproperlyConfigured, match="demonstration accounts"):
        safety.refuse_demo_accounts()


def test_other_passwords_and_closed_accounts_are_no_error(cast):
    User.objects.create_user("a@demo.example", "three plain words here", name="A")
    User.objects.create_user("b@demo.example", "demo", name="B", is_active=False)
    assert safety.check_accounts(databases=["default"]) == []
    safety.refuse_demo_accounts()


def test_demo_mode_is_no_error(cast, settings):
    User.objects.create_user("unit@demo.example", "demo", name="Demo")
    settings.DEMO_MODE = True
    assert safety.check_accounts(databases=["default"]) == []
    safety.refuse_demo_accounts()
