"""What a person sees is one thing, whichever shape of query asks; and the rows say the same without any query."""

import datetime as dt

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lscp.accounts import actions as accounts
from lscp.accounts import grants
from lscp.accounts.models import AgencyInPartnership, Membership, User
from lscp.accounts.roles import Role
from lscp.cases import scope
from lscp.kernel import clock
from lscp.kernel.prepared import Given, Prepared
from notifications.models import Exclusion, Notification, NotificationGroupGrant, NotificationParticipant
from notifications.models import NotificationPersonGrant as PersonGrant
from notifications.models.notification import seen_by_key, seen_one_by_one
from notifications.queries.identity import inside_q, visible_inside
from tests.integration.notifications.test_scope import raised

DAYS = st.integers(-3, 3)
SPANS = st.tuples(DAYS, st.none() | DAYS).filter(lambda span: span[1] is None or span[1] >= span[0])


def asked(shape, person):
    found = Notification.all_records.filter(Prepared(Notification, shape, user=person.pk, day=clock.today()))
    return set(found.values_list("pk", flat=True))


def spoken(person):
    """The rule in plain words, row by row, in Python."""
    day = clock.today()
    if not person.is_active:
        return set()
    there = {(p.partnership_id, p.agency_id) for p in AgencyInPartnership.objects.all() if p.holds(day)}
    held = [m for m in Membership.objects.filter(user=person) if m.holds(day)]
    held = [m for m in held if (m.partnership_id, m.agency_id) in there]
    places = {(m.partnership_id, m.agency_id) for m in held}
    groups = {
        row.group_id
        for row in grants.AccessGroup.objects.all()
        if (row.partnership_id, row.agency_id, row.role) in {(m.partnership_id, m.agency_id, m.role) for m in held}
    }  # fmt: skip

    def holds(row):
        return row.from_on <= day and (row.until_on is None or row.until_on >= day)

    seen = {
        n.pk
        for n in Notification.all_records.filter(raised_by=person)
        if (n.partnership_id, n.agency_id) in places
    }
    seen |= {
        row.record_id
        for row in NotificationParticipant.objects.filter(user=person)
        if row.holds(day) and (row.partnership_id, row.agency_id) in places
    }
    for rows in (
        NotificationGroupGrant.objects.filter(group__in=groups),
        PersonGrant.objects.filter(user=person),
    ):
        seen |= {
            row.content_object_id
            for row in rows
            if row.permission.codename == "view_notification" and holds(row)
        }
    return seen - set(
        Exclusion.objects.filter(user=person, lifted_at=None).values_list("notification_id", flat=True)
    )


@pytest.fixture
def tangle(cast):
    """Cases of both partnerships, seen in every way there is, beside cases that somebody nearly sees."""
    kept = [raised(cast) for _ in range(3)] + [raised(cast, agency="school", by=cast.school_practitioner)]
    there = raised(cast, partnership=cast.there, agency="elsewhere", by=cast.elsewhere_practitioner)
    rag = grants.groups_with(cast.here, [Role.RAG_MEMBER, Role.BUSINESS_UNIT, Role.EXECUTIVE])
    grants.grant(kept[0], rag, powers=["view", "view_identity"])
    grants.grant(kept[1], rag, powers=["view_identity"])
    grants.grant(there, grants.groups_with(cast.there, [Role.RAG_MEMBER]), powers=["view"])
    today = clock.today()
    grants.grant_person(
        kept[3], cast.independent_author, powers=["view"], from_on=today, until_on=today + dt.timedelta(days=2)
    )  # fmt: skip
    for record, person, agency in (
        (kept[1], cast.hospital_lead, "hospital"),
        (there, cast.police_rag, "police"),
    ):
        NotificationParticipant.objects.create(
            record=record, user=person, partnership=record.partnership, agency=cast.agencies[agency],
            capacity="lead", granted_by=cast.lscp_unit, until_on=today + dt.timedelta(days=1),
        )  # fmt: skip
    Exclusion.objects.create(
        notification=kept[0], user=cast.police_rag, reason="conflict", made_by=cast.lscp_unit
    )
    Exclusion.objects.create(
        notification=kept[2], user=cast.hospital_practitioner, reason="conflict", made_by=cast.lscp_unit
    )
    accounts.end_membership(cast.school_practitioner.memberships.get(), by=cast.lscp_manager)
    return kept


