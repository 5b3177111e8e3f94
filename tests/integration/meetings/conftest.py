"""A notification that reached the partnership, with its group and the group's seats."""

import datetime as dt

import pytest

from lscp.accounts import actions as accounts
from lscp.accounts import grants
from lscp.accounts.roles import SUBMISSION_ROLES
from lscp.cases.actions import open_case
from lscp.kernel import clock
from lscp.meetings import actions
from notifications.models import Notification, NotificationParticipant


@pytest.fixture
def submitted(cast):
    """A notification of the hospital, seen by whoever receives submissions; the lead is named on it."""
    case = open_case(cast.here, by=cast.hospital_practitioner)
    notification = Notification.all_records.create(
        case=case, partnership=cast.here, agency=cast.agencies["hospital"], form_edition="2026.1",
        raised_by=cast.hospital_practitioner, status="consideration", submitted_at=clock.now(),
        submitted_by=cast.hospital_practitioner,
    )  # fmt: skip
    groups = grants.groups_with(cast.here, SUBMISSION_ROLES)
    grants.grant(notification, groups, powers=["view", "view_identity"])
    NotificationParticipant.objects.create(
        record=notification, user=cast.hospital_lead, partnership=cast.here,
        agency=cast.agencies["hospital"], capacity="lead", granted_by=cast.hospital_practitioner,
    )  # fmt: skip
    return notification


@pytest.fixture
def rag(cast):
    """The Review Advisory Group: three partners, one of them in the chair, a deputy and an adviser."""
    start = clock.today() - dt.timedelta(days=200)
    group = accounts.add_group(cast.here, kind="rag", name="Review Advisory Group", by=cast.lscp_manager)
    cast.person("deputy", "icb", "rag_member", from_on=start)

    def seat(person, agency, kind, **more):
        accounts.add_seat(
            group, person, cast.agencies[agency], seat=kind, by=cast.lscp_manager, from_on=start, **more
        )

    seat(cast.police_rag, "police", "chair")
    seat(cast.council_rag, "council", "member")
    seat(cast.icb_rag, "icb", "member")
    seat(cast.icb_deputy, "icb", "deputy", deputy_for=cast.icb_rag)
    seat(cast.council_legal, "council", "adviser")
    return group


@pytest.fixture
def called(cast, submitted, rag):
    """A meeting called for tomorrow by the Business Unit."""
    return actions.call_meeting(
        submitted.case, rag, starts_at=clock.now() + dt.timedelta(days=1), place="Room 3, Civic Hall",
        link="https://meet.example/room", agenda="Welcome\nThe incident", by=cast.lscp_unit,
    )  # fmt: skip


def presence(cast, **answers):
    """Everybody present unless said otherwise, except the deputy; by key of the person."""
    people = {
        "police_rag": "present", "council_rag": "present", "icb_rag": "present", "icb_deputy": "absent",
        "council_legal": "present",
    }  # fmt: skip
    return {getattr(cast, name).pk: answers.get(name, usual) for name, usual in people.items()}


@pytest.fixture
def held(cast, called, later):
    """The same meeting once it was held, with everybody there."""
    with later(days=2):
        return actions.record_attendance(
            called.public_id, seen_version=called.version, presence=presence(cast),
            chaired_by=cast.police_rag, by=cast.lscp_unit,
        )  # fmt: skip


@pytest.fixture
def later():
    """Move the product's clock: `with later(days=2):`."""
    import time_machine

    return lambda **how: time_machine.travel(clock.real_now() + dt.timedelta(**how))
