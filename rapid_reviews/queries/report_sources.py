"""What others contributed for a part of the report, each with where it comes from, ready to be taken into the text.

Whoever calls this has asked whether the reader writes the section and may know the people in the case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from lscp.accounts.models import Agency
from lscp.kernel.dates import british_date
from lscp.meetings.models import Meeting, MeetingDecision
from lscp.people.models import PersonKind
from lscp.tasks.models import SafetyAction
from lscp.tasks.queries import call_of, concern_of
from notifications.models import Notification
from notifications.queries import summary
from rapid_reviews.enums import RequestStatus, Step
from rapid_reviews.models import AgencyRequest, RapidReview, ReturnVersion
from rapid_reviews.queries.chronology import RowView, rows_of
from rapid_reviews.queries.chronology_checks import SUGGESTION, confirmed
from rapid_reviews.queries.opened import document_of, text_of
from rapid_reviews.queries.report_identity import people_of
from rapid_reviews.queries.returns import rows_of as return_rows
from rapid_reviews.report_wording.shapes import Part

OFFERED_ROWS = 60
"""Rows of the chronology offered for the report: the first that their agency called significant."""


@dataclass(frozen=True)
class Contribution:
    """What one agency, or one part of the case, says for a part of the report."""

    key: str
    source: str
    text: str
    agency: Agency | None = None

    @property
    def marked(self) -> str:
        """As it is taken into the text: with where it comes from."""
        return f"From {self.source}:\n{self.text}"


Found = Iterator[Contribution]


def contributions(user: Any, review: RapidReview, part: Part) -> list[Contribution]:
    """Everything there is for one part, in the order of its sources; nothing empty."""
    found = []
    for number, source in enumerate(part.sources):
        kind, _, name = source.partition(":")
        found += [
            Contribution(f"{number}-{one.key}", one.source, one.text, one.agency)
            for one in SOURCES[kind](user, review, name)
            if one.text.strip()
        ]
    return found


def _returns(_user: Any, review: RapidReview, name: str) -> Found:
    for version in signed_versions(review):
        agency = version.request.agency
        for section in return_rows(document_of(version.content)):
            if section.key == name:
                lines = [
                    f"{row.label}\n{row.words}"
                    for group in section.groups
                    for row in group.rows
                    if row.is_answered
                ]
                source = f"{agency}, return, version {version.number}"
                yield Contribution(str(version.public_id), source, "\n\n".join(lines), agency)


def signed_versions(review: RapidReview) -> list[ReturnVersion]:
    """The newest signed return of each agency that was not withdrawn; no nil returns."""
    rows = (
        ReturnVersion.all_records.filter(
            request__review=review, is_nil=False, signatures__step=Step.SIGNED_OFF
        )
        .exclude(request__status=RequestStatus.WITHDRAWN)
        .select_related("request__agency", "content__key")
        .order_by("request__agency__name", "request", "number")
    )
    newest = {row.request_id: row for row in rows}
    return list(newest.values())


def _requests(_user: Any, review: RapidReview, _name: str) -> Found:
    rows = list(
        AgencyRequest.all_records.filter(review=review)
        .exclude(status=RequestStatus.WITHDRAWN)
        .select_related("agency", "declined_because__key")
    )
    nil = set(
        ReturnVersion.all_records.filter(request__in=rows, is_nil=True).values_list("request_id", flat=True)
    )
    lines = [_request_line(row, is_nil=row.pk in nil) for row in rows]
    yield Contribution("requests", "the requests to agencies", "\n".join(lines))


def _request_line(row: AgencyRequest, *, is_nil: bool) -> str:
    if row.status == RequestStatus.DECLINED:
        return f"{row.agency}: declined. {text_of(row.declined_because)}"
    if row.status in (RequestStatus.RETURNED, RequestStatus.ACCEPTED):
        return f"{row.agency}: {'knows nothing' if is_nil else 'contributed'}"
    return f"{row.agency}: has not answered ({row.get_status_display().lower()})"


def _chronology(_user: Any, review: RapidReview, _name: str) -> Found:
    shown = 0
    for row in rows_of(review).iterator(chunk_size=200):
        view = RowView(row, document_of(row.content))
        if not view.text("significance"):
            continue
        lines = [f"{view.when_words}: {view.text('event')}", view.text("response"), view.text("significance")]
        yield Contribution(
            str(row.public_id),
            f"{row.source}, chronology",
            "\n".join(one for one in lines if one),
            row.agency,
        )
        shown += 1
        if shown == OFFERED_ROWS:
            return


def _checks(_user: Any, review: RapidReview, _name: str) -> Found:
    """What somebody thinks worth discussing of what the checks of the chronology found, with its rows."""
    for one in confirmed(review):
        rows = [f"{view.row.source}, {view.when_words}: {view.text('event')}" for view in one.rows]
        reason = one.outcome.reason if one.outcome else ""
        lines = [*one.finding.sentences(), *rows, reason, SUGGESTION]
        yield Contribution(
            one.code,
            "the checks of the chronology, worth discussing",
            "\n".join(line for line in lines if line),
        )


def _form(user: Any, review: RapidReview, name: str) -> Found:
    notification = Notification.visible_to(user).filter(pk=review.notification_id).first()
    row = (
        notification.versions.select_related("content__key").order_by("-number").first()
        if notification
        else None
    )
    document = document_of(row.content) if row else {}
    for section in summary.rows_of(document) if "edition" in document else ():
        if section.key == name:
            lines = [
                f"{one.label}\n{one.words}"
                for group in section.groups
                for one in group.rows
                if one.is_answered
            ]
            source = f"{review.notification.agency}, notification, version {row.number}"  # type: ignore[union-attr]
            yield Contribution(name, source, "\n\n".join(lines), review.notification.agency)


def _people(_user: Any, review: RapidReview, _name: str) -> Found:
    """Who is in the case, in roles: never a name, so that what is taken in can stay."""
    lines = [
        f"{summary.LABEL_OF[PersonKind(one.kind)]} {one.number}" for one in people_of(review.notification)
    ]
    yield Contribution("people", "the notification’s list of people", "\n".join(lines))


def _safety(user: Any, review: RapidReview, _name: str) -> Found:
    rows = (
        SafetyAction.visible_to(user).filter(case=review.case_id).select_related("concern__key", "call__key")
    )
    for row in rows.order_by("raised_at", "pk"):
        call = call_of(row)
        lines = [f"Raised on {british_date(row.raised_at)}. {concern_of(row)}".strip()]
        lines += [f"{name.capitalize()}: {words}" for name, words in call.items() if words]
        if row.is_open:
            lines.append("The call to the front door is still to be recorded.")
        yield Contribution(
            str(row.public_id), f"{row.agency}, immediate safety action", "\n".join(lines), row.agency
        )


def _minutes(user: Any, review: RapidReview, _name: str) -> Found:
    """What approved minutes of the case's meetings that the reader may see say was decided."""
    seen = Meeting.visible_to(user).filter(case=review.case_id, minutes__approved_at__isnull=False)
    rows = MeetingDecision.all_records.filter(meeting__in=seen.order_by()).select_related(
        "text__key", "rationale__key", "meeting"
    )
    for row in rows.order_by("meeting", "number"):
        day = british_date(row.meeting.day)
        words = [text_of(row.text), f"Because: {text_of(row.rationale)}" if row.rationale else ""]
        source = f"the meeting on {day}, decision {row.number}"
        yield Contribution(str(row.public_id), source, "\n".join(one for one in words if one))


SOURCES: dict[str, Callable[[Any, RapidReview, str], Found]] = {
    "return": _returns, "requests": _requests, "chronology": _chronology, "checks": _checks, "form": _form,
    "people": _people,
    "safety": _safety, "minutes": _minutes,
}  # fmt: skip
"""What the outline's `sources` may name, by the word before the colon."""
