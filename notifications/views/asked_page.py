"""One page of a form: shown, saved by itself or by its buttons, and its text kept while signed out.

What every such form shares; each says where its pages are, what they hold and how they are saved.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import View

from lscp.kernel.access import Conflict, OutOfScope, Stale
from lscp.web import autosave, kept_text
from notifications.wording import Page, Section
from notifications.wording.asking import Offered, PageForm, page_form
from notifications.wording.stored import TYPED

UNREADABLE = "This page has lost its place. Copy your text, open the page again and paste it in"


@method_decorator(never_cache, name="dispatch")
class AskedPage(View):
    """One page of a section. What is posted after the session ended is kept."""

    keeps_text = True
    http_method_names = ["get", "post"]
    template_name: ClassVar[str] = "notifications/form_page.html"

    record: Any
    section: Section
    page: Page

    # What each form says

    def fetch(self, **kwargs: Any) -> None:
        """Set `record`, `section` and `page` from the address, once the reader may write there."""
        raise NotImplementedError

    def reload(self) -> None:
        """Read the answers again, after saving."""
        raise NotImplementedError

    @property
    def content(self) -> Mapping[str, Any]:
        """The document this page writes to."""
        raise NotImplementedError

    @property
    def revision(self) -> int:
        """How often the section was saved."""
        raise NotImplementedError

    @property
    def offered(self) -> Offered:
        """What the partnership offers to choose from on this page."""
        raise NotImplementedError

    def note(self) -> None:
        """Write down that the page was opened, before it is sent."""
        raise NotImplementedError

    def save(self, form: PageForm, seen: int) -> int:
        """Save what was typed; gives the section's revision now."""
        raise NotImplementedError

    def home(self) -> str:
        """The address of the task list."""
        raise NotImplementedError

    def back(self) -> str:
        """The address before this one."""
        raise NotImplementedError

    def following(self) -> str:
        """The address after this one."""
        raise NotImplementedError

    def usual(self) -> dict[str, Any]:
        """What is filled in where nothing was answered yet."""
        return {}

    def impossible(self) -> Iterable[str]:
        """Sentences about answers that cannot be right beside others."""
        return ()

    def posted(self, request: HttpRequest) -> QueryDict:
        """What was typed, as it is to be saved."""
        return request.POST

    def extra(self) -> dict[str, Any]:
        """More for the template."""
        return {}

    # What they share

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Fetch from what the reader may see, then ask whether they may write."""
        try:
            self.fetch(**kwargs)
            return super().dispatch(request, *args, **kwargs)
        except (Conflict, PermissionDenied) as problem:
            if autosave.is_autosave(request):
                return autosave.conflict(f"{problem}. Copy your text before you leave this page.")
            raise

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show the page as it was left, or save what was typed before signing in again."""
        kept = kept_text.take(request)
        if kept is not None:
            return self._save_kept(request, kept)
        self.note()
        return self._show(self._blank(request))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Save what was typed, whatever it is; then say what is wrong, or go on."""
        form = self.bound(request, self.posted(request))
        seen = form["seen_version"].data or ""
        if not str(seen).isdecimal():
            if autosave.is_autosave(request):
                return autosave.cannot_save(UNREADABLE)
            raise Stale(UNREADABLE, record=self.record)
        revision = self._save(form, int(seen))
        if autosave.is_autosave(request):
            return autosave.saved(revision, self._notice(form))
        return self.after_saving(request, form, revision)

    def _save_kept(self, request: HttpRequest, kept: QueryDict) -> HttpResponse:
        """Save text posted while signed out; a refusal shows it back, as for any other post."""
        request.POST = kept  # type: ignore[assignment]
        form = self.bound(request, kept)
        seen = str(form["seen_version"].data or "")
        self._save(form, int(seen) if seen.isdecimal() else -1)
        messages.success(
            request, "You were signed out while you were typing. We kept your text and saved it now."
        )
        return redirect(request.path)

    def _save(self, form: PageForm, seen: int) -> int:
        try:
            return self.save(form, seen)
        except OutOfScope:
            raise Http404 from None

    def _notice(self, form: PageForm) -> str:
        """What the page says after saving by itself: only what was typed and cannot be understood."""
        wrong = [
            str(text)
            for name, errors in form.errors.as_data().items()
            for error in errors
            if error.code != "required" and name in form.fields
            for text in error.messages
        ] if not form.is_valid() else []  # fmt: skip
        return f"To put right later: {wrong[0]}." if wrong else ""

    def after_saving(self, request: HttpRequest, form: PageForm, revision: int) -> HttpResponse:
        """Go on, or show the page again with what is wrong."""
        if "later" in request.POST:
            messages.success(request, "Saved. You can come back at any time.")
            return redirect(self.home())
        is_valid = form.is_valid()
        self.reload()
        impossible = list(self.impossible())
        if is_valid and not impossible:
            for notice in form.notices:
                messages.info(request, notice)
            return redirect(self.following())
        data = request.POST.copy()
        data["seen_version"] = str(revision)
        again = self.bound(request, data)
        again.is_valid()
        for sentence in impossible:
            again.add_error(None, sentence)
        self.note()
        return self._show(again, is_saved=True)

    def _blank(self, request: HttpRequest) -> PageForm:
        initial = {**self.usual(), **self.content.get(TYPED, {})}
        initial["seen_version"] = self.revision
        initial[kept_text.FIELD] = kept_text.ticket(request)
        return page_form(self.page)(initial=initial, autosave_url=request.path, offered=self.offered)

    def bound(self, request: HttpRequest, data: Any) -> PageForm:
        """The page's form with what was posted."""
        return page_form(self.page)(data=data, autosave_url=request.path, offered=self.offered)

    def _show(self, form: PageForm, *, is_saved: bool = False) -> HttpResponse:
        context = {
            "record": self.record, "case": self.record.case, "partnership": self.record.partnership,
            "section": self.section, "page": self.page, "form": form, "is_saved": is_saved,
            "back_url": self.back(), "home_url": self.home(),
        }  # fmt: skip
        return render(self.request, self.template_name, {**context, **self.extra()})
