"""Examples of every component and field in every state, for looking at and for accessibility checks.

All names are invented and marked so. Nothing here is part of a case.
"""

import datetime as dt
from typing import Any, Final

from django.core.paginator import Paginator

from lscp.kernel.clock import LONDON
from lscp.kernel.dates import UncertainDate
from lscp.web import components as parts
from lscp.web import fields
from lscp.web.forms import GovForm

STATES: Final = ("normal", "error", "long", "filled", "empty", "question")

LONG_WORD: Final = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 3
LONG_TEXT: Final = f"A long answer 🙂 with مرحبا بالعالم and {LONG_WORD}. " * 12


class ExampleForm(GovForm):
    """One of each field."""

    submit_label = "Save and continue"
    secondary_buttons = (("later", "Save and come back later"),)

    agency_reference = fields.TextField(
        label="Your agency's own reference", hint="We show it to your agency only", required=False, width="20"
    )
    what_happened = fields.NarrativeField(
        label="What happened?",
        error="Write what happened",
        hint="Say what you know and what you do not know",
        rows=5,
    )
    rationale = fields.NarrativeField(
        label="Why the RAG should look at this",
        error="Say why",
        max_length=500,
        rows=3,
        subject="Your reason",
    )
    aware_on = fields.DateField(
        label="Date your agency became aware",
        error="Enter the date your agency became aware",
        when=fields.When.PAST_OR_TODAY,
    )
    called_at = fields.DateTimeField(
        label="When the front door was called",
        error="Enter when the front door was called",
        subject="Call to the front door",
    )
    incident_on = fields.UncertainDateField(
        label="When did it happen?",
        error="Select how exactly you know the date",
        ask_words=True,
        subject="Date of the incident",
    )
    safe_now = fields.YesNoField(
        label="Is the child safe now?",
        error="Select yes if the child is safe now",
        reveals={"no": ("risk",)},
    )
    risk = fields.NarrativeField(
        label="What is the risk?", error="Write what the risk is", rows=3, shows_count=False
    )
    route = fields.RadioField(
        label="How did this come to light?",
        error="Select how this came to light",
        choices=[
            ("agency", "An agency's own work"),
            ("strategy", "A strategy discussion"),
            ("other", "Another way"),
        ],
        hints={"strategy": "A talk between agencies when a child may be suffering significant harm"},
        reveals={"other": ("other_route",)},
        divider_before="other",
    )
    other_route = fields.TextField(label="Which way?", error="Say how this came to light")
    agencies = fields.CheckboxesField(
        label="Which agencies know the child?",
        error="Select the agencies that know the child, or none of these",
        choices=[("police", "Police"), ("council", "Council"), ("icb", "Health"), ("none", "None of these")],
        none_value="none",
    )
    children = fields.WholeNumberField(
        label="How many children?",
        error="Enter how many children",
        min_value=1,
        max_value=20,
        subject="Number of children",
    )
    ethnicity = fields.SelectField(
        label="Ethnic group", required=False, choices=[("a", "First group"), ("b", "Second group")]
    )
    work_email = fields.EmailField(label="Work e-mail address", error="Enter your work e-mail address")
    copy = fields.UploadField(label="Copy of the form", required=False, hint="PDF or Word, at most 20 MB")
    agreed = fields.ConfirmField(
        label="I have told my safeguarding lead", error="Tick the box when you have told them"
    )


class OneQuestionForm(GovForm):
    """A page with one question, whose label is the heading."""

    versioned = False
    heading_field = "harmed"

    harmed = fields.YesNoField(
        label="Was the child seriously harmed?", error="Select yes if the child was harmed"
    )


WRONG: Final[dict[str, Any]] = {
    "seen_version": "1",
    "rationale": "x" * 620,
    "aware_on_day": "31",
    "aware_on_year": "2026",
    "called_at_day": "29",
    "called_at_month": "2",
    "called_at_year": "2026",
    "called_at_time": "half past",
    "incident_on_precision": "range",
    "incident_on_from_day": "4",
    "incident_on_from_month": "13",
    "incident_on_from_year": "2024",
    "safe_now": "no",
    "route": "other",
    "agencies": ["police", "none"],
    "children": "many",
    "work_email": "nobody",
}


def form_in(state: str) -> ExampleForm:
    """The example form: empty, wrong, or filled in."""
    if state == "error":
        return ExampleForm(WRONG, autosave_url="/session/keepalive/")
    initial: dict[str, Any] = {"seen_version": 1}
    if state in {"long", "filled"}:
        initial |= {
            "what_happened": LONG_TEXT,
            "agency_reference": LONG_WORD,
            "aware_on": dt.date(2026, 4, 3),
            "incident_on": UncertainDate.around(dt.date(2016, 5, 22), "the week before half term"),
            "safe_now": False,
            "risk": LONG_TEXT,
            "route": "strategy",
            "agencies": ["police", "icb"],
            "children": 3,
        }
    return ExampleForm(initial=initial, autosave_url="/session/keepalive/")


