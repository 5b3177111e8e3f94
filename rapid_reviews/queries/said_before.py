"""What the agency said before about this family, offered where the return asks for it and never copied by itself.

Its own words only: the notification if it raised it, that it took part in the meeting after a sudden death, and
its signed return to an earlier review of what is probably the same family, of those the reader may see.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from lscp.deadlines.models import SudicMeeting
from lscp.kernel.dates import british_date
from lscp.people import matching
from lscp.people.typed import text_of
from notifications.queries.identity import identified_to
from notifications.queries.pack import document_of as sent_document
from notifications.wording import Page
from rapid_reviews.enums import RequestStatus as R
from rapid_reviews.enums import Step
from rapid_reviews.models import AgencyRequest, ReturnVersion
from rapid_reviews.policies.standing import may_know_people
from rapid_reviews.queries.opened import document_of

FROM_NOTIFICATION: Final = {
    "key_events": ("incident", "what_happened"),
    "life": ("voice", "voice_life"),
    "voice_words": ("voice", "voice_words"),
    "learning_done": ("actions", "actions_taken"),
    "others_why": ("agencies", "agencies_other"),
}
"""Which answer of the notification fits which question of the return."""
MEETING: Final = "key_events"
"""The question that a meeting after a sudden death belongs to."""


@dataclass(frozen=True)
class Offer:
    """Words of the agency that fit one question. `source` completes "Your agency wrote this in …"."""

    key: str
    question: str
    source: str
    text: str
    record: Any = None


def offers_for(user: Any, request: AgencyRequest, page: Page, content: Mapping[str, Any]) -> list[Offer]:
    """What fits the questions of this page and does not stand there already; nothing without sight of the people."""
    wanted = [question.key for question in page.questions if question.is_narrative]
    if not wanted or not may_know_people(user, request):
        return []
    sources = (_from_notification, _from_meeting, _from_earlier)
    found = [offer for source in sources for offer in source(user, request, wanted)]
    return [offer for offer in found if offer.text not in str(content.get(offer.question) or "")]


def _from_notification(user: Any, request: AgencyRequest, wanted: Iterable[str]) -> Iterator[Offer]:
    """The notification as it was last sent, if this agency raised it; of a restricted one, to its readers only."""
    notification = request.review.notification
    if notification.agency_id != request.agency_id or notification.submitted_at is None:
        return
    if request.case.is_restricted and not identified_to(user).filter(pk=notification.pk).exists():
        return
    sections = sent_document(notification).get("sections", {})
    source = f"the notification on {british_date(notification.submitted_at)}"
    for key in wanted:
        section, question = FROM_NOTIFICATION.get(key, ("", ""))
        text = str(sections.get(section, {}).get(question) or "").strip()
        if text:
            yield Offer(f"notification-{key}", key, source, text)


def _from_meeting(user: Any, request: AgencyRequest, wanted: Iterable[str]) -> Iterator[Offer]:
    """That its people were at the meeting after a sudden death; not what others said there."""
    del user
    if MEETING not in wanted:
        return
    agency = request.agency.name.casefold()
    held = SudicMeeting.objects.select_related("attended__key").filter(case=request.case_id)
    meeting = next((one for one in held if agency in text_of(one.attended).casefold()), None)
    if meeting is not None:
        day = british_date(meeting.held_on)
        text = f"{day}: we took part in the meeting of the agencies after the sudden death."
        yield Offer("meeting", MEETING, f"the record of the meeting after the death, {day}", text)


def _from_earlier(user: Any, request: AgencyRequest, wanted: Iterable[str]) -> Iterator[Offer]:
    """Its signed return to an earlier review of probably the same family."""
    answered = AgencyRequest.visible_to(user).filter(
        agency=request.agency_id, partnership=request.partnership_id, shows_identity=True,
        status__in=(R.RETURNED, R.ACCEPTED),
    ).exclude(case=request.case_id)  # fmt: skip
    if not answered.exists():
        return
    alike = {one.case_id for one in matching.candidates_of_case(request.case)}
    for earlier in answered.filter(case__in=alike).order_by("-pk"):
        version = _signed(earlier)
        if version is None:
            continue
        answers: dict[str, Any] = {}
        for section in document_of(version.content).get("sections", {}).values():
            answers |= section
        source = f"its return on case {earlier.case.reference}, {british_date(version.made_at)}"
        for key in wanted:
            text = str(answers.get(key) or "").strip()
            if text:
                yield Offer(f"earlier-{earlier.public_id}-{key}", key, source, text, earlier)


def _signed(request: AgencyRequest) -> ReturnVersion | None:
    rows = request.versions.filter(is_nil=False, signatures__step=Step.SIGNED_OFF)
    return rows.select_related("content__key").order_by("-number").first()
