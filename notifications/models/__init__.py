"""The tables of the first stage: the notification, its form, its versions, who may see it."""

from notifications.models.access import (
    Exclusion,
    NotificationGroupGrant,
    NotificationParticipant,
    NotificationPersonGrant,
)
from notifications.models.form import LeadRequest, NotificationVersion, SectionAnswers
from notifications.models.notification import Notification

__all__ = [
    "Exclusion",
    "LeadRequest",
    "Notification",
    "NotificationGroupGrant",
    "NotificationParticipant",
    "NotificationPersonGrant",
    "NotificationVersion",
    "SectionAnswers",
]
