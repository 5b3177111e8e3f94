"""Fields for days, times and uncertain dates, with an error sentence for each thing that can go wrong.

Every error carries the names of the boxes at fault (`params["parts"]`), so that the page marks them and
the error summary links to the first of them.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError

from lscp.kernel import clock
from lscp.kernel.dates import (
    EARLIEST_YEAR,
    LATEST_YEAR,
    DayAndTime,
    Precision,
    Season,
    UncertainDate,
    british_date,
    british_time,
    parse_month,
    parse_time,
)
from lscp.web.text import clean, in_sentence
from lscp.web.widgets import BoxesWidget, DateTimeWidget, DateWidget, UncertainDateWidget

WORDS_LIMIT = 200
First = TypeVar("First")
Second = TypeVar("Second")


class When(StrEnum):
    """Where a date must lie, compared with the product's today; the value ends the error sentence."""

    ANY = ""
    PAST = "in the past"
    PAST_OR_TODAY = "today or in the past"
    FUTURE = "in the future"
    FUTURE_OR_TODAY = "today or in the future"


def fault(message: str, code: str, parts: Iterable[str]) -> ValidationError:
    """An error sentence together with the boxes it is about."""
    return ValidationError(message.replace("%", "%%"), code=code, params={"parts": tuple(parts)})


def _listed(words: Sequence[str]) -> str:
    return " and ".join(", ".join(words).rsplit(", ", 1))


def read_date(typed: Mapping[str, str], subject: str, *, prefix: str = "", wants_day: bool = True) -> dt.date:
    """The date in the boxes `<prefix>day`, `<prefix>month` and `<prefix>year`.

    With `wants_day` off the first of the month is meant.

    Raises:
        ValidationError: a box is empty, is not a number, or there is no such day.
    """
    wanted = ("day", "month", "year") if wants_day else ("month", "year")
    boxes = {part: typed.get(prefix + part, "").strip() for part in wanted}
    missing = [part for part in wanted if not boxes[part]]
    if missing:
        raise fault(
            f"{subject} must include a {_listed(missing)}", "incomplete", [prefix + part for part in missing]
        )
    year = read_year(boxes["year"], subject, f"{prefix}year")
    month = parse_month(boxes["month"])
    if month is None:
        raise fault(f"{subject} must include a real month, like 5 or May", "month", [f"{prefix}month"])
    try:
        return dt.date(year, month, _number(boxes.get("day", "1")))
    except ValueError:
        raise fault(f"{subject} must be a real date", "real", [prefix + part for part in wanted]) from None


def read_year(typed: str, subject: str, part: str) -> int:
    """The year in a box.

    Raises:
        ValidationError: it is empty, has not 4 digits, or is out of range.
    """
    if not typed.strip():
        raise fault(f"{subject} must include a year", "incomplete", [part])
    if len(typed.strip()) != 4 or not _is_number(typed):
        raise fault(f"{subject} must include a year with 4 numbers, like 2024", "year", [part])
    year = _number(typed)
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise fault(f"{subject} must have a year between {EARLIEST_YEAR} and {LATEST_YEAR}", "year", [part])
    return year


def attempt_both(first: Callable[[], First], second: Callable[[], Second]) -> tuple[First, Second]:
    """Both results.

    Raises:
        ValidationError: with the errors of both, so that nobody is sent back twice.
    """
    try:
        one = first()
    except ValidationError as error:
        try:
            second()
        except ValidationError as other:
            raise ValidationError([error, other]) from None
        raise
    return one, second()


def _is_number(typed: str) -> bool:
    return typed.strip().isascii() and typed.strip().isdigit()


def _number(typed: str) -> int:
    return int(typed) if _is_number(typed) else 0


