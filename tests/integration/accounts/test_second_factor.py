"""The second factor: enforced outside demo mode, set up under the strict content policy, sealed at rest."""

import datetime as dt
import json

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.urls import reverse

from lscp.audit.models import AuditEvent
from lscp.kernel import clock

pytestmark = pytest.mark.django_db

PASSWORD = "three plain words here"


@pytest.fixture
def lead(cast):
    """Somebody with a password."""
    cast.school_lead.set_password(PASSWORD)
    cast.school_lead.save()
    return cast.school_lead


@pytest.fixture
def enforced(settings):
    """As in production."""
    settings.MFA_REQUIRED = True


def sign_in(client, user):
    return client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})


def code_of(secret):
    counter = list(auth.yield_hotp_counters_from_time())[1]
    return auth.format_hotp_value(auth.hotp_value(secret, counter))


def prove(client):
    """Show again that it is them, as every change of the second factor asks."""
    return client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def set_up_app(client):
    prove(client)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert answer["Location"] == reverse("mfa_view_recovery_codes"), answer.content.decode()
    return secret


def test_person_without_a_second_factor_reaches_only_its_set_up(lead, client, enforced):
    sign_in(client, lead)
    for path in ("/", reverse("my_account"), reverse("web:glossary"), reverse("accounts:accept_terms")):
        answer = client.get(path)
        assert answer.status_code == 302, path
        assert answer["Location"].startswith(reverse("mfa_index")), path
    prove(client)
    for name in ("mfa_index", "mfa_activate_totp", "mfa_add_webauthn"):
        assert client.get(reverse(name)).status_code == 200, name
    assert client.post(reverse("account_logout")).status_code == 302


def test_what_was_sent_without_a_second_factor_is_shown_back(lead, client, enforced):
    sign_in(client, lead)
    page = client.post(reverse("messaging:reminders"), {"how": "digest"})
    assert page.status_code == 409
    assert "digest" in page.content.decode()


def test_set_up_app_opens_the_service_and_is_asked_for_at_the_next_sign_in(lead, client, enforced):
    sign_in(client, lead)
    secret = set_up_app(client)
    assert client.get("/").status_code == 200
    client.logout()
    with time_machine.travel(clock.real_now() + dt.timedelta(minutes=5), tick=False):
        assert sign_in(client, lead)["Location"] == reverse("mfa_authenticate")
        assert client.get("/").status_code == 302
        wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
        assert "The code is not right" in wrong.content.decode()
        assert client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})["Location"] == "/"
    seen = AuditEvent.objects.filter(verb__in=["accounts.factor_added", "accounts.code_failed"])
    assert sorted(seen.values_list("verb", flat=True)) == [
        "accounts.code_failed",
        "accounts.factor_added",
        "accounts.factor_added",  # the recovery codes that come with it
    ]


def test_recovery_code_opens_once(lead, client):
    sign_in(client, lead)
    set_up_app(client)
    page = client.get(reverse("mfa_view_recovery_codes"))
    code = page.context["unused_codes"][0]
    assert code in page.content.decode()
    client.logout()
    sign_in(client, lead)
    assert client.post(reverse("mfa_authenticate"), {"code": code})["Location"] == "/"
    client.logout()
    sign_in(client, lead)
    assert client.post(reverse("mfa_authenticate"), {"code": code}).status_code == 200


def test_square_code_is_drawn_without_what_the_content_policy_forbids(lead, client):
    sign_in(client, lead)
    prove(client)
    answer = client.get(reverse("mfa_activate_totp"))
    text = answer.content.decode()
    assert "<svg" in text
    assert "data:image" not in text
    assert " style=" not in text
    assert "'unsafe-inline'" not in answer["Content-Security-Policy"]


def test_security_key_page_has_only_scripts_of_its_own_files(lead, client):
    sign_in(client, lead)
    prove(client)
    text = client.get(reverse("mfa_add_webauthn")).content.decode()
    for script in text.split("<script")[1:]:
        head = script.split(">", 1)[0]
        assert "src=" in head or 'type="application/json"' in head, head
    data = text.split('id="js_data"')[1].split(">", 1)[1].split("</script", 1)[0]
    assert "creation_options" in json.loads(data)


def test_secret_is_sealed_in_the_database(lead, client):
    sign_in(client, lead)
    secret = set_up_app(client)
    for row in Authenticator.objects.filter(user=lead):
        assert secret not in json.dumps(row.data)


def test_last_second_factor_stays_where_one_is_needed(lead, client, enforced):
    sign_in(client, lead)
    set_up_app(client)
    page = client.post(reverse("mfa_deactivate_totp"))
    assert "Add another before you remove this one" in page.content.decode()
    assert Authenticator.objects.filter(user=lead, type="totp").exists()


def test_app_can_be_turned_off_where_none_is_needed(lead, client):
    sign_in(client, lead)
    set_up_app(client)
    assert client.post(reverse("mfa_deactivate_totp"))["Location"] == reverse("mfa_index")
    assert not Authenticator.objects.filter(user=lead).exists()


def test_set_up_asks_for_the_password_first(lead, client):
    sign_in(client, lead)
    answer = client.get(reverse("mfa_activate_totp"))
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert "Show that it is you" in client.get(answer["Location"]).content.decode()
    back = client.post(answer["Location"], {"password": PASSWORD})
    assert back["Location"] == reverse("mfa_activate_totp")


def test_few_wrong_codes_are_taken_and_the_right_one_waits(lead, client, enforced):
    sign_in(client, lead)
    secret = set_up_app(client)
    client.logout()
    with time_machine.travel(clock.real_now() + dt.timedelta(minutes=5), tick=False) as traveller:
        sign_in(client, lead)

        def told(code):
            answer = client.post(reverse("mfa_authenticate"), {"code": code})
            return answer.get("Location") or answer.context["form"].errors["code"][0]

        wrong = "The code is not right. Wait for the next code, then try again"
        assert [told("000000") for _ in range(5)] == [wrong] * 5
        assert told(code_of(secret)).startswith("There were too many wrong codes. Wait five minutes")
        traveller.shift(dt.timedelta(minutes=6))
        assert told(code_of(secret)) == "/"
