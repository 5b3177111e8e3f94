"""What the tests of the receipt share: the clock it stops, and who was told."""

from lscp.deadlines.models import Clock
from lscp.messaging.models import OutboundMessage


def clock_of(notification, key):
    return Clock.all_records.get(case=notification.case, rule_key=key, is_live=True, subject="")


def told(kind):
    rows = OutboundMessage.objects.filter(kind=kind).select_related("recipient")
    return sorted(str(row.recipient) for row in rows)