@pytest.mark.parametrize("days", [-1, 0, 1, 2, 3, 400])
def test_every_shape_gives_everybody_the_same(cast, tangle, days):
    with time_machine.travel(clock.real_now() + dt.timedelta(days=days)):
        people = list(User.objects.filter(is_system=False))
        rules = {p.name: spoken(p) for p in people}
        assert {p.name: asked(seen_one_by_one, p) for p in people} == rules
        assert {p.name: asked(seen_by_key, p) for p in people} == rules
        assert {p.name: {n.pk for n in Notification.visible_to(p)} for p in people} == rules
        cases = {n.pk: n.case_id for n in Notification.all_records.all()}
        inside = {p.name: {n.pk for n in Notification.visible_to(p).filter(inside_q(p))} for p in people}
        assert {p.name: {n.pk for n in visible_inside(p)} for p in people} == inside
        through = {p.name: set(scope.visible_cases(p).values_list("pk", flat=True)) for p in people}
        assert through == {name: {cases[pk] for pk in seen} for name, seen in rules.items()}
    assert any(rules.values()) is (days >= 0)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(granted=SPANS, named=SPANS, member=SPANS, ends=st.booleans())
def test_every_span_of_days_counts_alike_in_every_shape(cast, granted, named, member, ends):
    today = clock.today()

    def days(span):
        first, last = span
        return {
            "from_on": today + dt.timedelta(days=first),
            "until_on": None if last is None else today + dt.timedelta(days=last),
        }

    person = cast.person(f"new-{clock.real_now().timestamp()}", "police", Role.RAG_MEMBER)
    Membership.objects.filter(user=person).update(**days(member))
    one, other = raised(cast), raised(cast)
    grants.grant(one, grants.groups_with(cast.here, [Role.RAG_MEMBER]), powers=["view"], **days(granted))
    row = NotificationParticipant.objects.create(
        record=other, user=person, partnership=cast.here, agency=cast.agencies["police"], capacity="reader",
        granted_by=cast.lscp_unit, **days(named),
    )  # fmt: skip
    NotificationParticipant.objects.create(
        record=raised(cast, by=person, agency="police"), user=person, partnership=cast.here,
        agency=cast.agencies["council"], capacity="reader", granted_by=cast.lscp_unit,
    )  # fmt: skip
    if ends:
        NotificationParticipant.objects.filter(pk=row.pk).update(
            ended_at=clock.now(), ended_by=cast.lscp_unit
        )
    fresh = User.objects.get(pk=person.pk)
    expected = spoken(fresh)
    assert asked(seen_one_by_one, fresh) == asked(seen_by_key, fresh) == expected
    assert {n.pk for n in Notification.visible_to(fresh)} == expected
    inside = {n.pk for n in Notification.visible_to(fresh).filter(inside_q(fresh))}
    assert {n.pk for n in visible_inside(fresh)} == inside


def test_prepared_condition_takes_the_values_of_each_use_and_of_no_other(cast, tangle):
    before = asked(seen_by_key, cast.lscp_unit)
    assert asked(seen_by_key, cast.hospital_lead) == {tangle[1].pk}
    assert asked(seen_by_key, cast.lscp_unit) == before == {tangle[0].pk}


def test_prepared_condition_that_would_join_is_refused(cast):
    with pytest.raises(ValueError, match="joins nothing"):
        list(Notification.all_records.filter(Prepared(Notification, joining, name="x")))


def joining():
    from django.db.models import Q

    return Q(agency__name=Given("name"))
