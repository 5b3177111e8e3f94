"""All checks over one chronology, each row's words read once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

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
        *same_event.find(chronology, limits, index),
        *knowing.find(chronology, limits, index, mentions),
        *_once(seeing.find_not_seen(chronology, limits)),
        *_once(seeing.find_not_spoken(chronology, limits)),
        *silence.find(chronology, limits, mentions),
        *gaps.find(chronology, limits),
    ]
    return sorted(found, key=lambda one: (ORDER[one.check], str(one.since), one.key))


def _once(found: Iterable[Finding]) -> list[Finding]:
    """What was found for several children from the same rows is one finding about all of them."""
    by_rows: dict[tuple[str, ...], list[Finding]] = defaultdict(list)
    for finding in found:
        by_rows[finding.rows].append(finding)
    return [_together(alike) for alike in by_rows.values()]


def _together(alike: list[Finding]) -> Finding:
    if len(alike) == 1:
        return alike[0]
    sentences = tuple(dict.fromkeys(said for one in alike for said in one.said))
    subject = ",".join(sorted(one.subject for one in alike))
    return replace(alike[0], said=sentences, subject=subject)
