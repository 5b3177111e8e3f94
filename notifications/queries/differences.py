"""What changed between two versions, question by question, in the words the form asked with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from notifications.queries import summary
from notifications.queries.summary import SectionRows

MISSING = ""


@dataclass(frozen=True)
class Change:
    """One question whose answer differs. `kind` is "added", "removed" or "changed"."""

    key: str
    section: str
    group: str
    label: str
    before: str
    after: str
    kind: str

    @property
    def words(self) -> str:
        """What happened to the answer, in a word."""
        return {"added": "Added", "removed": "Taken out", "changed": "Changed"}[self.kind]


def changed_keys(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The keys of the questions whose answer differs, in the order of the form."""
    return [change.key for change in changes(before, after)]


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Every difference between two documents, in the order of the later form; what went comes last."""
    return changes_in(summary.rows_of(before), summary.rows_of(after))


def changes_in(before: Iterable[SectionRows], after: Iterable[SectionRows]) -> list[Change]:
    """The same for two documents already in words."""
    old, new = _rows(before), _rows(after)
    found = []
    for key in [*new, *(key for key in old if key not in new)]:
        one, two = old.get(key), new.get(key)
        was = one[2].words if one else MISSING
        now = two[2].words if two else MISSING
        if was != now:
            section, group, row = two or one  # type: ignore[misc]
            found.append(Change(key, section, group, row.label, str(was), str(now), _kind(was, now)))
    return found


def _kind(was: Any, now: Any) -> str:
    if not was:
        return "added"
    return "changed" if now else "removed"


def _rows(sections: Iterable[SectionRows]) -> dict[str, tuple[str, str, Any]]:
    return {
        row.key: (section.title, group.title, row)
        for section in sections
        for group in section.groups
        for row in group.rows
    }
