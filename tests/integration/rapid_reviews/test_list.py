"""What the list of rapid reviews says of each, and that it and the home page ask as much for several as for one."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from lscp.deadlines.calendars import local_calendar
from lscp.deadlines.compute import Moment
from lscp.kernel import clock
from lscp.kernel.dates import british_date
from rapid_reviews.actions import panel
from tests.given_outcomes import copy_of_receipt
from tests.given_recommendations import fresh, given_endorsed
from tests.given_reviews import ask, clock_of, given_review


def _review(cast):
    review = given_review(cast)
    ask(review, cast.agencies["school"], cast.agencies["police"], by=cast.lscp_unit)
    return review.get_absolute_url()


@pytest.mark.parametrize("address", ["rapid_reviews:list", "home"])
def test_page_takes_no_more_queries_for_four_reviews_than_for_one(cast, client, address):
    client.force_login(cast.lscp_unit)

    def cost(reviews):
        client.get(reverse(address))
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse(address)).content.decode()
        assert [one in page for one in reviews] == [True] * len(reviews)
        return len(queries)

    reviews = [_review(cast)]
    of_one = cost(reviews)
    reviews += [_review(cast) for _ in range(3)]
    assert cost(reviews) <= of_one


def _words(client, address):
    return " ".join(strip_tags(client.get(address).content.decode().replace("<", " <")).split())


def test_list_and_page_count_the_round_that_goes_on(cast, client, moved_clock):
    review = given_endorsed(cast)
    client.force_login(cast.lscp_unit)
    moved_clock(days=7)
    reference = review.case.reference
    start = clock_of(review, "rapid_review_to_panel").start_on
    day = local_calendar(cast.here).between(start, clock.today())
    assert f"{reference} Working day {day} of 15" in _words(client, reverse("rapid_reviews:list"))
    panel.record_receipt(
        review.public_id, seen_version=fresh(review).version, sent=Moment.of(clock.now()), sent_by="The unit",
        upload=copy_of_receipt(), reference="CSPRP-9", by=cast.lscp_unit,
    )  # fmt: skip
    sent = _words(client, reverse("rapid_reviews:list"))
    assert (f"{reference} Working day Sent" in sent, "of 15" in sent, "With the Panel" in sent) == (
        True,
        False,
        True,
    )
    panel.record_reply(
        review.public_id, seen_version=fresh(review).version, answer="reconsider",
        received_on=clock.today(), words="Look again", by=cast.lscp_unit,
    )  # fmt: skip
    day = local_calendar(cast.here).between(clock.today(), clock.today() + dt.timedelta(days=7))
    moved_clock(days=7)
    again = _words(client, reverse("rapid_reviews:list"))
    assert (f"{reference} Working day {day} of 15" in again, "Round 2: the group looks again" in again) == (
        True,
        True,
    )
    page = _words(client, review.get_absolute_url())
    due = clock_of(review, "panel_reconsidered", subject=f"{review.public_id}:2").due_on
    assert f"is due at the Panel on {british_date(due)}" in page
    assert "Round 2: the group looks again" in page
