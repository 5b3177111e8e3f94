"""The chronology as pages show it: in date order, narrowed down on plain columns, opened a page at a time.

Callers have fetched the review or the request from what the reader may see.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from lscp.accounts.models import Agency
from lscp.accounts.roles import UNIT_ROLES
from lscp.kernel.dates import UncertainDate, british_time
from lscp.people.models import Person, PersonKind
from notifications.queries.answers import name_of
from rapid_reviews.models import AgencyRequest, ChronologyRow, RapidReview, RowComment
from rapid_reviews.queries.opened import document_of, documents_in, documents_of, text_of

PARTNERSHIP = "partnership"
"""In filters, the source that is no agency: the partnership's own records."""
CHILDREN = (PersonKind.CHILD, PersonKind.SIBLING)


@dataclass(frozen=True)
class Narrowing:
    """How the chronology is narrowed down: all empty shows all. `source` is an agency's key, or `PARTNERSHIP`."""

    source: str = ""
    child: str = ""
    theme: str = ""
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass
class RowView:
    """One row with its texts opened."""

    row: ChronologyRow
    content: dict[str, Any] = field(default_factory=dict)
    comments: int = 0
    hide: Callable[[str], str] | None = None

    @property
    def when(self) -> UncertainDate:
        """The date as it was written."""
        try:
            return UncertainDate.from_json(self.content["when"])
        except (KeyError, ValueError):
            return UncertainDate.unknown()

    @property
    def when_words(self) -> str:
        """Date and time in words."""
        words = self.when.words if self.when.is_known else "Date not known"
        at = f", {british_time(self.row.at_time)}" if self.row.at_time else ""
        return f"{words[:1].upper()}{words[1:]}{at}"

    def text(self, key: str) -> str:
        """One of the texts, as the reader may see it; empty where the case was disposed of."""
        text = str(self.content.get(key, "") or "")
        return self.hide(text) if self.hide else text

    @property
    def source(self) -> str:
        """Whose row it is; an agency so small that its name would tell who the people are is called what it is."""
        return source_words(self.row.source, self.hide)

    @property
    def as_written(self) -> str:
        """The words in which the date was given."""
        return self.hide(self.when.as_written) if self.hide else self.when.as_written


def source_words(name: str, hide: Callable[[str], str] | None) -> str:
    """An agency's name as the reader may see it, with a capital letter where it is called what it is."""
    hidden = hide(name) if hide else name
    return name if hidden == name else hidden[:1].upper() + hidden[1:]


def unit_agency(user: Any, review: RapidReview) -> Agency:
    """The agency under which somebody of the Business Unit writes the partnership's own records."""
    places = user.memberships_as(*UNIT_ROLES, partnership=review.partnership_id)
    found: Agency = places[0].agency
    return found


def rows_of(review: RapidReview, narrowing: Narrowing | None = None) -> QuerySet[ChronologyRow]:
    """The merged chronology in order, without what was taken out."""
    rows = ChronologyRow.all_records.filter(review=review, taken_out_at=None)
    return _narrowed(rows, narrowing or Narrowing()).select_related("agency", "content__key")


def rows_of_request(request: AgencyRequest) -> QuerySet[ChronologyRow]:
    """One agency's own rows in order."""
    rows = ChronologyRow.all_records.filter(request=request, taken_out_at=None)
    return rows.select_related("agency", "content__key")


def _narrowed(rows: QuerySet[ChronologyRow], how: Narrowing) -> QuerySet[ChronologyRow]:
    if how.source == PARTNERSHIP:
        rows = rows.filter(request=None)
    elif how.source:
        agency = Agency.objects.filter(public_id=how.source).first()
        rows = rows.filter(agency=agency, request__isnull=False)
    if how.child:
        rows = rows.filter(children__contains=[how.child])
    if how.theme:
        rows = rows.filter(themes__contains=[how.theme])
    if how.since:
        rows = rows.filter(Q(until_on__gte=how.since))
    if how.until:
        rows = rows.filter(Q(from_on__lte=how.until))
    return rows


