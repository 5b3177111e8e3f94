"""What somebody types on a page of one decision is kept for them alone until it is sent."""

import re
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from lscp.people.models import UnsentText
from lscp.signing.models import SignedView
from tests import given

pytestmark = pytest.mark.django_db

WORDS = "Quillbrook laughed at the hearing"
AUTOSAVE = {"X-Requested-With": "autosave"}


@pytest.fixture
def asked(cast):
    """Views are asked for and nobody has given one."""
    given.given_group(cast)
    return given.given_under_consideration(cast)


def address(record):
    return reverse("notifications:give_view", args=[record.public_id])


def posted(page, **typed):
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.content.decode()))
    return {**hidden, **typed}


def shown(client, url):
    return client.get(url).content.decode()


def test_words_typed_are_there_again_for_their_writer_only(asked, cast, signed_in):
    url, client = address(asked), signed_in(cast.police_rag)
    answer = client.post(url, posted(client.get(url), choice="met", rationale=WORDS), headers=AUTOSAVE)
    assert (answer.status_code, "saved_at_words" in answer.json()) == (200, True)
    again = shown(client, url)
    assert WORDS in again
    assert "This is what you typed here" in again
    assert "There is a problem" not in again
    assert WORDS not in shown(signed_in(cast.council_rag), url)
    assert not SignedView.all_records.exists()


def test_words_typed_lie_nowhere_in_plain_text(asked, cast, signed_in):
    url, client = address(asked), signed_in(cast.police_rag)
    client.post(url, posted(client.get(url), rationale=WORDS), headers=AUTOSAVE)
    row = UnsentText.objects.get()
    assert row.path == url
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t::text FROM people_unsenttext t UNION ALL SELECT v::text FROM people_sealedvalue v"
        )
        assert [text for (text,) in cursor.fetchall() if "Quillbrook" in text] == []


def test_words_typed_when_the_session_had_ended_come_back_after_signing_in(asked, cast, signed_in):
    url, client = address(asked), signed_in(cast.police_rag)
    data = posted(client.get(url), choice="met", rationale=WORDS)
    client.logout()
    answer = client.post(url, data)
    assert unquote(answer.url) == f"{reverse('account_login')}?next={url}"
    assert "We kept what you typed." in client.get(answer.url).content.decode()
    client.force_login(cast.police_rag)
    page = shown(client, url)
    assert WORDS in page
    assert "You were signed out while you were typing. We kept your text." in page
    assert WORDS in shown(client, url), "and it stays until it is sent"


def test_sending_forgets_what_was_kept(asked, cast, signed_in):
    url, client = address(asked), signed_in(cast.police_rag)
    whole = {"choice": "met", "rationale": WORDS, "abuse": "met", "abuse_why": "The burns"}
    client.post(url, posted(client.get(url), **whole), headers=AUTOSAVE)
    answer = client.post(url, posted(client.get(url), **whole))
    assert answer.status_code == 302, answer.content.decode()
    assert SignedView.all_records.count() == 1
    assert not UnsentText.objects.exists()


def test_page_that_saves_by_itself_is_told_when_its_writer_may_no_longer_send(asked, cast, signed_in):
    url, client = address(asked), signed_in(cast.police_rag)
    data = posted(client.get(url), rationale=WORDS)
    type(asked).all_records.filter(pk=asked.pk).update(status="transferred")
    answer = client.post(url, data, headers=AUTOSAVE)
    assert answer.status_code == 409
    assert "Copy your text before you leave this page." in answer.json()["message"]


@pytest.mark.parametrize("name", ["return", "transfer", "write_to_referrer", "await_information"])
def test_every_page_of_one_decision_saves_by_itself(asked, cast, signed_in, name):
    url = reverse(f"notifications:{name}", args=[asked.public_id])
    assert f'data-autosave-url="{url}"' in shown(signed_in(cast.lscp_manager), url)


def test_words_survive_a_browser_that_lost_all_its_cookies(asked, cast, signed_in):
    url = address(asked)
    data = posted(signed_in(cast.police_rag).get(url), choice="met", rationale=WORDS)
    fresh = Client(enforce_csrf_checks=True)
    answer = fresh.post(url, data)
    assert unquote(answer.url) == f"{reverse('account_login')}?next={url}"
    fresh.force_login(cast.police_rag)
    assert WORDS in shown(fresh, url)
    without_ticket = {name: value for name, value in data.items() if name != "page_ticket"}
    page = Client(enforce_csrf_checks=True).post(url, without_ticket)
    assert (page.status_code, WORDS in page.content.decode()) == (403, True)
    assert Client(enforce_csrf_checks=True).post(url, data, headers=AUTOSAVE).status_code == 403


def test_password_is_not_printed_back_to_a_browser_that_lost_its_cookies(cast):
    secret = {"login": cast.police_rag.email, "password": "three odd words"}
    page = Client(enforce_csrf_checks=True).post(reverse("account_login"), secret)
    assert (page.status_code, "three odd words" in page.content.decode()) == (403, False)
