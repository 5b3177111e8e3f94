"""Whoever raised an incident, entered it or stepped aside settles nothing about it."""

import pytest

from lscp.accounts import actions as accounts
from lscp.accounts.roles import Role
from lscp.kernel.access import Refused
from notifications.actions import consideration, triage
from notifications.actions.agreement import revision_of
from notifications.actions.on_behalf import enter_for_other
from notifications.actions.submission import submit
from notifications.models import Decision, NationalReceipt, Notification
from notifications.policies import exits, judgement
from notifications.policies import national as national_policies
from notifications.queries.judgement import decision_makers
from notifications.queries.judgement_work import decisions_wanted
from tests import given, sent_forms
from tests.given_outcomes import given_notified, given_to_notify, record_receipt, wait_for_information

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def private_media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")


def step_aside(notification, person):
    consideration.declare_conflict(notification.public_id, reason="A cousin", by=person)


def entered(cast, *, by, email="", agency="hospital"):
    made = enter_for_other(
        cast.here, cast.agencies[agency], name="Ottoline Brackenbury", how="telephone", email=email, by=by
    )
    sent_forms.fill(made, by=by)
    submit(made.public_id, seen_revision=revision_of(made), by=by)
    return given.fresh(made)


def test_whoever_stepped_aside_neither_records_nor_corrects_a_receipt(cast):
    notification = given_to_notify(cast)
    step_aside(notification, cast.lscp_unit)
    assert national_policies.can_record_receipt(cast.lscp_unit, notification).code == "conflict"
    with pytest.raises(Refused):
        record_receipt(notification, cast.lscp_unit)
    assert not NationalReceipt.all_records.exists()
    assert national_policies.can_record_receipt(cast.lscp_manager, notification)


def test_whoever_stepped_aside_does_not_correct_a_receipt(cast):
    notification = given_notified(cast)
    assert national_policies.can_correct_receipt(cast.lscp_unit, notification)
    step_aside(notification, cast.lscp_unit)
    assert national_policies.can_correct_receipt(cast.lscp_unit, notification).code == "conflict"
    assert national_policies.can_correct_receipt(cast.lscp_manager, notification)


def test_whoever_stepped_aside_does_not_end_the_wait(cast):
    notification = given.given_under_consideration(cast)
    wait_for_information(notification, cast.lscp_unit)
    step_aside(notification, cast.lscp_unit)
    assert exits.can_end_waiting(cast.lscp_unit, given.fresh(notification)).code == "conflict"
    assert exits.can_end_waiting(cast.lscp_manager, given.fresh(notification))


def test_whoever_entered_the_form_is_not_named_and_does_not_sign_its_decision(cast):
    accounts.add_membership(
        cast.council_director, cast.here, cast.agencies["lscp"], Role.BUSINESS_UNIT, by=cast.system
    )
    director = type(cast.council_director).objects.get(pk=cast.council_director.pk)
    made = entered(cast, by=director, email=cast.hospital_practitioner.email)
    second = cast.person("second", "council", Role.LA_DECISION_MAKER)
    assert decision_makers(made) == [second]
    with pytest.raises(Refused, match="Name a decision maker"):
        given.decide(made, cast.council_notifier, "notify", maker=director)
    assert Decision.all_records.count() == 0
    assert judgement.can_sign_decision(director, made).code == "conflict"


def test_colleague_for_whom_a_form_was_entered_still_decides_until_they_write_in_it(cast):
    made = entered(cast, by=cast.lscp_unit, email=cast.council_director.email, agency="council")
    assert made.raised_by == cast.council_director
    assert judgement.can_decide(cast.council_director, made)
    assert judgement.can_decide(cast.lscp_unit, made).code == "role"
    assert exits.can_transfer(cast.lscp_unit, made).code == "conflict"
    triage.consider(made.public_id, seen_version=made.version, by=cast.lscp_manager)
    Notification.all_records.filter(pk=made.pk).update(status="decision")
    assert list(decisions_wanted(cast.council_director)) == [made]
    sent_forms.save(
        made, "incident", "place", {"place_type": "home", "place_detail": "Upstairs"},
        by=cast.council_director,
    )  # fmt: skip
    assert judgement.can_decide(cast.council_director, given.fresh(made)).code == "conflict"
    assert list(decisions_wanted(cast.council_director)) == []


def test_practitioner_for_whom_a_form_was_entered_counts_as_its_author(cast):
    accounts.add_membership(
        cast.hospital_practitioner, cast.here, cast.agencies["council"], Role.LA_DECISION_MAKER,
        by=cast.system,
    )  # fmt: skip
    person = type(cast.council_director).objects.get(pk=cast.hospital_practitioner.pk)
    made = entered(cast, by=cast.lscp_unit, email=person.email)
    assert judgement.can_decide(person, made).code == "conflict"
    assert person not in decision_makers(made)
