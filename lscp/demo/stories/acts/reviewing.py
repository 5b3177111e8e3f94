"""The rapid review: agencies are asked, reminded; days of the timetable are set."""

from __future__ import annotations

from lscp.deadlines.calendars import local_calendar
from lscp.demo.stories.acts.shape import Act
from lscp.demo.stories.scene import Scene
from lscp.kernel import clock
from rapid_reviews.actions import asking, timetable
from rapid_reviews.enums import ReviewStatus
from rapid_reviews.models import AgencyRequest, RapidReview


def review_of(scene: Scene) -> RapidReview:
    """The story's rapid review as it now stands."""
    rows = RapidReview.all_records.filter(notification=scene.notification).exclude(status=ReviewStatus.ENDED)
    return rows.select_related("case__partnership", "partnership", "notification").get()


def request_to(scene: Scene, email: str) -> AgencyRequest:
    """What the agency of this address was asked."""
    rows = AgencyRequest.all_records.filter(review=review_of(scene), agency=scene.agency_of(email))
    return rows.select_related("case__partnership", "partnership", "agency", "review").get()


def ask_agencies(look_for: str, period: str, *emails: str) -> Act:
    """The Business Unit asks the agencies of these people, who are named on the requests."""

    def act(scene: Scene) -> None:
        review = review_of(scene)
        people = [scene.person(email) for email in emails]
        to = [
            asking.ToAsk(scene.agency_of(email), [person])
            for email, person in zip(emails, people, strict=True)
        ]
        asking.ask(
            review.public_id,
            seen_version=review.version,
            to=to,
            look_for=look_for,
            period=period,
            by=scene.unit,
        )

    return act


def remind_all(scene: Scene) -> None:
    """The Business Unit reminds those who have not answered."""
    review = review_of(scene)
    asking.chase_all(review.public_id, seen_version=review.version, by=scene.unit)


def set_day(step: str, working_days_ahead: int, reason: str) -> Act:
    """The Business Unit gives a step of the timetable another day."""

    def act(scene: Scene) -> None:
        review = review_of(scene)
        day = local_calendar(review.partnership).add(clock.today(), working_days_ahead)
        timetable.set_step_date(
            review.public_id, seen_version=review.version, step=step, day=day, reason=reason, by=scene.unit
        )

    return act
