"""Whether a receipt is dated before what it should follow: the decision, and the authority knowing at all."""

from __future__ import annotations

from lscp.deadlines.compute import Moment
from lscp.deadlines.enums import FactKind
from lscp.deadlines.rule_choice import live_facts
from lscp.kernel.dates import british_date, british_datetime
from notifications.models import Notification
from notifications.policies.judgement import standing_decision

AWARE = (
    (FactKind.LA_AWARE, "the local authority became aware"),
    (FactKind.AGENCY_AWARE, "the agency became aware"),
)


def earlier_than(notification: Notification, sent: Moment) -> str:
    """What this moment comes before, in words with the dates; empty when it comes before nothing.

    Where only a date is known the whole day counts, so the same day is never earlier. Without the authority's
    awareness that of the agency is taken. Local rule: no guidance says so, but nobody can send what nobody knows.
    """
    facts = live_facts(notification.case)
    known = next(((facts[kind], words) for kind, words in AWARE if kind in facts), None)
    before = [(Moment(known[0].on, known[0].at), known[1])] if known else []
    decision = standing_decision(notification)
    if decision is not None:
        before.append((Moment(decision.decided_on, decision.decided_at), "the local authority decided"))
    return " and before ".join(
        f"{words} ({_in_words(moment)})" for moment, words in before if sent.latest < moment.earliest
    )


def _in_words(moment: Moment) -> str:
    return british_datetime(moment.at) if moment.at else british_date(moment.on)
