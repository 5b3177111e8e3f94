"""The tables of the first stage: the notification, its form, its versions, who may see it."""

from notifications.models.access import (
    Exclusion,
    NotificationGroupGrant,
    NotificationParticipant,
    NotificationPersonGrant,
)
from notifications.models.form import LeadRequest, NotificationVersion, SectionAnswers
from notifications.models.judgement import (
    Comment,
    Decision,
    DecisionSignature,
    DecisionVoid,
    LegalNote,
    LookAgainRequest,
)
from notifications.models.notification import Notification
from notifications.models.triage import EnteredFor, InformationQuestion, InformationRequest, NamedReader, Pair

__all__ = [
    "Comment",
    "Decision",
    "DecisionSignature",
    "DecisionVoid",
    "EnteredFor",
    "Exclusion",
    "InformationQuestion",
    "InformationRequest",
    "LeadRequest",
    "LegalNote",
    "LookAgainRequest",
    "NamedReader",
    "Notification",
    "NotificationGroupGrant",
    "NotificationParticipant",
    "NotificationPersonGrant",
    "NotificationVersion",
    "Pair",
    "SectionAnswers",
]
