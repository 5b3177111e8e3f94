"""The report: its page, one section to read and to write, what changed between versions, and who writes what."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lscp.kernel.dates import british_datetime
from lscp.web.components import Cell, Status, Task
from notifications.panels import button
from notifications.policies.judgement import reads_advice
from rapid_reviews.actions import report as actions
from rapid_reviews.actions.reading import note_reading
from rapid_reviews.forms import report as forms
from rapid_reviews.models import RapidReview, ReportSection
from rapid_reviews.policies import report as policies
from rapid_reviews.policies.chronology import reads_names
from rapid_reviews.queries import report as queries
from rapid_reviews.queries.opened import text_of
from rapid_reviews.queries.readiness import unmet
from rapid_reviews.queries.recommendation import suggestion
from rapid_reviews.queries.report_contributors import draft_number
from rapid_reviews.queries.report_differences import pieces
from rapid_reviews.queries.report_judgements import answered
from rapid_reviews.queries.report_people import owners_for
from rapid_reviews.queries.report_safety import safety_lane
from rapid_reviews.queries.report_sources import Contribution, contributions
from rapid_reviews.report_codes import About, SectionKind, SectionState
from rapid_reviews.views.base import OneDecision

COLOURS: dict[str, Any] = {
    SectionState.NOT_BEGUN: "grey", SectionState.WRITING: "light-blue", SectionState.READY: "green",
}  # fmt: skip
NOT_BEGUN = "The report of this review has not been begun."


@require_safe
def report(request: HttpRequest, public_id: Any, number: int | None = None) -> HttpResponse:
    """One round's report: its parts, how far each is, and what still stops it from going on."""
    user: Any = request.user
    review = get_object_or_404(
        RapidReview.visible_to(user).select_related("notification"), public_id=public_id
    )
    found = queries.report_of(review, number)
    if found is None:
        raise Http404(NOT_BEGUN)
    note_reading("rapid_reviews.report_read", review, by=user, part="its parts")
    rounds = queries.rounds_of(review)
    is_current = found.round == rounds[0]
    earlier = queries.still_as_before(found) if is_current else []
    context = {
        "record": review,
        "case": review.case,
        "report": found,
        "tasks": [_task(review, found, one, earlier) for one in found.parts if _is_shown(user, review, one)],
        "missing": unmet(review) if is_current else [],
        "is_current": is_current,
        "draft": draft_number(review, found),
        "letter": suggestion(review) if is_current else None,
        "lane": safety_lane(user, review),
        "rounds": [
            (one, reverse("rapid_reviews:report_round", args=[review.public_id, one]))
            for one in rounds
            if one != found.round
        ],
        "buttons": _report_buttons(user, review, earlier) if is_current else [],
        "copies": [
            (words, reverse("rapid_reviews:report_copy", args=[review.public_id, found.round, kind]))
            for kind, words in (("pdf", "Accessible PDF"), ("docx", "Word document"))
        ],
        "back_url": review.get_absolute_url(),
    }
    return render(request, "rapid_reviews/report/report.html", context)


def _is_shown(user: Any, review: RapidReview, one: queries.PartView) -> bool:
    """Legal advice stands in the list for those who may know of it."""
    return one.part.kind != SectionKind.LEGAL or reads_advice(user, review.notification)


def _task(
    review: RapidReview,
    found: queries.ReportView,
    one: queries.PartView,
    earlier: list[queries.PartView],
) -> Task:
    key = [review.public_id]
    if one.section is not None:
        owner = f"Owner: {one.section.owner}" if one.section.owner else "Nobody owns this section yet"
        status = Status(str(one.state.label), COLOURS[one.state])
        hint = f"{owner}. The text is that of round {found.round - 1}" if one in earlier else owner
        return Task(one.title, status, one.section.get_absolute_url(), hint=hint)
    match one.part.kind:
        case SectionKind.CRITERIA:
            items = answered(review, found, About(one.part.about or About.LOCAL))
            done = sum(item.judgement is not None for item in items)
            status = Status(
                f"{done} of {len(items)} answered", "green" if done == len(items) else "light-blue"
            )
            address = reverse("rapid_reviews:report_questions", args=[*key, one.part.about])
            return Task(one.title, status, address)
        case SectionKind.VIEWS:
            return Task(
                one.title, Status("Signed views", "grey"), reverse("rapid_reviews:report_views", args=key)
            )
        case SectionKind.LEGAL:
            address = reverse("notifications:legal_advice", args=[review.notification.public_id])
            return Task(one.title, Status("Kept apart", "grey"), address, hint="It is no part of any copy.")
    return Task(one.title, Status("Follows the report", "grey"), hint="It is made when the report is ready.")


