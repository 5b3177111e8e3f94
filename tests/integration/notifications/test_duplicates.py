"""Likely duplicates: shown to the Business Unit with reasons, linked or merged; nobody else learns."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from lscp.deadlines import actions as clocks
from lscp.deadlines.compute import Moment
from lscp.deadlines.models import Clock, Fact
from lscp.kernel import clock
from lscp.kernel.access import OutOfScope, Refused
from lscp.messaging.models import OutboundMessage
from lscp.people.typed import text_of
from notifications.actions import duplicates
from notifications.models import Notification
from notifications.queries import alike
from tests.sent_forms import day as day_of
from tests.sent_forms import exactly, fresh
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


AWARE = "Two agencies became aware of the same kind of harm at most 3 days apart"
LONG_AGO = dt.timedelta(days=40)
OTHER = {"born": dt.date(2011, 11, 30), "school": "Another School"}


def of_another_child(cast, family="Marrowbone", **changes):
    return given_submitted(
        cast, by=cast.school_practitioner, agency="school", name=("Ignatius", family), child=OTHER, **changes
    )


def found_for(cast, notification):
    return [(each.notification.pk, each.reasons) for each in alike.candidates(cast.lscp_unit, notification)]


def test_same_incident_of_another_child_is_found(cast):
    one, two = given_submitted(cast), of_another_child(cast)
    same_day = "It happened on the same day, in the same sort of place"
    assert found_for(cast, two) == [(one.pk, [same_day, AWARE])]


@pytest.mark.parametrize("by", ["hospital", "school"])
def test_same_area_agency_harm_and_days_alone_list_no_case(cast, by):
    """In a busy week that much holds for everything that is reported."""
    given_submitted(cast)
    person = getattr(cast, f"{by}_practitioner")
    other = given_submitted(
        cast, by=person, agency=by, name=("Ignatius", "Marrowbone"), child=OTHER,
        happened_on=exactly(clock.today() - dt.timedelta(days=30)),
    )  # fmt: skip
    assert found_for(cast, other) == []


def test_brother_or_sister_reported_in_the_same_days_is_found(cast):
    one = given_submitted(cast)
    two = of_another_child(cast, "Quillfeather", happened_on={"precision": "unknown"})
    family = "A child with the same family name, known at most 3 days apart"
    assert found_for(cast, two) == [(one.pk, [family, AWARE])]


def test_same_family_name_without_near_dates_lists_no_case(cast):
    given_submitted(cast)
    early = {**day_of(clock.today() - LONG_AGO), "time": ""}
    two = of_another_child(
        cast, "Quillfeather", agency_aware=early, happened_on=exactly(clock.today() - LONG_AGO)
    )
    assert found_for(cast, two) == []


def test_strongest_reason_comes_first_and_so_does_its_case(cast):
    weaker = of_another_child(cast)
    same = given_submitted(cast, name=("Zebadee", "Quilfeather"))
    found = found_for(cast, given_submitted(cast))
    assert [key for key, _reasons in found] == [same.pk, weaker.pk]
    assert found[0][1][0].startswith("Child 1: ")
    assert found[0][1][-1] == "The same agency became aware of the same kind of harm at most 3 days apart"


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


def test_nothing_is_merged_into_what_has_ended(pair, cast):
    one, two = pair
    third = given_submitted(
        cast, by=cast.school_practitioner, agency="school", name=("Ignatius", "Marrowbone")
    )
    merged((one, third), cast)
    with pytest.raises(Refused, match="was itself merged"):
        merged((third, two), cast)
    Notification.all_records.filter(pk=one.pk).update(status="not_notifiable")
    with pytest.raises(Refused, match=r"has ended \(not notifiable: closed\). Open it again first"):
        merged((one, two), cast)
    assert fresh(two).status == "submitted"


@pytest.mark.django_db(transaction=True)
def test_two_that_are_merged_into_each_other_at_once_leave_one(cast, together):
    one = given_submitted(cast)
    two = given_submitted(cast, by=cast.school_practitioner, agency="school")
    results = together(
        lambda: merged((one, two), cast), lambda: merged((two, one), cast, by=cast.lscp_manager)
    )
    assert sorted(type(each).__name__ for each in results) == ["Notification", "Refused"]
    assert sorted(Notification.all_records.values_list("status", flat=True)) == ["merged", "submitted"]


def test_earlier_awareness_and_a_death_are_carried_over(pair, cast):
    one, two = pair
    day = clock.today()

    def record(case, kind, days, **kwargs):
        moment = Moment(day - dt.timedelta(days=days))
        clocks.record_fact(case, kind, moment=moment, source="Call", by=cast.lscp_unit, reason="x", **kwargs)

    record(one.case, "agency_aware", 1)
    record(two.case, "agency_aware", 4)
    record(two.case, "la_aware", 3)
    record(one.case, "partners_aware", 2)
    record(two.case, "partners_aware", 1)
    record(two.case, "death", 5, sudden="yes")
    merged(pair, cast)
    found = {fact.kind: fact for fact in Fact.objects.filter(case=one.case, is_live=True)}
    assert {kind: (day - fact.on).days for kind, fact in found.items()} == {
        "agency_aware": 4, "la_aware": 3, "partners_aware": 2, "death": 5,
    }  # fmt: skip
    carried = [kind for kind, fact in found.items() if text_of(fact.source) == duplicates.EARLIER]
    assert sorted(carried) == ["agency_aware", "death", "la_aware"]
    running = Clock.all_records.filter(case=one.case, is_live=True, is_open=True)
    assert "sudic_meeting" in set(running.values_list("rule_key", flat=True))


def test_raiser_of_the_survivor_does_not_learn_of_the_other(pair, cast, signed_in):
    one, two = pair
    merged(pair, cast)
    page = f"/cases/{one.case.public_id}/clocks/"
    text = signed_in(cast.hospital_practitioner).get(page).content.decode()
    assert two.case.reference not in text


def test_raiser_of_the_merged_one_is_told_that_there_is_news(pair, cast):
    _one, two = pair
    OutboundMessage.objects.all().delete()
    merged(pair, cast)
    told = OutboundMessage.objects.filter(kind="referrer_news").values_list("recipient__email", "reference")
    assert list(told) == [(cast.school_practitioner.email, two.case.reference)]
