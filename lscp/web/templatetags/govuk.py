"""The components pages are made of. Each tag has a template of its name in `templates/components/`.

Tags print what they are given: no rules, no queries.
"""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode
from zlib import crc32

from django import template
from django.core.paginator import Page
from django.http import HttpRequest
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from lscp.kernel import dates
from lscp.web import glossary, tables, wording
from lscp.web.bound import GovBoundField
from lscp.web.components import (
    RATINGS,
    ActionButton,
    Cell,
    Colour,
    Header,
    NavItem,
    Status,
    SummaryRow,
    Task,
    TimelineEntry,
)
from lscp.web.drawn_once import drawn_once
from lscp.web.forms import ErrorLink, GovFormMixin

register = template.Library()

SEEN = "_terms_seen"
TELEPHONE = re.compile(r"\+?\d[\d ]{6,}\d")


def terms_seen(context: Context) -> set[str]:
    """The acronyms already written out on this page; kept on the request so that included parts share it."""
    keeper = context.get("request")
    if keeper is not None:
        if not hasattr(keeper, SEEN):
            setattr(keeper, SEEN, set())
        kept: set[str] = getattr(keeper, SEEN)
        return kept
    found: set[str] | None = context.get("terms_seen")
    if found is None:
        found = context.dicts[0].setdefault("terms_seen", set())
    return found


# Forms


@register.inclusion_tag("components/error_summary.html", takes_context=True)
def error_summary(context: Context, *forms: GovFormMixin) -> dict[str, Any]:
    """The list of what is wrong, each line linking to the control it is about. Put it above the heading."""
    links: list[ErrorLink] = [link for form in forms if form.is_bound for link in form.error_links()]
    seen = terms_seen(context)
    return {"links": [ErrorLink(glossary.expand(link.text, seen), link.target) for link in links]}


@register.inclusion_tag("components/form/group.html", takes_context=True)
def govuk_field(context: Context, field: GovBoundField) -> dict[str, Any]:
    """One field with its label, hint and errors; acronyms in label and hint are written out at first use."""
    seen = terms_seen(context)
    label = glossary.expand(field.label_text, seen)
    hint = glossary.expand(str(field.help_text), seen)
    return {
        "field": field,
        "label": label,
        "hint": hint,
        "request": context.get("request"),
        "terms_seen": seen,
    }


# Facts, tasks and lists


@register.inclusion_tag("components/summary_list.html")
def summary_list(rows: Iterable[SummaryRow], title: str = "", heading: int = 2) -> dict[str, Any]:
    """Questions and answers. With `title` it is a card with that heading (level 2 to 4)."""
    made = list(rows)
    return {"rows": made, "title": title, "heading": heading, "has_actions": any(row.actions for row in made)}


@register.inclusion_tag("components/task_list.html")
def task_list(tasks: Iterable[Task], prefix: str = "task") -> dict[str, Any]:
    """Tasks with honest statuses. `prefix` keeps ids apart when a page has several lists."""
    return {"tasks": list(tasks), "prefix": prefix}


@register.inclusion_tag("components/tag.html")
def tag(status: Status | str, colour: Colour = "grey") -> dict[str, Any]:
    """A status word on a colour that only repeats it."""
    return {"status": status if isinstance(status, Status) else Status(str(status), colour)}


@register.inclusion_tag("components/table.html")
def table(
    caption: str,
    headers: Sequence[Header | str],
    rows: Iterable[Sequence[Cell | str]],
    empty: str = "Nothing to show.",
    caption_size: str = "m",
) -> dict[str, Any]:
    """A table with a caption; the first cell of each row is its heading. On a phone each row stacks.

    `caption_size` "hidden" leaves the caption to those who cannot see the page.
    """
    columns = [one if isinstance(one, Header) else Header(str(one)) for one in headers]
    size = "govuk-visually-hidden" if caption_size == "hidden" else f"govuk-table__caption--{caption_size}"
    return {
        "caption": caption,
        "columns": columns,
        "rows": tables.rows_html(columns, rows),
        "empty": empty,
        "caption_class": size,
    }


@register.inclusion_tag("components/timeline.html")
def timeline(entries: Iterable[TimelineEntry], heading: int = 2) -> dict[str, Any]:
    """What happened, in the order given (newest first is usual)."""
    return {"entries": list(entries), "heading": heading}


@register.inclusion_tag("components/progress_rating.html")
def progress_rating(key: str) -> dict[str, Any]:
    """A progress rating: blue, green, amber or red, as word, shape and colour."""
    return {"rating": RATINGS[key]}


# Messages


@register.inclusion_tag("components/notification_banner.html")
def notification_banner(text: str, kind: str = "information", title: str = "") -> dict[str, Any]:
    """A notice at the top of a page: "information", "success" or "problem". Its first line is the heading."""
    titles = {"information": "Important", "success": "Done", "problem": "There is a problem"}
    heading, _, more = text.partition("\n")
    return {
        "text": heading,
        "more": more,
        "kind": kind,
        "title": title or titles[kind],
        "id": f"banner-{crc32(text.encode()):x}",
    }


@register.inclusion_tag("components/warning_text.html", takes_context=True)
def warning_text(context: Context, text: str) -> dict[str, Any]:
    """A warning of something that matters."""
    return {"text": glossary.expand(text, terms_seen(context))}


@register.simple_block_tag
def inset(content: SafeString) -> SafeString:
    """Text set apart: `{% inset %}…{% endinset %}`."""
    return format_html('<div class="govuk-inset-text">{}</div>', content)


