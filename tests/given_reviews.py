"""States of a rapid review reached the way people reach them."""

from lscp.deadlines.models import Clock
from rapid_reviews.actions import asking
from rapid_reviews.models import AgencyRequest, RapidReview
from tests.given_outcomes import given_notified
from tests.remembered import state

LOOK_FOR = "Quilliam Zebrington and his mother: any contact since January"


@state
def given_review(cast, **kwargs):
    """The review of an incident that was decided on and notified today: the partnership counts from dispatch."""
    notification = given_notified(cast, **kwargs)
    return fresh_review(notification)


def fresh_review(notification):
    """The review of an incident as it now stands."""
    return RapidReview.all_records.select_related("case__partnership", "partnership", "notification").get(
        notification=notification
    )


def ask(review, *agencies, by, people=None, **kwargs):
    """Requests to agencies, with the people named there."""
    people = people or {}
    given = {
        "seen_version": RapidReview.all_records.get(pk=review.pk).version, "look_for": LOOK_FOR,
        "period": "Since January 2024",
    }  # fmt: skip
    to = [asking.ToAsk(agency, people.get(agency.pk, ())) for agency in agencies]
    return asking.ask(review.public_id, to=to, by=by, **{**given, **kwargs})


def fresh_request(request):
    """A request as it now stands."""
    return AgencyRequest.all_records.select_related("case__partnership", "review", "agency").get(
        pk=request.pk
    )


def clock_of(review, key, *, subject=None):
    """The present row of one of a review's clocks."""
    return Clock.all_records.get(
        case=review.case_id, rule_key=key, is_live=True, subject=review.course if subject is None else subject
    )
