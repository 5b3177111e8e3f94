"""Views every stage shares: one decision on one record, a scoped list, and the conflict page."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.views.generic import FormView, ListView

from lscp.kernel import requests
from lscp.kernel.access import Conflict, OutOfScope, Stale, Verdict
from lscp.kernel.scoping import ScopedRecord

NOT_SHOWN_BACK = {"csrfmiddlewaretoken", "seen_version", "page_ticket"}


class RequestMiddleware:
    """Open the request's identifier and cache, for audit, history and logs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with requests.opened():
            return self.get_response(request)


class NothingKeptMiddleware:
    """Nothing shown to a signed-in person is kept by a browser or a proxy: Back after signing out shows nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            patch_cache_control(response, private=True, no_store=True)
        return response


class ConflictMiddleware:
    """Turn domain refusals into pages, once: 404 for strangers, 409 with the typed text kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Render the 409 page, or hand a 404 to Django; anything else is not ours."""
        if isinstance(exception, OutOfScope):
            raise Http404
        if isinstance(exception, Conflict):
            return conflict_page(request, exception)
        return None


def typed_words(request: HttpRequest) -> list[tuple[str, str]]:
    """What somebody typed, by the name of its box, to show it back to them where it could not be taken.

    Nothing of pages of signing in, which have no namespace: what is typed there is a secret.
    """
    match = request.resolver_match
    if not (match and match.app_name):
        return []
    return [
        (name.replace("_", " ").capitalize(), value)
        for name in request.POST
        if name not in NOT_SHOWN_BACK
        for value in request.POST.getlist(name)
        if value.strip()
    ]


def conflict_page(request: HttpRequest, conflict: Conflict) -> HttpResponse:
    """The 409 page: what changed, by whom and when, where to go, and the reader's own words."""
    record = conflict.record
    context = {
        "reason": str(conflict),
        "is_stale": isinstance(conflict, Stale),
        "changed_by": getattr(conflict, "by", ""),
        "changed_at": getattr(conflict, "at", None),
        "record_url": record.get_absolute_url() if hasattr(record, "get_absolute_url") else "",
        "typed": typed_words(request),
        "page_url": request.get_full_path(),
    }
    return render(request, "409.html", context, status=409)


class ScopedRecordMixin:
    """Fetch the record from `visible_to` before anything else; a stranger gets 404."""

    model: ClassVar[type[ScopedRecord]]
    record: Any

    def scoped(self) -> QuerySet[Any]:
        """The records this reader may open; narrow or join here, never widen."""
        return self.model.visible_to(self.request.user)  # type: ignore[attr-defined]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Fetch first, then let the view do its work."""
        self.record = get_object_or_404(self.scoped(), public_id=kwargs["public_id"])
        response: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response


class DecisionView(ScopedRecordMixin, FormView):  # type: ignore[type-arg]
    """One decision on one record: scope, policy, form, action.

    The page is shown to whoever may see the record: with the form when the policy allows it, else
    with the policy's sentence (403 when the reader's role may never do it).
    """

    policy: ClassVar[Callable[[Any, Any], Verdict]]
    action: ClassVar[Callable[..., Any]]

    def verdict(self) -> Verdict:
        """The policy's answer for this reader and record."""
        return type(self).policy(self.request.user, self.record)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form, or the sentence that says why not."""
        verdict = self.verdict()
        if verdict.code == "role":
            raise PermissionDenied(verdict.message)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the record and the verdict, which the template prints."""
        return super().get_context_data(record=self.record, verdict=self.verdict(), **kwargs)

    def get_initial(self) -> dict[str, Any]:
        """Carry the version the reader is shown."""
        return {**super().get_initial(), "seen_version": self.record.version}

    def form_valid(self, form: Any) -> HttpResponse:
        """Run the action, which locks, checks again and writes."""
        self.outcome = type(self).action(self.record.public_id, by=self.request.user, **form.cleaned_data)
        return redirect(self.get_success_url())

    def get_success_url(self) -> str:
        """Back to the record, unless the view says otherwise."""
        return str(self.success_url or self.record.get_absolute_url())


class ScopedListView(ListView):  # type: ignore[type-arg]
    """A list of what the reader may see, 25 a page."""

    record_type: ClassVar[type[ScopedRecord]]
    paginate_by = 25

    def get_queryset(self) -> QuerySet[Any]:
        """Start from `visible_to`; narrow further in the subclass."""
        return self.record_type.visible_to(self.request.user)
