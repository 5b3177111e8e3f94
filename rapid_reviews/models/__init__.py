"""The records of the second stage."""

from rapid_reviews.models.chronology import ChronologyRow, RowComment
from rapid_reviews.models.chronology_checks import CheckSettings, FindingOutcome
from rapid_reviews.models.chronology_export import ChronologyCopy
from rapid_reviews.models.chronology_import import ChronologyImport
from rapid_reviews.models.chronology_roles import RoleWord
from rapid_reviews.models.family import FamilyFacts, FamilyTie
from rapid_reviews.models.forecasts import KeptForecast
from rapid_reviews.models.pack import PackReason, PanelSending
from rapid_reviews.models.panel import PanelReceipt, PanelReply
from rapid_reviews.models.recommendation import (
    ChildRecommendation,
    ExecutiveOutcome,
    ExecutiveRule,
    Recommendation,
)
from rapid_reviews.models.report import (
    KeptPassage,
    ReportComment,
    ReportJudgement,
    ReportSection,
    ReportVersion,
)
from rapid_reviews.models.requests import (
    AgencyRequest,
    AgencyRequestGroupGrant,
    AgencyRequestPersonGrant,
    AgencySuggestion,
    RequestParticipant,
    RequestQuestion,
)
from rapid_reviews.models.returns import (
    ReturnNote,
    ReturnRules,
    ReturnSection,
    ReturnSignature,
    ReturnVersion,
)
from rapid_reviews.models.review import RapidReview

__all__ = [
    "AgencyRequest",
    "AgencyRequestGroupGrant",
    "AgencyRequestPersonGrant",
    "AgencySuggestion",
    "CheckSettings",
    "ChildRecommendation",
    "ChronologyCopy",
    "ChronologyImport",
    "ChronologyRow",
    "ExecutiveOutcome",
    "ExecutiveRule",
    "FamilyFacts",
    "FamilyTie",
    "FindingOutcome",
    "KeptForecast",
    "KeptPassage",
    "PackReason",
    "PanelReceipt",
    "PanelReply",
    "PanelSending",
    "RapidReview",
    "Recommendation",
    "ReportComment",
    "ReportJudgement",
    "ReportSection",
    "ReportVersion",
    "RequestParticipant",
    "RequestQuestion",
    "ReturnNote",
    "ReturnRules",
    "ReturnSection",
    "ReturnSignature",
    "ReturnVersion",
    "RoleWord",
    "RowComment",
]
