"""People and their roles: find, add, change, stop; what a manager of another partnership cannot."""

import datetime as dt

import pytest
from django.urls import reverse

from lscp.accounts import actions, policies
from lscp.accounts.models import Membership, User
from lscp.accounts.roles import Role
from lscp.audit.models import AuditEvent
from lscp.kernel import clock
from lscp.kernel.access import Refused
from lscp.messaging.models import OutboundMessage

pytestmark = pytest.mark.django_db


def at(name, *more):
    return reverse(f"accounts:{name}", args=["northtown", *more])


def fresh(user):
    return User.objects.get(pk=user.pk)


@pytest.fixture
def there_manager(cast):
    """The manager of the other partnership."""
    return cast.person("manager", "elsewhere", Role.LSCP_MANAGER, partnerships=(cast.there,))


def new_person(cast, **more):
    school = str(cast.agencies["school"].public_id)
    return {
        "email": "new@school.example",
        "name": "New Person",
        "role": "practitioner",
        "agency": school,
    } | more


def test_list_holds_this_partnerships_people_only(cast, signed_in):
    text = signed_in(cast.lscp_manager).get(at("people") + "?q=elsewhere").content.decode()
    assert "Nobody matches" in text
    text = signed_in(cast.lscp_manager).get(at("people") + "?q=POLICE.example+rag").content.decode()
    assert "rag@police.example" in text
    assert "only_there" not in text
    assert "system@" not in signed_in(cast.lscp_manager).get(at("people") + "?q=system").content.decode()


def test_somebody_who_left_is_still_found_with_their_former_role(cast, signed_in):
    client = signed_in(cast.lscp_manager)
    assert "None now" in client.get(at("people") + "?q=left").content.decode()
    assert "Ended" in client.get(at("person", cast.police_left.public_id)).content.decode()


def test_new_person_gets_account_role_and_a_message(cast, signed_in, mailoutbox):
    answer = signed_in(cast.lscp_manager).post(at("add_person"), new_person(cast))
    assert answer["Location"] == at("people"), answer.content.decode()
    person = User.objects.get(email="new@school.example")
    held = person.memberships.get()
    assert (held.role, held.agency, held.partnership, held.added_by) == (
        Role.PRACTITIONER,
        cast.agencies["school"],
        cast.here,
        cast.lscp_manager,
    )
    assert not person.has_usable_password()
    message = OutboundMessage.objects.get(recipient=person)
    assert (message.kind, message.path) == ("accounts_person_added", reverse("account_reset_password"))


def test_known_address_gets_the_role_on_the_account_it_has(cast, signed_in):
    actions.place_agency(cast.agencies["elsewhere"], cast.here, by=cast.system)
    agency = str(cast.agencies["elsewhere"].public_id)
    data = new_person(cast, email="PRACTITIONER@elsewhere.example", name="Somebody Else", agency=agency)
    page = signed_in(cast.lscp_manager).post(at("add_person"), data, follow=True)
    assert "has an account already and now has this role" in page.content.decode()
    person = fresh(cast.elsewhere_practitioner)
    assert person.name == "Elsewhere Practitioner"
    assert {m.partnership for m in person.memberships_today()} == {cast.here, cast.there}
    assert not OutboundMessage.objects.filter(recipient=person).exists()


def test_double_submit_gives_the_role_once(cast, signed_in):
    client = signed_in(cast.lscp_manager)
    client.post(at("add_person"), new_person(cast))
    again = client.post(at("add_person"), new_person(cast))
    assert "already holds this role there" in again.content.decode()
    assert "new@school.example" in again.content.decode()
    assert Membership.objects.filter(user__email="new@school.example").count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.concurrency
