"""Likely duplicates: shown to the Business Unit with reasons, linked or merged; nobody else learns."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from lscp.deadlines.models import Clock
from lscp.kernel.access import OutOfScope, Refused
from notifications.actions import duplicates
from notifications.models import Notification
from notifications.queries import alike
from tests.sent_forms import fresh
from tests.sent_forms import submitted as given_submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(cast):
    one = given_submitted(cast)
    two = given_submitted(
        cast, by=cast.school_practitioner, agency="school", name=("Zebadee", "Quilfeather"), harm="died",
        child_died="no",
    )  # fmt: skip
    return one, two


def merged(pair, cast, by=None):
    one, two = pair
    return duplicates.merge(
        two.public_id, other_id=one.public_id, reason="The same child", seen_version=fresh(two).version,
        by=by or cast.lscp_unit,
    )  # fmt: skip


def test_close_spelling_of_the_same_child_is_found_with_reasons(pair, cast):
    one, two = pair
    found = alike.candidates(cast.lscp_unit, two)
    assert [each.notification.pk for each in found] == [one.pk]
    assert any("Child 1" in reason for reason in found[0].reasons)


def test_same_incident_of_another_child_is_found(cast):
    one = given_submitted(cast)
    two = given_submitted(cast, by=cast.school_practitioner, agency="school", name=("Ignatius", "Marrowbone"))
    found = alike.candidates(cast.lscp_unit, two)
    assert [(each.notification.pk, each.reasons) for each in found] == [
        (one.pk, ["Two agencies became aware of the same kind of harm at most 3 days apart"])
    ]


def test_practitioner_and_other_partnership_never_meet_the_page(pair, cast, signed_in):
    one, two = pair
    page = reverse("notifications:duplicates", args=[two.public_id])
    assert one.case.reference in signed_in(cast.lscp_unit).get(page).content.decode()
    assert signed_in(cast.school_practitioner).get(page).status_code == 403
    assert signed_in(cast.police_rag).get(page).status_code == 403
    assert signed_in(cast.elsewhere_unit).get(page).status_code == 404
    for by in (cast.school_practitioner, cast.police_rag):
        with pytest.raises((PermissionDenied, OutOfScope)):
            merged(pair, cast, by=by)


def test_merger_keeps_the_other_going_and_stops_its_own_clocks(pair, cast):
    one, two = pair
    merged(pair, cast)
    two = fresh(two)
    assert (two.status, two.merged_into) == ("merged", one)
    assert not Clock.all_records.filter(case=two.case, is_live=True, is_open=True).exists()
    assert Clock.all_records.filter(case=one.case, is_live=True, is_open=True).exists()


def test_material_of_the_merged_one_is_reached_from_the_survivor(pair, cast, signed_in):
    one, two = pair
    merged(pair, cast)
    text = signed_in(cast.police_rag).get(one.get_absolute_url()).content.decode()
    assert two.case.reference in text


def test_raiser_of_the_merged_one_still_sees_own_and_learns_nothing(pair, cast, signed_in):
    one, two = pair
    merged(pair, cast)
    client = signed_in(cast.school_practitioner)
    page = client.get(two.get_absolute_url())
    text = page.content.decode()
    assert page.status_code == 200
    assert "With the Business Unit" in text
    for word in (one.case.reference, "Merged", "merged"):
        assert word not in text, word
    assert one.case.reference not in client.get(reverse("notifications:mine")).content.decode()
    assert client.get(one.get_absolute_url()).status_code == 404
    assert (
        one.case.reference
        not in signed_in(cast.hospital_practitioner).get(two.get_absolute_url()).content.decode()
    )


def test_linked_and_dismissed_pairs_are_not_suggested_again(pair, cast):
    one, two = pair
    duplicates.link(
        two.public_id,
        other_id=one.public_id,
        reason="Brothers",
        seen_version=fresh(two).version,
        by=cast.lscp_unit,
    )
    assert alike.candidates(cast.lscp_unit, fresh(two)) == []
    assert alike.candidates(cast.lscp_unit, fresh(one)) == []
    assert [other.pk for _pair, other in alike.related(cast.lscp_unit, one)] == [two.pk]
    duplicates.dismiss(
        one.public_id, other_id=two.public_id, reason="No", seen_version=fresh(one).version, by=cast.lscp_unit
    )
    assert alike.related(cast.lscp_unit, one) == []


def test_restricted_notification_is_not_suggested_to_those_shut_out_nor_merged(cast):
    from notifications.actions import restricted

    one = given_submitted(cast, colleague_involved="yes")
    two = given_submitted(cast, by=cast.school_practitioner, agency="school")
    assert len(alike.candidates(cast.lscp_unit, two)) == 1
    with pytest.raises(Refused):
        merged((one, two), cast)
    restricted.shut_out(
        one.public_id, seen_version=fresh(one).version, person=cast.lscp_unit, by=cast.lscp_manager
    )
    assert alike.candidates(cast.lscp_unit, two) == []
    with pytest.raises(OutOfScope):
        merged((one, two), cast)


def test_reason_is_needed(pair, cast):
    one, two = pair
    with pytest.raises(Refused):
        duplicates.link(
            two.public_id,
            other_id=one.public_id,
            reason=" ",
            seen_version=fresh(two).version,
            by=cast.lscp_unit,
        )
    assert Notification.all_records.filter(status="merged").count() == 0
