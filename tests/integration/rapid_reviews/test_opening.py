"""The rapid review opens with the decision to notify, and ends when the incident leaves the usual way."""

import pytest

from lscp.deadlines import actions as clocks
from lscp.deadlines.calendars import local_calendar
from lscp.deadlines.compute import Moment
from lscp.deadlines.models import Clock, ClockSettings
from lscp.kernel import clock
from lscp.people.typed import text_of
from notifications.actions import exits
from rapid_reviews.actions.timetable import PAST
from rapid_reviews.models import RapidReview
from rapid_reviews.timetable import PANEL, PLAN, STEPS
from tests.given import decide, fresh, given_decided, given_views
from tests.given_outcomes import given_notified, given_to_notify, record_receipt
from tests.given_reviews import ask, clock_of, fresh_request, fresh_review, given_review


def plan_of(review):
    rows = Clock.all_records.filter(
        case=review.case_id, subject=review.course, is_live=True, rule_key__in=STEPS
    )
    return {row.rule_key: row for row in rows}


def test_review_opens_with_the_decision_to_notify_and_its_steps_wait_for_day_zero(cast):
    review = fresh_review(given_to_notify(cast))
    assert (review.status, review.opened_by, review.course) == ("gathering", cast.council_director, "")
    plan = plan_of(review)
    assert set(plan) == set(STEPS)
    assert {row.due_on for row in plan.values()} == {None}


@pytest.mark.parametrize("outcome", ["not_notifiable", "local_learning"])
def test_no_review_opens_when_the_authority_does_not_notify(cast, outcome):
    notification = given_views(cast, ("not_met",) * 3)
    decide(notification, cast.council_director, outcome)
    assert not RapidReview.all_records.exists()


def test_receipt_begins_the_count_and_each_step_is_counted_from_day_zero(cast):
    review = given_review(cast)
    calendar, today = local_calendar(cast.here), clock.today()
    due = {key: row.due_on for key, row in plan_of(review).items()}
    assert due == {key: calendar.add(today, plan_of(review)[key].rule.length) for key in STEPS}
    assert due["review_meeting"] == calendar.add(today, 10)
    assert due[PANEL] == calendar.add(today, 15)


def test_steps_past_when_the_count_begins_are_due_today_and_say_so(cast):
    notification = given_to_notify(cast, days_ago=40)
    calendar = local_calendar(cast.here)
    sent = calendar.add(clock.today(), -7)
    record_receipt(
        notification, cast.council_notifier, sent=Moment(sent), late_reason="The office was shut",
        early_reason="It was sent before it was written down here",
    )  # fmt: skip
    review = fresh_review(notification)
    plan = plan_of(review)
    today = calendar.on_or_after(clock.today())
    moved = {key for key in PLAN if text_of(plan[key].why) == PAST}
    assert moved == {"review_request", "review_progress", "review_chase"}
    assert {plan[key].due_on for key in moved} == {today}
    assert plan["review_meeting"].due_on == calendar.add(sent, 10)
    assert plan[PANEL].due_on == calendar.add(sent, 15)


def test_review_counted_from_awareness_is_born_with_days_used(cast, signed_in):
    ClockSettings.objects.update_or_create(
        partnership=cast.here, defaults={"rapid_review_day_zero": "partners_aware"}
    )
    notification = given_views(cast)
    day = local_calendar(cast.here).add(clock.today(), -3)
    clocks.record_fact(
        notification.case, "partners_aware", moment=Moment(day), source="Telephone", by=cast.council_notifier
    )
    decide(fresh(notification), cast.council_director)
    review = fresh_review(notification)
    page = signed_in(cast.lscp_unit).get(review.get_absolute_url()).content.decode()
    assert "3 working days had already gone when this rapid review opened" in page
    assert text_of(plan_of(review)["review_request"].why) == PAST


def test_a_decision_made_anew_keeps_the_review(cast):
    notification = given_decided(cast)
    decide(notification, cast.council_director)
    assert RapidReview.all_records.filter(notification=notification).count() == 1


def test_review_ends_with_its_clocks_and_requests_when_the_criteria_are_not_met(cast):
    notification = given_notified(cast)
    review = fresh_review(notification)
    (request,) = ask(review, cast.agencies["school"], by=cast.lscp_unit)
    exits.find_criteria_not_met(
        notification.public_id, seen_version=fresh(notification).version, reasons="The injury was an accident",
        panel_told_on=clock.today(), panel_told_how="By e-mail", by=cast.council_director,
    )  # fmt: skip
    review.refresh_from_db()
    assert (review.status, review.ended_why, review.ended_by) == (
        "ended", "criteria_not_met", cast.council_director,
    )  # fmt: skip
    assert fresh_request(request).status == "withdrawn"
    assert {key for key, row in plan_of(review).items() if not row.cancelled_at} == {"review_request"}
    assert clock_of(review, "agency_return", subject=str(request.public_id)).cancelled_at


def test_whoever_raised_it_and_other_agencies_know_of_no_review(cast, signed_in):
    review = given_review(cast)
    outside = (
        cast.hospital_practitioner, cast.hospital_lead, cast.school_lead, cast.elsewhere_unit, cast.police_only_there,
        cast.lscp_admin, cast.superuser, cast.police_left,
    )  # fmt: skip
    for person in outside:
        assert not RapidReview.visible_to(person).exists(), person
        assert signed_in(person).get(review.get_absolute_url()).status_code == 404, person
    for person in (cast.lscp_unit, cast.police_rag, cast.council_executive, cast.lscp_scrutineer):
        assert RapidReview.visible_to(person).get() == review, person
