"""The form every page's form stands on. Shape and wording only: no permission, no saving.

crispy-forms draws the form; what its GOV.UK pack gets wrong (radio ids that the error summary misses,
descriptions, character counts, conditional questions) is drawn by `templates/components/form/` instead.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from crispy_forms.layout import LayoutObject
from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import HTML, Button, Div, Layout
from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.utils.html import escape

from lscp.web import kept_text
from lscp.web.bound import GovBoundField
from lscp.web.fields import Optioned
from lscp.web.text import in_sentence, removed_notice

FIELD_TEMPLATE = "components/form/field.html"
OUT_OF_DATE = "This page has lost its place. Open it again from the record, then paste your answers"


@dataclass(frozen=True)
class ErrorLink:
    """One line of the error summary: the sentence, and the id of the control it is about."""

    text: str
    target: str


class GovFormMixin:
    """Wording, layout, errors and revealed fields; mix it into any Django form, such as those of allauth.

    Class attributes:
        submit_label: the words on the green button.
        submit_style: "" for green, "warning" for what cannot be undone, "secondary" for grey.
        secondary_buttons: (name, words) of grey buttons after it; the view looks for the name in POST.
        heading_field: the field whose label is the page's heading (one question on the page).
        label_size: "s", "m", "l" or "" for plain labels.
        form_id: the form's own id, for buttons that stand elsewhere on the page.
    """

    submit_label: ClassVar[str] = "Continue"
    submit_style: ClassVar[str] = ""
    secondary_buttons: ClassVar[tuple[tuple[str, str], ...]] = ()
    heading_field: ClassVar[str] = ""
    label_size: ClassVar[str] = "s"
    form_id: ClassVar[str] = ""

    bound_field_class: type[Any] | None = GovBoundField
    use_required_attribute = False

    # What Django's form brings
    fields: dict[str, forms.Field]
    is_bound: bool
    cleaned_data: dict[str, Any]
    prefix: str | None

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Refuse a form with a required field that has no sentence for being empty.

        Raises:
            ImproperlyConfigured: naming the form and its fields.
        """
        super().__init_subclass__(**kwargs)
        declared: dict[str, forms.Field] = getattr(cls, "declared_fields", {})
        usual = str(forms.Field.default_error_messages["required"])
        bare = [
            name
            for name, field in declared.items()
            if field.required
            and not field.widget.is_hidden
            and str(field.error_messages["required"]) == usual
        ]
        if bare:
            raise ImproperlyConfigured(
                f"{cls.__name__} needs error= (a plain sentence for when it is empty) for: {', '.join(bare)}"
            )

    def __init__(self, *args: Any, autosave_url: str = "", draft: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.autosave_url = autosave_url
        self.kept_ticket = ""
        self.is_draft = draft
        self.revealed_by: dict[str, tuple[tuple[str, str], ...]] = {}
        self.required_when_revealed: set[str] = set()
        self.notices: list[str] = []
        for name, field in list(self.fields.items()):
            if isinstance(field, Optioned):
                self._note_reveals(name, field)
        if draft:
            for field in self.fields.values():
                field.required = False

    def _note_reveals(self, parent: str, field: Optioned) -> None:
        for answer, names in field.reveals.items():
            for name in names:
                self.revealed_by[name] = (*self.revealed_by.get(name, ()), (parent, answer))
                if self.fields[name].required:
                    self.fields[name].required = False
                    if not self.is_draft:
                        self.required_when_revealed.add(name)

    def leave_out(self, name: str) -> None:
        """Take a field off this form, for one with nothing to choose from; nothing reveals it any more."""
        del self.fields[name]
        self.revealed_by.pop(name, None)
        for field in self.fields.values():
            if isinstance(field, Optioned):
                field.reveals = {
                    answer: tuple(one for one in names if one != name)
                    for answer, names in field.reveals.items()
                }

    # What was answered

    def is_revealed(self, name: str) -> bool:
        """Whether the answers given so far ask this question; true for fields nothing reveals.

        A question that several answers reveal is asked when any of them is given.
        """
        ways = self.revealed_by.get(name)
        return ways is None or any(self._is_given(*way) for way in ways)

    def _is_given(self, parent: str, answer: str) -> bool:
        value = self[parent].value()  # type: ignore[index]
        given = value if isinstance(value, (list, tuple, set)) else [value]
        return answer in {str(one) for one in given} and self.is_revealed(parent)

    def shown_under(self, parent: str, answer: str) -> list[str]:
        """The questions drawn right under an answer: those that it alone reveals."""
        field = self.fields[parent]
        names = field.reveals.get(answer, ()) if isinstance(field, Optioned) else ()
        return [name for name in names if len(self.revealed_by[name]) == 1]

    def shown_after(self, parent: str) -> list[str]:
        """The questions that several answers reveal, drawn after the last question that has one of them."""
        order = list(self.fields)
        return [
            name
            for name, ways in self.revealed_by.items()
            if len(ways) > 1 and max((way for way, _answer in ways), key=order.index) == parent
        ]

    @property
    def answers(self) -> dict[str, Any]:
        """What was validly answered to questions that were asked; without the seen version.

        Text typed into a question that the final answers do not ask stays in `cleaned_data` only.
        """
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name != "seen_version" and self.is_revealed(name)
        }

    def clean(self) -> dict[str, Any]:
        """Check revealed questions, drop errors of those not asked, and note removed characters."""
        found = super().clean()  # type: ignore[misc]
        cleaned: dict[str, Any] = self.cleaned_data if found is None else found
        for name in self.revealed_by:
            self._settle_revealed(name, cleaned)
        for name, field in self.fields.items():
            removed = getattr(field, "removed", 0)
            if removed:
                self.notices.append(removed_notice(in_sentence(str(field.label or name)), removed))
        return cleaned

    def _settle_revealed(self, name: str, cleaned: dict[str, Any]) -> None:
        errors: dict[str, Any] = self._errors  # type: ignore[attr-defined]
        if not self.is_revealed(name):
            if errors.pop(name, None) is not None:
                cleaned[name] = None
            return
        field = self.fields[name]
        is_empty = cleaned.get(name) in field.empty_values
        if name in self.required_when_revealed and is_empty and name not in errors:
            self.add_error(name, forms.ValidationError(field.error_messages["required"], code="required"))  # type: ignore[attr-defined]

    # How it looks

    @property
    def ordered_names(self) -> list[str]:
        """Field names in the order a reader meets them, revealed ones under their answer."""
        ordered: list[str] = []
        for name in self.fields:
            if name not in self.revealed_by:
                self._walk(name, ordered)
        return ordered

    def _walk(self, name: str, ordered: list[str]) -> None:
        ordered.append(name)
        field = self.fields[name]
        if isinstance(field, Optioned):
            under = (one for answer in field.reveals for one in self.shown_under(name, answer))
            for revealed in (*under, *self.shown_after(name)):
                self._walk(revealed, ordered)

    def error_links(self) -> list[ErrorLink]:
        """The lines of the error summary, in reading order; whole-form errors first."""
        shown = [self[name] for name in self.ordered_names]  # type: ignore[index]
        visible = [bound for bound in shown if not bound.is_hidden]
        first = visible[0].first_id if visible else ""
        hidden = [text for bound in shown if bound.is_hidden for text in bound.errors]
        links = [ErrorLink(str(text), first) for text in [*self.non_field_errors(), *hidden]]  # type: ignore[attr-defined]
        links += [ErrorLink(str(text), bound.first_id) for bound in visible for text in bound.errors]
        return links

    @property
    def helper(self) -> FormHelper:
        """What crispy-forms needs to draw this form."""
        helper = FormHelper()
        helper.field_template = FIELD_TEMPLATE
        if self.form_id:
            helper.form_id = self.form_id
        helper.attrs = {"novalidate": "novalidate", "autocomplete": "off"}
        if self.autosave_url:
            helper.attrs["data-autosave-url"] = self.autosave_url
        helper.layout = Layout(*self.layout_parts(), self.buttons())
        return helper

    def layout_parts(self) -> Iterable[str | LayoutObject]:
        """The fields in order; override to add `Fieldset`, `HTML` or other crispy layout parts."""
        return [name for name in self.fields if name not in self.revealed_by]

    def buttons(self) -> LayoutObject:
        """The green button and the grey ones after it."""
        style = f"govuk-button--{self.submit_style}" if self.submit_style else ""
        made = [Button("submit", self.submit_label, css_class=style, data_prevent_double_click="true")]
        made += [
            Button(name, words, css_class="govuk-button--secondary", data_prevent_double_click="true")
            for name, words in self.secondary_buttons
        ]
        status = [HTML('{% include "components/form/autosave_status.html" %}')] if self.autosave_url else []
        if self.kept_ticket:
            status.append(
                HTML(f'<input type="hidden" name="{kept_text.FIELD}" value="{escape(self.kept_ticket)}">')
            )
        return Div(*status, Div(*made, css_class="govuk-button-group"))


class GovForm(GovFormMixin, forms.Form):
    """A form about one record: it carries the version the reader was shown, as `seen_version`.

    Set `versioned = False` for a form that starts something new.
    """

    versioned: ClassVar[bool] = True

    seen_version = forms.IntegerField(
        widget=forms.HiddenInput(),
        min_value=0,
        error_messages=dict.fromkeys(("required", "invalid", "min_value"), OUT_OF_DATE),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.versioned:
            self.fields["seen_version"].required = True
        else:
            del self.fields["seen_version"]
