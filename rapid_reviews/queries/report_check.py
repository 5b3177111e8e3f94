"""The check of a whole report against the case's identity: what was found where, and what was settled.

Whoever calls `hits_of` has asked whether the reader may know the people; `unsettled` gives a number only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.crypto import salted_hmac

from rapid_reviews.models import KeptPassage, RapidReview, ReportSection
from rapid_reviews.queries.opened import document_of
from rapid_reviews.queries.report import ReportView, texts_of
from rapid_reviews.queries.report_identity import Spot, identity_of, spots
from rapid_reviews.queries.report_judgements import answered
from rapid_reviews.queries.report_views import view_rounds
from rapid_reviews.report_codes import About

SALT = "rapid_reviews.report_check"


@dataclass(frozen=True)
class Place:
    """A text of the report: its code, its title, the text, and the section where it is one."""

    code: str
    title: str
    text: str
    section: ReportSection | None = None


@dataclass(frozen=True)
class Hit:
    """Something of the identity in the text of one place; `reason` says why it stays, if that was said."""

    place: Place
    spot: Spot
    reason: str = ""

    @property
    def key(self) -> str:
        """A keyed digest of the words and their place, for addresses: it tells nothing of them."""
        parts = (self.place.code, *_words(self.spot))
        return salted_hmac(SALT, "\0".join(parts), algorithm="sha256").hexdigest()[:24]


def places_of(review: RapidReview, report: ReportView) -> Iterator[Place]:
    """Every text of a report: sections, reasons of the answers, and the partners' open views."""
    texts = texts_of(report)
    for one in report.written:
        yield Place(f"section:{one.part.key}", one.title, texts[one.part.key], one.section)
    for about in (About.LOCAL, About.NATIONAL):
        for item in answered(review, report, about):
            title = f"{about.label}, answer {item.item.key}"
            yield Place(f"{about.value}:{item.item.key}", title, item.reason)
    for the_round in view_rounds(review, report.round):
        if the_round.is_open:
            for view in the_round.views.filter(voiding=None).select_related("content__key", "seat"):
                text = str(document_of(view.content).get("rationale", ""))
                yield Place(f"view:{view.public_id}", f"View of {view.seat.title}", text)


def hits_of(review: RapidReview, report: ReportView) -> list[Hit]:
    """Everything found, in the report's order."""
    identity, kept = identity_of(review.notification), _kept(review, report.round)
    return [
        Hit(place, spot, kept.get((place.code, *_words(spot)), ""))
        for place in places_of(review, report)
        for spot in spots(identity, place.text)
    ]


def unsettled(review: RapidReview, report: ReportView) -> int:
    """How many places still hold something of the identity of which nobody said why it stays."""
    return sum(not one.reason for one in hits_of(review, report))


def _kept(review: RapidReview, number: int) -> dict[tuple[str, str, str, str], str]:
    rows = KeptPassage.all_records.filter(review=review, round=number).select_related("content__key")
    found = {}
    for row in rows:
        content = document_of(row.content)
        if content:
            found[row.place, content["before"], content["text"], content["after"]] = content["reason"]
    return found


def _words(spot: Spot) -> tuple[str, str, str]:
    return spot.before, spot.text, spot.after
