"""Pages beside the decision: legal advice, comments, the register of what was considered."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.generic import View

from lscp.kernel.dates import british_date
from lscp.kernel.views import ScopedRecordMixin
from lscp.people.unsent_pages import autosave_answer, keeping_form, sent
from lscp.web.components import Cell, Header, Status
from notifications.actions import advice as actions
from notifications.actions import readings
from notifications.enums import DecisionOutcome, NotificationStatus
from notifications.forms.judgement import CommentForm, LegalNoteForm
from notifications.models import Notification
from notifications.policies import judgement as policies
from notifications.queries.identity import with_standing
from notifications.queries.judgement import considered, legal_notes_of
from notifications.views.base import record_or_404
from notifications.views.decisions import Deciding

PER_PAGE = 25
NOTIFIED = frozenset({NotificationStatus.TO_NOTIFY, NotificationStatus.NOTIFIED})


class LegalAdvice(ScopedRecordMixin, View):
    """Read legal advice, and add to it. To anybody else this page does not exist."""

    model = Notification
    keeps_text = True
    request: HttpRequest

    def scoped(self) -> QuerySet[Any]:
        """With the reader's standing."""
        return with_standing(self.request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Nobody learns here whether there is any advice but those who may read it."""
        record = record_or_404(request.user, kwargs["public_id"])
        if not policies.reads_advice(request.user, record):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **_: Any) -> HttpResponse:
        """The advice, and for a legal adviser the form."""
        case = self.record.case
        return self.page(request, keeping_form(request, case, LegalNoteForm) if self.may_advise() else None)

    def post(self, request: HttpRequest, **_: Any) -> HttpResponse:
        """Add to it."""
        if not self.may_advise():
            raise PermissionDenied(policies.can_advise(request.user, self.record).message)
        answer = autosave_answer(request, self.record.case, policies.can_advise(request.user, self.record))
        if answer is not None:
            return answer
        form = keeping_form(request, self.record.case, LegalNoteForm)
        if not form.is_valid():
            return self.page(request, form)
        actions.add_legal_note(self.record.public_id, text=form.cleaned_data["text"], by=request.user)
        return sent(request, redirect(reverse("notifications:legal_advice", args=[self.record.public_id])))

    def may_advise(self) -> bool:
        """Whether the form is shown and taken."""
        return bool(policies.can_advise(self.request.user, self.record))

    def page(self, request: HttpRequest, form: LegalNoteForm | None) -> HttpResponse:
        """Write down, in the same compartment, that it is read; then show it."""
        readings.read_advice(self.record, by=request.user)
        notes = [
            (row.written_by, row.written_at, (row.content.open() or {}).get("text", ""))
            for row in legal_notes_of(self.record)
        ]
        context = {"record": self.record, "case": self.record.case, "form": form, "notes": notes}
        context["back_url"] = self.record.get_absolute_url()
        return render(request, "notifications/judgement/legal_advice.html", context)


class AddComment(Deciding):
    """The scrutineer, or the chair, comments."""

    policy = policies.can_comment
    form_class = CommentForm
    heading = "Add a comment"
    explanation = "A comment is dated and kept as you write it. It is not a vote."

    def act(self, form: Any) -> object:
        """Comment."""
        return actions.add_comment(
            self.record.public_id, text=form.cleaned_data["text"], by=self.request.user
        )


def considered_register(request: HttpRequest) -> HttpResponse:
    """What was considered and decided in the reader's partnerships, notified or not."""
    user: Any = request.user
    places = {m.partnership_id: m.partnership for m in user.memberships_as(*policies.READS_REGISTER)}
    if not places:
        raise PermissionDenied(
            "Only the Business Unit, the group, the Executive and the scrutineer read this."
        )
    chosen = request.GET.get("outcome", "")
    rows = considered(user, places)
    if chosen == "notified":
        rows = rows.filter(status__in=NOTIFIED)
    elif chosen == "not_notified":
        rows = rows.exclude(status__in=NOTIFIED)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    for partnership in places.values():
        readings.read_register(partnership, by=user, shown=len(page.object_list))
    context = {
        "page": page,
        "headers": [
            Header("Case"),
            Header("Outcome"),
            Header("Decided"),
            Header("Decision maker"),
            "Reasons",
        ],
        "rows": [_row(one) for one in page.object_list],
        "chosen": chosen if chosen in {"notified", "not_notified"} else "",
    }
    return render(request, "notifications/judgement/considered.html", context)


def _row(one: Any) -> list[Cell]:
    words = dict(DecisionOutcome.choices).get(one.decided_outcome, "The decision must be signed again")
    shown = {NotificationStatus.TO_NOTIFY: "To be notified", NotificationStatus.NOTIFIED: "Notified"}
    status = Status(
        shown.get(one.status, one.get_status_display()), "blue" if one.status in NOTIFIED else "grey"
    )
    return [
        Cell(one.case.reference, one.get_absolute_url()),
        Cell(words, status=status),
        Cell(british_date(one.decided_day) if one.decided_day else ""),
        Cell(one.decided_by or ""),
        Cell("Read the reasons", reverse("notifications:decision", args=[one.public_id])),
    ]
