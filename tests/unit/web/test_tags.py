"""What each component tag prints."""

import datetime as dt
import re

import pytest
from django.core.paginator import Paginator
from django.forms import CharField, Form
from django.template import engines
from django.test import RequestFactory
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from lscp.kernel.clock import LONDON
from lscp.kernel.dates import UncertainDate
from lscp.web import components as parts
from lscp.web import tables, wording

AT = dt.datetime(2026, 4, 3, 14, 5, tzinfo=LONDON)


def drawn(source, request=None, **context):
    html = engines["django"].from_string("{% load govuk %}" + source).render(context, request)
    return re.sub(r">\s+<", "><", re.sub(r"\s+", " ", html)).strip()


def test_tag_prints_the_word():
    assert (
        drawn("{% tag one %}", one=parts.COMPLETED)
        == '<strong class="govuk-tag govuk-tag--green">Completed</strong>'
    )
    assert (
        drawn('{% tag word "red" %}', word="<late>")
        == '<strong class="govuk-tag govuk-tag--red">&lt;late&gt;</strong>'
    )


def test_warning_inset_details_and_back_link():
    assert drawn('{% warning_text "Careful" %}') == (
        '<div class="govuk-warning-text"><span class="govuk-warning-text__icon" aria-hidden="true">!</span>'
        '<strong class="govuk-warning-text__text"><span class="govuk-visually-hidden">Warning</span> Careful'
        "</strong></div>"
    )
    assert (
        drawn("{% inset %}{{ text }}{% endinset %}", text="<b>")
        == '<div class="govuk-inset-text">&lt;b&gt;</div>'
    )
    assert drawn("{% details why %}<p>{{ text }}</p>{% enddetails %}", why="Why <we> ask", text="<b>") == (
        '<details class="govuk-details"><summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">Why &lt;we&gt; ask</span></summary>'
        '<div class="govuk-details__text"><p>&lt;b&gt;</p></div></details>'
    )
    assert drawn('{% back_link "/x/" %}') == (
        '<nav aria-label="Back" class="app-back"><a href="/x/" class="govuk-back-link">Back</a></nav>'
    )


def test_breadcrumbs_last_one_without_link():
    assert drawn("{% breadcrumbs crumbs %}", crumbs=[("Home", "/"), ("Case", "")]) == (
        '<nav class="govuk-breadcrumbs" aria-label="Breadcrumb"><ol class="govuk-breadcrumbs__list">'
        '<li class="govuk-breadcrumbs__list-item"><a class="govuk-breadcrumbs__link" href="/">Home</a></li>'
        '<li class="govuk-breadcrumbs__list-item" aria-current="page">Case</li></ol></nav>'
    )


def test_notification_banner_by_kind():
    assert drawn('{% notification_banner "Saved." "success" %}') == (
        '<div class="govuk-notification-banner govuk-notification-banner--success" role="alert" '
        'aria-labelledby="banner-4285d0e0" data-module="govuk-notification-banner">'
        '<div class="govuk-notification-banner__header">'
        '<h2 class="govuk-notification-banner__title" id="banner-4285d0e0">Done</h2></div>'
        '<div class="govuk-notification-banner__content">'
        '<p class="govuk-notification-banner__heading">Saved.</p></div></div>'
    )


def test_summary_list_answers_missing_and_changes():
    rows = [
        parts.SummaryRow("Name", "<b>", [parts.Action("Change", "/n/", "name")]),
        parts.SummaryRow("Voice of the child", None),
    ]
    assert drawn("{% summary_list rows %}", rows=rows) == (
        '<dl class="govuk-summary-list"><div class="govuk-summary-list__row">'
        '<dt class="govuk-summary-list__key">Name</dt><dd class="govuk-summary-list__value">&lt;b&gt;</dd>'
        '<dd class="govuk-summary-list__actions"><a class="govuk-link" href="/n/">Change'
        '<span class="govuk-visually-hidden"> name</span></a></dd></div>'
        '<div class="govuk-summary-list__row govuk-summary-list__row--no-actions">'
        '<dt class="govuk-summary-list__key">Voice of the child</dt><dd class="govuk-summary-list__value">'
        '<span class="app-missing">Not answered yet</span></dd></div></dl>'
    )


def test_summary_list_prints_no_and_zero_as_answers():
    html = drawn("{% summary_list rows %}", rows=[parts.SummaryRow("a", 0), parts.SummaryRow("b", False)])
    assert re.findall(r"__value\">([^<]*)<", html) == ["0", "False"]


