"""The merged chronology as a paper of a meeting: how it becomes pages of a reader's bundle.

It leaves the product, so people are called by their roles in it, whoever the reader is (ADR 16).
"""

from __future__ import annotations

import hashlib
from typing import Any

from django.db.models import Count, Max, Sum

from lscp.accounts.models import Agency
from lscp.documents.binding import Apart, Paged
from lscp.meetings.paper_pages import PaperPages, makes_pages
from rapid_reviews.actions.chronology_export import MOST_IN_PDF
from rapid_reviews.actions.reading import note_reading
from rapid_reviews.chronology_codes import CopyKind
from rapid_reviews.models import ChronologyCopy, ChronologyRow, RapidReview
from rapid_reviews.policies import chronology_export as policies
from rapid_reviews.queries.chronology import rows_of
from rapid_reviews.queries.chronology_copy_files import as_pdf
from rapid_reviews.queries.chronology_export import Reader
from rapid_reviews.queries.chronology_roles import roles_of

NO_ROWS = "No agency has written a row yet"


def chronology_pages(user: Any, case: Any, *, public_id: Any) -> PaperPages | None:
    """Every row in the order of its day, for somebody who may take a copy without names today."""
    rows = RapidReview.visible_to(user).filter(case=case, public_id=public_id)
    review = rows.select_related("notification", "case__partnership").first()
    if review is None or not policies.can_export(user, review):
        return None

    def make() -> Paged:
        number = rows_of(review).count()
        if number > MOST_IN_PDF:
            raise Apart(
                f"It has {number:,} rows, and one file takes {MOST_IN_PDF:,}. Read it on the screen, or take copies of "
                "parts of it"
            )
        if not number:
            raise Apart(NO_ROWS)
        reader = Reader(ChronologyCopy(case=review.case, review=review, kind=CopyKind.PDF, rows=number))
        for _done in reader.chunks():
            pass
        return Paged(as_pdf(reader.document()))

    def note() -> None:
        agencies = Agency.objects.filter(pk__in=rows_of(review).order_by().values("agency"))
        note_reading(
            "rapid_reviews.copy_downloaded", review, by=user, contributed_by=list(agencies),
            kind=str(CopyKind.PDF.label), names="with roles in the place of names",
        )  # fmt: skip

    return PaperPages(_state(review), make, note)


def _state(review: RapidReview) -> str:
    """What changes whenever a row does, one comes or goes, or somebody is called otherwise."""
    rows = ChronologyRow.all_records.filter(review=review)
    found = rows.aggregate(rows=Count("pk"), versions=Sum("version"), latest=Max("changed_at"))
    roles = roles_of(review)
    people = [sorted(map(str, one.items())) for one in (roles.roles, roles.jobs)]
    return hashlib.sha256(repr([sorted(found.items()), people]).encode()).hexdigest()


def register() -> None:
    """Make it known."""
    makes_pages("rapid_reviews:chronology", chronology_pages)
