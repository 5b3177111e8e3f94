"""The home page and the person's own account, as each role meets them."""

import pytest
from django.urls import reverse

from lscp.accounts.roles import Role
from lscp.dashboard.role_words import CAN
from lscp.deadlines.actions import expect_clocks
from lscp.web import sections
from lscp.web.sections import Section
from tests import given, given_outcomes

pytestmark = pytest.mark.django_db


def test_every_role_has_its_words():
    assert set(CAN) == set(Role)
    assert all(CAN.values())


@pytest.mark.parametrize(
    "name",
    [
        "police_practitioner", "police_lead", "police_rag", "police_executive", "council_notifier",
        "council_director", "council_legal", "council_scrutiny", "lscp_manager", "lscp_unit",
        "lscp_scrutineer", "lscp_audits", "lscp_training", "lscp_admin", "independent_author",
    ],
)  # fmt: skip
def test_home_page_says_what_the_role_can_do(cast, signed_in, name):
    person = getattr(cast, name)
    page = signed_in(person).get("/")
    assert page.status_code == 200
    said = page.context["roles"]
    held = person.memberships_today()
    assert [sentences for _role, sentences in said] == [CAN[Role(held[0].role)]]


def test_two_partnerships_are_both_named(cast, signed_in):
    page = signed_in(cast.police_rag).get("/")
    ((role, _sentences),) = page.context["roles"]
    assert role == (
        "Review Advisory Group member, Police, in Northtown Safeguarding Children Partnership and "
        "Southtown Safeguarding Children Partnership"
    )


@pytest.mark.parametrize("name", ["police_left", "superuser"])
def test_without_a_role_there_is_nothing_but_a_sentence(cast, signed_in, name):
    page = signed_in(getattr(cast, name)).get("/")
    assert "You have no role in a partnership at the moment" in page.content.decode()
    assert page.context["sections"] == []


def test_apps_add_sections_in_order(cast, signed_in, monkeypatch):
    monkeypatch.setattr(sections, "_sources", [])

    def second(request):
        return Section("Second block")

    def first(request):
        return Section("First block", intro="Only for some.") if request.user == cast.lscp_unit else None

    sections.register_section(second, order=20)
    sections.register_section(first, order=10)
    sections.register_section(first, order=10)
    text = signed_in(cast.lscp_unit).get("/").content.decode()
    assert text.index("First block") < text.index("Second block")
    assert text.count("First block") == 1
    assert "First block" not in signed_in(cast.lscp_manager).get("/").content.decode()


def test_stranger_is_sent_to_sign_in(client, db):
    assert client.get("/")["Location"] == f"{reverse('account_login')}?next=/"


def test_account_page_shows_roles_sign_in_and_reminders(cast, signed_in):
    text = signed_in(cast.police_rag).get(reverse("my_account")).content.decode()
    for words in (
        "rag@police.example", "Northtown Safeguarding", "Southtown Safeguarding", "Second factor",
        "One by one",
        reverse("messaging:reminders"), reverse("usersessions_list"), reverse("mfa_index"),
    ):  # fmt: skip
        assert words in text, words


def test_executive_finds_each_decision_and_its_reasons_on_home(cast, signed_in):
    given.given_group(cast)
    decided = given.given_decided(cast)
    address = reverse("notifications:decision", args=[decided.public_id])
    for name, is_theirs in (
        ("police_executive", True),
        ("elsewhere_executive", False),
        ("hospital_lead", False),
    ):
        page = signed_in(getattr(cast, name)).get("/").content.decode()
        assert (address in page, name) == (is_theirs, name)
    assert "Notify the national Panel" in signed_in(cast.police_executive).get("/").content.decode()


def test_views_wanted_stand_in_the_order_of_their_time_limits(cast, signed_in):
    given.given_group(cast)
    later, sooner = (given.given_under_consideration(cast) for _ in range(2))
    given_outcomes.given_aware(later, cast.council_notifier, days_ago=1)
    given_outcomes.given_aware(sooner, cast.council_notifier, days_ago=8)
    for one in (later, sooner):
        expect_clocks(one.case, ["notify_panel"], by=cast.lscp_unit)
    page = signed_in(cast.police_rag).get("/").content.decode()
    assert page.index(sooner.case.reference) < page.index(later.case.reference)
    assert page.count("Give your agency") == 2
    assert "Notify the national Panel" in page
