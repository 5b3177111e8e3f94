"""Signing in by e-mail and password: what it says, what it does not give away, what it records."""

import datetime as dt
import re

import pytest
import time_machine
from axes.models import AccessAttempt
from django.conf import settings
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from lscp.accounts import actions
from lscp.accounts.models import User
from lscp.audit.models import AuditEvent
from lscp.kernel import clock
from lscp.messaging.delivery import deliver_due
from lscp.messaging.models import OutboundMessage
from lscp.messaging.queries import undelivered

pytestmark = pytest.mark.django_db

PASSWORD = "three plain words here"
WRONG = "The e-mail address or password is not right. Check both and try again"


@pytest.fixture
def lead(cast):
    """Somebody with a password."""
    cast.school_lead.set_password(PASSWORD)
    cast.school_lead.save()
    return cast.school_lead


def sign_in(client, email, password=PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": email, "password": password, **more})


def verbs():
    found = AuditEvent.objects.filter(verb__startswith="accounts.")
    return list(found.order_by("chain", "position").values_list("verb", flat=True))


def test_right_password_opens_the_home_page_and_is_recorded(lead, client):
    answer = sign_in(client, lead.email.upper())
    assert (answer.status_code, answer["Location"]) == (302, "/")
    event = AuditEvent.objects.get(verb="accounts.signed_in")
    assert (event.actor_id, event.subject_id, event.data) == (
        str(lead.public_id),
        str(lead.public_id),
        {"through": "a password"},
    )


def test_sign_in_goes_back_to_the_page_that_was_asked_for_but_never_to_another_site(lead, client):
    wanted = reverse("web:signed_in")
    assert client.get(wanted)["Location"] == f"{reverse('account_login')}?next={wanted}"
    assert sign_in(client, lead.email, next=wanted)["Location"] == wanted
    client.logout()
    assert sign_in(client, lead.email, next="https://elsewhere.test/")["Location"] == "/"


@pytest.mark.parametrize("email", ["lead@school.example", "nobody@school.example"])
def test_wrong_password_and_unknown_address_look_the_same(lead, client, email):
    page = sign_in(client, email, "not the password")
    text = page.content.decode()
    assert page.status_code == 200
    assert WRONG in text
    assert "Error: Sign in" in text
    event = AuditEvent.objects.get(verb="accounts.sign_in_failed")
    assert event.data == {"known": email == lead.email}


def test_closed_account_does_not_open(lead, cast, client):
    actions.stop_sign_in(lead, by=cast.lscp_manager)
    assert sign_in(client, lead.email)["Location"] == reverse("account_inactive")
    assert client.get("/").status_code == 302


def test_closing_an_account_ends_what_is_open(lead, cast, client):
    sign_in(client, lead.email)
    assert client.get(reverse("my_account")).status_code == 200
    actions.stop_sign_in(lead, by=cast.lscp_manager)
    assert client.get(reverse("my_account")).status_code == 302


def test_too_many_tries_lock_the_account_but_nobody_else_at_the_same_desk(lead, cast, client):
    for _ in range(8):
        page = sign_in(client, lead.email, "wrong")
    assert page.status_code == 429
    assert "Too many tries" in page.content.decode()
    assert sign_in(client, lead.email).status_code == 429
    cast.school_practitioner.set_password(PASSWORD)
    cast.school_practitioner.save()
    assert sign_in(client, cast.school_practitioner.email).status_code == 302
    assert AuditEvent.objects.filter(verb="accounts.locked_out").exists()


def test_lock_out_counts_an_unknown_address_like_a_known_one(lead, client):
    for _ in range(8):
        page = sign_in(client, "nobody@school.example", "wrong")
    assert page.status_code == 429
    assert list(AccessAttempt.objects.values_list("username", flat=True)) == ["nobody@school.example"]


def test_lock_out_stays_on_real_time(lead, client, settings):
    from datetime import timedelta

    from lscp.kernel import clock

    for _ in range(8):
        sign_in(client, lead.email, "wrong")
    clock.set_offset_source(lambda: timedelta(days=3))
    try:
        assert sign_in(client, lead.email).status_code == 429
    finally:
        clock.set_offset_source(None)


def test_empty_form_says_what_to_enter(client, db):
    text = client.post(reverse("account_login"), {}).content.decode()
    assert "Enter your e-mail address" in text
    assert "Enter your password" in text


def test_nobody_signs_up(client, db):
    page = client.post(reverse("account_signup"), {"email": "x@x.example", "password1": PASSWORD})
    assert page.status_code == 405
    assert "Accounts are made by each partnership" in client.get(reverse("account_signup")).content.decode()
    assert not User.objects.filter(email="x@x.example").exists()


@pytest.mark.parametrize("name", ["account_email", "socialaccount_connections", "socialaccount_signup"])
def test_addresses_of_the_library_that_are_not_used_do_not_exist(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_forgotten_password_is_set_anew_through_a_link_that_works_once(lead, client):
    client.post(reverse("account_reset_password"), {"email": lead.email})
    assert mail.outbox == []  # it waits in the outbox, not on the page
    deliver_due()
    (message,) = mail.outbox
    assert (message.to, message.subject) == ([lead.email], "OFFICIAL-SENSITIVE: set a new password")
    link = re.search(r"https?://\S+/password/reset/key/\S+", message.body).group()
    path = link.replace(settings.SITE_URL, "")
    form = client.get(path)["Location"]
    assert "Choose a new password" in client.get(form).content.decode()
    new = {"password1": "four other plain words", "password2": "four other plain words"}
    assert client.post(form, new)["Location"] == reverse("account_reset_password_from_key_done")
    assert sign_in(client, lead.email, "four other plain words").status_code == 302
    client.logout()
    assert "This link does not work any more" in client.get(path, follow=True).content.decode()
    kinds = list(OutboundMessage.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["sign_in_password_reset_key", "sign_in_password_reset"]


def test_link_to_set_a_password_is_kept_nowhere(lead, client, caplog):
    client.post(reverse("account_reset_password"), {"email": lead.email})
    deliver_due()
    link = re.search(r"/password/reset/key/(\S+)", mail.outbox[0].body).group(1)
    stored = str(list(OutboundMessage.objects.values())) + str(list(AuditEvent.objects.values()))
    assert link not in stored + caplog.text
    assert OutboundMessage.objects.get().path == ""


def test_forgotten_password_page_is_the_same_for_an_unknown_address_which_gets_nothing(lead, client):
    known = client.post(reverse("account_reset_password"), {"email": lead.email})
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@school.example"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    deliver_due()
    assert [m.to for m in mail.outbox] == [[lead.email]]


def test_mail_server_that_is_down_keeps_the_message_and_the_business_unit_sees_it(
    lead, client, settings, cast
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    answer = client.post(reverse("account_reset_password"), {"email": lead.email})
    assert answer["Location"] == reverse("account_reset_password_done")
    deliver_due()
    message = OutboundMessage.objects.get()
    assert (message.status, message.last_error) == ("queued", "ConnectionRefusedError")
    with time_machine.travel(clock.real_now() + dt.timedelta(minutes=20)):
        assert list(undelivered(cast.lscp_unit)) == [message]
        assert list(undelivered(cast.elsewhere_unit)) == []
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        deliver_due()
    assert [m.to for m in mail.outbox] == [[lead.email]]


def test_change_of_password_is_told_through_the_outbox(lead, client):
    sign_in(client, lead.email)
    new = {
        "oldpassword": PASSWORD,
        "password1": "four other plain words",
        "password2": "four other plain words",
    }
    assert client.post(reverse("account_change_password"), new).status_code == 302
    deliver_due()
    (message,) = mail.outbox
    assert message.subject == "OFFICIAL-SENSITIVE: your password was changed"
    assert "If not, set a new password at once" in message.body


def test_short_password_is_refused_with_a_reason(lead, client):
    sign_in(client, lead.email)
    page = client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": "short", "password2": "short"},
    )
    assert "at least 12 characters" in page.content.decode()


def test_sign_out_ends_the_session_and_is_recorded(lead, client):
    sign_in(client, lead.email)
    client.post(reverse("account_logout"))
    assert client.get("/").status_code == 302
    assert verbs()[-2:] == ["accounts.signed_in", "accounts.signed_out"]


def test_session_ends_after_30_idle_minutes_and_never_before(lead, client):
    begun = clock.real_now()
    with time_machine.travel(begun, tick=False) as travel:
        sign_in(client, lead.email)
        for minutes in (30, 60, 90):
            travel.move_to(begun + dt.timedelta(minutes=minutes))
            assert client.get("/").status_code == 200
        travel.move_to(begun + dt.timedelta(minutes=121, seconds=1))
        assert client.get("/").status_code == 302


def test_session_is_written_once_a_minute_however_many_pages_are_read(lead, client):
    begun = clock.real_now()
    with time_machine.travel(begun, tick=False) as travel:
        sign_in(client, lead.email)
        client.get("/")
        written = []
        for seconds in (10, 59, 60, 70, 119, 120):
            travel.move_to(begun + dt.timedelta(seconds=seconds))
            with CaptureQueriesContext(connection) as found:
                client.get("/")
            if any(one["sql"].startswith('UPDATE "django_session"') for one in found):
                written.append(seconds)
    assert written == [60, 120]


def test_other_sessions_can_be_ended(lead, client):
    from django.test import Client

    other = Client()
    sign_in(other, lead.email)
    sign_in(client, lead.email)
    assert "Sign out everywhere else" in client.get(reverse("usersessions_list")).content.decode()
    client.post(reverse("usersessions_list"))
    assert other.get("/").status_code == 302
    assert client.get("/").status_code == 200


def test_nothing_shown_to_a_signed_in_person_is_kept_by_the_browser(cast, signed_in):
    inside = signed_in(cast.police_rag)
    kept = {
        path: inside.get(path)["Cache-Control"] for path in ("/", reverse("notifications:list"), "/nowhere/")
    }
    assert {path: "no-store" in words for path, words in kept.items()} == dict.fromkeys(kept, True)
    assert not Client().get(reverse("web:accessibility")).has_header("Cache-Control")
