"""States of a case reached the way people reach them, for tests and journeys. Small functions only."""

import uuid

from django.db import transaction

from lscp.accounts import actions as accounts
from lscp.accounts.models import GroupKind, Seat
from lscp.cases.actions import open_case
from lscp.deadlines.compute import Moment
from lscp.kernel import clock
from lscp.kernel.clock import today
from lscp.people import sealing
from notifications.actions import access, consideration, decision, triage
from notifications.models import Notification, NotificationVersion
from tests.remembered import state

PARTNERS = ("police", "council", "icb")
REASON = "Zebrington Quill was known to two agencies"


@state
def given_submitted(cast, *, by=None, agency="hospital", kinds=("serious_incident",)):
    """A notification of the hospital's practitioner that has reached the first partnership."""
    by = by or cast.hospital_practitioner
    with transaction.atomic():
        case = open_case(cast.here, by=by)
        made = Notification.all_records.create(
            case=case, partnership=cast.here, agency=cast.agencies[agency], raised_by=by, form_edition="test",
            status="submitted", submitted_at=clock.now(), submitted_by=by, kinds=list(kinds),
        )  # fmt: skip
        given_version(made, by=by)
        access.open_to_receivers(made)
    return fresh(made)


def given_version(notification, *, by, number=1):
    """One more submitted version of the form."""
    content = sealing.seal(notification.case, {"story": f"{REASON}, version {number}"})
    sealing.freeze([content])
    return NotificationVersion.all_records.create(
        notification=notification, number=number, form_edition="test", content=content, made_by=by
    )


@state
def given_group(cast, *, chair="council_rag"):
    """The first partnership's Review Advisory Group: three members, one of them in the chair."""
    group = accounts.add_group(cast.here, kind=GroupKind.RAG, name="Review Advisory Group", by=cast.system)
    for name in PARTNERS:
        person = getattr(cast, f"{name}_rag")
        seat = Seat.CHAIR if f"{name}_rag" == chair else Seat.MEMBER
        accounts.add_seat(group, person, cast.agencies[name], seat=seat, by=cast.system, from_on=today())
    return group


@state
def given_under_consideration(cast, **kwargs):
    """A notification that the Business Unit has passed to the group: views are asked for."""
    notification = given_submitted(cast, **kwargs)
    triage.consider(notification.public_id, seen_version=notification.version, by=cast.lscp_unit)
    return fresh(notification)


def given_view(notification, person, choice="met", *, rationale=None, tests=None, seen_number=0):
    """One person signs a view, having read the newest version."""
    the_round = notification.case.signing_rounds.get(ended_at=None)
    return consideration.give_view(
        notification.public_id, choice=choice, rationale=rationale or f"Because {person}", tests=tests or {},
        seen_rests_on=the_round.rests_on, seen_number=seen_number, by=person,
    )  # fmt: skip


@state
def given_views(cast, choices=("met", "met", "met"), **kwargs):
    """A notification on which the three partners (police, council, health) have given these views."""
    notification = given_under_consideration(cast, **kwargs)
    for name, choice in zip(PARTNERS, choices, strict=True):
        given_view(notification, getattr(cast, f"{name}_rag"), choice)
    return fresh(notification)


def decide(notification, by, outcome="notify", *, maker=None, why_it_differs="", reasons=REASON, **kwargs):
    """The authority's decision of today."""
    kwargs.setdefault("seen_version", fresh(notification).version)
    return decision.decide(
        notification.public_id, outcome=outcome, decision_maker=maker or by, decided=Moment(today()),
        grounds=decision.Grounds(reasons=reasons, why_it_differs=why_it_differs), by=by, **kwargs,
    )  # fmt: skip


@state
def given_decided(cast, outcome="notify", choices=("met", "met", "met"), **kwargs):
    """A notification on which the partners gave views and the director decided."""
    notification = given_views(cast, choices)
    decide(notification, cast.council_director, outcome, **kwargs)
    return fresh(notification)


def fresh(notification):
    """The notification as it now stands."""
    found = Notification.all_records.select_related("case__partnership", "partnership", "agency", "raised_by")
    return found.get(pk=notification.pk)


def some_key():
    """A key that names nothing."""
    return uuid.uuid4()
