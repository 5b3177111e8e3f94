"""Sittings: entries of something that is saved while it is typed, which a timeline tells in one sentence.

Every save keeps its own entry; the entries of one person's sitting share a key in their data.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, Final

from lscp.audit.models import AuditEvent
from lscp.kernel import clock

SITTING: Final = "sitting"
GAP: Final = dt.timedelta(minutes=30)
"""Who saves nothing for longer than this has begun another sitting (a choice of this product)."""


def sitting_of(verb: str, *, case: Any, by: Any) -> str:
    """The key of the sitting that a save belongs to: that of the person's last one of this sort, if recent."""
    last = (
        AuditEvent.objects.filter(
            case_id=str(case.public_id), verb=verb, actor_id=str(by.public_id), at__gt=clock.now() - GAP
        )
        .order_by("-at", "-position")
        .values_list("data", flat=True)
        .first()
    )
    return str((last or {}).get(SITTING) or uuid.uuid4())
