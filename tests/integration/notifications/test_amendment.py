"""Changing what was sent: a new version with its reason, a readable difference, readers are told."""

import pytest
from django.urls import reverse

from lscp.kernel.access import OutOfScope, Refused, Stale
from lscp.messaging.models import OutboundMessage
from notifications.actions.agreement import revision_of
from notifications.actions.amendment import amend
from notifications.actions.family import remove_person
from notifications.models import Notification, NotificationVersion
from notifications.queries import differences
from tests.sent_forms import add_child, fresh, save
from tests.sent_forms import submitted as given_submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(cast):
    return given_submitted(cast)


def change(sent, by, reason="We know more now", seen=None):
    return amend(
        sent.public_id, reason=reason, seen_revision=revision_of(sent) if seen is None else seen, by=by
    )


def compared(sent, one, two):
    found = {v.number: v.content.open() for v in NotificationVersion.all_records.filter(notification=sent)}
    return [(c.label, c.before, c.after, c.kind) for c in differences.changes(found[one], found[two])]


def test_amendment_makes_a_version_beside_the_first(sent, cast):
    save(sent, "incident", "condition", {"injuries": "Burns to both hands and one arm"})
    version = change(sent, cast.hospital_practitioner)
    assert (version.number, version.reason.open(), version.reason.is_frozen) == (2, "We know more now", True)
    assert version.changed_questions == ["incident//injuries"]
    rows = compared(sent, 1, 2)
    assert [row[1:] for row in rows] == [
        ("Burns to both hands", "Burns to both hands and one arm", "changed")
    ]


def test_those_who_could_read_the_first_version_are_told(sent, cast):
    save(sent, "incident", "condition", {"injuries": "More burns"})
    change(sent, cast.hospital_practitioner)
    told = set(
        OutboundMessage.objects.filter(kind="notification_amended").values_list("recipient__email", flat=True)
    )
    assert {cast.police_rag.email, cast.lscp_unit.email, cast.lscp_scrutineer.email} <= told
    assert not {cast.hospital_lead.email, cast.school_practitioner.email, cast.elsewhere_unit.email} & told


def test_child_added_and_taken_off_shows_in_the_difference(sent, cast, signed_in):
    second = add_child(sent, name=("Ignatius", "Marrowbone"))
    change(sent, cast.hospital_practitioner)
    added = compared(sent, 1, 2)
    assert ("Ignatius", "added") in [(after, kind) for _label, _before, after, kind in added]
    remove_person(sent.public_id, second.public_id, by=cast.hospital_practitioner)
    change(sent, cast.hospital_practitioner)
    assert {kind for _l, _b, _a, kind in compared(sent, 2, 3)} == {"removed"}
    assert compared(sent, 1, 3) == []
    page = reverse("notifications:compare", args=[sent.public_id, 1, 2])
    text = signed_in(cast.lscp_unit).get(page).content.decode()
    assert "Child 2" in text
    assert "Ignatius" in text
    assert signed_in(cast.school_practitioner).get(page).status_code == 404


def test_changes_not_sent_yet_are_read_by_nobody_else(sent, cast, signed_in):
    save(sent, "incident", "condition", {"injuries": "A secret for now"})
    client = signed_in(cast.lscp_unit)
    for address in (sent.get_absolute_url(), reverse("notifications:version", args=[sent.public_id, 1])):
        assert "A secret for now" not in client.get(address).content.decode()


def test_nothing_changed_no_reason_or_stale_form_is_refused(sent, cast):
    with pytest.raises(Refused):
        change(sent, cast.hospital_practitioner)
    seen = revision_of(sent)
    save(sent, "incident", "condition", {"injuries": "More burns"})
    with pytest.raises(Stale):
        change(sent, cast.hospital_practitioner, seen=seen)
    with pytest.raises(Refused):
        change(sent, cast.hospital_practitioner, reason=" ")


def test_business_unit_may_amend_and_outsiders_may_not(sent, cast):
    save(sent, "incident", "condition", {"injuries": "More burns"}, by=cast.lscp_unit)
    with pytest.raises(OutOfScope):
        change(sent, cast.school_practitioner)
    assert change(sent, cast.lscp_unit).made_by == cast.lscp_unit


def test_colleague_found_to_be_involved_closes_it_to_all_but_the_unit(sent, cast):
    assert list(Notification.visible_to(cast.police_rag)) == [sent]
    save(sent, "first", "safety", {"colleague_involved": "yes", "at_risk_now": "no"})
    change(sent, cast.hospital_practitioner)
    assert fresh(sent).case.is_restricted
    assert list(Notification.visible_to(cast.police_rag)) == []
    assert list(Notification.visible_to(cast.lscp_unit)) == [sent]
    told = OutboundMessage.objects.filter(kind="notification_amended").values_list(
        "recipient__email", flat=True
    )
    assert set(told) == {cast.lscp_unit.email, cast.lscp_manager.email}


def test_voice_answered_later_is_no_longer_flagged(cast, signed_in):
    sent = given_submitted(
        cast, voice="not_yet", voice_words="", voice_life="", voice_source="", voice_not_why="She sleeps"
    )
    save(
        sent,
        "voice",
        "voice",
        {
            "voice": "recorded",
            "voice_words": "My dog",
            "voice_life": "Plays",
            "voice_source": "A nurse",
            "voice_not_why": "",
        },
    )
    change(sent, cast.hospital_practitioner)
    text = signed_in(cast.lscp_unit).get(sent.get_absolute_url()).content.decode()
    assert "The voice of the child has not been obtained yet." not in text
    assert "My dog" in text
