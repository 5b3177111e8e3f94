"""What the picture of a chronology shows of its rows: which events, in which lanes, with which words and ways on.

Callers have fetched the review from what the reader may see. Only rows that are drawn one by one are opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from lscp.accounts.models import Agency
from lscp.kernel import clock
from lscp.kernel.dates import UncertainDate, british_date
from lscp.web.components import Cell
from rapid_reviews.chronology_codes import Seen
from rapid_reviews.enums import RequestStatus
from rapid_reviews.models import AgencyRequest, ChronologyRow, RapidReview
from rapid_reviews.queries.chronology import PARTNERSHIP, Narrowing, RowView, opened, sources_of
from rapid_reviews.queries.incident import happened_on
from rapid_reviews.queries.timeline_axis import Axis, Unit
from rapid_reviews.queries.timeline_periods import Period, periods_of
from rapid_reviews.queries.timeline_picture import (
    LEFT,
    MOST_MARKS,
    PLOT,
    Event,
    Picture,
    Sign,
    axis_for,
    draw,
    period_of,
)  # fmt: skip

PER_PAGE = 50
MOST_LETTERS = 160
"""How much of an event's words is said beside its mark; its own page says all."""
MOST_PARTS, EVENTS_IN_PART, DAYS_IN_PART = 6, 90, 28
"""A printed copy is cut into so many periods at most, each with about so many events (local rule)."""
Hide = Callable[[str], str]
UNDATED = "Date not known"


@dataclass(frozen=True)
class Incident:
    """When the incident happened: from where to where on the axis, and in words."""

    left: float
    right: float
    words: str

    @property
    def is_line(self) -> bool:
        """Whether it is one day: a line, not a band."""
        return self.right - self.left < 3

    @property
    def anchor(self) -> str:
        """On which side its words stand: where there is room."""
        return (
            "end"
            if self.left > LEFT + PLOT * 0.75
            else "start"
            if self.left < LEFT + PLOT * 0.25
            else "middle"
        )

    @property
    def width(self) -> float:
        """How wide the band is."""
        return round(self.right - self.left, 1)


@dataclass(frozen=True)
class Part:
    """One picture with the table that says the same."""

    picture: Picture
    incident: Incident | None
    rows: Sequence[Sequence[Cell]]

    @property
    def periods(self) -> list[Period]:
        """The rows of a long table by period; none where the table is short."""
        days = [sign.since or sign.events[0].first for sign in self.picture.signs]
        return periods_of(list(zip(days, self.rows, strict=True)))

    @property
    def words(self) -> str:
        """Its period in words."""
        return self.picture.axis.words if self.picture.axis else "No dates are known"


