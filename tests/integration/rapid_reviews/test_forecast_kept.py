"""What the forecast says is kept once a day; past reviews show how far off it was."""

from lscp.deadlines import actions as clocks
from lscp.deadlines.calendars import local_calendar
from lscp.deadlines.compute import Moment
from lscp.kernel import clock
from rapid_reviews.actions.forecasts import keep_forecasts
from rapid_reviews.models import KeptForecast
from rapid_reviews.queries.forecast_error import forecast_errors
from tests.given_outcomes import given_to_notify
from tests.given_reviews import given_review


def test_forecast_is_kept_once_a_day_and_only_while_the_count_runs(cast):
    review = given_review(cast)
    given_to_notify(cast)
    assert keep_forecasts() == 1
    assert keep_forecasts() == 0
    kept = KeptForecast.all_records.get()
    assert (kept.review, kept.made_on, kept.working_day) == (review, clock.today(), 0)


def test_error_is_counted_in_working_days_against_the_day_on_the_panels_receipt(cast, moved_clock):
    review = given_review(cast)
    assert forecast_errors(cast.here) == []
    calendar, start = local_calendar(cast.here), clock.today()
    fifth = calendar.add(start, 5)
    moved_clock(days=(fifth - start).days)
    keep_forecasts()
    kept = KeptForecast.all_records.get()
    assert kept.working_day == 5
    sent = calendar.add(kept.projected_on, 3)
    moved_clock(days=(sent - clock.today()).days)
    clocks.meet(
        review.case, "rapid_review_to_panel", done=Moment(sent), evidence="The receipt", by=cast.lscp_unit
    )
    (error,) = forecast_errors(cast.here)
    assert (error.day, error.reviews, error.average, error.worst) == (5, 1, 3.0, 3)
    assert (
        error.words == "On working day 5 it was 3.0 working days off on average in 1 past review, 3 at worst."
    )
