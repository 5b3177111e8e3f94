"""Whose history the pages of the record may show, of the second stage's tables: those who work on the case."""

from typing import Any

from lscp.audit import tracked
from lscp.cases.compartments import CASEWORK
from rapid_reviews.models import (
    AgencyRequest,
    AgencySuggestion,
    ChronologyRow,
    FamilyFacts,
    FamilyTie,
    RapidReview,
    ReportSection,
    RequestParticipant,
    ReturnRules,
)


def _of_root(row: Any) -> str:
    return f"{CASEWORK}:{row.case.public_id}" if row.case_id else CASEWORK


def _of_participant(row: Any) -> str:
    return f"{CASEWORK}:{row.record.case.public_id}"


def _of_suggestion(row: Any) -> str:
    return f"{CASEWORK}:{row.request.case.public_id}"


tracked.shows(RapidReview, title="Rapid review", compartment_of=_of_root)
tracked.shows(AgencyRequest, title="Requests to agencies", compartment_of=_of_root)
tracked.shows(ChronologyRow, title="Chronology", compartment_of=_of_root)
tracked.shows(
    RequestParticipant, title="People named on requests", case="record__case", compartment_of=_of_participant
)
tracked.shows(
    AgencySuggestion, title="Suggestions to ask others", case="request__case", compartment_of=_of_suggestion
)
tracked.keeps_back(ReturnRules, "It belongs to no case: the agency's own page shows what is set.")
tracked.shows(ReportSection, title="Sections of the report", compartment_of=_of_root)
tracked.shows(FamilyTie, title="Family diagram", compartment_of=_of_root)
tracked.shows(FamilyFacts, title="What is known of people in the family", compartment_of=_of_root)
