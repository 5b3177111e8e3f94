"""Fixtures that several tests share and that are nobody's role: threads, query counts, signing in."""

import threading

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client


@pytest.fixture
def together():
    """Run functions at the same moment in threads of their own; give their results or exceptions."""

    def run(*functions):
        results = [None] * len(functions)
        barrier = threading.Barrier(len(functions))

        def go(place, function):
            try:
                barrier.wait(10)
                results[place] = function()
            except Exception as problem:  # noqa: BLE001 - handed to the test
                results[place] = problem
            finally:
                connections.close_all()

        threads = [threading.Thread(target=go, args=pair) for pair in enumerate(functions)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        return results

    return run


@pytest.fixture
def signed_in(client):
    """A browser session of one person, without walking through the sign-in pages."""

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


def sign_in_beside(context, live_server, user):
    """Sign in again as a second tab does: the browser gets a new session, the first tab stays as it is."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "url": live_server.url, "httpOnly": True}]
    )
