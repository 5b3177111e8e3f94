"""The form as a whole: its task list, one section, check-answers, putting it aside."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lscp.deadlines.queries import view_of
from lscp.kernel.access import require
from lscp.tasks import queries as safety
from lscp.web.components import Action, Status, SummaryRow, Task
from notifications.actions import answers as actions
from notifications.actions import drafts
from notifications.actions.reading import note_reading
from notifications.enums import NotificationStatus
from notifications.forms.start import AbandonForm, TakeUpForm
from notifications.models import Notification
from notifications.policies import form as policies
from notifications.queries import completeness, summary
from notifications.queries.answers import Form, load, snapshot_of
from notifications.queries.doubtful import doubts
from notifications.queries.family import removed_people
from notifications.views.base import OneDecision, record_or_404
from notifications.views.form_extras import AT_END, lines
from notifications.wording import Section


@never_cache
@require_safe
def task_list(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Every section with an honest status, in any order."""
    record = _writable(request, public_id, may_be_aside=True)
    note_reading(record, "notifications.form_viewed", by=request.user, section="task list")
    if record.status == NotificationStatus.ABANDONED:
        return render(request, "notifications/form_aside.html", {"record": record, "case": record.case})
    form = load(record)
    statuses = completeness.statuses_of(form)
    found = completeness.problems_of(form)
    return render(
        request,
        "notifications/form.html",
        {
            "record": record,
            "case": record.case,
            "tasks": _tasks(request, record, form, statuses),
            "last_tasks": _last_tasks(request, record, found),
            "done": sum(status == completeness.COMPLETED for status in statuses.values()),
            "total": len(statuses),
            "safety": _safety(record),
            "may_abandon": policies.can_abandon(request.user, record),
            "too_many_children": completeness.too_many_children(form),
        },
    )


def _writable(request: HttpRequest, public_id: Any, *, may_be_aside: bool = False) -> Notification:
    """The notification, if this reader may write in its form.

    Raises:
        Http404: the reader may not know of it. `PermissionDenied` or `Refused` as the policy says.
    """
    record: Notification = record_or_404(request.user, public_id)
    verdict = policies.can_write(request.user, record)
    is_aside = record.status == NotificationStatus.ABANDONED and verdict.code == "state"
    if not (may_be_aside and is_aside):
        require(verdict, record=record)
    return record


def _tasks(request: HttpRequest, record: Notification, form: Form, statuses: dict[str, Status]) -> list[Task]:
    made: list[Task] = []
    for section in form.edition.sections:
        name = f"{section.number}. {section.title}" if section.number else section.title
        href = reverse("notifications:form_section", args=[record.public_id, section.key])
        made.append(Task(name, statuses[section.key], href, section.note))
        made += lines(request, record, section.key)
    return made


def _last_tasks(request: HttpRequest, record: Notification, found: list[Any]) -> list[Task]:
    count = len(found)
    hint = (
        "" if not count else f"{count} {'thing' if count == 1 else 'things'} to put right or to fill in first"
    )
    check = Task(
        "Check your answers and send",
        Status("Not ready to send", "grey") if count else Status("Ready to send", "turquoise"),
        reverse("notifications:form_check", args=[record.public_id]),
        hint,
    )
    return [*lines(request, record, AT_END), check]


def _safety(record: Notification) -> list[dict[str, Any]]:
    """The open safety actions of the case, with the time left."""
    made = []
    for action in safety.open_for_case(record.case).select_related("case", "partnership"):
        row = safety.clock_of(action)
        made.append({"action": action, "left": view_of(row).left if row else ""})
    return made


@never_cache
@require_safe
def section_page(request: HttpRequest, public_id: Any, section: str) -> HttpResponse:
    """One section: its answers so far, or straight to its first page while there are none."""
    record = _writable(request, public_id)
    form = load(record)
    try:
        found = form.edition.section(section)
    except LookupError:
        raise Http404 from None
    if found.is_repeating:
        return _people(request, record, form, found)
    if not form.revision(section):
        return redirect("notifications:form_page", record.public_id, section, found.pages[0].key)
    note_reading(record, "notifications.form_viewed", by=request.user, section=section)
    rows = next(one for one in summary.rows_of(snapshot_of(form)) if one.key == section)
    problems = list(completeness.section_problems(form, found))
    return render(
        request,
        "notifications/form_section.html",
        {
            "record": record,
            "case": record.case,
            "section": found,
            "groups": [(group, with_links(record, group.rows)) for group in rows.groups],
            "problems": [with_address(record, one) for one in problems],
            "status": completeness.statuses_of(form)[section],
        },
    )


