"""Which agencies gave what a notification holds: whoever raised it, and those whose files are on it."""

from __future__ import annotations

from typing import Any

from lscp.accounts.models import Agency
from lscp.documents.models import Attachment
from notifications.models import Notification


def agencies_of_case(case: Any) -> list[Agency]:
    """The agency that raised the case's notification and the agencies that added files to it."""
    raised = Notification.all_records.filter(case=case).values("agency")
    files = Attachment.all_records.filter(case=case, agency__isnull=False).values("agency")
    return list(Agency.objects.filter(pk__in=raised.union(files)))
