"""The agency's return: its task list, one section, one page, and its author's "it is ready"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lscp.kernel.access import require
from lscp.web.components import Action, Status, SummaryRow, Task
from notifications.queries.completeness import Problem
from notifications.views.asked_page import AskedPage
from notifications.wording import Page, Section
from notifications.wording.asking import Offered, PageForm
from rapid_reviews.actions import steps
from rapid_reviews.actions.writing import save_page
from rapid_reviews.forms.returns import FinishForm
from rapid_reviews.models import AgencyRequest
from rapid_reviews.policies import returns as policies
from rapid_reviews.queries.report_safety import actions_of
from rapid_reviews.queries.returns import (
    ReturnForm,
    load,
    page_beside,
    problems_of,
    rows_of,
    section_problems,
    snapshot_of,
    statuses_of,
)
from rapid_reviews.queries.said_before import Offer, offers_for
from rapid_reviews.views.returns_base import AtAgency, note_return, request_or_404

USE = "use"
"""The button that takes over what the agency said before."""


def writable(request: HttpRequest, public_id: Any) -> AgencyRequest:
    """The request, if this reader may write its return.

    Raises:
        Http404: the reader may not know of it. `PermissionDenied` or `Refused` as the policy says.
    """
    record = request_or_404(request.user, public_id)
    require(policies.can_write(request.user, record), record=record)
    return record


@never_cache
@require_safe
def task_list(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Every section with an honest status, in any order."""
    record = writable(request, public_id)
    note_return(record, by=request.user)
    form = load(record)
    found = statuses_of(form)
    count = len(problems_of(form))
    last = Task(
        "Check your answers and say that it is ready",
        Status("Not ready", "grey") if count else Status("Ready", "turquoise"),
        reverse("rapid_reviews:return_check", args=[record.public_id]),
        f"{count} {'thing' if count == 1 else 'things'} to put right or to fill in first" if count else "",
    )
    context = {
        "record": record, "case": record.case, "back_url": record.get_absolute_url(),
        "tasks": [_task(record, section, found[section.key]) for section in form.edition.sections],
        "last_tasks": [last],
        "done": sum(status.word == "Completed" for status in found.values()),
        "total": len(found),
        "found_nobody": form.found_nobody, "safety": actions_of(request.user, record),
    }  # fmt: skip
    return render(request, "rapid_reviews/returns/form.html", context)


def _task(record: AgencyRequest, section: Section, status: Status) -> Task:
    address = reverse("rapid_reviews:return_section", args=[record.public_id, section.key])
    return Task(f"{section.number}. {section.title}", status, address)


@never_cache
@require_safe
def section_page(request: HttpRequest, public_id: Any, section: str) -> HttpResponse:
    """One section: its answers so far, or straight to its first page while there are none."""
    record = writable(request, public_id)
    form = load(record)
    found = _section_or_404(form, section)
    if not form.revision(section):
        return redirect("rapid_reviews:return_page", record.public_id, section, found.pages[0].key)
    note_return(record, by=request.user)
    rows = next(one for one in rows_of(snapshot_of(form)) if one.key == section)
    context = {
        "record": record, "case": record.case, "section": found, "status": statuses_of(form)[section],
        "rows": with_links(record, rows.groups[0].rows),
        "problems": [with_address(record, one) for one in section_problems(form, found)],
        "home_url": reverse("rapid_reviews:return", args=[record.public_id]),
    }  # fmt: skip
    return render(request, "rapid_reviews/returns/section.html", context)


def with_links(record: AgencyRequest, rows: Any) -> list[SummaryRow]:
    """Rows in words with a link to change each."""
    return [
        SummaryRow(
            row.label,
            row.words,
            [Action("Change", _address(record, row.section, row.page), row.label.lower())],
            is_narrative=row.is_narrative,
        )
        for row in rows
    ]


def with_address(record: AgencyRequest, problem: Problem) -> dict[str, str]:
    """A problem with the page on which it is put right."""
    return {"sentence": problem.sentence, "href": _address(record, problem.section, problem.page)}


def _address(record: AgencyRequest, section: str, page: str) -> str:
    return reverse("rapid_reviews:return_page", args=[record.public_id, section, page])


def _section_or_404(form: ReturnForm, key: str) -> Section:
    try:
        return form.edition.section(key)
    except LookupError:
        raise Http404 from None


