"""Choosing who to be: in demo mode only, and only the demonstration's own accounts."""

import os
import subprocess
import sys

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from lscp.accounts.models import User
from lscp.audit.models import AuditEvent
from tests.integration.demo.test_loading import EXPECTED

pytestmark = pytest.mark.django_db


def test_page_lists_every_account_with_a_button_each(people, client):
    text = client.get(reverse("demo:sign_in")).content.decode()
    assert {email for email in EXPECTED if f'value="{email}"' in text} == EXPECTED
    assert text.count("</button>") == len(EXPECTED)


def test_every_account_signs_in_and_accepts_its_terms(people):
    for email in sorted(EXPECTED):
        client = Client()
        assert client.post(reverse("demo:sign_in_as"), {"email": email})["Location"] == "/", email
        assert client.get("/")["Location"].startswith(reverse("accounts:accept_terms")), email
        count = len({m.partnership_id for m in people[email].memberships_today()})
        accepted = {f"terms_{number}": "on" for number in range(count)}
        assert client.post(reverse("accounts:accept_terms"), accepted)["Location"] == "/", email
        text = client.get("/").content.decode()
        assert "What you can do here" in text, email
        assert people[email].name in text, email


def test_signing_in_is_recorded(people, client):
    client.post(reverse("demo:sign_in_as"), {"email": "unit@lscp.example"})
    event = AuditEvent.objects.get(verb="demo.signed_in")
    assert event.actor_id == str(people["unit@lscp.example"].public_id)


def test_no_other_account_is_opened(people, client):
    real = User.objects.create_user("real@lscp.example", None, name="Real")
    assert client.post(reverse("demo:sign_in_as"), {"email": real.email}).status_code == 404
    assert client.post(reverse("demo:sign_in_as"), {"email": "system@product.invalid"}).status_code == 404
    assert client.get("/").status_code == 302


def test_by_hand_with_the_password(people, client):
    data = {"login": "lead@school.example", "password": "demo"}
    assert client.post(reverse("account_login"), data).status_code == 302


def test_it_does_not_exist_outside_demo_mode(client):
    for name in ("demo:sign_in", "demo:sign_in_as", "demo:clock"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    for path in ("/demo/sign-in/", "/demo/sign-in/as/", "/demo/clock/"):
        assert client.get(path).status_code == 404


def test_it_answers_404_outside_demo_mode_even_if_its_address_existed(people, client, settings):
    settings.DEMO_MODE = False
    assert client.get(reverse("demo:sign_in")).status_code == 404
    data = {"email": "unit@lscp.example"}
    assert client.post(reverse("demo:sign_in_as"), data).status_code == 404


@pytest.mark.parametrize(("mode", "expected"), [("1", "found"), ("0", "missing")])
def test_addresses_follow_the_mode_of_the_process(mode, expected):
    code = (
        "import django; django.setup()\n"
        "from django.urls import resolve, Resolver404\n"
        "try: resolve('/demo/sign-in/'); print('found')\n"
        "except Resolver404: print('missing')\n"
    )
    values = {"DEMO_MODE": mode, "BUILDING": "1", "PYTHONWARNINGS": "ignore"}
    found = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | values, capture_output=True, text=True, check=True
    )
    assert found.stdout.split()[-1] == expected


def test_banner_says_it_is_a_demonstration(people, client):
    client.post(reverse("demo:sign_in_as"), {"email": "lead@school.example"})
    assert "Everything here is made up" in client.get(reverse("account_logout")).content.decode()
