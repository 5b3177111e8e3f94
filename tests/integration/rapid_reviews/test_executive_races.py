"""Two people at once on the way to the Panel: nothing is lost, counted twice, or signed on what has changed."""

import pytest

from lscp.kernel.access import Conflict, Stale
from rapid_reviews.models import ExecutiveOutcome, PanelReceipt, PanelReply
from tests.given_recommendations import fresh, given_endorsed, given_recommended, recommend, sign
from tests.integration.rapid_reviews.test_panel import reply, send

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]


def problems(results):
    return [one for one in results if isinstance(one, Exception)]


def test_last_two_members_sign_at_once_and_the_outcome_is_there_once(cast, together):
    review = given_recommended(cast)
    sign(review, cast.police_executive)
    results = together(lambda: sign(review, cast.council_executive), lambda: sign(review, cast.icb_executive))
    assert problems(results) == []
    assert ExecutiveOutcome.all_records.filter(recommendation__review=review).count() == 1
    assert fresh(review).status == "to_send"


def test_recommendation_changed_while_somebody_signs_leaves_no_signature_that_counts(cast, together):
    review = given_recommended(cast)
    sign(review, cast.police_executive)
    results = together(
        lambda: sign(review, cast.council_executive),
        lambda: recommend(review, cast.council_rag, "none", changed_because="A fact was wrong"),
    )
    wrong = problems(results)
    assert len(wrong) <= 1
    assert all(isinstance(one, Stale) for one in wrong), wrong
    for one in wrong:
        assert "changed" in str(one)
    now = review.case.signing_rounds.get(purpose="rapid_review_executive", ended_at=None)
    assert (now.views.count(), fresh(review).status) == (0, "executive")
    assert not ExecutiveOutcome.all_records.exists()
    assert review.case.signing_rounds.filter(purpose="rapid_review_executive").count() == 2


def test_receipt_recorded_twice_at_once_counts_once(cast, together):
    review = given_endorsed(cast)
    version = fresh(review).version
    results = together(*[lambda: send(review, cast.lscp_unit, seen_version=version)] * 2)
    (wrong,) = problems(results)
    assert isinstance(wrong, Conflict)
    assert PanelReceipt.all_records.filter(review=review).count() == 1


def test_reply_recorded_twice_at_once_opens_one_second_round(cast, together):
    review = given_endorsed(cast)
    send(review, cast.lscp_unit)
    version = fresh(review).version
    results = together(*[lambda: reply(review, cast.lscp_unit, "reconsider", seen_version=version)] * 2)
    (wrong,) = problems(results)
    assert isinstance(wrong, Conflict)
    assert (fresh(review).round, PanelReply.all_records.filter(review=review).count()) == (2, 1)
