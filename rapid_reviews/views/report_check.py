"""The check of the report for names, dates, places and numbers of the case: the Business Unit settles each."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lscp.kernel.access import require
from rapid_reviews.actions import report_check as actions
from rapid_reviews.actions.reading import note_reading
from rapid_reviews.forms.report import KeepWordsForm
from rapid_reviews.models import RapidReview
from rapid_reviews.policies import report as policies
from rapid_reviews.queries.report import report_of
from rapid_reviews.queries.report_check import Hit, hits_of
from rapid_reviews.views.base import OneDecision

TITLE = "names, dates, places and numbers found in it"


@require_safe
def names(request: HttpRequest, public_id: Any) -> HttpResponse:
    """What the check found, by place; what is settled comes last."""
    user: Any = request.user
    review = get_object_or_404(
        RapidReview.visible_to(user).select_related("notification"), public_id=public_id
    )
    require(policies.can_read_names(user, review))
    report = report_of(review)
    if report is None:
        raise Http404
    note_reading("rapid_reviews.report_read", review, by=user, part=TITLE)
    found = hits_of(review, report)
    may = bool(policies.can_check_names(user, review))
    context = {
        "record": review, "case": review.case, "may": may,
        "open": [_shown(review, one) for one in found if not one.reason],
        "settled": [_shown(review, one) for one in found if one.reason],
        "back_url": reverse("rapid_reviews:report", args=[public_id]),
    }  # fmt: skip
    return render(request, "rapid_reviews/report/names.html", context)


def _shown(review: RapidReview, hit: Hit) -> dict[str, Any]:
    section = hit.place.section
    return {
        "hit": hit,
        "keep": reverse("rapid_reviews:report_keep_words", args=[review.public_id, hit.key]),
        "write": reverse("rapid_reviews:report_write", args=[section.public_id]) if section else "",
    }


class KeepWords(OneDecision):
    """Say why words stay."""

    heading = "Why do these words stay?"
    explanation = (
        "Only for these words in this place. When the text around them changes, they are asked about again."
    )
    form_class = KeepWordsForm
    policy = policies.can_check_names
    template_name = "rapid_reviews/report/keep_words.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The words of the address; read when the page is shown to somebody who may."""
        self.key = kwargs["hit"]
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the words."""
        report = report_of(self.record)
        found = hits_of(self.record, report) if report else []
        hit = next((one for one in found if one.key == self.key), None)
        if hit is None:
            raise Http404
        return super().get_context_data(hit=hit, **kwargs)

    def carry_out(self, form: Any) -> Any:
        """Keep them."""
        return actions.keep_words(
            self.record.public_id, hit=self.key, reason=form.cleaned_data["reason"], by=self.request.user
        )

    def get_back_url(self) -> str:
        """The check."""
        return reverse("rapid_reviews:report_names", args=[self.record.public_id])

    def get_success_url(self) -> str:
        """The check."""
        return self.get_back_url()
