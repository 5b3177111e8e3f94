"""Writing the report: opening a round's sections, saving versions, owners, readiness, comments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from lscp.audit import evidence
from lscp.kernel import clock
from lscp.kernel.access import require
from lscp.kernel.scoping import ANY_VERSION, claim
from lscp.messaging import service as messaging
from lscp.people import sealing
from notifications.events import DecidedToNotify
from rapid_reviews import report_wording
from rapid_reviews.actions.recording import record
from rapid_reviews.models import RapidReview, ReportComment, ReportSection, ReportVersion
from rapid_reviews.policies import report as policies
from rapid_reviews.queries.opened import text_of
from rapid_reviews.queries.people import without
from rapid_reviews.queries.report import (
    current_round,
    earlier_words,
    latest,
    part_of,
    report_of,
    still_as_before,
)
from rapid_reviews.queries.report_people import may_own


def begin_report(event: DecidedToNotify) -> None:
    """Lay out the report of the review that the decision opened; one that is there already stays."""
    rows = RapidReview.all_records.filter(notification=event.notification_id, ended_at=None)
    review = rows.select_related("case", "partnership").order_by("-opened_at").first()
    if review is not None and not current_round(review):
        lay_out(review)


def lay_out(review: RapidReview) -> None:
    """Make the sections of the first round, in the outline of the day."""
    outline = report_wording.outline_on(clock.today())
    for part in outline.written:
        ReportSection.all_records.create(
            case=review.case, review=review, round=1, edition=outline.key, key=part.key
        )


def open_round(review: RapidReview, *, by: Any) -> int:
    """Begin the report of the next round with the texts of the last, none of them ready; gives its number.

    Part of an action that has claimed the review. The earlier round's report stays as it is.
    """
    before = current_round(review)
    for old in ReportSection.all_records.filter(review=review, round=before).select_related("case", "owner"):
        made = ReportSection.all_records.create(
            case=old.case, review=review, round=before + 1, edition=old.edition, key=old.key, owner=old.owner,
            changed_by=by,
        )  # fmt: skip
        newest = latest(old)
        if newest is not None:
            _add(made, text_of(newest.text), taken_from=earlier_words(before), by=by)
    return before + 1


@transaction.atomic
def write(
    public_id: Any, *, seen_version: int | None, text: str, taken_from: str = "", by: Any
) -> ReportVersion | None:
    """Save a section's text as a new version; None when nothing differs. A ready section is not ready any more."""
    section = claim(ReportSection, public_id, by=by, seen_version=seen_version)
    require(policies.can_write(by, section), record=section)
    newest = latest(section)
    if newest is not None and text_of(newest.text) == text:
        return None
    made = _add(section, text, taken_from=taken_from, by=by)
    section.ready_at = section.ready_by = None
    section.touch(by=by)
    section.save()
    record(
        "rapid_reviews.report_written", subject=section, by=by,
        section=part_of(section).title, number=made.number,
    )  # fmt: skip
    return made


@transaction.atomic
def set_ready(public_id: Any, *, seen_version: int | None, by: Any) -> ReportSection:
    """Say that a section is ready; said again, that it is not ready yet."""
    section = claim(ReportSection, public_id, by=by, seen_version=seen_version)
    require(policies.can_set_ready(by, section), record=section)
    return _mark(section, is_ready=section.ready_at is None, by=by)


@transaction.atomic
def keep_texts(
    public_id: Any, *, seen_version: int | None, sections: Sequence[str], by: Any
) -> list[ReportSection]:
    """Say of several sections at once that the text of the round before stays and is ready.

    `sections` are their public keys. Raises `ValueError` for none, or for one whose text is no longer that of the
    round before: somebody has to read it.
    """
    review = claim(RapidReview, public_id, by=by, seen_version=seen_version)
    require(policies.can_change_report(by, review), record=review)
    report = report_of(review)
    offered = (
        {str(one.section.public_id) for one in still_as_before(report) if one.section} if report else set()
    )
    if not sections:
        raise ValueError("Select the sections whose text stays")
    if not set(sections) <= offered:
        raise ValueError("A section has changed since you opened this page. Look at the list again")
    found = []
    for key in sections:
        section = claim(ReportSection, key, by=by, seen_version=ANY_VERSION)
        require(policies.can_set_ready(by, section), record=section)
        found.append(_mark(section, is_ready=True, by=by))
    return found


def _mark(section: ReportSection, *, is_ready: bool, by: Any) -> ReportSection:
    section.ready_at, section.ready_by = (clock.now(), by) if is_ready else (None, None)
    section.touch(by=by)
    section.save()
    verb = "rapid_reviews.report_ready" if is_ready else "rapid_reviews.report_not_ready"
    record(verb, subject=section, by=by, section=part_of(section).title)
    return section


@transaction.atomic
def set_owner(public_id: Any, *, seen_version: int | None, owner: Any, by: Any) -> ReportSection:
    """Name who writes a section, out of those who are inside the review. They are told.

    Raises `ValueError` for somebody who is not.
    """
    section = claim(ReportSection, public_id, by=by, seen_version=seen_version)
    require(policies.can_set_owner(by, section), record=section)
    if not may_own(owner, section):
        raise ValueError("Choose somebody who takes part in this review")
    section.owner = owner
    section.touch(by=by)
    section.save()
    record(
        "rapid_reviews.report_owner", subject=section, by=by, section=part_of(section).title, to=str(owner)
    )
    messaging.enqueue(
        "report_section_yours", to=without([owner], by), case=section.case, path=section.get_absolute_url(),
        dedupe_key=f"report_section_yours:{section.public_id}:{section.version}",
    )  # fmt: skip
    return section


@transaction.atomic
def comment(public_id: Any, *, text: str, by: Any) -> ReportComment:
    """Say something about a section. It is kept as it is written; its owner is told."""
    section = claim(ReportSection, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_comment(by, section), record=section)
    newest = latest(section)
    sealed = sealing.seal(section.case, text, is_frozen=True)
    made = ReportComment.all_records.create(
        section=section, about_version=newest.number if newest else 0, text=sealed, made_by=by
    )
    title = part_of(section).title
    record("rapid_reviews.report_commented", subject=section, by=by, section=title, signed=evidence.of(made))
    if section.owner is not None:
        messaging.enqueue(
            "report_commented", to=without([section.owner], by), case=section.case,
            path=section.get_absolute_url(), dedupe_key=f"report_commented:{made.public_id}",
        )  # fmt: skip
    return made


def _add(section: ReportSection, text: str, *, taken_from: str, by: Any) -> ReportVersion:
    newest = latest(section)
    sealed = sealing.seal(section.case, text, is_frozen=True)
    return ReportVersion.all_records.create(
        section=section, number=newest.number + 1 if newest else 1, text=sealed, taken_from=taken_from,
        made_by=by,
    )  # fmt: skip