class BoxesField(forms.Field):
    """A field of several boxes; subclasses turn the boxes into one value with `read`.

    `subject` starts the error sentences where the label is a question: "Date of the incident".
    """

    widget: BoxesWidget

    def __init__(
        self,
        *,
        label: str,
        error: str = "",
        hint: str = "",
        required: bool = True,
        subject: str = "",
        **kwargs: Any,
    ) -> None:
        messages = {"required": error} if error else {}
        super().__init__(label=label, help_text=hint, required=required, error_messages=messages, **kwargs)
        self.subject = subject or in_sentence(label)

    def clean(self, value: Any) -> Any:
        """The value the boxes hold; None when all are empty and the field may be."""
        typed: Mapping[str, str] = value if isinstance(value, Mapping) else self.widget.typed(value)
        if not any(text.strip() for text in typed.values()):
            self.validate(None)
            return None
        found = self.read(typed)
        self.run_validators(found)
        return found

    def read(self, typed: Mapping[str, str]) -> Any:
        """Turn what was typed into the value.

        Raises:
            ValidationError: with the boxes at fault.
        """
        raise NotImplementedError

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether what was typed differs from what was shown."""
        return self.widget.typed(initial) != self.widget.typed(data)

    def check_when(self, when: When, earliest: dt.date, latest: dt.date, parts: Iterable[str]) -> None:
        """Refuse a date that lies surely on the wrong side of the product's today."""
        today = clock.today()
        wrong = {
            When.ANY: False,
            When.PAST: earliest >= today,
            When.PAST_OR_TODAY: earliest > today,
            When.FUTURE: latest <= today,
            When.FUTURE_OR_TODAY: latest < today,
        }[when]
        if wrong:
            raise fault(f"{self.subject} must be {when.value}", "when", parts)


