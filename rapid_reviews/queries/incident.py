"""When the incident of a review happened, as the notification has it now."""

from __future__ import annotations

from lscp.kernel.dates import UncertainDate
from notifications.queries.answers import answer
from notifications.wording import Kind
from notifications.wording.stored import decoded
from rapid_reviews.models import RapidReview


def happened_on(review: RapidReview) -> UncertainDate | None:
    """The day or days; None where it is not written, or was written in a way that cannot be read."""
    try:
        found = decoded(Kind.UNCERTAIN_DATE, answer(review.notification, "incident", "happened_on"))
    except (TypeError, ValueError):
        return None
    return found if isinstance(found, UncertainDate) else None
