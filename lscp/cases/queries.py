"""Reads of cases by what identifies them in words. They say nothing of who may see a case."""

from __future__ import annotations

from typing import Final

from django.db.models import QuerySet

from lscp.cases.models import Case

MOST_ALIKE: Final = 1_000


def references_like(text: str) -> QuerySet[Case]:
    """The newest cases whose reference begins with the text, or holds it where it begins with a digit.

    References are kept in capitals and usually typed whole or as "2026-0012".
    """
    typed = text.strip().upper()
    how = "contains" if typed[:1].isdigit() else "startswith"
    return Case.all_records.filter(**{f"reference__{how}": typed}).order_by("-pk")[:MOST_ALIKE]
