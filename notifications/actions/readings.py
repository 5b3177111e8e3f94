"""Entries for pages that show what was judged: written and committed before the page is sent."""

from __future__ import annotations

from typing import Any

from lscp.accounts.kinds import StatutoryPartner
from lscp.audit import service as audit
from lscp.signing.models import SigningRound
from lscp.signing.visibility import compartment_of
from notifications.models import Notification
from notifications.queries.judgement import advice_compartment


def read_views(notification: Notification, *, agencies: Any, by: Any) -> None:
    """Somebody reads the partners' open views; the partners may see who read theirs."""
    audit.record_reading("notifications.views_read", subject=notification, by=by, contributed_by=agencies)


def read_own_view(notification: Notification, the_round: SigningRound, *, by: Any) -> None:
    """Somebody opens the page on which they give their own view; not told to others while it is blind."""
    compartment = compartment_of(the_round)
    audit.record_reading("notifications.view_page_read", subject=notification, by=by, compartment=compartment)


def read_decision(notification: Notification, *, by: Any) -> None:
    """Somebody reads the authority's decision and its reasons; the authority may see who."""
    authorities = notification.partnership.places.today().filter(
        statutory_partner=StatutoryPartner.LOCAL_AUTHORITY
    )
    audit.record_reading(
        "notifications.decision_read",
        subject=notification,
        by=by,
        contributed_by=[place.agency for place in authorities.select_related("agency")],
    )


def read_advice(notification: Notification, *, by: Any) -> None:
    """Somebody reads legal advice; the entry stands in the same compartment."""
    audit.record_reading(
        "notifications.legal_advice_read",
        subject=notification,
        by=by,
        compartment=advice_compartment(notification),
    )


def read_register(partnership: Any, *, by: Any, shown: int) -> None:
    """Somebody reads the register of what was considered."""
    audit.record_reading("notifications.register_read", subject=partnership, by=by, shown=shown)
