"""Widgets made of several boxes. They read and draw; what a value may be is for `lscp.web.fields`.

Each draws itself from a template in `templates/components/form/` and takes from its attributes:
`id`, `hint_id`, `error_ids` (a list of ids) and `parts_in_error` (the names of the boxes at fault).
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from lscp.kernel.dates import DayAndTime, Precision, Season, UncertainDate, british_time

BoxSpec = tuple[str, str, int]
"""Part, label and width in characters."""


@dataclass
class Box:
    """One text box of a composite field, ready to draw."""

    part: str
    name: str
    id: str
    label: str
    value: str
    width: int
    has_error: bool = False
    described_by: str = ""
    is_number: bool = True


@dataclass
class PrecisionOption:
    """One way to say how exactly a date is known, with the boxes it needs."""

    value: str
    id: str
    label: str
    hint: str
    is_chosen: bool
    groups: list["BoxGroup"] = field(default_factory=list)
    seasons: list[tuple[str, str, bool]] = field(default_factory=list)
    season_name: str = ""
    season_id: str = ""
    season_has_error: bool = False
    described_by: str = ""


@dataclass
class BoxGroup:
    """Date boxes that belong together, with a legend for a range."""

    id: str
    legend: str
    boxes: list[Box]


DAY, MONTH, YEAR = ("day", "Day", 2), ("month", "Month", 2), ("year", "Year", 4)
DATE_BOXES = (DAY, MONTH, YEAR)


class BoxesWidget(forms.Widget):
    """A widget of named boxes whose value is a mapping from part to what was typed."""

    part_names: ClassVar[tuple[str, ...]] = ()
    use_fieldset = True

    def part_html_name(self, name: str, part: str) -> str:
        """The form key of one box."""
        return f"{name}_{part}"

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> dict[str, str]:
        """What was typed, box by box, unchanged."""
        return {part: str(data.get(self.part_html_name(name, part), "")) for part in self.part_names}

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Whether none of the boxes was sent."""
        return all(self.part_html_name(name, part) not in data for part in self.part_names)

    def id_for_label(self, id_: str) -> str:
        """Composite fields have a legend, so no label points at them."""
        return ""

    def typed(self, value: Any) -> dict[str, str]:
        """The boxes' text for a stored value, or for what was typed before."""
        if isinstance(value, Mapping):
            return {part: str(value.get(part, "")) for part in self.part_names}
        return dict.fromkeys(self.part_names, "") | self.split(value)

    def split(self, value: Any) -> dict[str, str]:
        """The boxes' text for a stored value."""
        raise NotImplementedError

    def box(self, name: str, typed: Mapping[str, str], attrs: Mapping[str, Any], spec: BoxSpec) -> Box:
        """One box with its id, text and what describes it."""
        part, label, width = spec
        has_error = part in attrs.get("parts_in_error", ())
        is_first = attrs.get("first_part", self.part_names[0]) == part
        ids = [attrs.get("hint_id", "")] if is_first or has_error else []
        ids += attrs.get("error_ids", []) if has_error or (is_first and attrs.get("error_ids")) else []
        return Box(
            part=part,
            name=self.part_html_name(name, part),
            id=f"{attrs.get('id', name)}_{part}",
            label=label,
            value=typed.get(part, ""),
            width=width,
            has_error=has_error,
            described_by=" ".join(one for one in ids if one),
            is_number=part.rsplit("_", 1)[-1] in {"day", "month", "year"},
        )

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Draw the boxes from the template."""
        context = self.get_context(name, value, {**self.attrs, **(attrs or {})})
        return render_to_string(str(self.template_name), context)


class DateWidget(BoxesWidget):
    """Day, month and year boxes."""

    template_name = "components/form/date_boxes.html"
    part_names: ClassVar[tuple[str, ...]] = ("day", "month", "year")

    def split(self, value: Any) -> dict[str, str]:
        """The three boxes of a date."""
        if not isinstance(value, dt.date):
            return {}
        return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """The boxes to draw."""
        typed = self.typed(value)
        return {
            "id": attrs.get("id", name),
            "boxes": [self.box(name, typed, attrs, spec) for spec in DATE_BOXES],
        }


class DateTimeWidget(DateWidget):
    """Day, month and year boxes, and a box for the time."""

    template_name = "components/form/date_time_boxes.html"
    part_names = ("day", "month", "year", "time")

    def __init__(self, *, time_label: str, time_hint: str) -> None:
        super().__init__()
        self.time_label = time_label
        self.time_hint = time_hint

    def split(self, value: Any) -> dict[str, str]:
        """The boxes of a day and time."""
        if not isinstance(value, DayAndTime):
            return {}
        time = british_time(value.time) if value.time is not None else ""
        return {**super().split(value.day), "time": time}

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """The date boxes, and the time box with its own hint."""
        time = self.box(name, self.typed(value), attrs, ("time", self.time_label, 10))
        hint_id = f"{time.id}_hint"
        time.described_by = f"{hint_id} {time.described_by}".strip()
        return {
            **super().get_context(name, value, attrs),
            "time": time,
            "time_hint": self.time_hint,
            "time_hint_id": hint_id,
        }


_OPTIONS: tuple[tuple[Precision, str, str, tuple[tuple[str, str, tuple[BoxSpec, ...]], ...]], ...] = (
    (Precision.EXACT, "An exact date", "", (("exact", "", DATE_BOXES),)),
    (Precision.AROUND, "Around a date", "Within about a week either side", (("around", "", DATE_BOXES),)),
    (Precision.MONTH, "A month", "", (("month", "", (MONTH, YEAR)),)),
    (
        Precision.SEASON,
        "A season",
        "Give the year the season starts in: winter 2024 is December 2024 to February 2025",
        (("season", "", (YEAR,)),),
    ),
    (Precision.YEAR, "A year", "", (("year", "", (YEAR,)),)),
    (Precision.RANGE, "Between two dates", "", (("from", "From", DATE_BOXES), ("to", "To", DATE_BOXES))),
    (Precision.UNKNOWN, "Not known", "", ()),
)


class UncertainDateWidget(BoxesWidget):
    """How exactly the date is known, and the boxes that go with each answer.

    Without JavaScript all boxes show; only those of the chosen answer count.
    """

    template_name = "components/form/uncertain_date.html"
    part_names = (
        "precision",
        "season",
        "as_written",
        *(
            f"{group}_{spec[0]}"
            for _precision, _label, _hint, groups in _OPTIONS
            for group, _legend, specs in groups
            for spec in specs
        ),
    )

    def __init__(self, *, allowed: tuple[Precision, ...] = tuple(Precision), ask_words: bool = False) -> None:
        super().__init__()
        self.allowed = allowed
        self.ask_words = ask_words

    def split(self, value: Any) -> dict[str, str]:
        """The answer and boxes of a stored uncertain date."""
        if not isinstance(value, UncertainDate):
            return {}
        parts = {"precision": value.precision.value, "as_written": value.as_written}
        first, last, middle = value.earliest, value.latest, value.middle
        if first is None or last is None or middle is None:
            return parts
        match value.precision:
            case Precision.RANGE:
                return parts | _boxes_of("from", first) | _boxes_of("to", last)
            case Precision.SEASON:
                season = value.words.split(" ")[0]
                return parts | {"season": season, "season_year": str(first.year)}
            case Precision.AROUND:
                return parts | _boxes_of("around", middle)
            case precision:
                return parts | _boxes_of(precision.value, first)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """The answers to choose from with their boxes."""
        typed = self.typed(value)
        id_ = attrs.get("id", name)
        attrs = {**attrs, "first_part": "precision"}
        options = [
            self.option(name, typed, attrs, number, row)
            for number, row in enumerate((row for row in _OPTIONS if row[0] in self.allowed), start=1)
        ]
        words = self.box(name, typed, attrs, ("as_written", "In the words you were given (optional)", 20))
        return {
            "id": id_,
            "name": self.part_html_name(name, "precision"),
            "options": options,
            "words": words if self.ask_words else None,
        }

    def option(
        self, name: str, typed: Mapping[str, str], attrs: Mapping[str, Any], number: int, row: Any
    ) -> PrecisionOption:
        """One answer with its boxes; the first keeps the field's own id, so that error links land on it."""
        precision, label, hint, groups = row
        id_ = attrs.get("id", name)
        option = PrecisionOption(
            value=precision.value,
            id=id_ if number == 1 else f"{id_}_{number}",
            label=label,
            hint=hint,
            is_chosen=typed["precision"] == precision.value,
            groups=[
                BoxGroup(
                    id=f"{id_}_{group}_boxes",
                    legend=legend,
                    boxes=[
                        self.box(name, typed, attrs, (f"{group}_{part}", text, width))
                        for part, text, width in specs
                    ],
                )
                for group, legend, specs in groups
            ],
        )
        at_fault = attrs.get("error_ids", []) if number == 1 else []
        option.described_by = " ".join([*([f"{option.id}_hint"] if hint else []), *at_fault])
        if precision is Precision.SEASON:
            option.season_name = self.part_html_name(name, "season")
            option.season_id = f"{id_}_season"
            option.season_has_error = "season" in attrs.get("parts_in_error", ())
            option.seasons = [
                (season.value, season.value.capitalize(), typed["season"] == season.value)
                for season in Season
            ]
        return option


def _boxes_of(group: str, day: dt.date) -> dict[str, str]:
    return {f"{group}_day": str(day.day), f"{group}_month": str(day.month), f"{group}_year": str(day.year)}
