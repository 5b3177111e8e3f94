"""The list of rapid reviews and the home page cost as many queries for several reviews as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.given_reviews import ask, given_review


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