def test_task_list_with_and_without_link():
    tasks = [
        parts.Task("Say", parts.IN_PROGRESS, "/s/", "Half done"),
        parts.Task("Check", parts.CANNOT_START),
    ]
    assert drawn("{% task_list tasks %}", tasks=tasks) == (
        '<ul class="govuk-task-list"><li class="govuk-task-list__item govuk-task-list__item--with-link">'
        '<div class="govuk-task-list__name-and-hint"><a class="govuk-link govuk-task-list__link" href="/s/" '
        'aria-describedby="task-1-hint task-1-status">Say</a>'
        '<div id="task-1-hint" class="govuk-task-list__hint">Half done</div></div>'
        '<div class="govuk-task-list__status" id="task-1-status">'
        '<strong class="govuk-tag govuk-tag--light-blue">In progress</strong></div></li>'
        '<li class="govuk-task-list__item"><div class="govuk-task-list__name-and-hint"><div>Check</div></div>'
        '<div class="govuk-task-list__status govuk-task-list__status--cannot-start-yet" id="task-2-status">'
        "Cannot start yet</div></li></ul>"
    )


def test_table_says_when_it_is_empty():
    assert drawn('{% table "Clocks" heads rows empty="No clocks." %}', heads=["A"], rows=[]) == (
        '<p class="govuk-body app-empty">No clocks.</p>'
    )


def test_table_cells():
    heads = ["Clock", parts.Header("Days", is_number=True, href="?s", sorted="ascending")]
    rows = [[parts.Cell("Panel", href="/p/"), parts.Cell(3)]]
    html = drawn('{% table "Clocks" heads rows %}', heads=heads, rows=rows)
    assert 'govuk-table__header--numeric" aria-sort="ascending"><a class="govuk-link" href="?s">Days' in html
    assert re.sub(r"<[^>]+>", " ", html).split() == [
        "Clocks",
        "Clock",
        "Days",
        "▲",
        "Clock",
        "Panel",
        "Days",
        "3",
    ]


def test_table_refuses_a_row_of_another_length():
    with pytest.raises(ValueError, match="zip"):
        drawn('{% table "Clocks" heads rows %}', heads=["A", "B"], rows=[["1"]])


def test_timeline_entry():
    entries = [parts.TimelineEntry("Decided", "Fictional Person", AT, "Because <so>")]
    assert drawn("{% timeline entries heading=3 %}", entries=entries) == (
        '<div class="app-timeline"><div class="app-timeline__item"><div class="app-timeline__header">'
        '<h3 class="app-timeline__title">Decided</h3>'
        '<p class="app-timeline__byline">by Fictional Person</p></div><p class="app-timeline__date">'
        '<time datetime="2026-04-03T14:05+01:00">3 April 2026 at 2:05pm</time></p>'
        '<div class="app-timeline__description" dir="auto"><p>Because &lt;so&gt;</p></div></div></div>'
    )


@pytest.mark.parametrize(
    ("key", "word", "shape"),
    [
        ("blue", "Complete", "circle"),
        ("green", "On track", "rect"),
        ("amber", "At risk", "path"),
        ("red", "Off track", "path"),
    ],
)
def test_progress_rating_has_word_and_shape(key, word, shape):
    html = drawn("{% progress_rating key %}", key=key)
    assert f'<span class="app-rating__word">{word}</span>' in html
    assert f"<{shape} " in html


def test_progress_ratings_differ_without_colour():
    assert len({(rating.word, rating.shape) for rating in parts.RATINGS.values()}) == 4
    assert len({rating.shape for rating in parts.RATINGS.values()}) == 4


def test_action_buttons_print_the_reason_instead_of_the_button():
    buttons = [
        parts.ActionButton("Go", "/go/"),
        parts.ActionButton("Stop", "/stop/", reason="Not circulated yet."),
    ]
    assert drawn("{% action_buttons buttons %}", buttons=buttons) == (
        '<div class="govuk-button-group"><a href="/go/" role="button" draggable="false" class="govuk-button" '
        'data-module="govuk-button">Go</a></div>'
        '<p class="govuk-body app-refused"><strong>Stop:</strong> not now. Not circulated yet.</p>'
    )


