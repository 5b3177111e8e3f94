"""A form field as the page shows it: ids, descriptions, answers to choose from, where an error links to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from lscp.web.fields import NarrativeField, Optioned
from lscp.web.widgets import BoxesWidget

_KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (BoxesWidget, "boxes"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
)
_CLASSES = {
    "select": "govuk-select",
    "textarea": "govuk-textarea",
    "file": "govuk-file-upload",
    "text": "govuk-input",
}


@dataclass
class Option:
    """One radio or checkbox."""

    value: str
    id: str
    label: str
    hint: str
    is_chosen: bool
    is_exclusive: bool
    divider: str
    described_by: str
    reveals: list["GovBoundField"] = field(default_factory=list)
    shares: list["GovBoundField"] = field(default_factory=list)

    @property
    def conditional_id(self) -> str:
        """The id of what is drawn under this answer."""
        return f"{self.id}_reveals" if self.reveals else ""

    @property
    def revealed_ids(self) -> str:
        """The ids of everything this answer shows: under it, and what it shares with other answers."""
        return " ".join(filter(None, [self.conditional_id, *(one.shared_id for one in self.shares)]))


class GovBoundField(BoundField):
    """A bound field that knows how a GOV.UK page draws it."""

    @property
    def kind(self) -> str:
        """How it is drawn: boxes, checkboxes, radios, checkbox, select, textarea, file, hidden or text."""
        if self.is_hidden:
            return "hidden"
        return next((kind for widget, kind in _KINDS if isinstance(self.field.widget, widget)), "text")

    @property
    def is_group(self) -> bool:
        """Whether it is drawn as a fieldset with a legend."""
        return self.kind in {"boxes", "checkboxes", "radios"}

    @property
    def is_heading(self) -> bool:
        """Whether its label is the page's heading."""
        return getattr(self.form, "heading_field", "") == self.name

    @property
    def label_size(self) -> str:
        """The design system's size letter: large for a heading, else the form's."""
        return "l" if self.is_heading else str(getattr(self.form, "label_size", "s"))

    @property
    def label_text(self) -> str:
        """The label, with "(optional)" where the field may stay empty."""
        label = str(self.label)
        needed = self.field.required or self.name in getattr(self.form, "required_when_revealed", ())
        if needed or self.kind in {"checkbox", "hidden"} or "optional" in label.lower():
            return label
        return f"{label} (optional)"

    @property
    def hint_id(self) -> str:
        """The id of the hint, or an empty text."""
        return f"{self.auto_id}_hint" if self.help_text else ""

    @property
    def numbered_errors(self) -> list[tuple[str, str]]:
        """The error sentences, each with its id."""
        return [
            (f"{self.auto_id}_error_{number}", str(text)) for number, text in enumerate(self.errors, start=1)
        ]

    @property
    def error_ids(self) -> list[str]:
        """The ids of the error sentences."""
        return [id_ for id_, _text in self.numbered_errors]

    @property
    def described_by(self) -> str:
        """The ids of the hint and the errors, as `aria-describedby` wants them."""
        count = [f"{self.auto_id}-info"] if self.count_limit else []
        return " ".join([*([self.hint_id] if self.hint_id else []), *self.error_ids, *count])

    @property
    def count_limit(self) -> int:
        """The limit to show a character count for, or 0."""
        field = self.field
        return field.limit if isinstance(field, NarrativeField) and field.shows_count else 0

    @cached_property
    def parts_in_error(self) -> tuple[str, ...]:
        """The names of the boxes at fault; all of them when the errors name none."""
        if not self.errors or not isinstance(self.field.widget, BoxesWidget):
            return ()
        found = [
            part
            for error in self.form.errors.as_data().get(self.name, [])
            for part in (error.params or {}).get("parts", ())
        ]
        return tuple(dict.fromkeys(found)) or self.field.widget.part_names

    @property
    def first_id(self) -> str:
        """The id an error in this field links to: a control that can take the focus."""
        if self.kind != "boxes":
            return str(self.auto_id)
        part = next(iter(self.parts_in_error), self.field.widget.part_names[0])
        return str(self.auto_id) if part == "precision" else f"{self.auto_id}_{part}"

    @property
    def control(self) -> SafeString:
        """The control with class, ids and descriptions; radios and checkboxes are drawn from `options`."""
        if self.kind == "boxes":
            attrs: dict[str, Any] = {
                "hint_id": self.hint_id,
                "error_ids": self.error_ids,
                "parts_in_error": self.parts_in_error,
            }
            return self.as_widget(attrs=attrs)
        return self.as_widget(attrs=self._plain_attrs())

    def _plain_attrs(self) -> dict[str, Any]:
        base = _CLASSES.get(self.kind, "govuk-checkboxes__input" if self.kind == "checkbox" else "")
        classes = [base, self.field.widget.attrs.get("class", "")]
        if self.errors and self.kind in _CLASSES:
            classes.append(f"{base}--error")
        if self.count_limit:
            classes.append("govuk-js-character-count")
        attrs = {"class": " ".join(one for one in classes if one)}
        return attrs | ({"aria-describedby": self.described_by} if self.described_by else {})

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """As Django, but never `required` or `maxlength`: the browser must not cut what was typed."""
        built = super().build_widget_attrs(attrs, widget)
        for unwanted in ("required", "maxlength"):
            built.pop(unwanted, None)
        if built.get("aria-describedby") == "" or self.kind == "boxes":
            built.pop("aria-describedby", None)
        return built

    @property
    def option_type(self) -> str:
        """The input type of its options."""
        return "radio" if self.kind == "radios" else "checkbox"

    @property
    def option_block(self) -> str:
        """The design system's block name of its options."""
        return "govuk-radios" if self.kind == "radios" else "govuk-checkboxes"

    @cached_property
    def options(self) -> list[Option]:
        """The answers to choose from; the first keeps the field's own id, so that error links land on it."""
        return list(self._options())

    @property
    def shared_id(self) -> str:
        """The id of the part that holds this question when several answers reveal it."""
        return f"{self.auto_id}_asked"

    @property
    def is_asked(self) -> bool:
        """Whether the answers given so far ask this question."""
        return bool(self.form.is_revealed(self.name))  # type: ignore[attr-defined]

    @cached_property
    def asked_after(self) -> list["GovBoundField"]:
        """The questions that several answers reveal, drawn after this one."""
        names = self.form.shown_after(self.name) if isinstance(self.field, Optioned) else []  # type: ignore[attr-defined]
        return [self._sibling(name) for name in names]

    def _sibling(self, name: str) -> "GovBoundField":
        return cast(GovBoundField, self.form[name])

    def _options(self) -> Iterator[Option]:
        value = self.value()
        chosen = {str(one) for one in value} if isinstance(value, (list, tuple, set)) else {str(value)}
        kit = self.field if isinstance(self.field, Optioned) else None
        choices: Iterable[tuple[Any, Any]] = getattr(self.field, "choices", ())
        for number, (key, label) in enumerate(choices, start=1):
            text = str(key)
            id_ = str(self.auto_id) if number == 1 else f"{self.auto_id}_{number}"
            hint = kit.hints.get(text, "") if kit else ""
            at_fault = self.error_ids if number == 1 else []
            asked = kit.reveals.get(text, ()) if kit else ()
            own = self.form.shown_under(self.name, text) if asked else []  # type: ignore[attr-defined]
            yield Option(
                value=text,
                id=id_,
                label=str(label),
                hint=hint,
                is_chosen=text in chosen,
                is_exclusive=bool(kit and kit.none_value == text and text),
                divider="or" if kit and kit.divider_before == text and text else "",
                described_by=" ".join([*([f"{id_}_hint"] if hint else []), *at_fault]),
                reveals=[self._sibling(name) for name in own],
                shares=[self._sibling(name) for name in asked if name not in own],
            )
