"""One page of the notification form, or of one person in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from lscp.kernel.access import require
from notifications.actions import answers as actions
from notifications.actions.reading import note_reading
from notifications.models import Notification
from notifications.policies import form as policies
from notifications.queries.answers import Form, PersonAnswers, load
from notifications.queries.completeness import next_page, with_relations
from notifications.queries.impossible import impossible_dates
from notifications.queries.involved_leads import offered_on
from notifications.views.asked_page import AskedPage
from notifications.wording import Page
from notifications.wording.asking import Offered, PageForm


class FormPage(AskedPage):
    """One page of a section, or of one person in it."""

    record: Notification
    form: Form
    one: PersonAnswers | None

    def fetch(self, **kwargs: Any) -> None:
        """The notification, if the reader may write in its form, and the page of this address."""
        self.record = get_object_or_404(
            Notification.visible_to(self.request.user), public_id=kwargs["public_id"]
        )
        require(policies.can_write(self.request.user, self.record), record=self.record)
        self._find(**kwargs)

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

    def reload(self) -> None:
        """The form as it now stands."""
        self.form = load(self.record)

    @property
    def content(self) -> Mapping[str, Any]:
        """The document of the section, or of the person."""
        return self.one.content if self.one else self.form.content.get(self.section.key, {})

    @property
    def revision(self) -> int:
        """The section's."""
        return self.form.revision(self.section.key)

    @property
    def offered(self) -> Offered:
        """The partnership's agencies, and its leads where they are asked for."""
        return offered_on(self.form, self.page)

    def note(self) -> None:
        """Remember that the section was looked at, and by whom."""
        actions.look_at(self.record, self.section.key)
        note_reading(self.record, "notifications.form_viewed", by=self.request.user, section=self.section.key)

    def save(self, form: PageForm, seen: int) -> int:
        """Save the page."""
        saved = actions.save_page(
            self.record.public_id,
            self.section.key,
            self.page.key,
            typed=form.typed(),
            seen_version=seen,
            by=self.request.user,
            person_id=self.one.id if self.one else None,
        )
        return saved.revision

    def impossible(self) -> Iterable[str]:
        """Dates that cannot be right beside others."""
        mine = (self.section.key, self.page.key, self.one.id if self.one else "")
        return [one.sentence for one in impossible_dates(self.form) if one.concerns(*mine)]

    def home(self) -> str:
        """The task list."""
        return reverse("notifications:form", args=[self.record.public_id])

    def following(self) -> str:
        """The next page of the section or the person, else back to where they began."""
        follows = next_page(self.form, self.section, self.one, self.page.key)
        return self._address(follows) if follows is not None else self._start()

    def back(self) -> str:
        """The page before."""
        pages = self.section.pages_for(self.one.person.kind) if self.one else self.section.pages
        place = [page.key for page in pages].index(self.page.key)
        return self._address(pages[place - 1]) if place else self._start()

    def _start(self) -> str:
        if self.one is not None:
            return reverse("notifications:form_section", args=[self.record.public_id, self.section.key])
        return self.home()

    def _address(self, page: Page) -> str:
        if self.one is not None:
            args = [self.record.public_id, self.section.key, self.one.id, page.key]
            return reverse("notifications:form_person_page", args=args)
        return reverse("notifications:form_page", args=[self.record.public_id, self.section.key, page.key])

    def usual(self) -> dict[str, Any]:
        """The author's own details, offered where they are asked for and not yet answered."""
        user: Any = self.request.user
        if (self.section.key, self.page.key) != ("about", "you") or self.record.entered_for_other:
            return {}
        return {
            "your_name": user.get_full_name(),
            "your_role": getattr(user, "job_title", ""),
            "your_email": getattr(user, "email", ""),
            "your_phone": getattr(user, "phone", ""),
        }

    def extra(self) -> dict[str, Any]:
        """The person the page is about."""
        return {"one": self.one}