class ReturnPage(AskedPage):
    """One page of the return."""

    record: AgencyRequest
    form: ReturnForm
    template_name = "rapid_reviews/returns/page.html"

    def fetch(self, **kwargs: Any) -> None:
        """The request, if the reader may write its return, and the page of this address."""
        self.record = writable(self.request, kwargs["public_id"])
        self.reload()
        self.section = _section_or_404(self.form, kwargs["section"])
        try:
            self.page = self.section.page(kwargs["page"])
        except LookupError:
            raise Http404 from None

    def reload(self) -> None:
        """The return as it now stands."""
        self.form = load(self.record)

    @property
    def content(self) -> Mapping[str, Any]:
        """The section's document."""
        return self.form.content.get(self.section.key, {})

    @property
    def revision(self) -> int:
        """The section's."""
        return self.form.revision(self.section.key)

    @property
    def offered(self) -> Offered:
        """The partnership's other agencies."""
        return self.form.offered

    @cached_property
    def offers(self) -> list[Offer]:
        """What the agency said before that fits this page."""
        return offers_for(self.request.user, self.record, self.page, self.content)

    def note(self) -> None:
        """A page of the return is its agency's information, and so is what is offered from an earlier one."""
        for earlier in {offer.record.pk: offer.record for offer in self.offers if offer.record}.values():
            note_return(earlier, by=self.request.user)
        note_return(self.record, by=self.request.user)

    def posted(self, request: HttpRequest) -> QueryDict:
        """With the words that the person chose to use, after what they typed themselves."""
        chosen = next((one for one in self.offers if one.key == request.POST.get(USE)), None)
        if chosen is None:
            return request.POST
        data = request.POST.copy()
        typed = data.get(chosen.question, "").rstrip()
        data[chosen.question] = f"{typed}\n\n{chosen.text}" if typed else chosen.text
        return data

    def after_saving(self, request: HttpRequest, form: PageForm, revision: int) -> HttpResponse:
        """Back to the page to check words that were taken over; else go on."""
        if USE not in request.POST:
            return super().after_saving(request, form, revision)
        messages.success(
            request, "The words are in the box now. Check them, and change what is no longer right."
        )
        return redirect(request.path)

    def extra(self) -> dict[str, Any]:
        """What is offered, with the question it fits, and the way to say that a child is at risk."""
        labels = {question.key: question.label for question in self.page.questions}
        safety = reverse("rapid_reviews:request_safety", args=[self.record.public_id])
        return {"offers": [(offer, labels[offer.question]) for offer in self.offers], "safety_url": safety}

    def save(self, form: PageForm, seen: int) -> int:
        """Save the page."""
        return save_page(
            self.record.public_id, self.section.key, self.page.key, typed=form.typed(), seen_version=seen,
            by=self.request.user,
        )  # fmt: skip

    def home(self) -> str:
        """The task list."""
        return reverse("rapid_reviews:return", args=[self.record.public_id])

    def back(self) -> str:
        """The page before, else the task list."""
        return self._beside(-1)

    def following(self) -> str:
        """The next page of the section, else the task list."""
        return self._beside(1)

    def _beside(self, step: int) -> str:
        found: Page | None = page_beside(self.section, self.page, step)
        return _address(self.record, self.section.key, found.key) if found else self.home()


class CheckAnswers(AtAgency):
    """Everything that was written, what is still to put right, and the author's signature that it is ready."""

    heading = "Check your answers"
    form_class = FinishForm
    policy, action = policies.can_write, steps.finish_writing
    template_name = "rapid_reviews/returns/check.html"
    shows_return = True

    def get_initial(self) -> dict[str, Any]:
        """With how often the return was saved: what is signed is what was shown."""
        return {**super().get_initial(), "seen_revision": load(self.record).seen_revision}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The return in words, section by section."""
        form = load(self.record)
        titles = {section.key: section.title for section in form.edition.sections}
        problems = [
            {**with_address(self.record, one), "title": titles[one.section]} for one in problems_of(form)
        ]
        found = [
            (section, with_links(self.record, section.groups[0].rows))
            for section in rows_of(snapshot_of(form))
        ]
        return super().get_context_data(sections=found, problems=problems, **kwargs)

    def get_back_url(self) -> str:
        """The task list."""
        return reverse("rapid_reviews:return", args=[self.record.public_id])
