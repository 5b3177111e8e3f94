"""One page of the form: showing it, saving it by itself or by its buttons, and text kept while signed out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import View

from lscp.kernel.access import Conflict, OutOfScope, Stale, require
from lscp.web import autosave, kept_text
from notifications.actions import answers as actions
from notifications.actions.reading import note_reading
from notifications.models import Notification
from notifications.policies import form as policies
from notifications.queries.answers import Form, PersonAnswers, load
from notifications.queries.completeness import next_page, with_relations
from notifications.queries.impossible import impossible_dates
from notifications.queries.involved_leads import offered_on
from notifications.wording import Page, Section
from notifications.wording.asking import PageForm, page_form
from notifications.wording.stored import TYPED

UNREADABLE = "This page has lost its place. Copy your text, open the page again and paste it in"


@method_decorator(never_cache, name="dispatch")
class FormPage(View):
    """One page of a section, or of one person in it. What is posted after the session ended is kept."""

    keeps_text = True
    http_method_names = ["get", "post"]

    record: Notification
    form: Form
    section: Section
    page: Page
    one: PersonAnswers | None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Fetch from what the reader may see, then ask whether they may write."""
        self.record = get_object_or_404(Notification.visible_to(request.user), public_id=kwargs["public_id"])
        try:
            require(policies.can_write(request.user, self.record), record=self.record)
            self._find(**kwargs)
            return super().dispatch(request, *args, **kwargs)
        except (Conflict, PermissionDenied) as problem:
            if autosave.is_autosave(request):
                return autosave.conflict(f"{problem}. Copy your text before you leave this page.")
            raise

    def _find(self, public_id: Any, section: str, page: str, person_id: Any = None) -> None:
        """The section, the page and the person of this address.

        Raises:
            Http404: the form's edition has no such page, or the form no such person.
        """
        self.form = load(self.record)
        try:
            self.section = self.form.edition.section(section)
            self.page = self.section.page(page)
        except LookupError:
            raise Http404 from None
        people = {one.id: one for one in self.form.people_of(self.section)}
        self.one = people.get(str(person_id))
        if self.section.is_repeating != (self.one is not None):
            raise Http404
        if self.one is not None:
            if self.page not in self.section.pages_for(self.one.person.kind):
                raise Http404
            self.page = with_relations(self.form, self.page, self.one)

    @property
    def content(self) -> dict[str, Any]:
        """The document this page writes to."""
        return self.one.content if self.one else self.form.content.get(self.section.key, {})

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show the page as it was left, or save what was typed before signing in again."""
        kept = kept_text.take(request)
        if kept is not None:
            return self._save_kept(request, kept)
        actions.look_at(self.record, self.section.key)
        note_reading(self.record, "notifications.form_viewed", by=request.user, section=self.section.key)
        return self._show(self._blank(request))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Save what was typed, whatever it is; then say what is wrong, or go on."""
        form = self._bound(request, request.POST)
        seen = form["seen_version"].data or ""
        if not str(seen).isdecimal():
            if autosave.is_autosave(request):
                return autosave.cannot_save(UNREADABLE)
            raise Stale(UNREADABLE, record=self.record)
        saved = self._save(form, int(seen))
        if autosave.is_autosave(request):
            return autosave.saved(saved.revision, self._notice(form))
        return self._after_saving(request, form, saved.revision)

    def _save_kept(self, request: HttpRequest, kept: QueryDict) -> HttpResponse:
        """Save text posted while signed out; a refusal shows it back, as for any other post."""
        request.POST = kept  # type: ignore[assignment]
        form = self._bound(request, kept)
        seen = str(form["seen_version"].data or "")
        self._save(form, int(seen) if seen.isdecimal() else -1)
        messages.success(
            request, "You were signed out while you were typing. We kept your text and saved it now."
        )
        return redirect(request.path)

    def _save(self, form: PageForm, seen: int) -> actions.Saved:
        try:
            return actions.save_page(
                self.record.public_id,
                self.section.key,
                self.page.key,
                typed=form.typed(),
                seen_version=seen,
                by=self.request.user,
                person_id=self.one.id if self.one else None,
            )
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

    def _after_saving(self, request: HttpRequest, form: PageForm, revision: int) -> HttpResponse:
        if "later" in request.POST:
            messages.success(request, "Saved. You can come back at any time.")
            return redirect("notifications:form", self.record.public_id)
        is_valid = form.is_valid()
        self.form = load(self.record)
        mine = (self.section.key, self.page.key, self.one.id if self.one else "")
        impossible = [one for one in impossible_dates(self.form) if one.concerns(*mine)]
        if is_valid and not impossible:
            for notice in form.notices:
                messages.info(request, notice)
            return redirect(self._next())
        data = request.POST.copy()
        data["seen_version"] = str(revision)
        again = self._bound(request, data)
        again.is_valid()
        for one in impossible:
            again.add_error(None, one.sentence)
        return self._show(again, is_saved=True)

    def _next(self) -> str:
        follows = next_page(self.form, self.section, self.one, self.page.key)
        if follows is not None:
            return self._address(follows)
        if self.one is not None:
            return reverse("notifications:form_section", args=[self.record.public_id, self.section.key])
        return reverse("notifications:form", args=[self.record.public_id])

    def _address(self, page: Page) -> str:
        if self.one is not None:
            args = [self.record.public_id, self.section.key, self.one.id, page.key]
            return reverse("notifications:form_person_page", args=args)
        return reverse("notifications:form_page", args=[self.record.public_id, self.section.key, page.key])

    def _blank(self, request: HttpRequest) -> PageForm:
        initial = {**self._usual(request), **self.content.get(TYPED, {})}
        initial["seen_version"] = self.form.revision(self.section.key)
        initial[kept_text.FIELD] = kept_text.ticket(request)
        return page_form(self.page)(
            initial=initial, autosave_url=request.path, offered=offered_on(self.form, self.page)
        )

    def _bound(self, request: HttpRequest, data: Any) -> PageForm:
        return page_form(self.page)(
            data=data, autosave_url=request.path, offered=offered_on(self.form, self.page)
        )

    def _usual(self, request: HttpRequest) -> dict[str, Any]:
        """The author's own details, offered where they are asked for and not yet answered."""
        user: Any = request.user
        if (self.section.key, self.page.key) != ("about", "you") or self.record.entered_for_other:
            return {}
        return {
            "your_name": user.get_full_name(),
            "your_role": getattr(user, "job_title", ""),
            "your_email": getattr(user, "email", ""),
            "your_phone": getattr(user, "phone", ""),
        }

    def _show(self, form: PageForm, *, is_saved: bool = False) -> HttpResponse:
        return render(
            self.request,
            "notifications/form_page.html",
            {
                "record": self.record,
                "case": self.record.case,
                "section": self.section,
                "page": self.page,
                "one": self.one,
                "form": form,
                "is_saved": is_saved,
                "back_url": self._back(),
                "partnership": self.record.partnership,
            },
        )

    def _back(self) -> str:
        pages = self.section.pages_for(self.one.person.kind) if self.one else self.section.pages
        keys = [page.key for page in pages]
        place = keys.index(self.page.key)
        if place:
            return self._address(pages[place - 1])
        if self.one is not None:
            return reverse("notifications:form_section", args=[self.record.public_id, self.section.key])
        return reverse("notifications:form", args=[self.record.public_id])
