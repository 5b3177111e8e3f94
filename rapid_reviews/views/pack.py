"""The pack for the national Panel on one page: check, download, send, receipt, reply."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lscp.deadlines.pages import due_words
from lscp.deadlines.queries import view_of
from lscp.kernel.access import Verdict, require
from lscp.kernel.dates import british_date, british_datetime
from lscp.web.components import Action, Status, SummaryRow
from notifications.panels import button
from rapid_reviews.actions import pack as actions
from rapid_reviews.actions.reading import note_reading
from rapid_reviews.enums import ReviewStatus as S
from rapid_reviews.forms import pack as forms
from rapid_reviews.models import PanelSending, RapidReview
from rapid_reviews.pack_codes import PackItem
from rapid_reviews.policies import pack as policies
from rapid_reviews.policies import panel
from rapid_reviews.queries.opened import text_of
from rapid_reviews.queries.pack import Checked, checklist, put_right, sendings_of
from rapid_reviews.queries.pack_files import pack_name, pack_of
from rapid_reviews.queries.panel_clock import panel_clock, reply_clock
from rapid_reviews.queries.recommendation import receipts_of, standing_of
from rapid_reviews.queries.report_views import contributing
from rapid_reviews.views.base import OneDecision
from rapid_reviews.views.recommendation import panel_rows


@require_safe
def pack(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The checklist, each item with the way to mend it, and the steps from there to the Panel's reply."""
    user: Any = request.user
    review = get_object_or_404(RapidReview.visible_to(user), public_id=public_id)
    verdict = policies.can_see_pack(user, review)
    if not verdict:
        raise PermissionDenied(verdict.message)
    note_reading("rapid_reviews.pack_viewed", review, by=user, contributed_by=contributing(user, review))
    items = checklist(review, with_notes=True)
    receipts = [one for one in receipts_of(review) if one.round == review.round]
    may_reason = bool(policies.can_give_reason(user, review))
    context = {
        "record": review, "case": review.case, "back_url": review.get_absolute_url(),
        "standing": standing_of(review), "items": [(_row(review, one, may_reason), one) for one in items],
        "unmet": sum(not one.is_met for one in items), "left": sum(one.needs_reason or one.blocks for one in items),
        "clock_rows": clock_rows(review), "download": _download(user, review),
        "send": _send(user, review),
        "sendings": [_sent(one) for one in sendings_of(review)],
        "put_right": [(_sent(one), _correction(one.superseded_by)) for one in put_right(review)],
        "receipt": _receipt(user, review), "receipts": [panel_rows(one) for one in receipts],
        "reply": _reply(user, review), "reply_rows": _reply_rows(review),
    }  # fmt: skip
    return render(request, "rapid_reviews/recommendation/pack.html", context)


@never_cache
@require_safe
def pack_file(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The pack as one ZIP; its name and the names in it hold the case's reference only."""
    user: Any = request.user
    review = get_object_or_404(
        RapidReview.visible_to(user).select_related("notification"), public_id=public_id
    )
    verdict = policies.can_download(user, review)
    if verdict.code == "role":
        raise PermissionDenied(verdict.message)
    require(verdict, record=review)
    note_reading(
        "rapid_reviews.pack_downloaded", review, by=user, contributed_by=contributing(user, review),
        number=review.round,
    )  # fmt: skip
    return HttpResponse(
        pack_of(user, review),
        content_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="{pack_name(review)}.zip"',
            "X-Content-Type-Options": "nosniff",
        },
    )


def clock_rows(review: RapidReview) -> list[SummaryRow]:
    """The clock of the round: until when, what is left, and why it is late where that was said."""
    row = panel_clock(review)
    if row is None:
        return []
    view = view_of(row)
    rows = [
        SummaryRow(
            "Due at the Panel", f"{due_words(row)}. {view.words.label}{': ' + view.left if view.left else ''}",
            actions=[Action("See why", row.get_absolute_url(), "this day")],
        )
    ]  # fmt: skip
    if row.late_reason is not None and row.late_reason_at is not None:
        rows.append(SummaryRow("Why it is late", text_of(row.late_reason), is_narrative=True))
        rows.append(SummaryRow("Said by", f"{row.late_reason_by}, {british_date(row.late_reason_at)}"))
    elif row.is_late:
        rows.append(
            SummaryRow(
                "Why it is late", "", missing="Not said yet. The receipt cannot be recorded without it"
            )
        )
    return rows


def _at(review: RapidReview, name: str, *more: Any) -> str:
    return reverse(f"rapid_reviews:{name}", args=[review.public_id, *more])


