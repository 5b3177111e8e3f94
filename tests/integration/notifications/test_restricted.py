"""A colleague is involved: the Business Unit alone knows until it names readers and releases."""

import pytest
from django.urls import reverse

from lscp.cases.scope import seen_of_each
from lscp.deadlines import access as clock_access
from lscp.deadlines.models import Clock
from lscp.deadlines.worklists import on_board
from lscp.kernel.access import OutOfScope, Refused
from lscp.messaging.models import OutboundMessage
from notifications.actions import restricted, triage
from notifications.models import Notification
from notifications.queries import lists
from tests.sent_forms import fresh
from tests.sent_forms import submitted as given_submitted

pytestmark = pytest.mark.django_db

NOT_TOLD = (
    "police_rag", "council_rag", "icb_rag", "council_notifier", "council_director", "council_legal",
    "lscp_scrutineer", "hospital_lead",
)  # fmt: skip


@pytest.fixture
def secret(cast):
    return given_submitted(cast, colleague_involved="yes")


def told(kind):
    return set(OutboundMessage.objects.filter(kind=kind).values_list("recipient__email", flat=True))


def named(secret, cast, person):
    return restricted.name_reader(
        secret.public_id, seen_version=fresh(secret).version, person=person, by=cast.lscp_unit
    )


def test_only_the_business_unit_is_told_and_sees_it(secret, cast):
    assert secret.case.is_restricted
    assert told("notification_submitted") == {cast.lscp_unit.email, cast.lscp_manager.email}
    for name in NOT_TOLD:
        person = getattr(cast, name)
        assert list(Notification.visible_to(person)) == [], name
        assert list(lists.received(person)) == [], name
        assert not Clock.visible_to(person).exists(), name
    assert list(lists.received(cast.lscp_unit)) == [secret]
    assert on_board(cast.lscp_unit).filter(case=secret.case).exists()


def test_unsure_counts_as_yes(cast):
    assert given_submitted(cast, colleague_involved="unsure").case.is_restricted


def test_late_clock_of_a_restricted_case_is_not_escalated_to_strangers(secret, cast):
    pairs = clock_access.visible_pairs(
        [cast.police_executive, cast.council_notifier, cast.lscp_unit], [secret.case_id]
    )
    assert pairs == {(cast.lscp_unit.pk, secret.case_id)}


def test_each_person_is_asked_only_about_cases_of_their_own(secret, cast):
    asked = [
        (cast.lscp_unit, {secret.case_id}),
        (cast.lscp_manager, set()),
        (cast.council_notifier, {secret.case_id}),
    ]
    assert seen_of_each(asked) == {(cast.lscp_unit.pk, secret.case_id)}
    assert seen_of_each([(cast.lscp_manager, [secret.case_id])]) == {(cast.lscp_manager.pk, secret.case_id)}


def test_lists_counts_and_search_of_others_show_nothing(secret, cast, signed_in):
    reference = secret.case.reference
    text = signed_in(cast.lscp_unit).get(reverse("notifications:list")).content.decode()
    assert reference in text
    for person in (cast.police_rag, cast.lscp_scrutineer, cast.council_notifier):
        client = signed_in(person)
        for address in (reverse("notifications:list"), reverse("notifications:mine"),
                        f"{reverse('notifications:list')}?q={reference}"):  # fmt: skip
            text = client.get(address).content.decode()
            assert f">{reference}<" not in text, (person, address)
            assert "No notifications" in text


def test_named_reader_sees_and_hears_nothing_before_the_release(secret, cast):
    named(secret, cast, cast.police_rag)
    assert list(Notification.visible_to(cast.police_rag)) == []
    assert told("notification_released") == set()
    restricted.release(secret.public_id, seen_version=fresh(secret).version, by=cast.lscp_unit)
    assert list(Notification.visible_to(cast.police_rag)) == [secret]
    assert told("notification_released") == {cast.police_rag.email}
    assert list(Notification.visible_to(cast.council_rag)) == []


def test_involved_person_is_shut_out_and_cannot_be_named(secret, cast):
    named(secret, cast, cast.police_rag)
    restricted.release(secret.public_id, seen_version=fresh(secret).version, by=cast.lscp_unit)
    restricted.shut_out(
        secret.public_id, seen_version=fresh(secret).version, person=cast.police_rag, by=cast.lscp_unit
    )
    assert list(Notification.visible_to(cast.police_rag)) == []
    with pytest.raises(Refused):
        named(secret, cast, cast.police_rag)


def test_involved_officer_of_the_business_unit_is_shut_out_too(secret, cast):
    restricted.shut_out(
        secret.public_id, seen_version=secret.version, person=cast.lscp_unit, by=cast.lscp_manager
    )
    assert list(Notification.visible_to(cast.lscp_unit)) == []
    with pytest.raises(OutOfScope):
        named(secret, cast, cast.icb_rag)


def test_who_raised_it_cannot_be_named_and_nobody_outside_the_unit_can_name(secret, cast):
    with pytest.raises(Refused):
        named(secret, cast, cast.hospital_practitioner)
    with pytest.raises(OutOfScope):
        restricted.name_reader(
            secret.public_id, seen_version=secret.version, person=cast.icb_rag, by=cast.police_rag
        )


def test_release_without_readers_and_consideration_before_release_are_refused(secret, cast):
    with pytest.raises(Refused):
        restricted.release(secret.public_id, seen_version=secret.version, by=cast.lscp_unit)
    with pytest.raises(Refused):
        triage.consider(secret.public_id, seen_version=secret.version, by=cast.lscp_unit)


def test_reader_taken_off_sees_it_no_more(secret, cast):
    reader = named(secret, cast, cast.police_rag)
    restricted.release(secret.public_id, seen_version=fresh(secret).version, by=cast.lscp_unit)
    restricted.remove_reader(
        secret.public_id, seen_version=fresh(secret).version, reader_id=reader.public_id, by=cast.lscp_unit
    )
    assert list(Notification.visible_to(cast.police_rag)) == []


def test_somebody_without_the_role_is_told_so_even_with_an_old_page(secret, cast, signed_in):
    reader = named(secret, cast, cast.police_rag)
    restricted.release(secret.public_id, seen_version=fresh(secret).version, by=cast.lscp_unit)
    address = reverse("notifications:remove_reader", args=[secret.public_id, reader.public_id])
    old = {"seen_version": 1}
    assert signed_in(cast.police_rag).post(address, old).status_code == 403
    assert signed_in(cast.lscp_unit).post(address, old).status_code == 409
    assert signed_in(cast.icb_rag).post(address, old).status_code == 404
    assert list(Notification.visible_to(cast.police_rag)) == [secret]


def test_page_names_and_releases(secret, cast, signed_in):
    page = reverse("notifications:readers", args=[secret.public_id])
    client = signed_in(cast.lscp_unit)
    data = {"step": "name", "seen_version": secret.version, "person": str(cast.icb_rag.public_id)}
    assert client.post(page, data).status_code == 302
    stale = client.post(page, {"step": "release", "seen_version": secret.version})
    assert stale.status_code == 409
    answer = client.post(page, {"step": "release", "seen_version": fresh(secret).version})
    assert answer.status_code == 302
    assert list(Notification.visible_to(cast.icb_rag)) == [secret]
    for person in (cast.icb_rag, cast.hospital_practitioner):
        assert signed_in(person).get(page).status_code == 403
