"""What the checks find in a review's merged chronology, with what people made of each finding.

Callers have fetched the review from what the reader may see. Every row is opened once; nothing opened is kept.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Any

from django.utils.crypto import salted_hmac

from lscp.kernel import clock
from lscp.kernel.dates import Precision, UncertainDate
from lscp.people.models import Person, PersonKind
from rapid_reviews.checks.codes import Check, Made
from rapid_reviews.checks.mentions import called
from rapid_reviews.checks.run import run
from rapid_reviews.checks.values import Child, Chronology, Finding, Row, Source, Thresholds
from rapid_reviews.models import CheckSettings, ChronologyRow, FindingOutcome, RapidReview
from rapid_reviews.queries.chronology import CHILDREN, PARTNERSHIP, RowView, rows_of
from rapid_reviews.queries.incident import happened_on
from rapid_reviews.queries.opened import document_of, documents_of

SUGGESTION = "This is a suggestion to look; it does not say anything went wrong."
SALT = "rapid_reviews.chronology_checks"
OF_PAIRS = frozenset({Check.SAME_EVENT, Check.KNOWING})
"""Checks whose findings are about two rows; the others are about a stretch of time."""
NUMBERS = tuple(one.name for one in fields(Thresholds))


@dataclass(frozen=True)
class Outcome:
    """What somebody made of a finding, opened: what the finding said then, and why."""

    row: FindingOutcome
    state: str
    said: tuple[str, ...]
    reason: str
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass
class FindingView:
    """One finding with its rows opened. `outcomes` are of this very finding, newest last; `earlier` of what it was."""

    finding: Finding
    rows: list[RowView]
    beside: list[RowView]
    outcomes: list[Outcome] = field(default_factory=list)
    earlier: list[Outcome] = field(default_factory=list)

    @property
    def code(self) -> str:
        """A keyed digest of the finding as it stands, for addresses: it tells nothing of it."""
        return salted_hmac(SALT, self.finding.state, algorithm="sha256").hexdigest()[:24]

    @property
    def outcome(self) -> Outcome | None:
        """What counts: the newest."""
        return self.outcomes[-1] if self.outcomes else None

    @property
    def rank(self) -> int:
        """First what nobody said anything about, then what is worth discussing, last what was dismissed."""
        if self.outcome is None:
            return 0
        return 1 if self.outcome.row.made == Made.DISCUSS else 2


@dataclass(frozen=True)
class Checked:
    """Everything found, the open ones first, and what was said of findings that are no longer there."""

    findings: list[FindingView]
    gone: list[Outcome]
    limits: Thresholds

    def find(self, code: str) -> FindingView | None:
        """The finding of an address, as it now stands."""
        return next((one for one in self.findings if one.code == code), None)


def checked(review: RapidReview) -> Checked:
    """Read the chronology, run the checks and join what people said."""
    views = {str(view.row.public_id): view for view in _opened(review)}
    limits = limits_of(review.partnership_id)
    found = run(chronology_of(review, views.values()), limits)
    outcomes = _outcomes(review)
    findings = [
        FindingView(one, [views[key] for key in one.rows], [views[key] for key in one.beside])
        for one in found
    ]
    gone = _join(findings, outcomes)
    order = {id(one): at for at, one in enumerate(findings)}
    return Checked(sorted(findings, key=lambda one: (one.rank, order[id(one)])), gone, limits)


def confirmed(review: RapidReview) -> list[FindingView]:
    """The findings that somebody thinks worth discussing, as they stand: for the analysis in the report."""
    if not FindingOutcome.all_records.filter(review=review, made=Made.DISCUSS).exists():
        return []
    return [one for one in checked(review).findings if one.rank == 1]


def limits_of(partnership: Any) -> Thresholds:
    """How long is long in a partnership today: as it set it, else as shipped."""
    row = settings_of(partnership)
    return Thresholds(**{name: getattr(row, name) for name in NUMBERS}) if row else Thresholds()


def settings_of(partnership: Any) -> CheckSettings | None:
    """The settings in force today; None where a partnership has set none."""
    rows = CheckSettings.objects.filter(partnership=partnership, in_force_from__lte=clock.today())
    return rows.order_by("in_force_from", "pk").last()


def _opened(review: RapidReview) -> list[RowView]:
    rows = list(rows_of(review))
    return [
        RowView(row, content)
        for row, content in zip(rows, documents_of(row.content for row in rows), strict=True)
    ]


def chronology_of(review: RapidReview, views: Iterable[RowView]) -> Chronology:
    """The rows as the checks read them, with who wrote them, the children, and the day of the incident."""
    listed = list(views)
    sources: dict[str, Source] = {}
    for view in listed:
        key = source_of(view.row)
        if key not in sources:
            agency = view.row.agency
            known = key != PARTNERSHIP
            sources[key] = Source(key, view.row.source, called(agency.name, agency.kind) if known else ())
    return Chronology([_plain(view) for view in listed], sources, _children(review), _happened(review))


def source_of(row: ChronologyRow) -> str:
    """The key of who wrote a row."""
    return str(row.agency.public_id) if row.request_id else PARTNERSHIP


def _plain(view: RowView) -> Row:
    row = view.row
    text = "\n".join(str(view.content.get(key, "") or "") for key in ("event", "response"))
    return Row(
        str(row.public_id), source_of(row), UncertainDate(Precision(row.precision), row.from_on, row.until_on), text,
        row.at_time, row.child_seen, row.spoken_to, frozenset(str(one) for one in row.children),
    )  # fmt: skip


def _children(review: RapidReview) -> tuple[Child, ...]:
    """The children of the case, then their brothers and sisters, by role and with the latest day of their birth."""
    rows = Person.all_records.filter(case=review.case_id, removed_at=None, kind__in=CHILDREN)
    found = sorted(
        rows.select_related("identity__key"), key=lambda one: (one.kind != PersonKind.CHILD, one.number)
    )
    return tuple(
        Child(str(one.public_id), one.label, _latest(document_of(one.identity).get("birth_date")))
        for one in found
    )


def _happened(review: RapidReview) -> dt.date | None:
    found = happened_on(review)
    return found.latest if found else None


def _latest(stored: Any) -> dt.date | None:
    """The latest day that a stored date may mean."""
    try:
        return UncertainDate.from_json(stored).latest if isinstance(stored, dict) else None
    except ValueError:
        return None


def _outcomes(review: RapidReview) -> list[Outcome]:
    rows = list(
        FindingOutcome.all_records.filter(review=review)
        .select_related("content__key", "made_by")
        .order_by("pk")
    )
    contents = documents_of(row.content for row in rows)
    return [_outcome(row, content) for row, content in zip(rows, contents, strict=True)]


def _outcome(row: FindingOutcome, content: dict[str, Any]) -> Outcome:
    days = [dt.date.fromisoformat(content[key]) if content.get(key) else None for key in ("since", "until")]
    said = tuple(str(one) for one in content.get("said", ()))
    return Outcome(row, str(content.get("state", "")), said, str(content.get("reason", "")), *days)


def _join(findings: list[FindingView], outcomes: list[Outcome]) -> list[Outcome]:
    """Give each outcome to its finding; one whose finding changed to what it became. Returns those left over."""
    by_state = {one.finding.state: one for one in findings}
    orphans = []
    for outcome in outcomes:
        same = by_state.get(outcome.state)
        if same is not None:
            same.outcomes.append(outcome)
        else:
            orphans.append(outcome)
    by_check: dict[str, list[FindingView]] = defaultdict(list)
    for one in findings:
        by_check[one.finding.check.value].append(one)
    gone = []
    for outcome in orphans:
        heirs = [one for one in by_check[outcome.row.check_kind] if _became(outcome, one.finding)]
        for heir in heirs:
            heir.earlier.append(outcome)
        if not heirs:
            gone.append(outcome)
    return gone


def _became(outcome: Outcome, finding: Finding) -> bool:
    """Whether a finding is what another became: it shares a row; for a stretch of time, also some of its days."""
    shares = not {str(key) for key in outcome.row.rows}.isdisjoint(finding.rows)
    if finding.check in OF_PAIRS or None in (outcome.since, outcome.until, finding.since, finding.until):
        return shares
    overlap = outcome.since < finding.until and finding.since < outcome.until  # type: ignore[operator]
    return shares and overlap
