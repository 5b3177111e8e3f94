"""What is asked of the agencies of one person: what waits for them there, the late ones first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q

from rapid_reviews.enums import RequestStatus as R
from rapid_reviews.models import AgencyRequest
from rapid_reviews.models.requests import at_agency_q
from rapid_reviews.queries.people import LEADS
from rapid_reviews.queries.requests import RequestView, with_clocks
from rapid_reviews.workflow import WAITED_FOR

TO_DO: Final[dict[str, str]] = {
    R.ASKED: "Say what your agency knows",
    R.OPENED: "Say what your agency knows",
    R.WRITING: "Go on with the return",
    R.WRITTEN: "Check the quality of the return",
    R.CHECKED: "Sign off the return",
    R.SENT_BACK: "Answer questions about the return",
}
FAR: Final = dt.date.max


@dataclass(frozen=True)
class Waiting:
    """One request, and in a few words what comes next at the agency."""

    view: RequestView

    @property
    def to_do(self) -> str:
        """What comes next there."""
        return TO_DO[self.view.request.status]


def waiting_for(user: Any) -> list[Waiting]:
    """The requests to this person's agencies that are not answered, the late ones first, then by their day."""
    mine = at_agency_q(user)
    for place in user.memberships_as(*LEADS):
        mine |= Q(partnership=place.partnership_id, agency=place.agency_id)
    views = with_clocks(AgencyRequest.visible_to(user).filter(mine, status__in=WAITED_FOR))
    return [Waiting(view) for view in sorted(views, key=_urgency)]


def _urgency(view: RequestView) -> Any:
    return (not view.is_late, view.due_on or FAR, view.request.pk)