def context(state: str) -> dict[str, Any]:
    """Everything `web/components.html` prints in one state."""
    if state == "question":
        return {"state": state, "states": STATES, "form": OneQuestionForm({})}
    text = LONG_TEXT if state == "long" else "The school told social care. The child was seen the same day."
    at = dt.datetime(2026, 4, 3, 14, 5, tzinfo=LONDON)
    is_empty = state == "empty"
    return {
        "state": state,
        "states": STATES,
        "form": form_in(state),
        "crumbs": [
            ("Home", "/"),
            ("Case LSCP-2026-0001", "/"),
            (LONG_WORD if state == "long" else "Views", ""),
        ],
        "summary": _summary(text),
        "tasks": _tasks(text),
        "statuses": [
            parts.NOT_STARTED,
            parts.IN_PROGRESS,
            parts.COMPLETED,
            parts.CANNOT_START,
            parts.PROBLEM,
        ],
        "headers": ["Clock", "Due", parts.Header("Days", is_number=True), "Status"],
        "rows": [] if is_empty else _rows(text),
        "entries": [] if is_empty else _entries(text, at),
        "buttons": [
            parts.ActionButton("Record your view", "#"),
            parts.ActionButton("Ask for information", "#", style="secondary"),
            parts.ActionButton("Close the case", "#", style="warning"),
            parts.ActionButton(
                "Approve the minutes", "#", reason="The minutes have not been circulated yet."
            ),
        ],
        "page": Paginator([] if is_empty else range(240), 25).get_page(4),
        "ratings": ["blue", "green", "amber", "red"],
        "long_text": text,
        "at": at,
        "service_banners": [
            parts.Banner("Messages are delayed. What you send is safe and will go out later.", "problem"),
            parts.Banner(
                "The list of bank holidays ends in 17 months.", href="#", href_text="See the calendar"
            ),
        ],
        "nav_items": [
            parts.NavItem("Work list", "#", is_current=True, count=3),
            parts.NavItem("Cases", "#"),
            parts.NavItem("Meetings", "#"),
            parts.NavItem("Deadlines", "#", count=0, count_words="overdue"),
        ],
        "demo_clock": "The clock is 3 days ahead: 6 April 2026 at 2:05pm.",
    }


def _summary(text: str) -> list[parts.SummaryRow]:
    change = parts.Action("Change", "#", "how this came to light")
    return [
        parts.SummaryRow("How this came to light", "A strategy discussion", [change]),
        parts.SummaryRow(
            "What happened", text, [parts.Action("Change", "#", "what happened")], is_narrative=True
        ),
        parts.SummaryRow("Voice of the child", "", [parts.Action("Answer", "#", "the voice of the child")]),
        parts.SummaryRow("Reference", "LSCP-2026-0001"),
    ]


def _tasks(text: str) -> list[parts.Task]:
    return [
        parts.Task("Say what happened", parts.COMPLETED, "#"),
        parts.Task("Add the children", parts.IN_PROGRESS, "#", hint="1 child added, 1 question open"),
        parts.Task("Record the voice of the child", parts.NOT_STARTED, "#"),
        parts.Task("Ask your safeguarding lead", parts.PROBLEM, "#", hint=text[:200]),
        parts.Task("Check your answers", parts.CANNOT_START, hint="Finish the other tasks first"),
    ]


def _rows(text: str) -> list[list[parts.Cell | str]]:
    return [
        [
            parts.Cell("Tell the national Panel", href="#"),
            parts.Cell("10 April 2026", note="5 working days from 1 April 2026"),
            parts.Cell(3),
            parts.Cell(status=parts.Status("3 working days left", "green")),
        ],
        [
            parts.Cell("Rapid review", href="#"),
            "3 April 2026",
            parts.Cell(0),
            parts.Cell(status=parts.Status("Due today", "yellow")),
        ],
        [
            parts.Cell(text[:300], href="#"),
            "1 April 2026",
            parts.Cell(-2),
            parts.Cell(status=parts.Status("2 working days overdue", "red"), text="Told: chair"),
        ],
    ]


def _entries(text: str, at: dt.datetime) -> list[parts.TimelineEntry]:
    return [
        parts.TimelineEntry("Decision recorded", "Fictional Person, Council", at, text, href="#"),
        parts.TimelineEntry("Notification received", "Fictional Other, Police", at - dt.timedelta(days=2)),
    ]
