"""What the form says about safeguarding leads who may be involved: who must not be asked and not be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lscp.messaging.recipients import people_with
from notifications.models import Notification
from notifications.policies.agreement import LEAD_ROLES
from notifications.queries.answers import Form, read
from notifications.wording import Page
from notifications.wording.stored import Document


@dataclass(frozen=True)
class InvolvedLeads:
    """Whether a lead may be involved, and who by public identifier; nobody chosen means every lead."""

    is_any: bool
    chosen: tuple[str, ...] = ()

    @property
    def is_every(self) -> bool:
        """Whether no safeguarding lead of the agency may be asked or told."""
        return self.is_any and not self.chosen


def may_be_involved(agreement: Mapping[str, Any]) -> bool:
    """Whether the answers say that a safeguarding lead may be involved."""
    return agreement.get("lead_is_involved") == "yes"


def said_in(agreement: Document) -> InvolvedLeads:
    """What the answers of the section about the lead say."""
    if not may_be_involved(agreement):
        return InvolvedLeads(is_any=False)
    return InvolvedLeads(is_any=True, chosen=tuple(agreement.get("leads_involved") or ()))


def involved_leads(notification: Notification) -> InvolvedLeads:
    """The same from the stored answers."""
    return said_in(read(notification, "agreement"))


def offered_on(
    form: Form, page: Page, typed: Mapping[str, Any] | None = None
) -> dict[str, list[tuple[str, str]]]:
    """What the partnership offers to choose from on a page; people only where the page asks for them.

    With `typed`, the leads are read only where it says that one may be involved.
    """
    asks_leads = any(question.choices_from == "leads" for question in page.questions)
    if not asks_leads or (typed is not None and not may_be_involved(typed)):
        return form.offered
    return {**form.offered, "leads": offered_leads(form.notification)}


def offered_leads(notification: Notification) -> list[tuple[str, str]]:
    """The own agency's leads and group representatives, by public identifier and name; but not the author."""
    found = people_with(notification.partnership, LEAD_ROLES, agency=notification.agency)
    people = found.exclude(pk=notification.raised_by_id).order_by("name", "pk")
    return [(str(one.public_id), str(one)) for one in people]
