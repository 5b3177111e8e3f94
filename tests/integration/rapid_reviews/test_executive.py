"""The Executive signs, is given a quorum, splits, steps aside; its timetable step is met, never the Panel's clock."""

import pytest
from django.core.exceptions import PermissionDenied

from lscp.accounts import actions as accounts
from lscp.accounts.models import Seat
from lscp.kernel.access import OutOfScope, Refused, Stale
from lscp.kernel.clock import today
from lscp.signing.enums import Standing
from notifications.actions import consideration
from rapid_reviews.actions import executive
from rapid_reviews.actions.executive_rule import set_rule
from rapid_reviews.models import ExecutiveOutcome
from rapid_reviews.queries.executive import rule_words
from rapid_reviews.queries.recommendation import executive_group, in_hand
from tests.given_recommendations import (
    fresh,
    given_endorsed,
    given_recommended,
    recommend,
    sign,
    sign_all,
)
from tests.given_reviews import clock_of


def outcome_of(review):
    return ExecutiveOutcome.all_records.get(recommendation=in_hand(fresh(review)) or None)


def test_three_signatures_endorse_and_meet_the_executives_step_only(cast):
    review = given_recommended(cast)
    sign(review, cast.police_executive)
    sign(review, cast.council_executive)
    assert fresh(review).status == "executive"
    sign(review, cast.icb_executive)
    found = outcome_of(review)
    assert (fresh(review).status, found.choice, found.outcome, found.settled) == (
        "to_send", "endorse", "local", "unanimous",
    )  # fmt: skip
    assert clock_of(review, "review_executive").met_at is not None
    assert clock_of(review, "rapid_review_to_panel").met_at is None


def test_executive_gives_back_with_questions_and_the_group_recommends_again(cast):
    review = sign_all(cast, given_recommended(cast), "give_back", "give_back", "give_back")
    assert review.status == "gathering"
    assert clock_of(review, "review_executive").met_at is None
    recommend(review, cast.council_rag, "none", changed_because="The Executive asked")
    assert sign_all(cast, fresh(review)).status == "to_send"
    assert outcome_of(review).outcome == "none"


def test_executive_differs_with_its_own_outcome(cast):
    review = given_recommended(cast)
    for person in (cast.police_executive, cast.council_executive):
        sign(review, person, "other", learning_kinds=["audit"])
    sign(review, cast.icb_executive, "other", learning_kinds=["thematic"])
    found = outcome_of(review)
    assert (fresh(review).status, found.outcome, found.learning_kinds) == (
        "to_send",
        "other",
        ["audit", "thematic"],
    )


def test_outcome_that_was_recommended_is_no_way_to_differ(cast):
    review = given_recommended(cast)
    with pytest.raises(ValueError, match="Select one of the answers"):
        sign(review, cast.police_executive, "local")


def test_split_stays_open_until_all_agree(cast):
    review = sign_all(cast, given_recommended(cast), "endorse", "endorse", "none")
    assert review.status == "executive"
    sign(review, cast.icb_executive, "endorse", seen_number=1)
    assert fresh(review).status == "to_send"


def test_chair_records_how_a_split_was_settled(cast):
    review = sign_all(cast, given_recommended(cast), "endorse", "endorse", "none")
    given = {"seen_version": review.version, "choice": "endorse", "reasons": "Two of three, after talking"}
    with pytest.raises(PermissionDenied):
        executive.settle(review.public_id, by=cast.police_executive, **given)
    found = executive.settle(review.public_id, by=cast.council_executive, **given)
    assert (found.settled, found.content.open(), fresh(review).status) == (
        "chair", "Two of three, after talking", "to_send",
    )  # fmt: skip


def test_nothing_is_settled_while_the_answers_are_blind(cast):
    review = given_recommended(cast)
    sign(review, cast.council_executive)
    with pytest.raises(Refused, match="not open yet"):
        executive.settle(
            review.public_id, seen_version=fresh(review).version, choice="endorse", reasons="x",
            by=cast.council_executive,
        )  # fmt: skip


def test_only_executive_members_of_the_partners_sign(cast):
    review = given_recommended(cast)
    for person in (cast.council_rag, cast.lscp_unit, cast.lscp_scrutineer):
        with pytest.raises(PermissionDenied):
            sign(review, person)
    with pytest.raises(OutOfScope):
        sign(review, cast.elsewhere_executive)


def test_signature_on_an_older_recommendation_is_stale(cast):
    review = given_recommended(cast)
    old = str(in_hand(review).public_id)
    recommend(review, cast.council_rag, "none", changed_because="A fact was wrong")
    with pytest.raises(Stale):
        sign(review, cast.police_executive, seen_rests_on=old)


def test_deputy_signs_for_whoever_stepped_aside(cast):
    review = given_recommended(cast)
    deputy = cast.person("deputy", "police", "executive")
    accounts.add_seat(
        executive_group(cast.here), deputy, cast.agencies["police"], seat=Seat.DEPUTY, by=cast.system,
        from_on=today(), deputy_for=cast.police_executive,
    )  # fmt: skip
    consideration.declare_conflict(
        review.notification.public_id, reason="My own team", by=cast.police_executive
    )
    with pytest.raises(Refused, match="conflict of interest"):
        sign(review, cast.police_executive)
    view = sign(review, deputy)
    assert (view.standing, view.stands_in_for) == (Standing.DEPUTY, cast.police_executive)


def test_without_a_rule_two_of_three_are_not_enough(cast):
    review = given_recommended(cast)
    sign(review, cast.council_executive)
    sign(review, cast.icb_executive)
    consideration.declare_conflict(
        review.notification.public_id, reason="My own team", by=cast.police_executive
    )
    assert fresh(review).status == "executive"


def test_partnerships_own_quorum_lets_two_of_three_decide(cast):
    set_rule(
        cast.here, in_force_from=today(), quorum=2, words="The chair talks to all three", reason="Agreed",
        by=cast.lscp_manager,
    )  # fmt: skip
    review = given_recommended(cast)
    sign(review, cast.council_executive)
    sign(review, cast.icb_executive)
    consideration.declare_conflict(
        review.notification.public_id, reason="My own team", by=cast.police_executive
    )
    assert fresh(review).status == "to_send"


def test_quorum_set_while_answers_come_in_is_not_theirs(cast):
    review = given_recommended(cast)
    sign(review, cast.council_executive)
    set_rule(
        cast.here,
        in_force_from=today(),
        quorum=2,
        words="Two are enough",
        reason="Agreed",
        by=cast.lscp_manager,
    )
    sign(review, cast.icb_executive)
    assert fresh(review).status == "executive"
    assert "Two are enough" not in rule_words(fresh(review))
    sign(review, cast.police_executive)
    assert fresh(review).status == "to_send"


def test_blind_signature_leaves_the_review_untouched(cast):
    review = given_recommended(cast)
    sign(review, cast.police_executive)
    assert fresh(review).version == review.version


def test_endorsed_review_is_not_the_executives_any_more(cast):
    review = given_endorsed(cast)
    with pytest.raises(Refused, match="not asked"):
        executive.sign(
            review.public_id, choice="endorse", rationale="x", seen_rests_on="x", seen_number=0,
            by=cast.police_executive,
        )  # fmt: skip
