"""The tables of the first stage: the notification, its form, its versions, who may see it."""

from notifications.models.access import (
    Exclusion,
    NotificationGroupGrant,
    NotificationParticipant,
    NotificationPersonGrant,
)
from notifications.models.form import LeadRequest, NotificationVersion, SectionAnswers
from notifications.models.notification import Notification
from notifications.models.triage import EnteredFor, InformationQuestion, InformationRequest, NamedReader, Pair

__all__ = [
    "EnteredFor",
    "Exclusion",
    "InformationQuestion",
    "InformationRequest",
    "LeadRequest",
    "NamedReader",
    "Notification",
    "NotificationGroupGrant",
    "NotificationParticipant",
    "NotificationPersonGrant",
    "NotificationVersion",
    "Pair",
    "SectionAnswers",
]