@dataclass(frozen=True)
class Timeline:
    """Everything about the picture that one reader asked for."""

    review: RapidReview
    how: Narrowing
    events: Sequence[Event]
    names: Sequence[tuple[str, str]]
    happened: UncertainDate | None
    hide: Hide | None = None
    found: dict[int, RowView] | None = None
    """The rows that were searched for, already opened."""

    @property
    def agencies(self) -> list[Agency]:
        """The agencies whose rows it shows."""
        return list(Agency.objects.filter(pk__in={one.agency for one in self.events}))

    @property
    def axis(self) -> Axis | None:
        """The period asked for; else that of the events and the incident, as far as it has come."""
        known = self.happened
        about = (known.earliest, known.latest) if known and not self.is_period_given else ()
        period = period_of(self.events, self.how.since, self.how.until, *about)
        if period is None:
            return None
        begun = max([clock.today(), *(one.first for one in self.events if one.first)])
        found = axis_for(period[0], min(period[1], begun))
        first, last = self.how.since or found.first, self.how.until or found.last
        return Axis(first, max(first, last), LEFT, PLOT)

    @property
    def is_period_given(self) -> bool:
        """Whether the reader narrowed the period down."""
        return bool(self.how.since or self.how.until)

    def whole(self) -> Part:
        """The picture on one axis."""
        return self._part(self.axis, self.events, MOST_MARKS)

    def parts(self) -> list[Part]:
        """The same for paper: cut into periods where there is much; what has no date stands in the last."""
        axis = self.axis
        if axis is None:
            return [self.whole()]
        number = min(MOST_PARTS, 1 + len(self.events) // EVENTS_IN_PART, 1 + axis.days // DAYS_IN_PART)
        axes = axis.parts(number)
        return [
            self._part(
                one,
                [
                    event
                    for event in self.events
                    if _falls_in(event, one, is_first=one is axes[0], is_last=one is axes[-1])
                ],
                MOST_MARKS // number,
            )
            for one in axes
        ]

    def _part(self, axis: Axis | None, events: Sequence[Event], most: int) -> Part:
        picture = draw(self.names, events, axis, most=most)
        views = self._views(picture.singles)
        for sign in picture.signs:
            self._explain(sign, picture.unit, views)
        return Part(picture, self._incident(axis), [_table_row(sign, views) for sign in picture.signs])

    def _views(self, keys: list[int]) -> dict[int, RowView]:
        if self.found is not None:
            return self.found
        rows = ChronologyRow.all_records.filter(pk__in=keys).select_related("agency", "content__key")
        found = opened(rows, counts=False)
        for view in found:
            view.hide = self.hide
        return {view.row.pk: view for view in found}

    def _incident(self, axis: Axis | None) -> Incident | None:
        known = self.happened
        if not (axis and known and known.earliest and known.latest):
            return None
        if known.latest < axis.first or known.earliest > axis.last:
            return None
        if known.is_exact:
            middle = axis.x(known.earliest)
            return Incident(middle, middle, known.words)
        return Incident(axis.x(known.earliest, 0), axis.x(known.latest, 1), known.words)

    def _explain(self, sign: Sign, unit: Unit, views: dict[int, RowView]) -> None:
        """Give a sign its words and its way on."""
        if sign.is_one:
            view = views[sign.events[0].pk]
            sign.matters = bool(str(view.content.get("significance") or "").strip())
            sign.href = view.row.get_absolute_url() + ("?names=hide" if self.hide else "")
            sign.words = ". ".join(
                one for one in (view.when_words, sign.lane.name, _seen_words(sign), short(view.text("event")),
                                "It is written why this matters" if sign.matters else "") if one
            )  # fmt: skip
            return
        sign.words = f"{sign.lane.name}: {several_words(sign)}"
        is_as_close_as_can_be = sign.kind != "box" or unit is Unit.DAY
        sign.href = self.way("chronology" if is_as_close_as_can_be else "chronology_picture", sign)

    def way(self, name: str, sign: Sign) -> str:
        """The address of what several events are, narrowed down to their agency and period."""
        how = replace(self.how, source=sign.lane.key)
        more: dict[str, Any] = {}
        if sign.since:
            how = replace(how, since=sign.since, until=sign.until)
        else:
            dated = sum(1 for one in self.events if one.lane == sign.lane.key and one.first)
            more["page"] = dated // PER_PAGE + 1
        return address(name, self.review, how, is_hidden=self.hide is not None, **more)


def address(name: str, review: RapidReview, how: Narrowing, *, is_hidden: bool, **more: Any) -> str:
    """A page of the chronology, narrowed down like this one."""
    found: dict[str, Any] = {
        key: getattr(how, key) for key in ("source", "child", "theme") if getattr(how, key)
    }
    for key, day in (("since", how.since), ("until", how.until)):
        if day:
            found |= {f"{key}_day": day.day, f"{key}_month": day.month, f"{key}_year": day.year}
    if is_hidden:
        found["names"] = "hide"
    path = reverse(f"rapid_reviews:{name}", args=[review.public_id])
    query = urlencode({**found, **more})
    return f"{path}?{query}" if query else path


def timeline_of(
    review: RapidReview, rows: QuerySet[ChronologyRow], how: Narrowing, *, hide: Hide | None,
    found: Iterable[RowView] | None = None,
) -> Timeline:  # fmt: skip
    """The picture of these rows; `found` are those of a search, which then are all that is drawn."""
    views = None if found is None else {view.row.pk: view for view in found}
    wanted = rows if views is None else rows.filter(pk__in=views)
    events = _events(wanted)
    return Timeline(review, how, events, _lanes(review, how, events, hide), happened_on(review), hide, views)


def _events(rows: QuerySet[ChronologyRow]) -> list[Event]:
    """What of the rows the picture needs, in one query of plain columns."""
    columns = rows.values_list(
        "pk", "request_id", "agency__public_id", "precision", "from_on", "until_on", "child_seen", "agency_id"
    )
    return [
        Event(pk, str(public) if request else PARTNERSHIP, precision, first, last, seen, agency)
        for pk, request, public, precision, first, last, seen, agency in columns
    ]


def _lanes(
    review: RapidReview, how: Narrowing, events: Sequence[Event], hide: Hide | None
) -> list[tuple[str, str]]:
    """Every agency that was asked, also one that wrote nothing; of the withdrawn, those with rows."""
    if how.source:
        return [pair for pair in sources_of(review, hide) if pair[0] == how.source]
    asked = AgencyRequest.all_records.filter(review=review).exclude(status=RequestStatus.WITHDRAWN)
    wanted = {str(one) for one in asked.values_list("agency__public_id", flat=True)}
    wanted |= {one.lane for one in events}
    return [pair for pair in sources_of(review, hide) if pair[0] in wanted]


def _falls_in(event: Event, axis: Axis, *, is_first: bool, is_last: bool) -> bool:
    """Whether an event belongs to a part: a day by that day, a window wherever it may have been."""
    if event.first is None or event.last is None:
        return is_last
    if event.is_point:
        return (is_first or axis.first <= event.middle) and (is_last or event.middle <= axis.last)
    return event.first <= axis.last and event.last >= axis.first


def short(text: str) -> str:
    """The beginning of a text, broken at a space."""
    plain = " ".join(text.split())
    if len(plain) <= MOST_LETTERS:
        return plain
    return plain[:MOST_LETTERS].rsplit(" ", 1)[0].rstrip(",;:.") + " …"


def _seen_words(sign: Sign) -> str:
    words = {Seen.YES.value: "Child seen", Seen.NO.value: "Child not seen"}
    return words.get(sign.seen, "")


def several_words(sign: Sign) -> str:
    """What a box or a shared bar says of its events: how many, when, and how often the child was seen."""
    if sign.since and sign.until:
        join = "some time from" if sign.kind == "bar" else "from"
        when = f"{join} {british_date(sign.since)} to {british_date(sign.until)}"
        when = f"on {british_date(sign.since)}" if sign.since == sign.until else when
    else:
        when = "on days that are not known"
    events = "1 event" if sign.is_one else f"{sign.number} events"
    yes, no = sign.count_seen(Seen.YES), sign.count_seen(Seen.NO)
    seen = [f"seen in {yes}"] if yes else []
    seen += [f"not seen in {no}"] if no else []
    return f"{events} {when}" + (f". Child {' and '.join(seen)}" if seen else "")


def _table_row(sign: Sign, views: dict[int, RowView]) -> list[Cell]:
    if sign.is_one:
        view = views[sign.events[0].pk]
        return [
            Cell(view.when_words, sign.href), Cell(sign.lane.name),
            Cell(short(view.text("event")), note=short(view.text("significance"))),
            Cell(view.row.get_child_seen_display()),
        ]  # fmt: skip
    when = UNDATED
    if sign.since and sign.until:
        when = f"{british_date(sign.since)} to {british_date(sign.until)}"
        when = british_date(sign.since) if sign.since == sign.until else when
    yes, no = sign.count_seen(Seen.YES), sign.count_seen(Seen.NO)
    some = "on some day of this time" if sign.kind == "bar" else ""
    return [
        Cell(when, sign.href), Cell(sign.lane.name), Cell(f"{sign.number} events", note=some),
        Cell(f"Yes: {yes}. No: {no}"),
    ]  # fmt: skip
