"""An incident leaves from every state of its rapid review: its clocks, requests and signatures end with it."""

import pytest

from lscp.deadlines.compute import Moment
from lscp.deadlines.models import Clock
from lscp.kernel import clock
from lscp.kernel.access import Refused
from notifications.actions import exits
from notifications.models import Notification
from rapid_reviews.actions import executive
from tests.given_outcomes import given_decided
from tests.given_recommendations import fresh, given_endorsed, given_recommended
from tests.given_reviews import fresh_review, given_review
from tests.integration.rapid_reviews.test_panel import reply, send


def reconsidered(cast):
    review = given_endorsed(cast)
    send(review, cast.lscp_unit)
    reply(review, cast.lscp_unit, "reconsider")
    return review


def with_panel(cast):
    review = given_endorsed(cast)
    send(review, cast.lscp_unit)
    return review


STATES = {
    "gathering": given_review, "executive": given_recommended, "to_send": given_endorsed, "sent": with_panel,
    "round_2": reconsidered,
}  # fmt: skip


def not_met(review, by, **kwargs):
    notification = Notification.all_records.get(pk=review.notification_id)
    given = {"reasons": "It was an accident", "panel_told_on": clock.today(), "panel_told_how": "By e-mail"}
    return exits.find_criteria_not_met(
        notification.public_id, seen_version=notification.version, by=by, **{**given, **kwargs}
    )


def transfer(review, by):
    notification = Notification.all_records.get(pk=review.notification_id)
    return exits.transfer(
        notification.public_id, seen_version=notification.version, area="Southtown", told="Their manager",
        told_moment=Moment(clock.today()), evidence="E-mail", reasons="It happened there", by=by,
    )  # fmt: skip


def running(review):
    rows = Clock.all_records.filter(case=review.case_id, is_live=True, met_at=None, cancelled_at=None)
    return sorted(rows.filter(rule__guards_safety=False).values_list("rule_key", flat=True))


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("leave", [not_met, transfer])
def test_incident_leaves_from_every_state_and_everything_ends_with_it(cast, signed_in, state, leave):
    review = STATES[state](cast)
    by = cast.council_director if leave is not_met else cast.lscp_unit
    words = "Criteria found not met" if leave is not_met else "Transfer to another area"
    assert words in signed_in(by).get(review.get_absolute_url()).content.decode()
    assert running(review) != []
    leave(review, by)
    ended = fresh(review)
    why = "criteria_not_met" if leave is not_met else "transferred"
    assert (ended.status, ended.ended_why, ended.ended_by, running(review)) == ("ended", why, by, [])
    assert not review.case.signing_rounds.filter(ended_at=None).exists()
    assert words not in signed_in(by).get(review.get_absolute_url()).content.decode()
    with pytest.raises(Refused):
        send(review, cast.lscp_unit)


def test_signature_after_the_exit_is_refused(cast):
    review = given_recommended(cast)
    the_round = review.case.signing_rounds.get(purpose="rapid_review_executive", ended_at=None)
    not_met(review, cast.council_director)
    with pytest.raises(Refused, match="not asked"):
        executive.sign(
            review.public_id, choice="endorse", rationale="x", seen_rests_on=the_round.rests_on, seen_number=0,
            by=cast.police_executive,
        )  # fmt: skip


def test_death_without_suspicion_ends_the_review_for_that_reason(cast):
    review = given_recommended(cast)
    finding = not_met(review, cast.council_director, no_suspicion=True)
    assert (finding.no_suspicion, fresh(review).ended_why) == (True, "no_suspicion")


def test_death_that_was_not_told_yet_has_to_be_told_first(cast):
    review = fresh_review(given_decided(cast))
    with pytest.raises(ValueError, match="has still to be told"):
        not_met(review, cast.council_director, no_suspicion=True)
    assert fresh(review).status == "gathering"


def test_review_that_the_panel_answered_stays_answered(cast):
    review = with_panel(cast)
    reply(review, cast.lscp_unit)
    not_met(review, cast.council_director)
    assert (fresh(review).status, fresh(review).awaits) == ("done", ["local"])
