"""The notification form as a paper of a meeting: how it becomes pages of a reader's bundle."""

from __future__ import annotations

import hashlib
from typing import Any

from lscp.documents.binding import Paged
from lscp.meetings.paper_pages import PaperPages, makes_pages
from lscp.web.context_processors import MARKING
from lscp.web.pdf import render_pdf
from notifications.actions.reading import note_reading
from notifications.queries import summary
from notifications.queries.identity import with_standing
from notifications.queries.lead import lead_view
from notifications.queries.next_steps import steps


def form_pages(user: Any, case: Any, *, public_id: Any) -> PaperPages | None:
    """The last version of the form, for somebody who may know the people in it."""
    found = with_standing(user).filter(case=case, public_id=public_id, knows=True).first()
    if found is None:
        return None
    row = found.versions.select_related("content__key", "made_by").order_by("-number").first()
    document = row.content.open() if row else None
    if row is None or not document:
        return None

    lead, next_steps = lead_view(found), steps(user, found)
    state = hashlib.sha256(repr((row.number, lead, next_steps)).encode()).hexdigest()

    def make() -> Paged:
        context = {
            "record": found, "case": found.case, "version": row, "lead": lead, "steps": next_steps,
            "sections": summary.rows_of(document),
        }  # fmt: skip
        title = f"Notification {found.case.reference}"
        return Paged(render_pdf("pdf/notification.html", context, title=title, marking=MARKING))

    def note() -> None:
        note_reading(found, "notifications.copy_downloaded", by=user, number=row.number)

    return PaperPages(state, make, note)


def register() -> None:
    """Make it known."""
    makes_pages("notifications:copy_pdf", form_pages)
