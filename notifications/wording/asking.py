"""Turns a page of the wording into a form that checks what was typed. No saving, no permission."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, ClassVar, cast

from django import forms
from django.http import QueryDict

from lscp.web import fields
from lscp.web.forms import GovForm
from lscp.web.text import NARRATIVE_LIMIT
from notifications.wording.shapes import Kind, Page, Question, Side

LINE_LIMIT = 200
WHEN = {
    Side.ANY: fields.When.ANY,
    Side.PAST: fields.When.PAST_OR_TODAY,
    Side.FUTURE: fields.When.FUTURE_OR_TODAY,
}
DATE_HINT = "For example, 27 3 2026"

Offered = Mapping[str, Sequence[tuple[str, str]]]
"""Choices that the partnership holds, by the name a question asks for them: value and label."""


class PageForm(GovForm):
    """One page of the notification form. What is wrong is said; what was typed is kept all the same."""

    submit_label = "Save and continue"
    secondary_buttons = (("later", "Save and come back later"),)
    label_size = "m"
    form_id = "asked"
    asked: ClassVar[Page]

    page_ticket = forms.CharField(widget=forms.HiddenInput(), required=False)

    def __init__(self, *args: Any, offered: Offered | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in self.asked.questions:
            if question.choices_from:
                field = cast(fields.CheckboxesField, self.fields[question.key])
                field.choices = list((offered or {}).get(question.choices_from, ()))
                if not field.choices:
                    self.leave_out(question.key)

    def typed(self) -> dict[str, Any]:
        """What was typed, box by box, whether it can be understood or not."""
        asked = [question.key for question in self.asked.questions if question.key in self.fields]
        return {key: self[key].data for key in asked}

    def understood(self) -> dict[str, Any]:
        """The answers that are in order, as the fields give them; call after `is_valid`."""
        asked = {question.key for question in self.asked.questions}
        return {key: value for key, value in self.cleaned_data.items() if key in asked}


def page_form(page: Page) -> type[PageForm]:
    """The form of a page."""
    return _page_form(page)


@lru_cache(maxsize=512)
def _page_form(page: Page) -> type[PageForm]:
    attributes: dict[str, Any] = {question.key: field_of(question) for question in page.questions}
    attributes["asked"] = page
    attributes["__doc__"] = page.name
    if not page.title and page.questions:
        attributes["heading_field"] = page.questions[0].key
    return type("PageForm", (PageForm,), attributes)


def check(page: Page, typed: Mapping[str, Any], *, offered: Offered | None = None) -> PageForm:
    """The page's form filled with what was typed before, as strict as when its button is pressed."""
    form = page_form(page)(data=as_posted(page, typed), offered=offered)
    form.is_valid()
    return form


def as_posted(page: Page, typed: Mapping[str, Any]) -> QueryDict:
    """What was typed, in the shape in which a browser sends it."""
    data = QueryDict(mutable=True)
    data["seen_version"] = "0"
    for question in page.questions:
        raw = typed.get(question.key)
        if isinstance(raw, Mapping):
            for part, text in raw.items():
                data[f"{question.key}_{part}"] = str(text)
        elif isinstance(raw, (list, tuple)):
            data.setlist(question.key, [str(one) for one in raw])
        elif raw is not None:
            data[question.key] = str(raw)
    return data


def field_of(question: Question) -> forms.Field:
    """The field that takes a question's answer."""
    common: dict[str, Any] = {
        "label": question.label,
        "error": question.required_message,
        "required": question.is_required,
    }
    return _MAKERS[question.kind](question, common)


def _text(question: Question, common: dict[str, Any]) -> forms.Field:
    return fields.TextField(
        **common,
        hint=question.hint,
        max_length=question.limit or LINE_LIMIT,
        width=question.width,
        subject=question.subject,
    )


def _narrative(question: Question, common: dict[str, Any]) -> forms.Field:
    return fields.NarrativeField(
        **common,
        hint=question.hint,
        max_length=question.limit or NARRATIVE_LIMIT,
        rows=question.rows,
        subject=question.subject,
    )


def _email(question: Question, common: dict[str, Any]) -> forms.Field:
    return fields.EmailField(**common, hint=question.hint, subject=question.subject)


def _options(question: Question) -> dict[str, Any]:
    return {
        "choices": [(choice.value, choice.label) for choice in question.choices],
        "hints": {choice.value: choice.hint for choice in question.choices if choice.hint},
        "reveals": {choice.value: choice.reveals for choice in question.choices if choice.reveals},
        "divider_before": question.divider_before,
    }


def _radio(question: Question, common: dict[str, Any]) -> forms.Field:
    return fields.RadioField(**common, hint=question.hint, **_options(question))


def _checkboxes(question: Question, common: dict[str, Any]) -> forms.Field:
    return fields.CheckboxesField(
        **common,
        hint=question.hint or "Select all that apply",
        none_value=question.none_value,
        **_options(question),
    )


def _date(question: Question, common: dict[str, Any]) -> forms.Field:
    return fields.DateField(
        **common, hint=question.hint or DATE_HINT, when=WHEN[question.side], subject=question.subject
    )


def _date_time(question: Question, common: dict[str, Any]) -> forms.Field:
    return fields.DateTimeField(
        **common,
        hint=question.hint or DATE_HINT,
        when=WHEN[question.side],
        subject=question.subject,
        time_required=False,
    )


def _uncertain_date(question: Question, common: dict[str, Any]) -> forms.Field:
    return fields.UncertainDateField(
        **common, hint=question.hint, when=WHEN[question.side], subject=question.subject
    )


_MAKERS: dict[Kind, Callable[[Question, dict[str, Any]], forms.Field]] = {
    Kind.TEXT: _text,
    Kind.NARRATIVE: _narrative,
    Kind.EMAIL: _email,
    Kind.RADIO: _radio,
    Kind.CHECKBOXES: _checkboxes,
    Kind.DATE: _date,
    Kind.DATE_TIME: _date_time,
    Kind.UNCERTAIN_DATE: _uncertain_date,
}
