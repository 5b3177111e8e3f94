"""The form base: wording demanded, revealed questions, drafts, errors that link to a control, no id twice."""

import re

import pytest
from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.template import engines

from lscp.web import fields, showcase
from lscp.web.forms import OUT_OF_DATE, ErrorLink, GovForm, GovFormMixin


def drawn(form):
    template = engines["django"].from_string(
        "{% load govuk crispy_forms_tags %}{% error_summary form %}{% crispy form %}"
    )
    return template.render({"form": form})


def ids_in(html):
    return re.findall(r'\sid="([^"]+)"', html)


def test_form_without_a_sentence_for_a_required_field_does_not_start():
    with pytest.raises(ImproperlyConfigured, match=r"Bare needs error= .* for: name, other"):
        type("Bare", (GovForm,), {"name": fields.TextField(label="Name"), "other": forms.CharField()})


def test_form_with_optional_fields_needs_no_sentence():
    made = type("Fine", (GovForm,), {"name": fields.TextField(label="Name", required=False)})
    assert list(made.base_fields) == ["seen_version", "name"]


def test_mixed_into_a_foreign_form():
    class Foreign(forms.Form):
        login = forms.EmailField(
            label="E-mail address", error_messages={"required": "Enter your e-mail address"}
        )
        password = forms.CharField(
            widget=forms.PasswordInput(), error_messages={"required": "Enter your password"}
        )

    class SignIn(GovFormMixin, Foreign):
        submit_label = "Sign in"

    html = drawn(SignIn({}))
    assert 'href="#id_login"' in html
    assert 'href="#id_password"' in html
    assert "govuk-input--error" in html


class RevealForm(GovForm):
    safe = fields.YesNoField(label="Safe?", error="Select yes if safe", reveals={"no": ("route",)})
    route = fields.RadioField(
        label="Route",
        error="Select a route",
        choices=[("a", "A"), ("other", "Other")],
        reveals={"other": ("which",)},
    )
    which = fields.TextField(label="Which?", error="Say which", max_length=5)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({"safe": "yes"}, {}),
        ({"safe": "yes", "route": "other"}, {}),
        ({"safe": "yes", "which": "far too long"}, {}),
        ({"safe": "no"}, {"route": ["Select a route"]}),
        ({"safe": "no", "route": "a"}, {}),
        ({"safe": "no", "route": "other"}, {"which": ["Say which"]}),
        (
            {"safe": "no", "route": "other", "which": "123456"},
            {"which": ["Which must be 5 characters or fewer. You have 6: cut at least 1 character"]},
        ),
        ({"safe": "no", "route": "other", "which": "12345"}, {}),
    ],
)
def test_revealed_fields_count_only_under_their_answer(typed, found):
    form = RevealForm({"seen_version": "4", **typed})
    form.is_valid()
    assert {name: list(errors) for name, errors in form.errors.items()} == found


def test_answers_leave_out_what_was_not_asked_and_the_text_is_kept():
    form = RevealForm({"seen_version": "4", "safe": "yes", "route": "a", "which": "text"})
    assert form.is_valid()
    assert form.answers == {"safe": True}
    assert form.cleaned_data == {"seen_version": 4, "safe": True, "route": "a", "which": "text"}
    assert 'value="text"' in form["which"].control


def test_draft_takes_what_is_there():
    form = RevealForm({"seen_version": "4", "safe": "no"}, draft=True)
    assert form.is_valid()
    assert form.answers == {"safe": False, "route": ""}


def test_error_links_in_reading_order_with_a_control_each():
    form = RevealForm({"safe": "no", "route": "other"})
    form.is_valid()
    form.add_error(None, "These answers do not fit together")
    assert form.error_links() == [
        ErrorLink("These answers do not fit together", "id_safe"),
        ErrorLink(
            "This page has lost its place. Open it again from the record, then paste your answers", "id_safe"
        ),
        ErrorLink("Say which", "id_which"),
    ]


@pytest.mark.parametrize("state", ["normal", "error", "long", "filled"])
def test_example_page_has_no_id_twice_and_every_reference_lands(state):
    html = drawn(showcase.form_in(state))
    ids = ids_in(html)
    assert sorted(ids) == sorted(set(ids))
    referred = {
        one
        for found in re.findall(r'(?:aria-describedby|for|data-reveals)="([^"]*)"|href="#([^"]+)"', html)
        for one in " ".join(found).split()
    }
    assert referred - set(ids) == set()


