"""Reads for the demonstration's pages."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lscp.accounts.roles import UNIT_ROLES
from lscp.deadlines.models import Rung
from lscp.kernel import clock


def next_rung(user: Any) -> dt.datetime | None:
    """When the next reminder falls due in the partnerships whose Business Unit a person works in."""
    places = {m.partnership_id for m in user.memberships_as(*UNIT_ROLES)}
    waiting = Rung.objects.filter(
        fired_at=None, fire_at__gt=clock.now(), clock__is_live=True, clock__partnership__in=places
    )
    return waiting.order_by("fire_at").values_list("fire_at", flat=True).first()