def _report_buttons(user: Any, review: RapidReview, earlier: list[queries.PartView]) -> list[Any]:
    def at(name: str, *more: Any) -> str:
        return reverse(f"rapid_reviews:{name}", args=[review.public_id, *more])

    may = policies.can_change_report(user, review)
    keep = button(may, "Say which texts stay as they are", at("report_keep_texts")) if earlier else []
    return [
        *keep,
        *button(may, "Answer the self-check", at("report_questions", About.READINESS.value)),
        *button(
            policies.can_read_names(user, review),
            "Look for names and numbers",
            at("report_names"),
            "secondary",
        ),
        *button(policies.can_give_view(user, review), "Give your agency’s view", at("report_view")),
    ]


def section_or_404(user: Any, public_id: Any) -> ReportSection:
    """A section of a report that the person may know of."""
    found: ReportSection = get_object_or_404(ReportSection.visible_to(user), public_id=public_id)
    return found


@require_safe
def section(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One section to read: its text, who wrote which version, and what was said about it."""
    user: Any = request.user
    record = section_or_404(user, public_id)
    part = queries.part_of(record)
    note_reading("rapid_reviews.report_read", record, by=user, part=part.title)
    versions = list(record.versions.select_related("made_by", "text__key").order_by("-number"))
    newest = versions[0] if versions else None
    state = queries.state_of(record, newest.number if newest else 0)
    comments = record.comments.select_related("text__key", "made_by")
    context = {
        **_common(record),
        "status": Status(str(state.label), COLOURS[state]),
        "text": text_of(newest.text) if newest else "",
        "newest": newest,
        "earlier_round": newest.taken_from if newest and _is_earlier(record, newest) else "",
        "comments": [(one, text_of(one.text)) for one in comments],
        "version_headers": ("Version", "Saved", "By", "Taken in"),
        "version_rows": [_version_row(record, one) for one in versions],
        "buttons": _section_buttons(user, record),
    }
    return render(request, "rapid_reviews/report/section.html", context)


def _is_earlier(record: ReportSection, newest: Any) -> bool:
    return record.round > 1 and newest.taken_from == queries.earlier_words(record.round - 1)


def _common(record: ReportSection) -> dict[str, Any]:
    part = queries.part_of(record)
    return {
        "record": record, "case": record.case, "part": part, "number": queries.number_of(record),
        "back_url": report_path(record),
    }  # fmt: skip


def report_path(record: ReportSection) -> str:
    """The report of the section's own round."""
    if record.round == queries.current_round(record.review):
        return reverse("rapid_reviews:report", args=[record.review.public_id])
    return reverse("rapid_reviews:report_round", args=[record.review.public_id, record.round])


def _version_row(record: ReportSection, one: Any) -> list[Cell]:
    address = reverse("rapid_reviews:report_version", args=[record.public_id, one.number])
    return [
        Cell(f"Version {one.number}: what changed", address),
        Cell(british_datetime(one.made_at)),
        Cell(str(one.made_by)),
        Cell(one.taken_from or ""),
    ]


def _section_buttons(user: Any, record: ReportSection) -> list[Any]:
    def at(name: str) -> str:
        return reverse(f"rapid_reviews:{name}", args=[record.public_id])

    words = "Say that it is not ready yet" if record.ready_at else "Say that it is ready"
    return [
        *button(policies.can_write(user, record), "Write this section", at("report_write")),
        *button(policies.can_set_ready(user, record), words, at("report_ready"), "secondary"),
        *button(policies.can_set_owner(user, record), "Name the owner", at("report_owner"), "secondary"),
        *button(policies.can_comment(user, record), "Add a comment", at("report_comment"), "secondary"),
    ]


@require_safe
def version(request: HttpRequest, public_id: Any, number: int) -> HttpResponse:
    """What changed in one version of a section: words put in and taken out."""
    user: Any = request.user
    record = section_or_404(user, public_id)
    rows = {
        row.number: row
        for row in record.versions.filter(number__in=(number - 1, number)).select_related(
            "text__key", "made_by"
        )
    }
    if number not in rows:
        raise Http404
    note_reading("rapid_reviews.report_read", record, by=user, part=queries.part_of(record).title)
    before = text_of(rows[number - 1].text) if number - 1 in rows else ""
    context = {
        **_common(record),
        "back_url": record.get_absolute_url(),
        "version": rows[number],
        "before": rows.get(number - 1),
        "pieces": pieces(before, text_of(rows[number].text)),
    }
    return render(request, "rapid_reviews/report/version.html", context)


class OnSection(OneDecision):
    """One step on one section; leads back to the section."""

    model: ClassVar[Any] = ReportSection

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the section's title above the heading."""
        part, number = queries.part_of(self.record), queries.number_of(self.record)
        return super().get_context_data(**{"part": part, "number": number, **kwargs})


class Write(OnSection):
    """Write a section, beside what others contributed for it."""

    heading = "Write this section"
    form_class = forms.WriteForm
    policy = policies.can_write
    template_name = "rapid_reviews/report/write.html"

    def note_page(self) -> None:
        """Write down whose contributions are shown."""
        super().note_page()
        agencies = {one.agency.pk: one.agency for one in self.contributed() if one.agency}
        if agencies:
            note_reading(
                "rapid_reviews.report_read", self.record, by=self.request.user,
                contributed_by=list(agencies.values()),
                part=f"what was contributed for “{queries.part_of(self.record).title}”",
            )  # fmt: skip

    def contributed(self) -> list[Contribution]:
        """What there is, for somebody who may know the people in it; asked once."""
        if not hasattr(self, "_contributed"):
            user, review = self.request.user, self.record.review
            may = self.verdict() and reads_names(user, review)
            self._contributed = contributions(user, review, queries.part_of(self.record)) if may else []
        return self._contributed

    def get_initial(self) -> dict[str, Any]:
        """The newest text."""
        newest = queries.latest(self.record)
        initial = {**super().get_initial(), "text": text_of(newest.text) if newest else ""}
        return {**initial, "based_on": newest.number if newest else 0}

    def form_valid(self, form: Any) -> HttpResponse:
        """Save; with a contribution's button, its text is added at the end and the page comes again."""
        newest = queries.latest(self.record)
        based_on = form.cleaned_data["based_on"]
        if newest is not None and based_on is not None and based_on < newest.number:
            return self._saved_meanwhile(form, newest)
        wanted = self.request.POST.get("take", "")
        taken = next((one for one in self.contributed() if one.key == wanted), None)
        text = (form.cleaned_data["text"] or "").rstrip()
        if taken is not None:
            text = f"{text}\n\n{taken.marked}".strip()
        actions.write(
            self.record.public_id, seen_version=form.cleaned_data["seen_version"], text=text,
            taken_from=taken.source[:200] if taken else "", by=self.request.user,
        )  # fmt: skip
        here = reverse("rapid_reviews:report_write", args=[self.record.public_id])
        return redirect(here if taken is not None else self.get_success_url())

    def _saved_meanwhile(self, form: Any, newest: Any) -> HttpResponse:
        """Text that was kept from before somebody saved is not put over theirs unasked."""
        form.data = form.data.copy()
        form.data["based_on"] = str(newest.number)
        form.add_error(
            "text",
            f"{newest.made_by} saved version {newest.number} after you began. Read it on the section’s page and take "
            "over what you need. If you save again, your text becomes the newest version",
        )
        return self.form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the contributions; one that stands in the text already says so."""
        newest = queries.latest(self.record)
        text = text_of(newest.text) if newest else ""
        return super().get_context_data(
            contributions=[(one, one.marked in text) for one in self.contributed()], form_id=forms.TEXT_FORM,
            earlier_round=newest.taken_from if newest and _is_earlier(self.record, newest) else "",
            **kwargs,
        )  # fmt: skip


class SetReady(OnSection):
    """Say that a section is ready, or not yet."""

    heading = "Is this section ready?"
    explanation = "When you save, a section that was not ready is ready, and the other way round."
    form_class = forms.ReadyForm
    policy, action = policies.can_set_ready, actions.set_ready

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what saving does."""
        is_ready = self.record.ready_at is not None
        heading = "Say that this section is not ready yet" if is_ready else "Say that this section is ready"
        return super().get_context_data(
            heading=heading, explanation="Any later change of the text makes it not ready again.", **kwargs
        )


class SetOwner(OnSection):
    """Name who writes a section."""

    heading = "Name the owner of this section"
    explanation = "The owner may write this section, besides the Business Unit. They are told."
    form_class = forms.OwnerForm
    policy, action = policies.can_set_owner, actions.set_owner

    def get_form_kwargs(self) -> dict[str, Any]:
        """Who may be named."""
        return {**super().get_form_kwargs(), "people": owners_for(self.record)}

    def get_initial(self) -> dict[str, Any]:
        """Who owns it now."""
        owner = self.record.owner
        return {**super().get_initial(), "owner": str(owner.public_id) if owner else ""}


class AddComment(OnSection):
    """Comment on a section."""

    heading = "Add a comment"
    form_class = forms.CommentForm
    policy = policies.can_comment

    def form_valid(self, form: Any) -> HttpResponse:
        """Comment."""
        actions.comment(self.record.public_id, text=form.cleaned_data["text"], by=self.request.user)
        return redirect(self.get_success_url())
