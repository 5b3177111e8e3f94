"""An agency's own sign-in (OpenID Connect), against a provider that runs in the test."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlparse

import pytest
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from lscp.accounts.models import User
from lscp.audit.models import AuditEvent

pytestmark = pytest.mark.django_db


class Provider(ThreadingHTTPServer):
    """Knows one person; `person` is what it says of them."""

    person: dict


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        base = f"http://127.0.0.1:{self.server.server_port}"
        answers = {
            "/.well-known/openid-configuration": {
                "issuer": base,
                "authorization_endpoint": f"{base}/authorize",
                "token_endpoint": f"{base}/token",
                "userinfo_endpoint": f"{base}/userinfo",
                "jwks_uri": f"{base}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            },
            "/userinfo": self.server.person,
        }
        self.reply(answers[self.path])

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.reply({"access_token": "opaque", "token_type": "Bearer", "expires_in": 60})

    def reply(self, value):
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def provider(settings):
    """The provider, and the settings that name it."""
    server = Provider(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    app = {
        "provider_id": "police",
        "name": "West Yorkshire Police",
        "client_id": "lscp",
        "secret": "secret",
        "settings": {
            "server_url": f"http://127.0.0.1:{server.server_port}",
            "email_domains": ["police.example"],
        },
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    server.app = app
    yield server
    server.shutdown()
    server.server_close()


def come_back(client, provider, **person):
    """Go to the provider and come back as the person it knows."""
    provider.person = {"sub": "abc", "email_verified": True, **person}
    away = client.post(reverse("openid_connect_login", args=["police"]) + "?process=login")
    state = parse_qs(urlparse(away["Location"]).query)["state"][0]
    return client.get(
        reverse("openid_connect_callback", args=["police"]), {"code": "x", "state": state}, follow=True
    )


def test_no_button_without_a_provider(client, db):
    assert "Sign in through your agency" not in client.get(reverse("account_login")).content.decode()


def test_button_for_each_configured_agency(client, provider):
    text = client.get(reverse("account_login")).content.decode()
    assert "Sign in with West Yorkshire Police" in text


def test_verified_address_opens_the_existing_account(client, cast, provider):
    page = come_back(client, provider, email="rag@police.example")
    assert page.redirect_chain[-1][0] == "/"
    assert page.context["user"] == cast.police_rag
    assert AuditEvent.objects.get(verb="accounts.signed_in").data == {"through": "the agency's own sign-in"}


@pytest.mark.parametrize(
    "person",
    [
        {"email": "rag@police.example", "email_verified": False},
        {"email": "rag@council.example"},
        {"email": "unknown@police.example"},
        {},
    ],
    ids=["not verified", "another agency's address", "nobody's address", "no address"],
)
def test_anything_else_opens_nothing_and_makes_no_account(client, cast, provider, person):
    before = User.objects.count()
    page = come_back(client, provider, **person)
    assert "You cannot make an account here" in page.content.decode()
    assert client.get("/").status_code == 302
    assert (User.objects.count(), SocialAccount.objects.count()) == (before, 0)


def test_provider_that_names_no_domains_opens_nothing(client, cast, provider):
    del provider.app["settings"]["email_domains"]
    page = come_back(client, provider, email="rag@police.example")
    assert "You cannot make an account here" in page.content.decode()


def test_nobody_ties_another_account_to_their_own(client, cast, provider, signed_in):
    provider.person = {"sub": "abc", "email": "other@police.example", "email_verified": True}
    signed_in(cast.police_rag)
    away = client.post(reverse("openid_connect_login", args=["police"]) + "?process=connect")
    state = parse_qs(urlparse(away["Location"]).query)["state"][0]
    client.get(reverse("openid_connect_callback", args=["police"]), {"code": "x", "state": state})
    assert SocialAccount.objects.count() == 0


def test_second_factor_is_asked_for_after_the_agencys_sign_in(client, cast, provider, settings):
    settings.MFA_REQUIRED = True
    page = come_back(client, provider, email="rag@police.example")
    assert page.redirect_chain[-1][0].startswith(reverse("mfa_index"))
