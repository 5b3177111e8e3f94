"""Taking a copy of the chronology away: ask for it, see how far it is, fetch it. And the list of words."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_htmx.http import replace_url

from lscp.accounts.models import Agency
from lscp.documents import storage
from lscp.kernel.access import require
from lscp.kernel.dates import british_datetime
from lscp.people.sealing import Disposed
from lscp.web.components import Cell
from rapid_reviews import tasks
from rapid_reviews.actions import chronology_export as actions
from rapid_reviews.actions import chronology_words as words
from rapid_reviews.actions.reading import note_reading
from rapid_reviews.chronology_codes import CopyKind, CopyStatus
from rapid_reviews.forms import chronology_export as forms
from rapid_reviews.forms.chronology import NarrowingForm
from rapid_reviews.models import ChronologyCopy, RoleWord
from rapid_reviews.policies import chronology_export as policies
from rapid_reviews.queries.chronology import Narrowing, children_of, rows_of, sources_of
from rapid_reviews.queries.chronology_copy_files import MEDIA_TYPES
from rapid_reviews.queries.chronology_export import file_name, narrowing_words
from rapid_reviews.queries.chronology_roles import roles_of, words_of
from rapid_reviews.queries.opened import document_of
from rapid_reviews.views.base import OneDecision

HEADERS = ("Asked for", "File", "People", "State")
WORD_HEADERS = ("Word or name", "Written in its place", "Added", "Change")


class Ask(OneDecision):
    """Ask for a copy of the rows that the chronology's page showed."""

    heading = "Take a copy of the chronology"
    form_class = forms.CopyForm
    template_name = "rapid_reviews/chronology/export.html"
    policy, action = policies.can_export, actions.ask

    @property
    def names(self) -> bool:
        """Whether the person may have names."""
        return bool(policies.can_export_names(self.request.user, self.record))

    @property
    def narrowing(self) -> Narrowing:
        """What the address says, as on the chronology's page. What cannot be read there hides nothing here."""
        form = NarrowingForm(
            self.request.GET or None, sources=sources_of(self.record),
            children=children_of(self.record, named=False),
        )  # fmt: skip
        if form.is_bound and not form.is_valid():
            raise Http404
        return form.narrowing

    def get_form_kwargs(self) -> dict[str, Any]:
        """With the choice of names for whoever may read them."""
        return {**super().get_form_kwargs(), "may_name": self.names}

    def get_initial(self) -> dict[str, Any]:
        """Roles unless somebody chooses otherwise."""
        return {**super().get_initial(), "people": forms.ROLES, "kind": CopyKind.XLSX.value}

    def carry_out(self, form: Any) -> Any:
        """Ask; a short copy is made while the person waits, a worker is woken for a long one."""
        asked = actions.ask(
            self.record.public_id, narrowing=self.narrowing, by=self.request.user, **form.choice
        )
        if asked.rows <= actions.AT_ONCE[CopyKind(asked.kind)]:
            actions.make(asked.pk)
        else:
            tasks.kick_copies()
        return asked

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With what it will hold, and the person's earlier copies."""
        user = self.request.user
        roles = None if self.names else roles_of(self.record)
        mine = ChronologyCopy.visible_to(user).filter(review=self.record)[:20]
        return super().get_context_data(
            holds=narrowing_words(self.record, self.narrowing, roles),
            number=rows_of(self.record, self.narrowing).count(), hours=kept_hours(), headers=HEADERS,
            rows=[_told(one) for one in mine], keeps_words=bool(policies.can_keep_words(user, self.record)),
            **kwargs,
        )  # fmt: skip

    def get_back_url(self) -> str:
        """The chronology as it was narrowed down."""
        address = reverse("rapid_reviews:chronology", args=[self.record.public_id])
        query = self.request.GET.urlencode()
        return f"{address}?{query}" if query else address

    def get_success_url(self) -> str:
        """Where the copy is fetched."""
        return str(self.outcome.get_absolute_url())


def kept_hours() -> int:
    """For how many hours a copy is kept."""
    return int(settings.CHRONOLOGY_COPY_HOURS)


def _told(one: ChronologyCopy) -> list[Cell | str]:
    return [
        Cell(british_datetime(one.made_at), one.get_absolute_url()),
        one.get_kind_display(),
        "Names" if one.shows_names else "Roles",
        one.get_status_display(),
    ]


