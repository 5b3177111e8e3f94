"""What the lock-out counts by."""

import pytest
from django.test import RequestFactory

from lscp.accounts.lockout import client_address, typed_address


@pytest.mark.parametrize(
    ("credentials", "posted", "found"),
    [
        ({"email": " Lead@School.example "}, {}, "lead@school.example"),
        (None, {"login": "Lead@School.example"}, "lead@school.example"),
        ({"password": "x"}, {"login": "a@b.example"}, "a@b.example"),
        (None, {}, ""),
    ],
)
def test_typed_address_is_found_wherever_it_comes_from(credentials, posted, found):
    request = RequestFactory().post("/", posted)
    assert typed_address(request, credentials) == found


def test_address_behind_our_proxy_is_what_the_proxy_saw(settings):
    request = RequestFactory().get("/", headers={"X-Forwarded-For": "6.6.6.6, 10.0.0.7"})
    assert client_address(request) == "127.0.0.1"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert client_address(request) == "10.0.0.7"