def _row(review: RapidReview, one: Checked, may_reason: bool) -> dict[str, Any]:
    """The state of an item in a word, and the ways to change it."""
    state = Status("Met", "green")
    if one.blocks:
        state = Status("Missing", "red")
    elif one.needs_reason:
        state = Status("Not met", "orange")
    elif not one.is_met:
        state = Status("Goes without, reason given", "yellow")
    links = [] if one.is_met and not one.note else [("Go there", one.mend_url)]
    if may_reason and not one.is_met and not one.blocks:
        words = "Change the reason" if one.given else "Say why it goes without"
        links.append((words, _at(review, "panel_pack_reason", one.item.value)))
    return {"state": state, "links": links}


def _download(user: Any, review: RapidReview) -> list[Any]:
    return button(
        policies.can_download(user, review),
        "Download the pack (ZIP)",
        _at(review, "panel_pack_file"),
        "secondary",
    )


def _send(user: Any, review: RapidReview) -> list[Any]:
    correct = policies.can_correct_sending(user, review)
    found = (
        button(correct, "Correct what was recorded", _at(review, "panel_correct_sending"), "secondary")
        if correct
        else []
    )
    if review.status != S.TO_SEND:
        return found
    verdict = policies.can_record_sending(user, review)
    return [*button(verdict, "Record that it was sent", _at(review, "panel_sending"), "secondary"), *found]


def _receipt(user: Any, review: RapidReview) -> list[Any]:
    if review.status == S.TO_SEND:
        return button(
            panel.can_record_receipt(user, review), "Record the Panel’s receipt", _at(review, "panel_receipt")
        )
    if review.status in (S.SENT, S.DONE):
        verdict = panel.can_correct_receipt(user, review)
        return button(
            verdict, "Correct the Panel’s receipt", _at(review, "panel_correct_receipt"), "secondary"
        )
    return []


def _reply(user: Any, review: RapidReview) -> list[Any]:
    if review.status != S.SENT:
        return []
    return button(
        panel.can_record_reply(user, review), "Record the Panel’s reply", _at(review, "panel_reply")
    )


def _reply_rows(review: RapidReview) -> list[SummaryRow]:
    row = reply_clock(review)
    if row is None or review.status != S.SENT:
        return []
    view = view_of(row)
    words = f"{due_words(row)}. {view.words.label}{': ' + view.left if view.left else ''}"
    return [
        SummaryRow(
            "The Panel usually replies by",
            words,
            actions=[Action("See why", row.get_absolute_url(), "this day")],
        )
    ]


def _sent(one: PanelSending) -> str:
    when = british_datetime(one.sent_at) if one.sent_at else f"{british_date(one.sent_on)}, time not known"
    return f"{when}, by {text_of(one.sent_by)}: {one.get_way_display()}. Recorded by {one.recorded_by}"


def _correction(one: PanelSending) -> str:
    return (
        f"Corrected {british_datetime(one.recorded_at)} by {one.recorded_by}, because: {text_of(one.reason)}"
    )


class OnPack(OneDecision):
    """One step of the pack; leads back to its page."""

    template_name = "rapid_reviews/set_date.html"

    def get_back_url(self) -> str:
        """The pack's page."""
        return _at(self.record, "panel_pack")

    def get_success_url(self) -> str:
        """The pack's page."""
        return self.get_back_url()


class GiveReason(OnPack):
    """Say why the pack goes although an item is unmet."""

    heading = "Why does the pack go without it?"
    explanation = (
        "A late pack is never held up by this. The reason stands on the record and on the covering sheet."
    )
    form_class = forms.PackReasonForm
    policy, action = policies.can_give_reason, actions.give_reason

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """An item that is not on the list is not there."""
        if kwargs["item"] not in PackItem.values:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def found(self) -> Checked | None:
        """The item as it stood when the page was opened."""
        return next((one for one in checklist(self.record) if one.item == self.kwargs["item"]), None)

    def verdict(self) -> Any:
        """Not for an item that is met, nor for one without which nothing goes."""
        verdict = super().verdict()
        one = self.found if verdict else None
        if one is not None and one.is_met:
            return Verdict("state", "This is met, so it needs no reason")
        if one is not None and one.blocks:
            return Verdict("state", "Nothing goes without this. Mend it first")
        return verdict

    def given(self, form: Any) -> dict[str, Any]:
        """With the item of the address."""
        return {**form.answers, "item": self.kwargs["item"]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With what is missing."""
        one = self.found
        facts = [SummaryRow("What is checked", str(PackItem(self.kwargs["item"]).label))]
        if one is not None and one.missing:
            facts.append(SummaryRow("What is missing", ". ".join(one.missing)))
        return super().get_context_data(facts=facts, **kwargs)
