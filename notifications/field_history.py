"""Whose history the pages of the record may show, of the notification's tables.

Only to those who work on the case: a field may name another case or a step that is not the referrer's.
"""

from typing import Any

from lscp.audit import tracked
from lscp.cases.compartments import CASEWORK
from notifications.models import Exclusion, Notification, NotificationParticipant


def _of_notification(row: Any) -> str:
    return f"{CASEWORK}:{row.pgh_obj.case.public_id}" if row.pgh_obj else CASEWORK


def _of_participant(row: Any) -> str:
    return f"{CASEWORK}:{row.record.case.public_id}"


tracked.shows(Notification, title="Notification", compartment_of=_of_notification)
tracked.shows(
    NotificationParticipant,
    title="People named on the notification",
    case="record__case",
    compartment_of=_of_participant,
)
tracked.keeps_back(
    Exclusion, "Nobody on the case need know who is shut out of it; the Business Unit's page says."
)
