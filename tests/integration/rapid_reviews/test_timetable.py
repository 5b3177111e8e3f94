"""The timetable's days, the forecast and its causes, the picture."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from lscp.deadlines import actions as clocks
from lscp.deadlines.calendars import local_calendar
from lscp.deadlines.compute import Moment
from lscp.kernel import clock
from lscp.kernel.access import Stale
from rapid_reviews.actions import timetable as actions
from rapid_reviews.enums import Step
from rapid_reviews.models import ReturnSignature, ReturnVersion
from rapid_reviews.queries.bar import bar_of
from rapid_reviews.queries.forecast import forecast_of
from rapid_reviews.queries.timetable import steps_of
from tests.given_outcomes import given_to_notify
from tests.given_recommendations import given_endorsed, given_recommended, sign_all
from tests.given_reviews import ask, clock_of, fresh_review, given_review


def ahead(cast, days):
    return local_calendar(cast.here).add(clock.today(), days)


def set_date(review, by, day, *, step="review_meeting", **kwargs):
    given = {"seen_version": fresh_review(review.notification).version, "reason": "The chair is away"}
    return actions.set_step_date(review.public_id, step=step, day=day, by=by, **{**given, **kwargs})


def test_day_set_by_hand_stands_with_its_reason_whatever_becomes_of_day_zero(cast):
    review = given_review(cast)
    set_date(review, cast.lscp_unit, ahead(cast, 12))
    row = clock_of(review, "review_meeting")
    assert (row.due_on, row.entry, row.written_by) == (ahead(cast, 12), "date_set", cast.lscp_unit)
    earlier = local_calendar(cast.here).add(clock.today(), -2)
    clocks.record_fact(
        review.case, "notification_sent", moment=Moment(earlier), source="The receipt, read again",
        reason="The day was misread", by=cast.lscp_unit,
    )  # fmt: skip
    assert clock_of(review, "review_meeting").due_on == ahead(cast, 12)
    assert clock_of(review, "review_draft").due_on == local_calendar(cast.here).add(earlier, 12)


def test_day_of_a_step_is_the_business_units_to_set(cast):
    review = given_review(cast)
    for person in (cast.police_rag, cast.council_executive, cast.lscp_scrutineer):
        with pytest.raises(PermissionDenied):
            set_date(review, person, ahead(cast, 12))
    with pytest.raises(Stale):
        set_date(review, cast.lscp_unit, ahead(cast, 12), seen_version=review.version + 7)


@pytest.mark.parametrize(
    ("step", "days", "words"),
    [
        ("rapid_review_to_panel", 16, "no date of its own"),
        ("review_meeting", -1, "today or a later day"),
    ],
)
def test_day_that_does_not_do_is_refused(cast, step, days, words):
    review = given_review(cast)
    with pytest.raises(ValueError, match=words):
        set_date(review, cast.lscp_unit, ahead(cast, days), step=step)


def test_weekend_is_refused_on_the_page_and_what_was_typed_stays(cast, signed_in):
    review = given_review(cast)
    saturday = clock.today()
    while saturday.weekday() != 5:
        saturday += dt.timedelta(days=1)
    address = reverse("rapid_reviews:set_date", args=[review.public_id, "review_draft"])
    page = signed_in(cast.lscp_unit).post(
        address,
        {
            "seen_version": review.version, "day_day": saturday.day, "day_month": saturday.month,
            "day_year": saturday.year, "reason": "The Zebrington room is booked",
        },
    )  # fmt: skip
    words = page.content.decode()
    assert "Choose a working day: not a weekend, bank holiday or closure" in words
    assert "The Zebrington room is booked" in words


def test_forecast_before_the_notification_is_sent_says_the_day_if_sent_today(cast):
    review = fresh_review(given_to_notify(cast))
    forecast = forecast_of(review, steps_of(review))
    assert (forecast.is_if_sent_today, forecast.due) == (True, ahead(cast, 15))


def test_forecast_follows_the_plan_and_names_what_is_missing(cast):
    review = given_review(cast)
    forecast = forecast_of(review, steps_of(review))
    assert forecast.causes == (
        "No agency has been asked yet", "No rapid review meeting is set", "No Executive date is set",
    )  # fmt: skip
    assert forecast.days_late is not None
    assert forecast.days_late <= 0
    assert [one.key for one in forecast.steps] == [
        "review_returns", "review_quality", "review_meeting", "review_draft", "review_executive",
        "rapid_review_to_panel",
    ]  # fmt: skip


def test_late_return_is_a_cause_and_moves_the_forecast(cast, moved_clock):
    review = given_review(cast)
    ask(review, cast.agencies["school"], by=cast.lscp_unit)
    before = forecast_of(review, steps_of(review))
    moved_clock(days=18)
    after = forecast_of(review, steps_of(review))
    assert "1 return is late" in after.causes
    assert after.projected > before.projected
    assert after.days_late > 0
    assert after.sentence == f"Likely to be {after.days_late} working days late."


def test_forecast_counts_what_is_left_from_the_last_step_done(cast, moved_clock):
    review = given_endorsed(cast)
    signed = clock.today()
    calendar = local_calendar(cast.here)
    for days in (0, 1, 7, 40):
        moved_clock(days=days)
        forecast = forecast_of(review, steps_of(review))
        left = max(calendar.add(signed, 2), calendar.on_or_after(clock.today()))
        assert forecast.projected == left
    assert (forecast.days_late > 0, forecast.causes) == (True, ("The day it was due has passed",))


def test_forecast_says_what_the_steps_left_take_where_nothing_else_makes_it_late(cast, moved_clock):
    review = given_recommended(cast)
    due = clock_of(review, "rapid_review_to_panel").due_on
    moved_clock(days=(local_calendar(cast.here).add(due, -1) - clock.today()).days)
    review = sign_all(cast, review)
    forecast = forecast_of(review, steps_of(review))
    assert (forecast.days_late, forecast.causes) == (
        1, ("What is still to do takes 2 working days by the timetable",),
    )  # fmt: skip


def test_agency_that_answered_slowly_before_is_expected_to_do_so_again(cast, moved_clock):
    review = given_review(cast)
    (request,) = ask(review, cast.agencies["school"], by=cast.lscp_unit)
    moved_clock(days=28)
    version = ReturnVersion.all_records.create(
        request=request,
        number=1,
        form_edition="test",
        is_nil=True,
        content=request.asks,
        made_by=cast.school_lead,
    )
    ReturnSignature.all_records.create(version=version, step=Step.SIGNED_OFF, by=cast.school_lead)
    type(request).all_records.filter(pk=request.pk).update(status="returned")
    second = given_review(cast)
    ask(second, cast.agencies["school"], by=cast.lscp_unit)
    forecast = forecast_of(second, steps_of(second))
    assert "1 agency is likely to answer late, as before" in forecast.causes
    assert forecast.days_late > 0


def test_picture_says_the_same_as_the_table(cast, signed_in):
    review = given_review(cast)
    steps = steps_of(review)
    bar = bar_of(cast.here, steps, forecast_of(review, steps))
    assert [mark.day for mark in bar.marks] == [1, 5, 6, 8, 9, 10, 12, 13, 15]
    page = signed_in(cast.lscp_unit).get(review.get_absolute_url()).content.decode()
    assert "<svg" in page
    for number, step in enumerate(steps, start=1):
        assert f"{number}. {step.clock.rule.title}" in page