def test_error_summary_links_are_controls_that_take_focus():
    form = showcase.form_in("error")
    html = drawn(form)
    targets = [link.target for link in form.error_links()]
    assert targets == [
        "id_what_happened",
        "id_rationale",
        "id_aware_on_month",
        "id_called_at_day",
        "id_called_at_day",
        "id_incident_on_from_month",
        "id_incident_on_from_month",
        "id_risk",
        "id_other_route",
        "id_agencies",
        "id_children",
        "id_work_email",
        "id_agreed",
    ]
    controls = re.findall(r'<(?:input|textarea|select)[^>]*\sid="([^"]+)"', html)
    assert set(targets) - set(controls) == set()


def test_control_is_described_by_hint_then_errors():
    form = showcase.form_in("error")
    form.is_valid()
    assert (
        form["what_happened"].described_by
        == "id_what_happened_hint id_what_happened_error_1 id_what_happened-info"
    )
    assert 'aria-describedby="id_what_happened_hint id_what_happened_error_1 id_what_happened-info"' in str(
        form["what_happened"].control
    )


def test_drawing_twice_gives_the_same():
    form = showcase.form_in("error")
    first = drawn(form)
    assert drawn(form) == first


def test_optional_is_said_and_html_is_escaped():
    class Form(GovForm):
        versioned = False
        name = fields.TextField(label="<b>Name</b>", hint="<i>hint</i>", required=False)

    html = drawn(Form(initial={"name": '"><script>'}))
    assert "&lt;b&gt;Name&lt;/b&gt; (optional)" in html
    assert "&lt;i&gt;hint&lt;/i&gt;" in html
    assert "<script>" not in html


def test_autosave_address_and_status_only_where_asked():
    assert "data-autosave" not in drawn(RevealForm())
    html = drawn(RevealForm(autosave_url="/drafts/1/"))
    assert 'data-autosave-url="/drafts/1/"' in html
    assert "data-autosave-text" in html


class SharedForm(GovForm):
    seen = fields.RadioField(
        label="Seen?", error="Select whether it was seen", choices=[("yes", "Yes"), ("maybe", "Maybe"), ("no", "No")],
        reveals={"yes": ("when", "kinds"), "maybe": ("kinds",)},
    )  # fmt: skip
    when = fields.TextField(label="When?", error="Say when")
    kinds = fields.CheckboxesField(label="Kinds", error="Select the kinds", choices=[("a", "A"), ("b", "B")])


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({"seen": "yes"}, {"when": ["Say when"], "kinds": ["Select the kinds"]}),
        ({"seen": "maybe"}, {"kinds": ["Select the kinds"]}),
        ({"seen": "maybe", "kinds": ["b"]}, {}),
        ({"seen": "no"}, {}),
        ({"seen": "no", "kinds": ["never offered"]}, {}),
    ],
)
def test_field_that_several_answers_reveal_counts_under_each(typed, found):
    form = SharedForm({"seen_version": "4", **typed})
    form.is_valid()
    assert {name: list(errors) for name, errors in form.errors.items()} == found


@pytest.mark.parametrize(("answer", "hidden"), [("yes", False), ("maybe", False), ("no", True)])
def test_field_that_several_answers_reveal_is_drawn_once_after_them(answer, hidden):
    html = drawn(SharedForm(initial={"seen": answer}))
    ids = ids_in(html)
    assert sorted(ids) == sorted(set(ids))
    assert re.findall(r'value="(\w+)"[^>]* data-reveals="([^"]*)"', html) == [
        ("yes", "id_seen_reveals id_kinds_asked"), ("maybe", "id_kinds_asked"),
    ]  # fmt: skip
    part = re.search(r'<div class="([^"]*)" id="id_kinds_asked">', html)
    assert part.group(1).split() == ["app-asked", *(["govuk-radios__conditional--hidden"] if hidden else [])]
    assert SharedForm().ordered_names == ["seen_version", "seen", "when", "kinds"]


@pytest.mark.parametrize("sent", ["-1", "", "newest"])
def test_version_that_nobody_was_shown_is_out_of_date(sent):
    form = type("Fine", (GovForm,), {})({"seen_version": sent})
    assert not form.is_valid()
    assert form.errors["seen_version"] == [OUT_OF_DATE]
