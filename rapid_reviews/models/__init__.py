"""The records of the second stage."""

from rapid_reviews.models.chronology import ChronologyRow, RowComment
from rapid_reviews.models.chronology_import import ChronologyImport
from rapid_reviews.models.forecasts import KeptForecast
from rapid_reviews.models.panel import PanelReceipt, PanelReply
from rapid_reviews.models.recommendation import ExecutiveOutcome, ExecutiveRule, Recommendation
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
    "ChronologyImport",
    "ChronologyRow",
    "ExecutiveOutcome",
    "ExecutiveRule",
    "KeptForecast",
    "KeptPassage",
    "PanelReceipt",
    "PanelReply",
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
    "RowComment",
]
