"""No case is closed while an immediate safety action on it is open: the call is recorded first."""

import pytest
from django.db import transaction
from django.urls import reverse

from lscp.deadlines.compute import Moment
from lscp.kernel import clock
from lscp.kernel.access import Refused
from lscp.tasks.actions import raise_safety, record_call
from notifications.actions import duplicates, exits
from notifications.policies.standing import CALL_FIRST
from notifications.workflow import CLOSED, TRANSITIONS
from tests import given
from tests.given_outcomes import given_to_notify, record_receipt

NARRATIVE = "Quilliam Zebrington was seen by the school"


def risk(notification, by):
    with transaction.atomic():
        return raise_safety(notification.case, notification.agency, by=by, tells_lead=False)


def call(action, by):
    return record_call(
        action.public_id, seen_version=action.version, called=Moment.of(clock.now()),
        called_whom="Duty worker", outcome="Visit today", by=by,
    )  # fmt: skip


def not_met(cast):
    record = given_to_notify(cast)
    return record, lambda: exits.find_criteria_not_met(
        record.public_id,
        seen_version=given.fresh(record).version,
        reasons=NARRATIVE,
        by=cast.council_director,
    )


def transferred(cast):
    record = given.given_submitted(cast)
    return record, lambda: exits.transfer(
        record.public_id, seen_version=given.fresh(record).version, area="Westville", told="A. Manager",
        told_moment=Moment(clock.today()), evidence="Their e-mail", reasons=NARRATIVE, by=cast.lscp_unit,
    )  # fmt: skip


def merged(cast):
    record, other = given.given_submitted(cast), given.given_submitted(cast)
    return record, lambda: duplicates.merge(
        record.public_id, other_id=other.public_id, reason="The same child",
        seen_version=given.fresh(record).version, by=cast.lscp_unit,
    )  # fmt: skip


def decided(outcome):
    def leave(cast):
        record = given.given_views(cast, ("not_met", "not_met", "not_met"))
        return record, lambda: given.decide(record, cast.council_director, outcome)

    return leave


def told(cast):
    record = given.given_decided(cast, "tell", ("tell", "tell", "tell"))
    return record, lambda: record_receipt(record, cast.council_notifier)


WAYS = {
    "find_criteria_not_met": not_met, "transfer": transferred, "merge": merged,
    "decide_not_notifiable": decided("not_notifiable"), "decide_local_learning": decided("local_learning"),
    "record_telling": told,
}  # fmt: skip


def test_every_way_of_closing_is_tried_here():
    assert sorted(WAYS) == sorted(name for name, step in TRANSITIONS.items() if step.target in CLOSED)


@pytest.mark.parametrize("step", WAYS)
def test_case_is_closed_only_once_the_call_is_recorded(cast, step):
    given.given_group(cast)
    record, leave = WAYS[step](cast)
    action = risk(record, cast.hospital_practitioner)
    was = given.fresh(record).status
    with pytest.raises(Refused) as refusal:
        leave()
    assert refusal.value.verdict == CALL_FIRST
    assert given.fresh(record).status == was
    call(action, cast.lscp_unit)
    leave()
    assert given.fresh(record).status == TRANSITIONS[step].target


def test_page_says_what_to_do_first_and_keeps_what_was_typed(cast, signed_in):
    given.given_group(cast)
    record = given.given_views(cast, ("not_met", "not_met", "not_met"))
    risk(record, cast.hospital_practitioner)
    page = signed_in(cast.lscp_unit).get(reverse("notifications:transfer", args=[record.public_id]))
    assert "Record the call to the front door first" in page.content.decode()


def test_case_that_goes_on_may_do_so_while_a_child_is_at_risk(cast):
    given.given_group(cast)
    record = given.given_views(cast)
    risk(record, cast.hospital_practitioner)
    given.decide(record, cast.council_director, "notify")
    assert given.fresh(record).status == "to_notify"