class DateField(BoxesField):
    """One day, typed in three boxes. Value: a date, or None.

    `when` says which side of today it must lie on; `not_before` is the earliest day allowed.
    """

    def __init__(
        self,
        *,
        label: str,
        error: str = "",
        hint: str = "For example, 27 3 2026",
        required: bool = True,
        when: When = When.ANY,
        not_before: dt.date | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("widget", DateWidget())
        super().__init__(label=label, error=error, hint=hint, required=required, **kwargs)
        self.when = when
        self.not_before = not_before

    def read(self, typed: Mapping[str, str]) -> Any:
        """The day."""
        return self.read_day(typed)

    def read_day(self, typed: Mapping[str, str]) -> dt.date:
        """The day, checked against the limits."""
        day = read_date(typed, self.subject)
        self.check_when(self.when, day, day, DateWidget.part_names)
        if self.not_before is not None and day < self.not_before:
            raise fault(
                f"{self.subject} must be {british_date(self.not_before)} or later",
                "early",
                DateWidget.part_names,
            )
        return day


class DateTimeField(DateField):
    """A day, and the time of day where known. Value: a `DayAndTime`, or None.

    With `time_required` off an empty time means "not known". Times are Europe/London times.
    """

    def __init__(
        self,
        *,
        label: str,
        error: str = "",
        hint: str = "For example, 27 3 2026",
        required: bool = True,
        when: When = When.ANY,
        not_before: dt.date | None = None,
        time_required: bool = True,
        time_label: str = "",
        time_hint: str = "For example, 2:30pm or 14:30",
        **kwargs: Any,
    ) -> None:
        time_label = time_label or ("Time" if time_required else "Time, if you know it")
        kwargs.setdefault("widget", DateTimeWidget(time_label=time_label, time_hint=time_hint))
        super().__init__(
            label=label, error=error, hint=hint, required=required, when=when, not_before=not_before, **kwargs
        )
        self.time_required = time_required

    def read(self, typed: Mapping[str, str]) -> DayAndTime:
        """The day and the time of day; what is wrong with either is said at once."""
        day, time = attempt_both(lambda: self.read_day(typed), lambda: self.read_time(typed.get("time", "")))
        moment = DayAndTime(day, time)
        if not moment.exists and moment.time is not None:
            raise fault(
                f"There was no {british_time(moment.time)} on {british_date(day)}: "
                "the clocks went forward from 1am to 2am. Enter another time",
                "skipped",
                ["time"],
            )
        return self.check_moment(moment)

    def read_time(self, typed: str) -> dt.time | None:
        """The time in its box, or None where it may be left out."""
        if not typed.strip():
            if self.time_required:
                raise fault(f"{self.subject} must include a time", "incomplete", ["time"])
            return None
        time = parse_time(typed)
        if time is None:
            raise fault(f"{self.subject} must have a time like 2:30pm or 14:30", "time", ["time"])
        return time

    def check_moment(self, moment: DayAndTime) -> DayAndTime:
        """Refuse a time later today where only the past will do, and the other way round."""
        if (
            moment.time_is_known
            and self.when in {When.PAST, When.PAST_OR_TODAY}
            and moment.instant > clock.now()
        ):
            raise fault(f"{self.subject} must be in the past", "when", ["time"])
        looks_ahead = self.when in {When.FUTURE, When.FUTURE_OR_TODAY}
        if moment.time_is_known and looks_ahead and moment.instant <= clock.now():
            raise fault(f"{self.subject} must be in the future", "when", ["time"])
        return moment


class UncertainDateField(BoxesField):
    """A date as well as somebody knows it. Value: an `UncertainDate`, or None when nothing was answered.

    `allowed` leaves out ways of answering; `ask_words` adds a box for the words the date was given in.
    """

    widget: UncertainDateWidget

    def __init__(
        self,
        *,
        label: str,
        error: str = "",
        hint: str = "",
        required: bool = True,
        when: When = When.ANY,
        allowed: Sequence[Precision] = tuple(Precision),
        ask_words: bool = False,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("widget", UncertainDateWidget(allowed=tuple(allowed), ask_words=ask_words))
        super().__init__(label=label, error=error, hint=hint, required=required, **kwargs)
        self.when = when
        self.allowed = tuple(allowed)

    def read(self, typed: Mapping[str, str]) -> UncertainDate:
        """The date from the boxes of the chosen answer."""
        if typed["precision"] not in set(self.allowed):
            raise fault("Select how exactly you know the date", "precision", ["precision"])
        precision = Precision(typed["precision"])
        words = clean(typed.get("as_written", ""), lines=False).text.strip()
        if len(words) > WORDS_LIMIT:
            raise fault(
                f"The words you were given must be {WORDS_LIMIT} characters or fewer", "long", ["as_written"]
            )
        found = self.made(precision, typed, words)
        if found.earliest is not None and found.latest is not None:
            parts = [part for part in self.widget.part_names if part.startswith(f"{_GROUPS[precision]}_")]
            self.check_when(self.when, found.earliest, found.latest, parts)
        return found

    def made(self, precision: Precision, typed: Mapping[str, str], words: str) -> UncertainDate:
        """The uncertain date of one kind."""
        match precision:
            case Precision.EXACT:
                return UncertainDate.exact(read_date(typed, self.subject, prefix="exact_"), words)
            case Precision.AROUND:
                return UncertainDate.around(read_date(typed, self.subject, prefix="around_"), words)
            case Precision.MONTH:
                first = read_date(typed, self.subject, prefix="month_", wants_day=False)
                return UncertainDate.month(first.year, first.month, words)
            case Precision.SEASON:
                return self.made_season(typed, words)
            case Precision.YEAR:
                return UncertainDate.year(read_year(typed["year_year"], self.subject, "year_year"), words)
            case Precision.RANGE:
                return self.made_range(typed, words)
            case _:
                return UncertainDate.unknown(words)

    def made_season(self, typed: Mapping[str, str], words: str) -> UncertainDate:
        """A season of a year."""
        if typed["season"] not in set(Season):
            raise fault(f"{self.subject} must include a season", "incomplete", ["season"])
        year = read_year(typed["season_year"], self.subject, "season_year")
        return UncertainDate.season(Season(typed["season"]), year, words)

    def made_range(self, typed: Mapping[str, str], words: str) -> UncertainDate:
        """The days between two dates."""
        first, last = attempt_both(
            lambda: read_date(typed, f"{self.subject}: the first date", prefix="from_"),
            lambda: read_date(typed, f"{self.subject}: the second date", prefix="to_"),
        )
        if first > last:
            raise fault(
                f"{self.subject}: the second date must be the same as or after the first",
                "order",
                ["to_day", "to_month", "to_year"],
            )
        return UncertainDate.between(first, last, words)


_GROUPS = {
    Precision.EXACT: "exact",
    Precision.AROUND: "around",
    Precision.MONTH: "month",
    Precision.SEASON: "season",
    Precision.YEAR: "year",
    Precision.RANGE: "from",
    Precision.UNKNOWN: "unknown",
}
