"""Who signs what the group recommends, when, and what a new version does."""

import pytest
from django.core.exceptions import PermissionDenied

from lscp.kernel.access import OutOfScope, Refused, Stale
from rapid_reviews.enums import ReviewStatus as S
from rapid_reviews.models import Recommendation
from rapid_reviews.queries.recommendation import children_of, newest
from rapid_reviews.workflow import TRANSITIONS
from tests.given import given_group
from tests.given_recommendations import (
    fresh,
    given_endorsed,
    given_executive_group,
    given_ready,
    given_recommended,
    recommend,
    sign,
)
from tests.given_reviews import given_review

ORDER = (S.GATHERING, S.EXECUTIVE, S.TO_SEND, S.SENT, S.DONE, S.ENDED)
EXPECTED = {
    "recommend": ({S.GATHERING}, S.EXECUTIVE),
    "recommend_anew": ({S.EXECUTIVE, S.TO_SEND}, S.EXECUTIVE),
    "endorse": ({S.EXECUTIVE}, S.TO_SEND),
    "differ": ({S.EXECUTIVE}, S.TO_SEND),
    "give_back": ({S.EXECUTIVE}, S.GATHERING),
    "send": ({S.TO_SEND}, S.SENT),
    "finish": ({S.SENT}, S.DONE),
    "reconsider": ({S.SENT}, S.GATHERING),
    "end": ({S.GATHERING, S.EXECUTIVE, S.TO_SEND, S.SENT}, S.ENDED),
}


def test_steps_of_a_review_are_these_and_no_others():
    assert {name: (set(step.sources), step.target) for name, step in TRANSITIONS.items()} == EXPECTED
    assert set(ORDER) == set(S)


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("status", ORDER)
def test_step_is_taken_from_its_own_statuses_only(cast, name, status):
    review = given_review(cast)
    review.status = status
    sources, target = EXPECTED[name]
    if status in sources:
        review.apply(TRANSITIONS[name], by=cast.lscp_unit)
        assert review.status == target
    else:
        with pytest.raises(ValueError, match="is not a source"):
            review.apply(TRANSITIONS[name], by=cast.lscp_unit)


def test_chair_signs_and_the_executive_is_asked(cast):
    review = given_ready(cast)
    row = recommend(review, cast.council_rag, "other", learning_kinds=["audit", "event"])
    assert (row.number, row.round, row.outcome, row.learning_kinds) == (1, 1, "other", ["audit", "event"])
    assert fresh(review).status == "executive"
    the_round = review.case.signing_rounds.get(purpose="rapid_review_executive")
    assert the_round.rests_on == str(row.public_id)
    assert [seat.agency.name for seat in the_round.seats.all()] == ["Council", "Police", "Icb"] or len(
        the_round.seats.all()
    ) == 3


def test_only_the_chair_signs_for_the_group(cast):
    review = given_ready(cast)
    for person in (cast.police_rag, cast.lscp_unit, cast.council_executive, cast.lscp_scrutineer):
        with pytest.raises(PermissionDenied):
            recommend(review, person)
    with pytest.raises(OutOfScope):
        recommend(review, cast.elsewhere_rag)
    assert newest(review) is None


def test_nothing_is_recommended_while_the_report_is_not_ready(cast):
    given_group(cast)
    given_executive_group(cast)
    review = given_review(cast)
    with pytest.raises(Refused, match="report cannot go on yet"):
        recommend(review, cast.council_rag)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"outcome": "other"}, "how the other learning"),
        ({"outcome": "other", "learning_kinds": ["other"]}, "what other learning"),
        ({"children": ["00000000-0000-4000-8000-000000000000"]}, "children of this incident"),
    ],
)
def test_recommendation_that_does_not_say_enough_is_refused(cast, given, words):
    review = given_ready(cast)
    with pytest.raises(ValueError, match=words):
        recommend(review, cast.council_rag, **{"outcome": "local", **given})
    assert fresh(review).status == "gathering"


def test_new_version_needs_its_reason_and_voids_what_the_executive_signed(cast):
    review = given_recommended(cast)
    view = sign(review, cast.police_executive)
    with pytest.raises(ValueError, match="why there is a new version"):
        recommend(review, cast.council_rag, "none")
    second = recommend(review, cast.council_rag, "none", changed_because="A fact was wrong")
    view.refresh_from_db()
    assert (second.number, view.voiding.why) == (2, "amended")
    rounds = review.case.signing_rounds.filter(purpose="rapid_review_executive").order_by("number")
    assert [(one.is_live, one.rests_on) for one in rounds][1] == (True, str(second.public_id))
    assert [one.is_live for one in rounds] == [False, True]


def test_new_version_after_the_executive_endorsed_goes_to_the_executive_again(cast):
    review = given_endorsed(cast)
    assert review.status == "to_send"
    recommend(review, cast.council_rag, "national", changed_because="The Panel's own theme")
    assert fresh(review).status == "executive"


def test_versions_stay_as_they_were_signed(cast):
    from django.db import DatabaseError

    review = given_recommended(cast)
    with pytest.raises(DatabaseError):
        Recommendation.all_records.filter(review=review).update(outcome="none")


def test_second_signature_on_the_same_page_is_stale(cast):
    review = given_ready(cast)
    seen = review.version
    recommend(review, cast.council_rag, seen_version=seen)
    with pytest.raises(Stale):
        recommend(review, cast.council_rag, "none", seen_version=seen, changed_because="x")
    assert Recommendation.all_records.filter(review=review).count() == 1


def test_children_are_offered_by_number_without_a_name(cast):
    review = given_ready(cast)
    assert all(words.startswith("Child ") for _key, words in children_of(review))
