"""New information opens a case again: its clocks count from it. What was told and is told no more."""

import datetime as dt

import pytest
from django.urls import reverse

from lscp.deadlines import actions
from lscp.deadlines.enums import FactKind
from lscp.people.typed import text_of
from tests.integration.deadlines.conftest import day, on

pytestmark = pytest.mark.django_db

AGAIN = "the-second-course"


def news(case, cast, moment, subject=AGAIN, reason=""):
    actions.record_fact(
        case, FactKind.NEW_INFORMATION, moment=moment, source="Letter", subject=subject, reason=reason,
        by=cast.lscp_unit,
    )  # fmt: skip


def test_clocks_of_new_information_count_from_its_day(given_notify_clock, given_case, cast, travel, live):
    actions.cancel_clocks(given_case, reason="Not notifiable", by=cast.lscp_unit)
    travel("2026-06-01T10:00")
    news(given_case, cast, on("2026-05-29"))
    (clock,) = actions.expect_clocks(given_case, ["notify_panel"], subject=AGAIN, by=cast.lscp_unit)
    assert (clock.start_on, clock.due_on, clock.is_provisional) == (
        day("2026-05-29"),
        day("2026-06-05"),
        False,
    )
    news(given_case, cast, on("2026-05-28"), reason="The letter is older")
    assert (live(clock).due_on, live(given_notify_clock).due_on) == (day("2026-06-04"), day("2026-04-02"))


def test_what_happened_before_new_information_starts_no_clock_of_it(given_case, cast, travel, live):
    travel("2026-04-01T10:00")
    sent = {"source": "Receipt", "by": cast.council_notifier}
    actions.record_fact(given_case, FactKind.NOTIFICATION_SENT, moment=on("2026-04-01"), **sent)
    (first,) = actions.expect_clocks(given_case, ["rapid_review_to_panel"], by=cast.lscp_unit)
    travel("2026-06-01T10:00")
    news(given_case, cast, on("2026-05-29"))
    (clock,) = actions.expect_clocks(given_case, ["rapid_review_to_panel"], subject=AGAIN, by=cast.lscp_unit)
    assert clock.start_on is None
    actions.record_fact(
        given_case, FactKind.NOTIFICATION_SENT, moment=on("2026-06-01"), reason="Sent again", **sent
    )
    assert (live(clock).start_on, live(first).start_on) == (day("2026-06-01"), day("2026-04-01"))


def test_later_news_leave_the_clocks_of_earlier_news(given_case, cast, travel, live):
    news(given_case, cast, on("2026-03-20"))
    (clock,) = actions.expect_clocks(given_case, ["notify_panel"], subject=AGAIN, by=cast.lscp_unit)
    travel("2026-06-01T10:00")
    news(given_case, cast, on("2026-06-01"), subject="the-third-course", reason="Opened again once more")
    (third,) = actions.expect_clocks(
        given_case, ["notify_panel"], subject="the-third-course", by=cast.lscp_unit
    )
    assert (live(clock).start_on, third.start_on) == (day("2026-03-20"), day("2026-06-01"))


def test_new_information_is_corrected_on_its_page_and_never_taken_off(given_case, cast, signed_in):
    news(given_case, cast, on("2026-03-20"))
    client = signed_in(cast.lscp_unit)
    page = client.get(reverse("deadlines:case_clocks", args=[given_case.public_id])).content.decode()
    address = reverse("deadlines:fact", args=[given_case.public_id, "new_information"])
    withdrawal = reverse("deadlines:fact_withdraw", args=[given_case.public_id, "new_information"])
    assert (address in page, withdrawal in page) == (True, False)
    assert [client.get(url).status_code for url in (address, withdrawal)] == [200, 404]


def test_what_one_source_tells_it_can_take_back_but_not_what_another_told(given_case, cast):
    told = {"source": "The form", "by": cast.lscp_unit}
    actions.record_fact(given_case, FactKind.DEATH, moment=on("2026-03-20"), sudden="no", **told)
    taken = {"reason": "Amended", "by": cast.lscp_unit}
    assert actions.take_back_fact(given_case, FactKind.DEATH, source="A letter", **taken) is None
    gone = actions.take_back_fact(given_case, FactKind.DEATH, source="The form", **taken)
    assert (gone.is_withdrawn, text_of(gone.reason)) == (True, "Amended")
    assert actions.take_back_fact(given_case, FactKind.DEATH, source="The form", **taken) is None


def test_nothing_brings_back_what_somebody_took_off_by_hand(given_case, cast):
    told = actions.Happened(FactKind.AGENCY_AWARE, on("2026-03-20"), "The form", reason="Amended")
    actions.record_facts(given_case, [told], by=cast.lscp_unit)
    actions.withdraw_fact(given_case, FactKind.AGENCY_AWARE, reason="Another case", by=cast.lscp_unit)
    standing = actions.record_facts(given_case, [told], leaves_others=True, by=cast.lscp_unit)
    assert standing.facts[FactKind.AGENCY_AWARE].is_withdrawn
    assert dt.date(2026, 3, 20) == standing.facts[FactKind.AGENCY_AWARE].on
