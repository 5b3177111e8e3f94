"""The files of a notification that somebody may read."""

from __future__ import annotations

from typing import Any

from lscp.documents.models import Attachment
from notifications.models import Notification

KIND = "notification"
"""What notifications are called where files are kept (`lscp.documents.access`)."""


def files_for(user: Any, notification: Notification) -> list[Attachment]:
    """Every file that was not taken back: all of them for those inside, else their own and their agency's.

    Also one that waits for its virus check or did not pass it: it is listed, but it cannot be opened.
    """
    found = Attachment.visible_to(user).filter(
        record_kind=KIND, record_id=notification.public_id, withdrawn_at=None
    )
    return list(found.select_related("original_name__key", "description__key"))
