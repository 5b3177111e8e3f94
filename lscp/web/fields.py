"""The fields forms are made of, each with plain error sentences and a limit on what it takes.

Dates are in `lscp.web.date_fields`. `error` is the sentence shown when a required field is empty; a form
with a required field without one does not start (see `lscp.web.forms`). `subject` starts the other error
sentences where the label is a question: "Number of children" for "How many children?".
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from lscp.web.date_fields import DateField, DateTimeField, UncertainDateField, When
from lscp.web.text import NARRATIVE_LIMIT, clean, in_sentence, too_long

__all__ = [
    "CheckboxesField",
    "ConfirmField",
    "DateField",
    "DateTimeField",
    "EmailField",
    "NarrativeField",
    "RadioField",
    "SelectField",
    "TextField",
    "UncertainDateField",
    "UploadField",
    "When",
    "WholeNumberField",
    "YesNoField",
]

Choices = Iterable[tuple[Any, Any]]
_CHOICES: Any = forms.ChoiceField.__dict__["choices"]  # Django's own property
CHOICE_ERRORS = {
    "invalid_choice": "Select an answer from the list",
    "invalid_list": "Select answers from the list",
}


def _wording(
    label: str, error: str, hint: str, required: bool, more: Mapping[str, str] | None = None
) -> dict[str, Any]:
    messages = {**(more or {}), **({"required": error} if error else {})}
    return {"label": label, "help_text": hint, "required": required, "error_messages": messages}


class TextField(forms.CharField):
    """One line of text. Hidden characters are taken out and counted in `removed`; nothing is cut silently."""

    takes_lines = False

    def __init__(
        self,
        *,
        label: str,
        error: str = "",
        hint: str = "",
        required: bool = True,
        max_length: int = 200,
        width: str = "",
        autocomplete: str = "off",
        spellcheck: bool = True,
        subject: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(**_wording(label, error, hint, required), **kwargs)
        self.limit = max_length
        self.subject = subject or in_sentence(label)
        self.removed = 0
        self.widget.attrs.setdefault("autocomplete", autocomplete)
        if not spellcheck:
            self.widget.attrs.setdefault("spellcheck", "false")
        if width:
            self.widget.attrs["class"] = (
                f"{self.widget.attrs.get('class', '')} govuk-input--width-{width}".strip()
            )

    def to_python(self, value: Any) -> str:
        """The text without characters that cannot be stored."""
        cleaned = clean("" if value is None else str(value), lines=self.takes_lines)
        self.removed = cleaned.removed
        return str(super().to_python(cleaned.text))

    def validate(self, value: str) -> None:
        """Refuse an empty text where one is needed, and one that is too long."""
        super().validate(value)
        if len(value) > self.limit:
            raise ValidationError(too_long(self.subject, self.limit, len(value)), code="max_length")


class EmailField(TextField):
    """An e-mail address of somebody at work."""

    def __init__(
        self, *, label: str, error: str = "", hint: str = "", required: bool = True, **kwargs: Any
    ) -> None:
        kwargs.setdefault("widget", forms.EmailInput())
        super().__init__(
            label=label, error=error, hint=hint, required=required, max_length=254, spellcheck=False, **kwargs
        )

    def validate(self, value: str) -> None:
        """Refuse what is no address."""
        super().validate(value)
        if value:
            try:
                validate_email(value)
            except ValidationError:
                raise ValidationError(
                    f"{self.subject} must be like name@example.com", code="invalid"
                ) from None


class NarrativeField(TextField):
    """Several lines of text, up to 100,000 characters, with a count shown from three quarters on."""

    takes_lines = True

    def __init__(
        self,
        *,
        label: str,
        error: str = "",
        hint: str = "",
        required: bool = True,
        max_length: int = NARRATIVE_LIMIT,
        rows: int = 8,
        shows_count: bool = True,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(
            label=label, error=error, hint=hint, required=required, max_length=max_length, **kwargs
        )
        self.shows_count = shows_count


class WholeNumberField(forms.IntegerField):
    """A whole number, typed in a text box so that nothing scrolls it away."""

    def __init__(
        self,
        *,
        label: str,
        error: str = "",
        hint: str = "",
        required: bool = True,
        min_value: int | None = None,
        max_value: int | None = None,
        width: str = "4",
        subject: str = "",
    ) -> None:
        subject = subject or in_sentence(label)
        messages = {
            "invalid": f"{subject} must be a whole number, like 4",
            "min_value": f"{subject} must be {min_value} or more",
            "max_value": f"{subject} must be {max_value} or fewer",
        }
        attrs = {"inputmode": "numeric", "autocomplete": "off", "class": f"govuk-input--width-{width}"}
        super().__init__(
            **_wording(label, error, hint, required, messages),
            min_value=min_value,
            max_value=max_value,
            widget=forms.TextInput(attrs=attrs),
        )


class Optioned:
    """What radios and checkboxes share: hints, a divider before the last kinds of answer, revealed fields.

    `reveals` maps an answer's value to the names of the fields it asks: drawn under it, or after the whole
    question when several answers ask the same field. They are required only when such an answer is chosen.
    Without JavaScript they are always shown.
    """

    hints: Mapping[str, str]
    reveals: Mapping[str, Sequence[str]]
    divider_before: str
    none_value: str = ""
    is_inline: bool = False

    def set_options(
        self,
        hints: Mapping[str, str] | None,
        reveals: Mapping[str, Sequence[str]] | None,
        divider_before: str,
    ) -> None:
        """Keep what the templates need."""
        self.hints = {str(value): text for value, text in (hints or {}).items()}
        self.reveals = {str(value): tuple(names) for value, names in (reveals or {}).items()}
        self.divider_before = str(divider_before)


class RadioField(Optioned, forms.ChoiceField):
    """One answer from a few. Value: the chosen value as text, or an empty text."""

    def __init__(
        self,
        *,
        label: str,
        choices: Choices = (),
        error: str = "",
        hint: str = "",
        required: bool = True,
        hints: Mapping[str, str] | None = None,
        reveals: Mapping[str, Sequence[str]] | None = None,
        divider_before: str = "",
        inline: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            choices=choices,
            widget=forms.RadioSelect(),
            **_wording(label, error, hint, required, CHOICE_ERRORS),
            **kwargs,
        )
        self.set_options(hints, reveals, divider_before)
        self.is_inline = inline


class YesNoField(RadioField):
    """Yes or no. Value: True, False, or None when not answered. Reveal with the keys "yes" and "no"."""

    def __init__(
        self,
        *,
        label: str,
        error: str = "",
        hint: str = "",
        required: bool = True,
        hints: Mapping[str, str] | None = None,
        reveals: Mapping[str, Sequence[str]] | None = None,
        yes: str = "Yes",
        no: str = "No",
    ) -> None:
        super().__init__(
            label=label,
            choices=[("yes", yes), ("no", no)],
            error=error,
            hint=hint,
            required=required,
            hints=hints,
            reveals=reveals,
            inline=not (hints or reveals),
        )

    def prepare_value(self, value: Any) -> Any:
        """The radio that shows a stored answer."""
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value

    def clean(self, value: Any) -> bool | None:
        """True, False or None."""
        return {"yes": True, "no": False}.get(super().clean(value))


class CheckboxesField(Optioned, forms.MultipleChoiceField):
    """Any number of answers. Value: a list of the chosen values.

    `none_value` is the answer that excludes all others ("None of these").
    """

    def __init__(
        self,
        *,
        label: str,
        choices: Choices = (),
        error: str = "",
        hint: str = "Select all that apply",
        required: bool = True,
        hints: Mapping[str, str] | None = None,
        reveals: Mapping[str, Sequence[str]] | None = None,
        divider_before: str = "",
        none_value: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(
            choices=choices,
            widget=forms.CheckboxSelectMultiple(),
            **_wording(label, error, hint, required, CHOICE_ERRORS),
            **kwargs,
        )
        self.none_value = none_value
        self.set_options(hints, reveals, divider_before or none_value)

    def clean(self, value: Any) -> list[str]:
        """The chosen values; "none of these" stands alone."""
        chosen: list[str] = super().clean(value)
        if self.none_value and self.none_value in chosen and len(chosen) > 1:
            listed: Any = self.choices
            none = dict(listed)[self.none_value]
            raise ValidationError(f"Select “{none}” or other answers, not both", code="exclusive")
        return chosen


class ConfirmField(forms.BooleanField):
    """One box to tick. Value: True or False."""

    def __init__(self, *, label: str, error: str = "", hint: str = "", required: bool = True) -> None:
        super().__init__(**_wording(label, error, hint, required))


class SelectField(forms.ChoiceField):
    """One answer from a long list, with an empty first line. Prefer radios for fewer than ten."""

    def __init__(
        self,
        *,
        label: str,
        choices: Choices = (),
        error: str = "",
        hint: str = "",
        required: bool = True,
        empty: str = "Select one",
        **kwargs: Any,
    ) -> None:
        self.empty = empty
        super().__init__(choices=choices, **_wording(label, error, hint, required, CHOICE_ERRORS), **kwargs)

    def _set_choices(self, value: Choices) -> None:
        _CHOICES.fset(self, [("", self.empty), *value])

    choices = property(_CHOICES.fget, _set_choices)


class UploadField(forms.FileField):
    """One file. What it is and whether it is safe is checked by `lscp.documents`."""

    def __init__(self, *, label: str, error: str = "", hint: str = "", required: bool = True) -> None:
        messages = {
            "invalid": "The file did not arrive. Choose it again",
            "missing": "The file did not arrive. Choose it again",
            "empty": "The file is empty. Choose another",
            "max_length": "The file's name is too long. Give it a shorter name and choose it again",
        }
        super().__init__(
            **_wording(label, error, hint, required, messages), widget=forms.FileInput(), max_length=200
        )
