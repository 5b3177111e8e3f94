"""What the tests of judging share: a page as somebody sees it, verdicts, who was told, the clocks."""

from django.urls import reverse

from lscp.deadlines.models import Clock
from lscp.messaging.models import OutboundMessage


def page(signed_in, user, name, record=None):
    args = [record.public_id] if record is not None else []
    return signed_in(user).get(reverse(f"notifications:{name}", args=args))


def text(response):
    return response.content.decode()


def verdicts(policy, record, *people):
    return [policy(p, record).code for p in people]


def told(kind):
    rows = OutboundMessage.objects.filter(kind=kind).order_by("recipient__email")
    return [m.recipient.email for m in rows]


def clocks(record):
    rows = Clock.all_records.filter(case=record.case, is_live=True).order_by("rule_key")
    return {row.rule_key: "cancelled" if row.cancelled_at else "there" for row in rows}


def steady(body):
    """A page without what changes on every request."""
    import re

    return re.sub(r'(csrfmiddlewaretoken"? value=")[^"]+', r"\1", body)


def last_messages(kind):
    rows = OutboundMessage.objects.filter(kind=kind).order_by("recipient__email")
    return [(m.recipient.email, m.reference, m.context) for m in rows]