@register.simple_block_tag
def details(content: SafeString, summary: str, *, is_open: bool = False) -> SafeString:
    """Text that opens: `{% details "Why we ask" %}…{% enddetails %}`; with `is_open` it stands open at first."""
    return format_html(
        '<details class="govuk-details"'
        + (" open" if is_open else "")
        + '><summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">{}</span></summary>'
        '<div class="govuk-details__text">{}</div></details>',
        summary,
        content,
    )


@register.inclusion_tag("components/define.html")
def define(key: str) -> dict[str, Any]:
    """What a glossary word means, opening in place, and who uses it differently."""
    return {"term": glossary.find(key)}


@register.simple_tag
def same_for_all(name: str) -> SafeString:
    """A component that says nothing of its reader or its page, and takes nothing: drawn once, not for each page."""
    return drawn_once(f"components/{name}.html")


# Finding one's way


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(items: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The way here: (words, address) pairs; the last one may have an empty address."""
    return {"items": list(items)}


@register.inclusion_tag("components/back_link.html")
def back_link(href: str, text: str = "Back") -> dict[str, Any]:
    """One step back."""
    return {"href": href, "text": text}


@register.inclusion_tag("components/action_buttons.html")
def action_buttons(buttons: Iterable[ActionButton]) -> dict[str, Any]:
    """What may be done next; what may not, with its reason."""
    made = list(buttons)
    return {"ready": [one for one in made if not one.reason], "refused": [one for one in made if one.reason]}


@register.simple_tag
def telephone(text: str) -> SafeString:
    """A text with its telephone numbers as links, so that a phone can call them."""
    parts: list[tuple[str]] = []
    at = 0
    for found in TELEPHONE.finditer(text):
        number = found.group().replace(" ", "")
        link = format_html('<a class="govuk-link" href="tel:{}">{}</a>', number, found.group())
        parts += [(text[at : found.start()],), (link,)]
        at = found.end()
    return format_html_join("", "{}", [*parts, (text[at:],)])


@register.inclusion_tag("components/next_steps.html")
def next_steps(buttons: Iterable[ActionButton]) -> dict[str, Any]:
    """The same for a page with many steps: the main ones as buttons, the others as a list of links."""
    made = list(buttons)
    ready = [one for one in made if not one.reason]
    return {
        "main": [one for one in ready if not one.style],
        "others": [one for one in ready if one.style],
        "refused": [one for one in made if one.reason],
    }


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(
    context: Context, page: Page[Any], parameter: str = "page", of: str = "results"
) -> dict[str, Any]:
    """Links to the other pages of a list, keeping the filters in the address."""
    request: HttpRequest | None = context.get("request")
    kept = [(key, value) for key, value in _query(request) if key != parameter]

    def address(number: int | None) -> str:
        return "?" + urlencode([*kept, (parameter, str(number))]) if number else ""

    ellipsis = str(page.paginator.ELLIPSIS)
    numbers = [
        {
            "text": str(one),
            "href": "" if str(one) == ellipsis else address(int(one)),
            "is_current": one == page.number,
        }
        for one in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return {
        "page": page,
        "of": of,
        "numbers": numbers,
        "previous": address(page.previous_page_number()) if page.has_previous() else "",
        "next": address(page.next_page_number()) if page.has_next() else "",
    }


def _query(request: HttpRequest | None) -> list[tuple[str, str]]:
    if request is None:
        return []
    return [(key, str(value)) for key, values in request.GET.lists() for value in values]


@register.inclusion_tag("components/navigation.html")
def service_navigation(items: Iterable[NavItem], service_url: str = "/", name: str = "") -> dict[str, Any]:
    """The bar with the service's name and its links."""
    return {"items": list(items), "service_url": service_url, "service_name": name}


# Words


@register.simple_tag(takes_context=True)
def term(context: Context, key: str) -> str:
    """A glossary word: "Review Advisory Group (RAG)" where it first appears on the page, then "RAG"."""
    return glossary.use(glossary.find(key), terms_seen(context))


@register.simple_tag(takes_context=True)
def expand(context: Context, text: str) -> str:
    """Text of our own with its acronyms written out at first use. Never for what people typed."""
    return glossary.expand(str(text), terms_seen(context))


@register.filter
def british_date(value: dt.date | dates.UncertainDate | dates.DayAndTime | None) -> str:
    """ "3 April 2026"; uncertain dates in their own words; nothing for nothing."""
    if value is None or value == "":
        return ""
    if isinstance(value, dt.date):
        return dates.british_date(value)
    return str(value)


@register.filter
def british_datetime(value: dt.datetime | None) -> str:
    """ "3 April 2026 at 2:05pm", Europe/London."""
    return dates.british_datetime(value) if value else ""


@register.filter
def british_time(value: dt.datetime | dt.time | None) -> str:
    """ "2:05pm", Europe/London."""
    return "" if value is None or value == "" else dates.british_time(value)


@register.filter
def time_tag(value: dt.datetime | dt.date | None) -> str | SafeString:
    """The date or instant inside a `<time>` element."""
    if not value:
        return ""
    if isinstance(value, dt.datetime):
        return format_html(
            '<time datetime="{}">{}</time>',
            dates.in_london(value).isoformat("T", "minutes"),
            british_datetime(value),
        )
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), dates.british_date(value))


@register.filter
def due_in(remaining: int, unit: str = "working day") -> str:
    """ "3 working days left", "due today", "2 working days overdue"; `unit` may be "day"."""
    return wording.due_in(int(remaining), unit)


@register.filter
def due_in_hours(minutes: int) -> str:
    """ "5 hours left", "due now", "2 hours overdue"."""
    return wording.due_in_hours(int(minutes))


@register.filter
def thousands(value: int) -> str:
    """ "100,000"."""
    return f"{int(value):,}"


@register.filter
def plain_number(value: int) -> str:
    """A number for an attribute, without separators."""
    return str(int(value))
