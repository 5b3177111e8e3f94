"""Partnership, agencies, groups and terms, as managers, administrators and strangers meet them."""

import datetime as dt

import pytest
from django.urls import reverse

from lscp.accounts import actions
from lscp.accounts.models import Agency, AgencyInPartnership, GroupSeat, Membership, StandingGroup
from lscp.accounts.roles import Role
from lscp.audit.models import AuditEvent
from lscp.kernel import clock

pytestmark = pytest.mark.django_db


def at(name, *more):
    return reverse(f"accounts:{name}", args=["northtown", *more])


def boxes(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def seen(page):
    return page.context["form"].initial["seen_version"]


@pytest.fixture
def there_manager(cast):
    """The manager of the other partnership."""
    return cast.person("manager", "elsewhere", Role.LSCP_MANAGER, partnerships=(cast.there,))


@pytest.fixture
def group(cast):
    """The Review Advisory Group."""
    return actions.add_group(cast.here, kind="rag", name="Advisory group", by=cast.system)


def every_page(cast, group):
    """Every settings page, each with a record that exists."""
    person, agency = cast.school_lead, cast.agencies["school"]
    role = person.memberships.get()
    seat = actions.add_seat(group, cast.police_rag, cast.agencies["police"], seat="member", by=cast.system)
    plain = ("settings", "details", "agencies", "add_agency", "people", "add_person", "groups", "add_group")
    return [
        *(at(name) for name in (*plain, "terms", "add_terms")),
        *(at(name, agency.public_id) for name in ("agency", "change_agency", "change_place", "end_place")),
        *(at(name, person.public_id) for name in ("person", "change_person", "stop_sign_in", "add_role")),
        *(at(name, role.public_id) for name in ("role", "change_role", "end_role")),
        *(at(name, group.public_id) for name in ("group", "change_group", "add_seat")),
        at("end_seat", seat.public_id),
    ]


def test_settings_lead_to_whatever_the_reader_may_set(cast, signed_in):
    places = ("deadlines:calendar", "deadlines:rules", "deadlines:second_person", "messaging:quiet_hours")
    paths = [*(reverse(name, args=["northtown"]) for name in places), reverse("record:partnership")]

    def offered(person):
        page = signed_in(person).get(at("settings")).content.decode()
        return [path for path in paths if f'href="{path}"' in page]

    assert offered(cast.lscp_manager) == paths
    assert offered(cast.lscp_admin) == [paths[2], paths[4]]


def test_every_page_opens_for_the_manager_and_for_no_stranger(cast, group, there_manager, signed_in):
    pages = every_page(cast, group)
    for path in pages:
        assert signed_in(cast.lscp_manager).get(path).status_code == 200, path
    strangers = (
        there_manager,
        cast.lscp_unit,
        cast.police_rag,
        cast.school_lead,
        cast.superuser,
        cast.police_left,
    )
    for person in strangers:
        client = signed_in(person)
        for path in pages:
            assert client.get(path).status_code == 404, (person, path)
            assert client.post(path, {}).status_code in {404, 405}, (person, path)


def test_records_of_this_partnership_are_not_reached_through_another(cast, group, there_manager, signed_in):
    client = signed_in(there_manager)
    seat = actions.add_seat(group, cast.police_rag, cast.agencies["police"], seat="member", by=cast.system)
    mine = {
        "agency": cast.agencies["school"].public_id,
        "person": cast.school_lead.public_id,
        "role": cast.police_rag.memberships.get(partnership=cast.here).public_id,
        "group": group.public_id,
        "end_seat": seat.public_id,
    }
    for name, key in mine.items():
        assert client.get(reverse(f"accounts:{name}", args=["southtown", key])).status_code == 404, name
    own = cast.police_rag.memberships.get(partnership=cast.there)
    assert client.get(reverse("accounts:role", args=["southtown", own.public_id])).status_code == 200


def test_navigation_leads_managers_to_the_settings_and_nobody_else(cast, signed_in):
    for person, sees in ((cast.lscp_manager, True), (cast.lscp_admin, True), (cast.lscp_unit, False)):
        text = signed_in(person).get("/").content.decode()
        assert (reverse("accounts:partnerships") in text) == sees, person
    assert signed_in(cast.lscp_manager).get(reverse("accounts:partnerships"))["Location"] == at("settings")
    assert signed_in(cast.lscp_unit).get(reverse("accounts:partnerships")).status_code == 404


def test_manager_of_two_partnerships_chooses_and_pages_say_which(cast, signed_in):
    both = cast.person("both", "lscp", Role.LSCP_MANAGER)
    actions.place_agency(cast.agencies["lscp"], cast.there, by=cast.system)
    actions.add_membership(both, cast.there, cast.agencies["lscp"], Role.LSCP_MANAGER, by=cast.system)
    client = signed_in(both)
    text = client.get(reverse("accounts:partnerships")).content.decode()
    assert at("settings") in text
    assert reverse("accounts:settings", args=["southtown"]) in text
    head = client.get(at("settings")).content.decode().split("app-header__partnership")[1].split("</p>")[0]
    assert "Northtown" in head
    assert "Southtown" not in head
    home = client.get("/").content.decode().split("app-header__partnership")[1].split("</p>")[0]
    assert "Northtown Safeguarding Children Partnership and Southtown" in home


def test_details_are_saved_and_recorded(cast, signed_in):
    client = signed_in(cast.lscp_manager)
    page = client.get(at("details"))
    data = dict(page.context["form"].initial) | {"front_door_phone": "01632 960 999"}
    answer = client.post(at("details"), data)
    assert answer["Location"] == at("settings"), answer.content.decode()
    assert "01632 960 999" in client.get(at("settings")).content.decode()
    event = AuditEvent.objects.filter(verb="accounts.partnership_changed").get()
    assert event.data == {"fields": "front_door_phone"}


def test_second_of_two_managers_is_told_who_was_first_and_keeps_their_words(cast, signed_in):
    other = cast.person("deputy", "lscp", Role.LSCP_MANAGER)
    shown = dict(signed_in(other).get(at("details")).context["form"].initial)
    actions.change_partnership(cast.here, by=cast.lscp_manager, area_name="Northtown and Westtown")
    page = signed_in(other).post(at("details"), shown | {"contact_phone": "01632 960 555"})
    text = page.content.decode()
    assert page.status_code == 409
    assert "01632 960 555" in text
    assert "Lscp" in text or "Manager" in text
    cast.here.refresh_from_db()
    assert (cast.here.area_name, cast.here.contact_phone) == ("Northtown and Westtown", "")


def test_front_door_page_must_be_a_web_address(cast, signed_in):
    client = signed_in(cast.lscp_manager)
    data = dict(client.get(at("details")).context["form"].initial) | {"front_door_url": "javascript:alert(1)"}
    page = client.post(at("details"), data)
    assert "Web page must start with https://" in page.content.decode()


def test_new_agency_takes_part_with_its_dates(cast, signed_in):
    until = clock.today() + dt.timedelta(days=30)
    data = {"known": "no", "name": "Ambulance", "kind": "ambulance", "statutory_partner": "none"}
    answer = signed_in(cast.lscp_manager).post(at("add_agency"), data | boxes("until_on", until))
    assert answer["Location"] == at("agencies"), answer.content.decode()
    place = AgencyInPartnership.objects.get(agency__name="Ambulance")
    assert (place.partnership, place.from_on, place.until_on, place.statutory_partner) == (
        cast.here,
        clock.today(),
        until,
        "",
    )


def test_agency_of_another_partnership_is_chosen_from_the_list(cast, signed_in):
    client = signed_in(cast.lscp_manager)
    agency = cast.agencies["elsewhere"]
    data = {"known": "yes", "agency": str(agency.public_id), "statutory_partner": "none"}
    assert client.post(at("add_agency"), data).status_code == 302
    assert Agency.objects.filter(name__iexact="elsewhere council").count() == 1
    again = client.post(
        at("add_agency"),
        {"known": "no", "name": "ELSEWHERE council", "kind": "other", "statutory_partner": "none"},
    )
    assert "There is an agency with this name already" in again.content.decode()


def test_ending_an_agencys_part_ends_its_peoples_roles_here_only(cast, signed_in):
    police = cast.agencies["police"]
    page = signed_in(cast.lscp_manager).post(at("end_place", police.public_id), {})
    assert page["Location"] == at("agency", police.public_id)
    again = type(cast.police_rag).objects.get(pk=cast.police_rag.pk)
    assert [m.partnership for m in again.memberships_today()] == [cast.there]
    later = signed_in(cast.lscp_manager).get(at("end_place", police.public_id))
    assert later.status_code == 409
    assert not Membership.objects.today().filter(partnership=cast.here, agency=police).exists()


def test_group_gets_members_deputies_and_a_chair_that_rotates(cast, group, signed_in):
    client = signed_in(cast.lscp_manager)

    def give(person, agency, seat, **more):
        key = f"{person.public_id}:{cast.agencies[agency].public_id}"
        return client.post(at("add_seat", group.public_id), {"person": key, "seat": seat, **more})

    start = clock.today() + dt.timedelta(days=10)
    assert give(cast.police_rag, "police", "member").status_code == 302
    deputy = {"deputy_for": str(cast.police_rag.public_id)}
    assert give(cast.police_lead, "police", "deputy", **deputy).status_code == 302
    assert give(cast.police_rag, "police", "chair").status_code == 302
    assert give(cast.icb_rag, "icb", "chair", **boxes("from_on", start)).status_code == 302
    seats = GroupSeat.objects.order_by("pk").values_list("user__name", "seat", "until_on", "deputy_for__name")
    assert list(seats) == [
        ("Police Rag", "member", None, None),
        ("Police Lead", "deputy", None, "Police Rag"),
        ("Police Rag", "chair", start - dt.timedelta(days=1), None),
        ("Icb Rag", "chair", None, None),
    ]
    twice = give(cast.police_rag, "police", "member")
    assert "already has this seat" in twice.content.decode()
    stranger = give(cast.elsewhere_rag, "elsewhere", "member")
    assert "Select an answer from the list" in stranger.content.decode()


def test_group_of_a_kind_exists_once(cast, group, signed_in):
    client = signed_in(cast.lscp_manager)
    kinds = [value for value, _label in client.get(at("add_group")).context["form"].fields["kind"].choices]
    assert kinds == ["executive", "pmsg", "ldsg"]
    assert client.post(at("add_group"), {"kind": "ldsg", "name": "Learning group"}).status_code == 302
    assert StandingGroup.objects.filter(partnership=cast.here).count() == 2


def test_seat_is_ended_at_once(cast, group, signed_in):
    seat = actions.add_seat(group, cast.police_rag, cast.agencies["police"], seat="member", by=cast.system)
    client = signed_in(cast.lscp_manager)
    assert client.post(at("end_seat", seat.public_id), {})["Location"] == at("group", group.public_id)
    assert not GroupSeat.objects.today().exists()
    assert client.post(at("end_seat", seat.public_id), {}).status_code == 302
    assert AuditEvent.objects.filter(verb="accounts.seat_ended").count() == 1


def test_new_terms_are_dated_and_listed(cast, signed_in):
    client = signed_in(cast.lscp_manager)
    later = clock.today() + dt.timedelta(days=5)
    data = {"text": "Keep it to yourself."} | boxes("in_force_from", later)
    assert client.post(at("add_terms"), data)["Location"] == at("terms")
    text = client.get(at("terms")).content.decode()
    assert "Keep it to yourself." in text
    assert "Not yet" in text
    past = {"text": "x"} | boxes("in_force_from", clock.today() - dt.timedelta(days=1))
    assert "must be today or in the future" in client.post(at("add_terms"), past).content.decode()


def test_lists_take_the_same_queries_whatever_their_length(cast, group, signed_in, queries_of):
    client = signed_in(cast.lscp_manager)
    paths = [*(at(name) for name in ("agencies", "people", "groups", "terms")), at("group", group.public_id)]

    def add(number):
        agency = actions.add_agency(name=f"Agency {number}", kind="other", by=cast.system)
        actions.place_agency(agency, cast.here, by=cast.system)
        person = actions.add_person(email=f"p{number}@x.example", name=f"P{number}", by=cast.system)
        actions.add_membership(person, cast.here, agency, Role.PRACTITIONER, by=cast.system)
        actions.add_seat(group, person, agency, seat="member", by=cast.system)

    add(1)
    short = {path: queries_of(lambda path=path: client.get(path)) for path in paths}
    add(2)
    add(3)
    assert {path: queries_of(lambda path=path: client.get(path)) for path in paths} == short


def test_long_lists_come_in_pages(cast, signed_in):
    for number in range(26):
        person = actions.add_person(email=f"p{number}@x.example", name=f"P{number}", by=cast.system)
        actions.add_membership(person, cast.here, cast.agencies["school"], Role.PRACTITIONER, by=cast.system)
    text = signed_in(cast.lscp_manager).get(at("people")).content.decode()
    assert text.count('role="rowheader"') == 25
    assert "Showing 1 to 25 of" in text