def _people(request: HttpRequest, record: Notification, form: Form, section: Section) -> HttpResponse:
    actions.look_at(record, section.key)
    note_reading(record, "notifications.form_viewed", by=request.user, section=section.key)
    found: dict[str, list[str]] = {}
    for problem in completeness.section_problems(form, section):
        found.setdefault(problem.person_id, []).append(problem.sentence)
    return render(
        request,
        "notifications/form_people.html",
        {
            "record": record,
            "case": record.case,
            "section": section,
            "people": [
                {
                    "one": one,
                    "first": section.pages_for(one.person.kind)[0].key,
                    "problems": found.get(one.id, []),
                }
                for one in form.people_of(section)
            ],
            "removed": removed_people(record, section),
            "is_children": section.key == "children",
            "nobody": form.content.get(section.key, {}).get("_nobody", False),
            "too_many_children": section.key == "children" and completeness.too_many_children(form),
        },
    )


@never_cache
@require_safe
def check_answers(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Everything that was written, what is still to put right, and the way to send it."""
    record = _writable(request, public_id)
    note_reading(record, "notifications.form_viewed", by=request.user, section="check answers")
    form = load(record)
    sections = [
        (one, [(group, with_links(record, group.rows)) for group in one.groups])
        for one in summary.rows_of(snapshot_of(form))
    ]
    return render(
        request,
        "notifications/form_check.html",
        {
            "record": record,
            "case": record.case,
            "doubts": doubts(form),
            "sections": sections,
            "problems": [
                {**with_address(record, one), "title": form.edition.section(one.section).title}
                for one in completeness.problems_of(form)
            ],
            "too_many_children": completeness.too_many_children(form),
            "submit_url": _submit_url(record),
        },
    )


def _submit_url(record: Notification) -> str:
    name = "submit" if record.status == NotificationStatus.DRAFT else "amend"
    try:
        return reverse(f"notifications:{name}", args=[record.public_id])
    except NoReverseMatch:
        return ""


def with_links(record: Notification, rows: Any) -> list[SummaryRow]:
    """Rows of the summary with a link to change each."""
    return [
        SummaryRow(
            row.label,
            row.words,
            [Action("Change", page_address(record, row.section, row.page, row.person_id), row.label.lower())],
            is_narrative=row.is_narrative,
        )
        for row in rows
    ]


def with_address(record: Notification, problem: Any) -> dict[str, str]:
    """A problem with the page on which it is put right."""
    label = f"{problem.label}: " if problem.label else ""
    address = page_address(record, problem.section, problem.page, problem.person_id)
    return {"sentence": f"{label}{problem.sentence}", "href": address}


def page_address(record: Notification, section: str, page: str, person_id: str = "") -> str:
    """The page of a question; of the section where it has none."""
    if not page:
        return reverse("notifications:form_section", args=[record.public_id, section])
    if person_id:
        return reverse("notifications:form_person_page", args=[record.public_id, section, person_id, page])
    return reverse("notifications:form_page", args=[record.public_id, section, page])


class Abandon(OneDecision):
    """Put a draft aside."""

    form_class = AbandonForm
    policy = policies.can_abandon
    action = drafts.abandon
    heading = "Put this draft aside"
    explanation = (
        "What you wrote is kept, and you can take it up again. If you said that a child is at risk now, the "
        "safety action stays open until the call to the front door is recorded."
    )

    def get_success_url(self) -> str:
        """The draft's own page, which says that it is aside."""
        return reverse("notifications:form", args=[self.record.public_id])


class TakeUp(OneDecision):
    """Take a draft up again."""

    form_class = TakeUpForm
    policy = policies.can_take_up_again
    action = drafts.take_up_again
    heading = "Go on with this draft"

    def get_success_url(self) -> str:
        """Its task list."""
        return reverse("notifications:form", args=[self.record.public_id])