def opened(rows: Iterable[ChronologyRow], *, counts: bool = True) -> list[RowView]:
    """Rows with their texts, and how many comments each has: one query more."""
    listed = list(rows)
    contents = documents_of(row.content for row in listed)
    views = [RowView(row, content) for row, content in zip(listed, contents, strict=True)]
    if counts:
        found = RowComment.all_records.filter(row__in=[row.pk for row in listed])
        said = dict(found.values_list("row").annotate(number=Count("pk")).order_by())
        for view in views:
            view.comments = said.get(view.row.pk, 0)
    return views


def search(rows: QuerySet[ChronologyRow], words: str, *, most: int) -> tuple[list[RowView], int]:
    """The rows that hold every word in one of their texts, at most so many, and how many there are.

    The texts are sealed, so the database cannot search them: every text is opened, and only what was found is
    read as a whole.
    """
    wanted = words.casefold().split()
    matching = [pk for pk, content in documents_in(rows) if content and _holds(content, wanted)]
    found = rows.filter(pk__in=matching[:most])
    return opened(found), len(matching)


def _holds(content: dict[str, Any], wanted: list[str]) -> bool:
    text = " ".join([str(value) for key, value in content.items() if key != "when"]).casefold()
    return all(word in text for word in wanted)


def sources_of(review: RapidReview, hide: Callable[[str], str] | None = None) -> list[tuple[str, str]]:
    """What the chronology can be narrowed down to: the agencies asked, and the partnership's own records."""
    rows = AgencyRequest.all_records.filter(review=review).select_related("agency")
    names = {str(one.agency.public_id): source_words(str(one.agency), hide) for one in rows}
    return [*sorted(names.items(), key=lambda pair: pair[1]), (PARTNERSHIP, "Partnership records")]


def children_of(review: RapidReview, *, named: bool) -> list[tuple[str, str]]:
    """The children of the case and their brothers and sisters, by key; with names for who may know them."""
    rows = Person.all_records.filter(case=review.case_id, removed_at=None, kind__in=CHILDREN)
    if named:
        rows = rows.select_related("identity__key")
    found: list[tuple[str, str]] = []
    for person in rows.order_by("kind", "number"):
        name = name_of(document_of(person.identity)) if named else ""
        found.append((str(person.public_id), f"{person.label}: {name}" if name else person.label))
    return found


@dataclass(frozen=True)
class CommentView:
    """One comment in its own words."""

    comment: RowComment
    text: str


def comments_on(row: ChronologyRow) -> list[CommentView]:
    """What was said about a row, oldest first."""
    rows = row.comments.select_related("made_by", "text__key")
    return [CommentView(one, text_of(one.text)) for one in rows]


@dataclass(frozen=True)
class Earlier:
    """A row as it stood before a change, and until when."""

    until: dt.datetime
    view: RowView


def earlier_versions(row: ChronologyRow) -> Sequence[Earlier]:
    """What a row said before, newest first: its states whose text is no longer the row's."""
    events: Any = row.events  # type: ignore[attr-defined]  # made by pghistory
    states = list(events.select_related("content__key").order_by("pgh_id"))
    found = []
    for state, after in pairwise(states):
        if state.content_id != after.content_id:
            found.append(Earlier(after.pgh_created_at, RowView(state, document_of(state.content))))
    return found[::-1]


def chronology_links(user: Any, review: RapidReview) -> list[tuple[str, str]]:
    """The ways from the review's page to its chronology, as words and addresses."""
    del user  # whoever sees the review sees them
    key = [review.public_id]
    return [
        ("The chronology", reverse("rapid_reviews:chronology", args=key)),
        ("The family and the agencies around it", reverse("rapid_reviews:family", args=key)),
    ]