def test_two_managers_add_the_same_role_at_once_and_one_wins(cast, together):
    other = cast.person("deputy", "lscp", Role.LSCP_MANAGER)
    person, agency = cast.school_lead, cast.agencies["school"]

    def give(by):
        return actions.add_membership(person, cast.here, agency, Role.PRACTITIONER, by=by)

    outcomes = together(lambda: give(cast.lscp_manager), lambda: give(other))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Membership", "Refused"]
    assert person.memberships.filter(role=Role.PRACTITIONER).count() == 1


def test_role_needs_an_agency_and_a_last_day_after_the_first(cast, signed_in):
    client = signed_in(cast.lscp_manager)
    assert (
        "Select the agency they work for"
        in client.post(at("add_person"), new_person(cast, agency="")).content.decode()
    )
    days = {"from_on_day": 2, "from_on_month": 4, "from_on_year": 2030}
    days |= {"until_on_day": 1, "until_on_month": 4, "until_on_year": 2030}
    page = client.post(at("add_person"), new_person(cast, **days))
    assert "The last day cannot be before the first day" in page.content.decode()
    assert not User.objects.filter(email="new@school.example").exists()


def test_administrator_adds_people_but_gives_no_role_that_opens_cases(cast, signed_in):
    client = signed_in(cast.lscp_admin)
    roles = dict(client.get(at("add_person")).context["form"].fields["role"].choices)
    assert list(roles) == ["administrator", "none"]
    forged = client.post(at("add_person"), new_person(cast))
    assert "Select an answer from the list" in forged.content.decode()
    assert client.post(at("add_person"), new_person(cast, role="none")).status_code == 302
    person = User.objects.get(email="new@school.example")
    assert not person.memberships.exists()
    assert person.email in signed_in(cast.lscp_manager).get(at("people") + "?q=new").content.decode()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_nobody_gives_themselves_a_role_and_no_administrator_gives_one_that_opens_cases(cast, role):
    everybody = (cast.lscp_manager, cast.lscp_admin, cast.superuser)
    assert [bool(policies.can_give_role(who, cast.here, role, to=who)) for who in everybody] == [False] * 3
    to_another = [
        bool(policies.can_give_role(who, cast.here, role, to=cast.school_lead)) for who in everybody
    ]
    assert to_another == [True, False, False]


def test_administrator_cannot_give_themselves_anything(cast):
    with pytest.raises(Refused):
        actions.add_membership(
            cast.lscp_admin, cast.here, cast.agencies["police"], Role.ADMINISTRATOR, by=cast.lscp_admin
        )


def test_person_without_a_role_is_seen_by_the_partnership_that_added_them_only(
    cast, there_manager, signed_in
):
    signed_in(cast.lscp_manager).post(at("add_person"), new_person(cast, role="none"))
    person = User.objects.get(email="new@school.example")
    away = reverse("accounts:person", args=["southtown", person.public_id])
    assert signed_in(there_manager).get(away).status_code == 404
    assert not policies.can_change_person(there_manager, person)


def test_role_is_ended_at_once_and_its_dates_changed(cast, signed_in):
    client = signed_in(cast.lscp_manager)
    held = cast.school_lead.memberships.get()
    page = client.get(at("change_role", held.public_id))
    until = clock.today() + dt.timedelta(days=3)
    data = {
        "seen_version": page.context["form"].initial["seen_version"],
        "until_on_day": until.day, "until_on_month": until.month, "until_on_year": until.year,
        "superior": str(cast.lscp_manager.public_id),
    }  # fmt: skip
    assert client.post(at("change_role", held.public_id), data).status_code == 302
    held.refresh_from_db()
    assert (held.until_on, held.superior) == (until, cast.lscp_manager)
    stale = client.post(at("change_role", held.public_id), data)
    assert stale.status_code == 409
    client.post(at("end_role", held.public_id), {})
    assert fresh(cast.school_lead).memberships_today() == []
    assert client.get(at("end_role", held.public_id)).status_code == 409
    assert AuditEvent.objects.filter(verb="accounts.membership_ended").count() == 1


