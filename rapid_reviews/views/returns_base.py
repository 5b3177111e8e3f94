"""What the agency's pages share: the request, if the reader may see it, and one decision on it."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404

from rapid_reviews.actions.reading import note_reading
from rapid_reviews.models import AgencyRequest
from rapid_reviews.views.base import OnRequest


def request_or_404(user: Any, public_id: Any) -> AgencyRequest:
    """A request that this person may know of, with what its pages read."""
    rows = AgencyRequest.visible_to(user).select_related("asks__key", "review__notification__agency")
    found: AgencyRequest = get_object_or_404(rows, public_id=public_id)
    return found


def note_return(record: AgencyRequest, *, by: Any) -> None:
    """Write down that the agency's return was read, before it is shown."""
    note_reading(
        "rapid_reviews.return_viewed", record, by=by, contributed_by=record.agency, agency=record.agency.name
    )


class AtAgency(OnRequest):
    """One decision of the agency on its request; a page that shows the return is a reading of it."""

    shows_return = False

    def note_page(self) -> None:
        """Write down the reading of the return beside the opening of the page."""
        super().note_page()
        if self.shows_return:
            note_return(self.record, by=self.request.user)