@never_cache
@require_safe
def copy(request: HttpRequest, public_id: Any) -> HttpResponse:
    """How far a copy is; once it is ready, what it holds and where it is fetched."""
    user: Any = request.user
    record = get_object_or_404(
        ChronologyCopy.visible_to(user).select_related("review__notification", "found__key"),
        public_id=public_id,
    )
    if not record.is_in_hand:
        note_reading("rapid_reviews.step_viewed", record, by=user)
    verdict = policies.can_fetch(user, record)
    may_read = bool(policies.can_export_names(user, record.review))
    possible = document_of(record.found).get("possible", []) if verdict and may_read else []
    context = {
        "record": record, "case": record.case, "verdict": verdict, "is_in_hand": record.is_in_hand,
        "is_ready": record.status == CopyStatus.READY and bool(verdict),
        "is_reading": record.status == CopyStatus.READING, "is_writing": record.status == CopyStatus.WRITING,
        "has_failed": record.status == CopyStatus.FAILED, "was_refused": record.status == CopyStatus.REFUSED,
        "possible": [[words, f"{number:,}"] for words, number in possible],
        "possible_headers": ("Words", "How often"),
        "keeps_words": bool(policies.can_keep_words(user, record.review)),
        "again": reverse("rapid_reviews:chronology_export", args=[record.review.public_id]),
        "words": reverse("rapid_reviews:chronology_words", args=[record.review.public_id]),
        "back_url": reverse("rapid_reviews:chronology", args=[record.review.public_id]),
    }  # fmt: skip
    is_part = bool(getattr(request, "htmx", False))
    page = "copy_found.html" if is_part else "copy.html"
    response = render(request, f"rapid_reviews/chronology/{page}", {**context, "is_part": is_part})
    patch_vary_headers(response, ["HX-Request"])
    return replace_url(response, request.get_full_path()) if is_part else response


@never_cache
@require_safe
def download(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The file, for whoever asked for it. Each time is on the record and told to those whose rows it holds."""
    user: Any = request.user
    record = get_object_or_404(
        ChronologyCopy.visible_to(user).select_related("review__notification", "key"), public_id=public_id
    )
    require(policies.can_fetch(user, record), record=record)
    note_reading(
        "rapid_reviews.copy_downloaded", record, by=user,
        contributed_by=list(Agency.objects.filter(public_id__in=record.agencies)),
        kind=str(CopyKind(record.kind).label), names="with names" if record.shows_names else "with roles",
    )  # fmt: skip
    if record.key is None or isinstance(
        data := storage.unsealed(record.stored_as, record.key, bound_to=record.public_id), Disposed
    ):
        raise Http404
    return HttpResponse(
        data,
        content_type=MEDIA_TYPES[CopyKind(record.kind)],
        headers={
            "Content-Disposition": f'attachment; filename="{file_name(record)}"',
            "X-Content-Type-Options": "nosniff",
        },
    )


class Words(OneDecision):
    """The list of words that stand for people, and one more for it."""

    heading = "Words that stand for people"
    explanation = (
        "Where people are called by their roles, these words are replaced too. Add names of professionals, places "
        "and pets that still stand in the texts. Capital letters and accents do not matter."
    )
    form_class = forms.WordForm
    template_name = "rapid_reviews/chronology/words.html"
    policy, action = policies.can_keep_words, words.add

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the list."""
        rows = [
            [
                word, role, f"{row.made_by}, {british_datetime(row.made_at)}",
                Cell("Take off the list", reverse("rapid_reviews:chronology_word_out", args=[row.public_id])),
            ]
            for row, word, role in words_of(self.record)
        ]  # fmt: skip
        return super().get_context_data(headers=WORD_HEADERS, rows=rows, **kwargs)

    def get_back_url(self) -> str:
        """The chronology with roles."""
        return f"{reverse('rapid_reviews:chronology', args=[self.record.public_id])}?names=hide"

    def get_success_url(self) -> str:
        """The same page."""
        return reverse("rapid_reviews:chronology_words", args=[self.record.public_id])


class TakeWordOut(OneDecision):
    """Take a word off the list."""

    model: ClassVar[Any] = RoleWord
    heading = "Take this word off the list"
    explanation = "The word will stand in the texts again. Copies that were made stay as they are."
    form_class = forms.TakeWordOutForm
    policy, action = policies.can_take_word_out, words.take_out
