"""The requests of a review as its page shows them: who has opened, begun, answered, is late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lscp.deadlines.models import Clock
from lscp.deadlines.queries import SHOWN, ClockView, view_of
from lscp.messaging.models import OutboundMessage, Status
from notifications.models import Notification
from notifications.queries.answers import read
from rapid_reviews.enums import RequestStatus, SuggestionAnswer
from rapid_reviews.models import AgencyRequest, AgencySuggestion, RapidReview
from rapid_reviews.models.requests import RULE
from rapid_reviews.workflow import WAITED_FOR


@dataclass(frozen=True)
class RequestView:
    """One request with its clock."""

    request: AgencyRequest
    view: ClockView | None

    @property
    def is_late(self) -> bool:
        """Whether the agency has not answered by its day."""
        return bool(self.request.status in WAITED_FOR and self.view and self.view.clock.is_late)

    @property
    def due_on(self) -> dt.date | None:
        """The day by whose end the return is wanted."""
        return self.view.clock.due_on if self.view else None


def requests_of(user: Any, review: RapidReview) -> list[RequestView]:
    """The requests of a review that this reader may see, with their clocks; those not answered first."""
    rows = AgencyRequest.visible_to(user).filter(review=review)
    views = with_clocks(list(rows.select_related("opened_by", "asked_by")))
    order = list(RequestStatus.values)
    return sorted(views, key=lambda one: (order.index(one.request.status), str(one.request.agency)))


def with_clocks(requests: Iterable[AgencyRequest]) -> list[RequestView]:
    """Requests with the live rows of their clocks, in one query."""
    listed = list(requests)
    rows = Clock.all_records.filter(
        rule_key=RULE, is_live=True, subject__in=[str(one.public_id) for one in listed]
    ).select_related(*SHOWN)
    clocks = {row.subject: view_of(row) for row in rows}
    return [RequestView(one, clocks.get(str(one.public_id))) for one in listed]


def with_suggestions(review: RapidReview) -> list[AgencySuggestion]:
    """What agencies suggested and nobody has answered yet, oldest first."""
    rows = AgencySuggestion.all_records.filter(
        request__review=review, answer=SuggestionAnswer.WAITING
    ).exclude(request__status=RequestStatus.WITHDRAWN)
    return list(rows.select_related("request__agency", "request__case", "agency", "made_by", "text__key"))


def undelivered_for(requests: Iterable[AgencyRequest]) -> dict[str, list[str]]:
    """Who could not be reached about a request, by its public identifier: names, in one query."""
    paths = {one.get_absolute_url(): str(one.public_id) for one in requests}
    lost = OutboundMessage.objects.filter(path__in=list(paths), status=Status.FAILED).select_related(
        "recipient"
    )
    found: dict[str, list[str]] = {}
    for message in lost.order_by("recipient__name"):
        names = found.setdefault(paths[message.path], [])
        if str(message.recipient) not in names:
            names.append(str(message.recipient))
    return found


def counts(requests: Iterable[RequestView]) -> tuple[int, int, int]:
    """How many have answered, how many were asked, how many are late; withdrawn ones count for nothing."""
    live = [one for one in requests if one.request.status != RequestStatus.WITHDRAWN]
    answered = [one for one in live if one.request.status not in WAITED_FOR]
    return len(answered), len(live), sum(one.is_late for one in live)


def named_in_form(notification: Notification) -> set[str]:
    """The public identifiers of the agencies that the form says know the child or family."""
    return set(read(notification, "agencies").get("agencies_known", [])) | {
        str(notification.agency.public_id)
    }
