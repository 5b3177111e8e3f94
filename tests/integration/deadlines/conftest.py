"""Cases whose clocks can be watched: who sees them here is whoever sees submissions in the partnership."""

import datetime as dt

import pytest
import time_machine
from django.db.models import F

from lscp.accounts.roles import SUBMISSION_ROLES
from lscp.cases import scope as case_scope
from lscp.cases.actions import open_case
from lscp.cases.models import Case
from lscp.deadlines import actions
from lscp.deadlines.compute import Moment
from lscp.deadlines.enums import FactKind
from lscp.deadlines.models import Clock
from lscp.kernel.clock import LONDON

MONDAY = dt.datetime(2026, 3, 23, 9, 30, tzinfo=LONDON)


def at(text):
    """An instant from a Europe/London wall-clock time."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=LONDON)


def day(text):
    return dt.date.fromisoformat(text)


def on(text):
    """A moment of which only the date is known."""
    return Moment(day(text))


@pytest.fixture
def readers():
    """People who see a restricted case, by case: (case key, person key)."""
    return set()


@pytest.fixture(autouse=True)
def cases_are_seen(monkeypatch, readers):
    """The one root record of these tests."""

    def scope(user):
        if user is None or not user.is_authenticated:
            return Case.all_records.none()
        places = {m.partnership_id for m in user.memberships_as(*SUBMISSION_ROLES)}
        open_to = Case.all_records.filter(partnership__in=places, is_restricted=False)
        named = Case.all_records.filter(pk__in=[case for case, person in readers if person == user.pk])
        return (open_to | named).annotate(case_id=F("pk"))

    monkeypatch.setattr(case_scope, "_scopes", {"case": scope})


@pytest.fixture
def travel():
    """Set the product's clock to a Europe/London time; it stands still until moved again."""
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield lambda text: traveller.move_to(at(text))


@pytest.fixture
def cast(travel, cast):
    """The usual people, who joined before the day on which these tests begin."""
    return cast


@pytest.fixture
def given_case(travel, cast):
    """A case of the first partnership, opened on Monday 23 March 2026 by the Business Unit."""
    return open_case(cast.here, by=cast.lscp_unit)


@pytest.fixture
def given_notify_clock(given_case, cast, travel):
    """Notify the Panel by Thursday 2 April 2026: the authority became aware on Thursday 26 March."""
    travel("2026-03-26T10:00")
    actions.record_fact(
        given_case,
        FactKind.LA_AWARE,
        moment=on("2026-03-26"),
        source="Telephone call",
        by=cast.council_notifier,
    )
    (clock,) = actions.expect_clocks(given_case, ["notify_panel"], by=cast.lscp_unit)
    return clock


@pytest.fixture
def live():
    """The live row of a clock, read afresh."""
    return lambda clock: Clock.all_records.select_related("rule").get(chain=clock.chain, is_live=True)
