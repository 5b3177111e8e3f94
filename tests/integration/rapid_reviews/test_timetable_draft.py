"""The timetable's step of the draft ends when the report goes on."""

import pytest

from tests.given_recommendations import given_ready, recommend
from tests.given_reviews import clock_of

pytestmark = pytest.mark.django_db


def test_signed_recommendation_meets_the_step_of_the_draft(cast):
    review = given_ready(cast)
    assert clock_of(review, "review_draft").met_at is None
    recommend(review, cast.council_rag)
    row = clock_of(review, "review_draft")
    assert (row.met_at is not None, row.is_open) == (True, False)
