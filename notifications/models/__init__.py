"""The tables of the first stage: the notification, its form, its versions, who may see it."""

from notifications.models.access import (
    Exclusion,
    NotificationGroupGrant,
    NotificationParticipant,
    NotificationPersonGrant,
)
from notifications.models.exits import CriteriaFinding, InformationAwaited, Reopening, Transfer
from notifications.models.feedback import NeedToKnow, ReferrerNote
from notifications.models.form import LeadRequest, NotificationVersion, SectionAnswers
from notifications.models.judgement import (
    Comment,
    Decision,
    DecisionSignature,
    DecisionVoid,
    LegalNote,
    LookAgainRequest,
)
from notifications.models.national import BoardInformed, NationalReceipt
from notifications.models.notification import Notification
from notifications.models.triage import EnteredFor, InformationQuestion, InformationRequest, NamedReader, Pair

__all__ = [
    "BoardInformed",
    "Comment",
    "CriteriaFinding",
    "Decision",
    "DecisionSignature",
    "DecisionVoid",
    "EnteredFor",
    "Exclusion",
    "InformationAwaited",
    "InformationQuestion",
    "InformationRequest",
    "LeadRequest",
    "LegalNote",
    "LookAgainRequest",
    "NamedReader",
    "NationalReceipt",
    "NeedToKnow",
    "Notification",
    "NotificationGroupGrant",
    "NotificationParticipant",
    "NotificationPersonGrant",
    "NotificationVersion",
    "Pair",
    "ReferrerNote",
    "Reopening",
    "SectionAnswers",
    "Transfer",
]
