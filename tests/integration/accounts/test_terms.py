"""Confidentiality terms: accepted at first sign-in, and each new dated text afresh."""

import datetime as dt

import pytest
from django.urls import reverse

from lscp.accounts import actions
from lscp.accounts.models import ConfidentialityTerms, TermsAcceptance
from lscp.audit.models import AuditEvent
from lscp.kernel import clock
from lscp.kernel.access import Refused

pytestmark = pytest.mark.django_db

TERMS = reverse("accounts:accept_terms")


@pytest.fixture
def terms(cast):
    """A text in force in each partnership."""
    today = clock.today()
    return {
        place: actions.add_terms(place, text=f"The words of {place}.", in_force_from=today, by=cast.system)
        for place in (cast.here, cast.there)
    }


def test_member_reads_and_accepts_before_anything_else(cast, terms, signed_in):
    client = signed_in(cast.school_lead)
    wanted = reverse("my_account")
    assert client.get(wanted)["Location"] == f"{TERMS}?next={wanted.replace('/', '%2F')}"
    text = client.get(TERMS).content.decode()
    assert "The words of Northtown" in text
    assert "Southtown" not in text
    answer = client.post(TERMS, {"terms_0": "on", "next": wanted})
    assert answer["Location"] == wanted
    assert client.get(wanted).status_code == 200
    event = AuditEvent.objects.get(verb="accounts.terms_accepted")
    assert (event.actor_id, event.data) == (
        str(cast.school_lead.public_id),
        {"from_on": str(clock.today())},
    )


def test_without_the_tick_nothing_is_accepted(cast, terms, signed_in):
    client = signed_in(cast.school_lead)
    page = client.post(TERMS, {})
    assert "Tick the box to accept" in page.content.decode()
    assert not TermsAcceptance.objects.exists()


def test_member_of_two_partnerships_accepts_each(cast, terms, signed_in):
    client = signed_in(cast.police_rag)
    text = client.get(TERMS).content.decode()
    assert "The words of Northtown" in text
    assert "The words of Southtown" in text
    half = client.post(TERMS, {"terms_0": "on"})
    assert half.status_code == 200
    assert client.post(TERMS, {"terms_0": "on", "terms_1": "on"})["Location"] == "/"
    assert TermsAcceptance.objects.filter(user=cast.police_rag).count() == 2


def test_acceptance_is_remembered_by_the_session_and_only_for_its_person(cast, terms, signed_in):
    client, page = signed_in(cast.school_lead), reverse("my_account")
    client.post(TERMS, {"terms_0": "on"})
    assert client.get(page).status_code == 200
    TermsAcceptance.objects.all().delete()  # as nothing in the product does: it shows who was asked
    assert client.get(page).status_code == 200
    client.force_login(cast.council_practitioner)
    assert client.get(page).status_code == 302
    assert signed_in(cast.school_lead).get(page).status_code == 302


def test_nobody_without_a_membership_is_asked(cast, terms, signed_in):
    for person in (cast.superuser, cast.police_left):
        assert signed_in(person).get(reverse("my_account")).status_code == 200, person


def test_new_text_is_asked_afresh_from_its_day(cast, terms, signed_in):
    client = signed_in(cast.school_lead)
    client.post(TERMS, {"terms_0": "on"})
    tomorrow = clock.today() + dt.timedelta(days=1)
    actions.add_terms(cast.here, text="New words.", in_force_from=tomorrow, by=cast.lscp_manager)
    assert client.get("/").status_code == 200
    clock.set_offset_source(lambda: dt.timedelta(days=1))
    try:
        assert client.get("/").status_code == 302
        assert "New words." in client.get(TERMS).content.decode()
    finally:
        clock.set_offset_source(None)


def test_what_was_typed_when_a_new_text_comes_into_force_is_shown_back(cast, terms, signed_in):
    client = signed_in(cast.lscp_manager)
    page = client.post(
        reverse("accounts:add_terms", args=["northtown"]), {"text": "A long text that must not be lost"}
    )
    assert page.status_code == 409
    assert "A long text that must not be lost" in page.content.decode()


def test_acceptance_never_leads_to_another_site(cast, terms, signed_in):
    client = signed_in(cast.school_lead)
    answer = client.post(TERMS, {"terms_0": "on", "next": "https://elsewhere.test/"})
    assert answer["Location"] == "/"


def test_text_in_the_past_or_a_second_of_a_day_is_refused(cast, terms):
    today = clock.today()
    for day in (today - dt.timedelta(days=1), today):
        with pytest.raises(Refused):
            actions.add_terms(cast.here, text="x", in_force_from=day, by=cast.lscp_manager)
    assert ConfidentialityTerms.objects.filter(partnership=cast.here).count() == 1


def test_terms_of_another_partnership_cannot_be_accepted(cast, terms):
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        actions.accept_terms(terms[cast.there], by=cast.school_lead)


def test_password_typed_while_terms_wait_is_not_printed_back(cast, terms, signed_in):
    client = signed_in(cast.school_lead)
    secret = {
        "oldpassword": "three odd words",
        "password1": "other odd words",
        "password2": "other odd words",
    }
    page = client.post(reverse("account_change_password"), secret)
    assert page.status_code == 409
    assert [word for word in secret.values() if word in page.content.decode()] == []
    kept = client.post(reverse("messaging:reminders"), {"how": "digest, please"})
    assert (kept.status_code, "digest, please" in kept.content.decode()) == (409, True)
