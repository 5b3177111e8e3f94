"""Pages of lists too long to count."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator


class LongList(Paginator):
    """Reads one row more than it shows, and so knows whether there is a next page without counting any.

    `count` is what is known so far; `goes_on` says that there are more. A page beyond the end is the last one,
    as with Django's own: only then is everything counted.
    """

    goes_on = False

    def get_page(self, number: Any) -> Page[Any]:
        """The page asked for; the first for nonsense, the last when there are not so many."""
        try:
            wanted = max(int(number), 1)
        except (TypeError, ValueError):
            wanted = 1
        first = (wanted - 1) * self.per_page
        rows = list(self.object_list[first : first + self.per_page + 1])
        if not rows and wanted > 1:
            return super().get_page(wanted)
        self.count = first + len(rows)
        self.goes_on = len(rows) > self.per_page
        return Page(rows[: self.per_page], wanted, self)
