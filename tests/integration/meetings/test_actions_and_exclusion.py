"""Nobody who is shut out of a case is given an action about it, hears of one or reads one."""

import datetime as dt

import pytest

from lscp.kernel import clock
from lscp.meetings import actions
from lscp.meetings.models import Meeting, MeetingAction
from lscp.meetings.queries import open_actions_of, people_who_may_act
from lscp.messaging.models import OutboundMessage
from notifications.models import Exclusion

pytestmark = pytest.mark.django_db


def give(held, person, agency, by):
    return actions.give_action(
        held.public_id, seen_version=Meeting.all_records.get(pk=held.pk).version, what="Send the chronology",
        owner=person, agency=agency, due_on=clock.today() + dt.timedelta(days=7), by=by,
    )  # fmt: skip


def shut_out(held, person, cast):
    Exclusion.objects.create(
        notification=held.case.notification, user=person, reason="involved", made_by=cast.lscp_unit
    )


def test_shut_out_person_is_no_choice_and_is_given_nothing(cast, held):
    assert cast.school_lead in {person for person, _, _ in people_who_may_act(held.case)}
    shut_out(held, cast.school_lead, cast)
    assert cast.school_lead not in {person for person, _, _ in people_who_may_act(held.case)}
    with pytest.raises(ValueError, match="Choose an owner"):
        give(held, cast.school_lead, cast.agencies["school"], cast.lscp_unit)
    assert not MeetingAction.all_records.exists()
    assert not OutboundMessage.objects.filter(kind="meeting_action_given").exists()


@pytest.mark.parametrize("name", ["lscp_admin", "lscp_audits", "lscp_training", "council_scrutiny"])
def test_people_whose_role_opens_no_case_are_no_choice(cast, held, name):
    person = getattr(cast, name)
    assert person not in {one for one, _, _ in people_who_may_act(held.case)}
    with pytest.raises(ValueError, match="Choose an owner"):
        give(held, person, person.memberships_today()[0].agency, cast.lscp_unit)


def test_owner_who_is_shut_out_later_reads_the_action_no_more(cast, held, signed_in):
    action = give(held, cast.school_lead, cast.agencies["school"], cast.lscp_unit)
    client = signed_in(cast.school_lead)
    assert client.get(action.get_absolute_url()).status_code == 200
    shut_out(held, cast.school_lead, cast)
    assert client.get(action.get_absolute_url()).status_code == 404
    assert list(open_actions_of(cast.school_lead)) == []
    assert signed_in(cast.lscp_unit).get(action.get_absolute_url()).status_code == 200