def test_details_are_changed_and_an_old_address_no_longer_opens_the_account(cast, signed_in, client):
    person = cast.person("second", "lscp", Role.ADMINISTRATOR)
    person.set_password("three plain words here")
    person.save()
    client.post(reverse("account_login"), {"login": person.email, "password": "three plain words here"})
    client.logout()
    form = signed_in(cast.lscp_manager).get(at("change_person", person.public_id)).context["form"]
    data = dict(form.initial) | {"email": "Second.New@lscp.example", "name": "New Name"}
    answer = signed_in(cast.lscp_manager).post(at("change_person", person.public_id), data)
    assert answer.status_code == 302, answer.content.decode()
    assert (fresh(person).email, fresh(person).name) == ("second.new@lscp.example", "New Name")
    client.logout()

    def try_with(email):
        data = {"login": email, "password": "three plain words here"}
        return client.post(reverse("account_login"), data).status_code

    assert try_with("second@lscp.example") == 200
    assert try_with("second.new@lscp.example") == 302


def test_address_of_somebody_else_is_refused(cast):
    with pytest.raises(Refused):
        actions.change_person(cast.school_lead, by=cast.lscp_manager, email="RAG@police.example")


def test_person_of_two_partnerships_is_not_locked_out_or_taken_over_by_one(cast, there_manager, signed_in):
    for manager, slug in ((cast.lscp_manager, "northtown"), (there_manager, "southtown")):
        client = signed_in(manager)
        stop = reverse("accounts:stop_sign_in", args=[slug, cast.police_rag.public_id])
        assert client.get(stop).status_code == 409
        assert "also works in another partnership" in client.post(stop, {}).content.decode()
        with pytest.raises(Refused):
            actions.change_person(cast.police_rag, by=manager, email=f"{slug}@police.example")
    assert fresh(cast.police_rag).is_active


def test_nobody_stops_themselves(cast):
    with pytest.raises(Refused):
        actions.stop_sign_in(cast.lscp_manager, by=cast.lscp_manager)


def test_stopped_person_is_let_in_again(cast, signed_in):
    client = signed_in(cast.lscp_manager)
    key = cast.school_lead.public_id
    assert client.post(at("stop_sign_in", key), {})["Location"] == at("person", key)
    assert "Let them sign in again" in client.get(at("person", key)).content.decode()
    client.post(at("allow_sign_in", key), {})
    verbs = AuditEvent.objects.filter(subject_id=str(key), verb__contains="sign_in").order_by("position")
    assert list(verbs.values_list("verb", flat=True)) == [
        "accounts.sign_in_stopped",
        "accounts.sign_in_allowed",
    ]


@pytest.mark.parametrize("name", ["police_rag", "lscp_unit", "superuser", "elsewhere_unit"])
def test_people_who_manage_nothing_change_nobody(cast, name):
    who = getattr(cast, name)
    assert policies.can_change_person(who, cast.school_lead).code == "role"
    assert policies.can_decide_sign_in(who, cast.school_lead).code == "role"
    assert policies.can_give_role(who, cast.here, Role.PRACTITIONER).code == "role"
    assert policies.can_end_role(who, cast.here, Role.PRACTITIONER).code == "role"
    assert policies.can_manage_partnership(who, cast.here).code == "role"


def test_hidden_characters_emoji_and_right_to_left_names_are_kept_or_cleaned(cast, signed_in):
    name = "Zoë \U0001f469 שרה"
    data = new_person(cast, name=f"{name}\x00")
    signed_in(cast.lscp_manager).post(at("add_person"), data)
    assert User.objects.get(email="new@school.example").name == name


def test_too_long_name_is_refused_and_kept_on_the_page(cast, signed_in):
    page = signed_in(cast.lscp_manager).post(at("add_person"), new_person(cast, name="x" * 151))
    assert "cut at least 1 character" in page.content.decode()
    assert "x" * 151 in page.content.decode()
