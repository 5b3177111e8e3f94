"""All checks over one chronology, each row's words read once."""

from __future__ import annotations

from rapid_reviews.checks import gaps, knowing, same_event, seeing, silence
from rapid_reviews.checks.codes import Check
from rapid_reviews.checks.mentions import Mentions
from rapid_reviews.checks.values import Chronology, Finding, Thresholds
from rapid_reviews.checks.words import Index

ORDER = {check: at for at, check in enumerate(Check)}


def run(chronology: Chronology, limits: Thresholds) -> list[Finding]:
    """Everything there is to look at, in the order of the checks, then of time."""
    index, mentions = Index(chronology.placed), Mentions(chronology.sources.values())
    found = [
        *same_event.find(chronology, limits, index, mentions),
        *knowing.find(chronology, limits, index, mentions),
        *seeing.find_not_seen(chronology, limits),
        *seeing.find_not_spoken(chronology, limits),
        *silence.find(chronology, limits, mentions),
        *gaps.find(chronology, limits),
    ]
    return sorted(found, key=lambda one: (ORDER[one.check], str(one.since), one.key))
