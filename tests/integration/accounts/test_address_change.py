"""Another e-mail address for somebody whose roles open cases: nobody takes an account over with it."""

import datetime as dt

import pytest
from django.urls import reverse

from lscp.accounts import actions
from lscp.accounts.models import AddressChange, User
from lscp.accounts.roles import Role
from lscp.audit.models import AuditEvent
from lscp.kernel import clock
from lscp.messaging.models import OutboundMessage

pytestmark = pytest.mark.django_db

PASSWORD = "three plain words here"


@pytest.fixture
def lead(cast):
    cast.school_lead.set_password(PASSWORD)
    cast.school_lead.save()
    return cast.school_lead


@pytest.fixture
def asked(cast, lead):
    """The administrator asked for an address of their own."""
    actions.change_person(lead, by=cast.lscp_admin, email="admin.too@lscp.example", name="New Name")
    return AddressChange.objects.get(user=lead)


def fresh(user):
    return User.objects.get(pk=user.pk)


def link(change):
    return reverse("confirm_address", args=[change.public_id])


def test_address_stays_until_the_person_agrees(asked, lead):
    now = fresh(lead)
    assert (now.email, now.name, now.check_password(PASSWORD)) == ("lead@school.example", "New Name", True)
    message = OutboundMessage.objects.get(kind="accounts_address_change_asked")
    assert (message.recipient, message.path) == (lead, link(asked))
    assert AuditEvent.objects.filter(verb="accounts.address_change_asked").count() == 1


def test_page_says_that_the_person_has_to_agree_and_does_not_show_the_link(cast, lead, signed_in):
    client = signed_in(cast.lscp_admin)
    address = reverse("accounts:change_person", args=["northtown", lead.public_id])
    data = dict(client.get(address).context["form"].initial) | {"email": "new.lead@school.example"}
    text = client.post(address, data, follow=True).content.decode()
    assert "has to agree first: we have sent a link to lead@school.example" in text
    assert str(AddressChange.objects.get(user=lead).public_id) not in text


def test_opening_the_link_changes_nothing_and_agreeing_ends_what_is_open(asked, lead, client):
    client.force_login(lead)
    assert client.get(reverse("my_account")).status_code == 200
    other = type(client)()
    assert "admin.too@lscp.example" in other.get(link(asked)).content.decode()
    assert fresh(lead).email == "lead@school.example"
    shown = " ".join(other.get(link(asked)).content.decode().split())
    assert all(words in shown for words in ("It is now", "It would be", "you are signed out everywhere"))
    assert "opens your account from now on" in other.post(link(asked)).content.decode()
    now = fresh(lead)
    assert (now.email, now.has_usable_password()) == ("admin.too@lscp.example", False)
    assert client.get(reverse("my_account")).status_code == 302
    assert OutboundMessage.objects.get(kind="accounts_address_changed").recipient == lead
    assert AuditEvent.objects.get(verb="accounts.address_changed").actor_id == str(lead.public_id)
    assert other.post(link(asked)).status_code == 409, "a link counts once"


def test_old_replaced_or_unknown_link_changes_nothing(cast, asked, lead, client):
    actions.change_person(lead, by=cast.lscp_manager, email="second@school.example")
    second = AddressChange.objects.get(user=lead, ended_at=None)
    assert client.post(link(asked)).status_code == 409
    AddressChange.objects.filter(pk=second.pk).update(asked_at=clock.real_now() - dt.timedelta(days=8))
    assert client.post(link(second)).status_code == 409
    second.public_id = "00000000-0000-4000-8000-000000000000"
    assert client.post(link(second)).status_code == 409
    assert fresh(lead).email == "lead@school.example"


def test_address_taken_meanwhile_is_refused(cast, asked, lead, client):
    actions.add_person(email="admin.too@lscp.example", name="Somebody", by=cast.lscp_manager)
    page = client.post(link(asked))
    assert (page.status_code, fresh(lead).email) == (409, "lead@school.example")
    assert "Somebody else has this e-mail address" in page.content.decode()


def test_manager_of_one_partnership_asks_too(cast, lead):
    actions.change_person(lead, by=cast.lscp_manager, email="new.lead@school.example")
    assert fresh(lead).email == "lead@school.example"


def test_address_of_an_administrator_alone_is_changed_at_once(cast):
    second = cast.person("second", "lscp", Role.ADMINISTRATOR)
    actions.change_person(second, by=cast.lscp_manager, email="second.new@lscp.example")
    assert fresh(second).email == "second.new@lscp.example"
    assert not AddressChange.objects.exists()
