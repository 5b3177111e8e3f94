"""Plans that PostgreSQL keeps: the same rows as without, whatever the values, on whatever connection."""

import datetime as dt
import uuid

import pytest
from django.db import connection, transaction
from django.db.models import Count, F, Q, Value

from lscp.accounts.models import Membership, Partnership, User
from lscp.kernel import kept_plans as module
from lscp.kernel.kept_plans import kept_plans, planned_by_values
from lscp.kernel.shapes import one_of
from notifications.models import Notification
from tests.sent_forms import submitted as given_submitted

pytestmark = pytest.mark.django_db


def kept():
    """The statements this connection keeps plans of, with how often each was used by its plan and without."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, generic_plans, custom_plans FROM pg_prepared_statements ORDER BY prepare_time"
        )
        return cursor.fetchall()


@pytest.fixture(autouse=True)
def no_plans():
    """Each test begins with none."""
    if connection.connection is not None:
        with connection.cursor() as cursor:
            cursor.execute("DEALLOCATE ALL")
        module._plans.pop(connection.connection, None)


def test_plan_is_made_once_and_each_use_sends_its_own_values(cast):
    def of(user):
        return list(Membership.objects.filter(user=user, from_on__lte=dt.date(2999, 1, 1)).order_by("pk"))

    expected = [of(cast.lscp_unit), of(cast.police_rag), of(cast.lscp_unit)]
    assert expected[0] != expected[1]
    with kept_plans():
        assert [of(cast.lscp_unit), of(cast.police_rag), of(cast.lscp_unit)] == expected
    assert [(used, planned) for _name, used, planned in kept()] == [(3, 0)]


@pytest.mark.parametrize(
    "condition",
    [
        Q(email__startswith="lscp"), Q(email__icontains="%"),
        Q(name="it's 100% \\ \"so\""), Q(pk__gt=-1), Q(pk__lt=2**40),
        Q(is_active=True), Q(is_superuser=Value(False)), Q(date_joined__lt=dt.datetime(2999, 1, 1, tzinfo=dt.UTC)),
        Q(date_joined__date__gt=dt.date(2000, 1, 1)), Q(public_id=uuid.UUID(int=7)), Q(phone__in=["", "1"]),
        Q(last_login=None), one_of("pk", [1, 2, 2**33]), one_of("pk", []), Q(pk__in=[1, 2, 3]),
        Q(last_login__lt=F("date_joined")),
    ],
)  # fmt: skip
def test_any_value_finds_what_it_finds_without_a_plan(cast, condition):
    found = User.objects.filter(condition).annotate(roles=Count("memberships"), seven=Value(7))
    plain = list(found.order_by("pk").values())
    with kept_plans():
        assert list(found.order_by("pk").values()) == plain
        assert list(found.order_by("pk").values()) == plain


def test_what_cannot_be_kept_is_asked_as_it_is(cast):
    with kept_plans():
        assert Partnership.objects.filter(pk__lt=Value(0.5)).count() == 0
        assert Partnership.objects.count() == Partnership.objects.all().count()
        assert list(Partnership.objects.filter(pk=cast.here.pk).iterator()) == [cast.here]
        with planned_by_values():
            assert Partnership.objects.get(pk=cast.here.pk) == cast.here
        Partnership.objects.filter(pk=cast.here.pk).update(area_name="Elsewhere")
    assert kept() == []


def test_readers_of_one_plan_each_see_their_own(cast):
    made = given_submitted(cast)
    with kept_plans():
        for _ in range(2):
            seen = {
                name: list(Notification.visible_to(getattr(cast, name)).order_by("pk"))
                for name in (
                    "lscp_unit",
                    "police_rag",
                    "elsewhere_unit",
                    "hospital_practitioner",
                    "lscp_admin",
                )
            }
            assert seen == {
                "lscp_unit": [made], "police_rag": [made], "elsewhere_unit": [], "hospital_practitioner": [made],
                "lscp_admin": [],
            }  # fmt: skip
    assert kept() != []


def test_plan_outlives_a_transaction_that_was_rolled_back(cast):
    def get():
        with kept_plans():
            return User.objects.get(pk=cast.lscp_unit.pk)

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        get()
        raise ZeroDivisionError
    assert get() == cast.lscp_unit
    assert len(kept()) == 1


def test_only_so_many_are_kept_those_used_last(cast, monkeypatch):
    monkeypatch.setattr(module, "MOST_KEPT", 2)
    with kept_plans():
        for number in (1, 2, 3, 1, 3):
            assert list(User.objects.filter(pk__in=list(range(-number, 0)))) == []
    assert [used for _name, used, _planned in kept()] == [2, 1]


def test_statement_that_is_slow_by_its_plan_is_planned_by_its_values_from_then_on(cast, monkeypatch):
    monkeypatch.setattr(module, "TOO_SLOW", 0)
    with kept_plans():
        for _ in range(4):
            assert User.objects.get(pk=cast.lscp_unit.pk) == cast.lscp_unit
    assert [used for _name, used, _planned in kept()] == [2]  # the first is slow because it plans


def test_nothing_is_kept_behind_a_pooler_of_transactions(cast, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)
    with kept_plans():
        assert User.objects.get(pk=cast.lscp_unit.pk) == cast.lscp_unit
    assert kept() == []


@pytest.mark.django_db(transaction=True)
def test_new_connection_makes_its_own_plans(cast):
    def get():
        with kept_plans():
            return User.objects.get(pk=cast.lscp_unit.pk)

    assert [get(), get()] == [cast.lscp_unit] * 2
    connection.close()
    assert get() == cast.lscp_unit
    assert [used for _name, used, _planned in kept()] == [1]
