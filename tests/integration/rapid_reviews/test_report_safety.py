"""Immediate safety is a lane of its own: no stage of a review closes while the call is not recorded."""

import pytest
from django.urls import reverse

from lscp.deadlines.compute import Moment
from lscp.deadlines.models import Clock
from lscp.kernel import clock
from lscp.kernel.access import OutOfScope, Refused
from lscp.tasks import actions as tasks
from lscp.tasks.models import SafetyAction
from notifications.actions import exits
from notifications.models import Notification
from rapid_reviews.actions import executive
from rapid_reviews.actions.report_safety import raise_for_review
from tests.given_recommendations import (
    fresh,
    given_endorsed,
    given_ready,
    given_recommended,
    recommend,
    sign,
    sign_all,
)
from tests.integration.rapid_reviews.test_panel import reply, send

pytestmark = pytest.mark.django_db
WORDS = "Record the call first"


def at_risk(cast, review):
    """Somebody says that a sibling may be at risk."""
    return tasks.raise_safety(
        review.case,
        cast.agencies["hospital"],
        tells_lead=False,
        needed="See Zebrina tonight",
        by=cast.lscp_unit,
    )


def called(cast, action):
    """The call is recorded."""
    now = Moment.of(clock.now())
    tasks.record_call(
        action.public_id, seen_version=SafetyAction.all_records.get(pk=action.pk).version, called=now,
        called_whom="The duty team", outcome="Seen tonight", by=cast.lscp_unit,
    )  # fmt: skip


def test_recommendation_waits_for_the_call(cast):
    review = given_ready(cast)
    action = at_risk(cast, review)
    with pytest.raises(Refused, match=WORDS):
        recommend(review, cast.council_rag)
    called(cast, action)
    recommend(review, cast.council_rag)
    assert fresh(review).status == "executive"


def test_new_version_of_a_recommendation_waits_for_the_call(cast):
    review = given_endorsed(cast)
    action = at_risk(cast, review)
    with pytest.raises(Refused, match=WORDS):
        recommend(review, cast.council_rag, "none", changed_because="News")
    called(cast, action)
    recommend(review, cast.council_rag, "none", changed_because="News")


def test_executive_signs_after_the_call(cast):
    review = given_recommended(cast)
    action = at_risk(cast, review)
    with pytest.raises(Refused, match=WORDS):
        sign(review, cast.police_executive)
    called(cast, action)
    assert sign_all(cast, review).status == "to_send"


def test_chair_of_the_executive_opens_and_settles_after_the_call(cast):
    review = given_recommended(cast)
    sign(review, cast.police_executive)
    sign(review, cast.council_executive, "none")
    action = at_risk(cast, review)
    with pytest.raises(Refused, match=WORDS):
        executive.open_views(
            review.public_id, seen_version=fresh(review).version, reason="News", by=cast.council_executive
        )
    called(cast, action)
    executive.open_views(
        review.public_id, seen_version=fresh(review).version, reason="News", by=cast.council_executive
    )
    again = at_risk(cast, review)
    given = {"choice": "none", "reasons": "Weighed", "by": cast.council_executive}
    with pytest.raises(Refused, match=WORDS):
        executive.settle(review.public_id, seen_version=fresh(review).version, **given)
    called(cast, again)
    executive.settle(review.public_id, seen_version=fresh(review).version, **given)
    assert fresh(review).status == "to_send"


def test_receipt_and_reply_are_recorded_after_the_call_with_their_own_day(cast):
    review = given_endorsed(cast)
    action = at_risk(cast, review)
    moment = Moment.of(clock.now())
    with pytest.raises(Refused, match=WORDS):
        send(review, cast.lscp_unit, sent=moment)
    called(cast, action)
    assert send(review, cast.lscp_unit, sent=moment).sent_at == moment.at
    again = at_risk(cast, review)
    for answer in ("agrees", "reconsider"):
        with pytest.raises(Refused, match=WORDS):
            reply(review, cast.lscp_unit, answer)
    assert fresh(review).status == "sent"
    called(cast, again)
    reply(review, cast.lscp_unit)
    assert fresh(review).status == "done"


def test_review_does_not_leave_the_usual_way_before_the_call(cast):
    review = given_ready(cast)
    action = at_risk(cast, review)

    def leave():
        notification = Notification.all_records.get(pk=review.notification_id)
        exits.find_criteria_not_met(
            notification.public_id,
            seen_version=notification.version,
            by=cast.council_notifier,
            reasons="No harm",
        )

    with pytest.raises(Refused, match="call"):
        leave()
    assert fresh(review).ended_at is None
    called(cast, action)
    leave()
    assert fresh(review).status == "ended"


def test_somebody_inside_says_that_a_sibling_is_at_risk_and_an_hours_clock_runs(cast, signed_in):
    review = given_ready(cast)
    client = signed_in(cast.police_rag)
    address = reverse("rapid_reviews:report_safety", args=[review.public_id])
    page = client.get(address).content.decode()
    assert "999" in page
    answer = client.post(address, {"needed": "See Zebrina tonight", "seen_version": fresh(review).version})
    action = SafetyAction.all_records.get(case=review.case)
    assert answer.url == action.get_absolute_url()
    assert (action.agency, action.raised_by) == (cast.agencies["police"], cast.police_rag)
    assert action.concern.open() == {"needed": "See Zebrina tonight"}
    row = Clock.all_records.get(rule_key="immediate_safety", subject=str(action.public_id))
    assert (row.due_at is not None, row.rule.unit) == (True, "hours")
    for name in ("review", "report"):
        shown = client.get(reverse(f"rapid_reviews:{name}", args=[review.public_id])).content.decode()
        assert action.get_absolute_url() in shown
        assert "Zebrina" not in shown
    called(cast, action)
    shown = client.get(review.get_absolute_url()).content.decode()
    assert "1 call recorded" in shown


def test_whoever_does_not_see_the_review_raises_nothing_on_it(cast, signed_in):
    review = given_ready(cast)
    address = reverse("rapid_reviews:report_safety", args=[review.public_id])
    for person in (cast.elsewhere_unit, cast.school_lead):
        with pytest.raises(OutOfScope):
            raise_for_review(review.public_id, seen_version=None, needed="x", by=person)
        assert signed_in(person).get(address).status_code == 404
    assert not SafetyAction.all_records.exists()