def test_next_steps_are_buttons_for_the_main_ones_and_links_for_the_others():
    buttons = [
        parts.ActionButton("Go", "/go/"),
        parts.ActionButton("Rest", "/rest/", "secondary"),
        parts.ActionButton("Stop", "/stop/", "warning", reason="Not circulated yet."),
    ]
    assert drawn("{% next_steps buttons %}", buttons=buttons) == (
        '<div class="govuk-button-group"><a href="/go/" role="button" draggable="false" class="govuk-button" '
        'data-module="govuk-button">Go</a></div>'
        '<h3 class="govuk-heading-s">You can also</h3><ul class="govuk-list app-steps">'
        '<li><a class="govuk-link" href="/rest/">Rest</a></li></ul>'
        '<p class="govuk-body app-refused"><strong>Stop:</strong> not now. Not circulated yet.</p>'
    )


def test_pagination_keeps_the_filters():
    request = RequestFactory().get("/cases/?kind=a&kind=b%26c&page=2")
    html = drawn('{% pagination page of="cases" %}', request=request, page=Paginator(range(75), 25).page(2))
    assert re.findall(r'href="([^"]+)"', html) == [
        "?kind=a&amp;kind=b%26c&amp;page=1",
        "?kind=a&amp;kind=b%26c&amp;page=1",
        "?kind=a&amp;kind=b%26c&amp;page=2",
        "?kind=a&amp;kind=b%26c&amp;page=3",
        "?kind=a&amp;kind=b%26c&amp;page=3",
    ]
    assert "Showing 26 to 50 of 75 cases" in html


@pytest.mark.parametrize(("number", "words"), [(0, "No cases"), (3, "Showing 1 to 3 of 3 cases")])
def test_pagination_of_one_page_has_no_links(number, words):
    html = drawn('{% pagination page of="cases" %}', page=Paginator(range(number), 25).get_page(1))
    assert html == f'<p class="govuk-body-s app-pagination-note">{words}</p>'


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (1000, "1,000 working days left"),
        (3, "3 working days left"),
        (1, "1 working day left"),
        (0, "due today"),
        (-1, "1 working day overdue"),
        (-2, "2 working days overdue"),
    ],
)
def test_due_in_working_days(left, words):
    assert (wording.due_in(left), drawn("{{ left|due_in }}", left=left)) == (words, words)


def test_due_in_calendar_days():
    assert drawn('{{ 7|due_in:"day" }}') == "7 days left"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (119, "1 hour left"),
        (45, "45 minutes left"),
        (1, "1 minute left"),
        (0, "due now"),
        (-150, "2 hours overdue"),
    ],
)
def test_due_in_hours(minutes, words):
    assert drawn("{{ minutes|due_in_hours }}", minutes=minutes) == words


def test_date_filters():
    assert drawn("{{ at|british_date }} / {{ at|british_datetime }} / {{ at|british_time }}", at=AT) == (
        "3 April 2026 / 3 April 2026 at 2:05pm / 2:05pm"
    )
    assert (
        drawn("{{ day|time_tag }}", day=dt.date(2026, 4, 3))
        == '<time datetime="2026-04-03">3 April 2026</time>'
    )
    assert drawn("{{ day|british_date }}", day=UncertainDate.year(2019)) == "2019"
    assert (
        drawn("[{{ x|british_date }}{{ x|british_datetime }}{{ x|british_time }}{{ x|time_tag }}]", x=None)
        == "[]"
    )


def test_telephone_numbers_are_links_and_nothing_else_is():
    assert drawn("{% telephone text %}", text="0113 222 4403, or <b>ask</b> for 12") == (
        '<a class="govuk-link" href="tel:01132224403">0113 222 4403</a>, or &lt;b&gt;ask&lt;/b&gt; for 12'
    )


@pytest.mark.parametrize(
    "text",
    [
        "<b>Q & \"A\"'s</b>", mark_safe("<b>kept</b>"), gettext_lazy("<i>later</i>"), 7, None, "",
        format_lazy("{}<br>", "a"), CharField(label="<x>").get_bound_field(Form(), "x"),
    ],
)  # fmt: skip
def test_table_escapes_as_django_does(text):
    assert tables.safe(text) == conditional_escape(text)
    (row,) = tables.rows_html([parts.Header("<h>")], [[text if isinstance(text, str) else parts.Cell(text)]])
    assert row.count(str(conditional_escape(text))) >= 1
    assert "<h>" not in row
