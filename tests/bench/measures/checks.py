"""The checks over a merged chronology of 5,000 rows, against opening the same rows."""

import datetime as dt
import re

from lscp.demo.stories.chronology import ROWS as STORY
from lscp.demo.stories.chronology.shape import TOLD, Days, in_full
from lscp.people import sealing
from notifications.models import Notification
from rapid_reviews.checks.run import run
from rapid_reviews.checks.values import Thresholds
from rapid_reviews.models import AgencyRequest, ChronologyRow, RapidReview
from rapid_reviews.queries import chronology_checks as queries
from rapid_reviews.queries.chronology_dates import Order, read_when
from tests.bench.data import cases
from tests.bench.stopwatch import medians, milliseconds

HEADING = "Checks over a chronology"
ROWS = 5_000
CASES = 1_000
NAMES = {
    "mum": "Perdita",
    "dad": "Craig",
    "partner": "Wade",
    "nan": "Sheila",
    "girl": "Tansy",
    "boy": "Rowan",
}
SEEN = {"yes": "yes", "no": "no", "nr": "not_recorded", "na": "not_relevant"}
BORN = dt.date(2024, 4, 10)


def measure(report, world):
    """All rows, and a quarter of them to see how the work grows."""
    cases.grow_to(world, CASES)
    review, less = _review(world, ROWS), _review(world, ROWS // 4)
    limits = Thresholds()
    read, checked = medians(lambda: queries._opened(review), lambda: queries.checked(review), rounds=5)
    findings = len(queries.checked(review).findings)
    report.at_most(
        f"{ROWS:,} rows: all checks against opening the same rows", checked / read, 20.0, unit="×",
        note=f"{milliseconds(checked)} : {milliseconds(read)}, {findings} findings",
    )  # fmt: skip
    many, few = (queries.chronology_of(one, queries._opened(one)) for one in (review, less))
    big, small = medians(lambda: _run(many, limits), lambda: _run(few, limits), rounds=5)
    report.note(
        f"the checks alone, {ROWS:,} rows against {ROWS // 4:,}", big / small, unit="×",
        note=f"{milliseconds(big)} : {milliseconds(small)}",
    )  # fmt: skip


def _run(chronology, limits):
    """Afresh: what a chronology has worked out once is not used again."""
    fresh = type(chronology)(chronology.rows, chronology.sources, chronology.children, chronology.ends_on)
    return run(fresh, limits)


def _review(world, number):
    """A review whose eight agencies wrote so many rows: the demonstration's story again and again, three days later each."""
    notification = (
        Notification.all_records.filter(
            partnership=world.partnerships[0], status="notified", rapid_reviews=None
        )
        .select_related("case")
        .first()
    )
    case = notification.case
    review = RapidReview.all_records.create(
        case=case, partnership=world.partnerships[0], notification=notification, opened_by=world.unit
    )
    asked = {domain: _request(world, review, domain.partition(".")[0]) for domain in STORY}
    made, documents, copy = [], [], 0
    while len(made) < number:
        for domain, own in STORY.items():
            made += [_row(review, asked[domain], row, copy, documents, world.unit) for row in own]
        copy += 1
    for row, content in zip(made[:number], sealing.seal_many(case, documents[:number]), strict=True):
        row.content = content
    ChronologyRow.all_records.bulk_create(made[:number], batch_size=500)
    return review


def _request(world, review, name):
    return AgencyRequest.all_records.create(
        case=review.case, partnership=review.partnership, review=review, agency=world.agencies[f"{name}-0"],
        asks=sealing.seal(review.case, {}), form_edition="2026.1", asked_by=world.unit,
    )  # fmt: skip


def _row(review, request, row, copy, documents, by):
    """Long words get an ending of their own in each copy: else every copy would tell the same events."""
    happened = TOLD + dt.timedelta(days=3 * copy)
    said = in_full(row, Days(happened, BORN + (happened - TOLD)), NAMES)
    own = chr(ord("a") + copy % 26)
    texts = {
        key: re.sub(r"\b[a-z]{6,}\b", lambda word: f"{word[0]}q{own}", said[key])
        for key in ("event", "response", "significance")
    }
    when = read_when(said["when"], Order())
    made = ChronologyRow(
        case=review.case, partnership=review.partnership, review=review, request=request, agency=request.agency,
        child_seen=SEEN[row.seen], spoken_to=SEEN[row.spoken], made_by=by, changed_by=by,
    )  # fmt: skip
    made.place(when, dt.time.fromisoformat(row.at) if row.at else None)
    documents.append({"when": when.to_json(), "source": row.source, "comment": "", **texts})
    return made
