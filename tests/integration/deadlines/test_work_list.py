"""The list of what a person holds: looked up a few at a time, whole and in order all the same."""

import pytest

from lscp.cases.actions import open_case
from lscp.deadlines import actions, worklists
from lscp.deadlines.enums import FactKind, RuleKind
from lscp.deadlines.models import Clock, Rule
from lscp.deadlines.pages import due_words
from lscp.deadlines.queries import view_of
from lscp.kernel import clock
from tests.integration.deadlines.conftest import on

pytestmark = pytest.mark.django_db


def test_work_list_is_whole_and_in_order_however_few_are_looked_up_at_once(
    given_notify_clock, given_case, cast, live, travel, monkeypatch
):
    cases = [given_case]
    for told_on in ("2026-03-23", "2026-03-24", "2026-03-25"):
        cases.append(open_case(cast.here, by=cast.lscp_unit))
        actions.record_fact(
            cases[-1], FactKind.LA_AWARE, moment=on(told_on), source="Call", by=cast.lscp_unit
        )
        actions.expect_clocks(cases[-1], ["notify_panel"], by=cast.lscp_unit)
    order = [*cases[1:], cases[0]]
    at_once = worklists.work_list(cast.council_notifier)
    assert [row.case for row in at_once] == order
    unseen = Clock.all_records.get(case=order[1], is_live=True)
    monkeypatch.setattr(
        worklists, "_listed", lambda user: Clock.all_records.exclude(pk=unseen.pk).order_by("due_at")
    )
    for size, times in ((1, 1), (2, 1), (1, 2), (4, 8), (30, 8)):
        monkeypatch.setattr(worklists, "FIRST_LOOKED_UP", size)
        monkeypatch.setattr(worklists, "LOOKED_UP_NEXT", times)
        found = worklists.work_list(cast.council_notifier)
        assert [row.case for row in found] == [order[0], *order[2:]]
        assert [row.case for row in found[1:3]] == order[2:4]
        assert found.count() == 3


@pytest.mark.parametrize(
    "now", ["2026-03-26T10:00", "2026-04-02T09:00", "2026-04-03T09:00", "2026-04-20T09:00"]
)
def test_next_clock_of_a_case_says_what_its_row_says(given_notify_clock, given_case, live, travel, now):
    travel(now)
    row = live(given_notify_clock)
    first = worklists.next_clocks_of([given_case.pk, 0])[given_case.pk]
    assert (first.title, due_words(first), first.left(clock.now())) == (
        row.title,
        due_words(row),
        view_of(row).left,
    )


@pytest.mark.parametrize("kind", RuleKind)
def test_next_clock_counts_by_the_calendar_of_its_kind_of_rule(
    given_notify_clock, given_case, live, travel, kind
):
    travel("2026-04-07T09:00")
    Rule.objects.filter(key="notify_panel").update(kind=kind)
    row = live(given_notify_clock)
    first = worklists.next_clocks_of([given_case.pk])[given_case.pk]
    assert first.left(clock.now()) == view_of(row).left


@pytest.mark.parametrize(
    ("whose", "title"),
    [
        (("Hospital & Sons", None, None), "Give your view (Hospital & Sons)"),
        ((None, "child", 2), "Give your view (Child 2)"),
        ((None, None, None), "Give your view"),
    ],
)
def test_next_clock_names_its_agency_or_its_child(whose, title):
    assert (
        worklists.NextClock(1, "Give your view", RuleKind.LOCAL, *whose, "days", None, None, 1).title == title
    )
