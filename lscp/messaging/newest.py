"""Of several messages that say how one thing stands, only the newest is worth sending.

While the mail system does not answer they pile up: one reminder for each working day that a time limit is late.
When it answers again each person gets one message for each time limit, which says how late it is now.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lscp.kernel import clock
from lscp.messaging import catalogue
from lscp.messaging.models import OutboundMessage, Status

PASSED_OVER: Final = "passed over"
"""Why a message was not sent: a newer one says how the same thing stands."""

Thing = tuple[int, str, str]


def passed_over(messages: Iterable[OutboundMessage]) -> set[int]:
    """The keys of those messages of which a newer one of the same series, page and reader may leave or has left."""
    things = {message.pk: thing for message in messages if (thing := _thing(message)) is not None}
    if not things:
        return set()
    series = {name: kind.series for name, kind in catalogue.all_kinds().items() if kind.series}
    others = OutboundMessage.objects.filter(
        recipient__in={reader for reader, _path, _series in things.values()},
        path__in={path for _reader, path, _series in things.values()},
        kind__in=series,
        deliver_after__lte=clock.now(),
    ).exclude(status__in=(Status.DROPPED, Status.FAILED))
    newest: dict[Thing, int] = {}
    for pk, reader, path, kind in others.order_by("pk").values_list("pk", "recipient_id", "path", "kind"):
        newest[reader, path, series[kind]] = pk
    return {pk for pk, thing in things.items() if newest.get(thing, pk) > pk}


def _thing(message: OutboundMessage) -> Thing | None:
    series = catalogue.get(message.kind).series if message.kind in catalogue.all_kinds() else ""
    return (message.recipient_id, message.path, series) if series and message.path else None
