"""The filters of a timeline."""

from __future__ import annotations

from typing import Any, Final

from lscp.record.queries import Filters
from lscp.record.sentences import KINDS
from lscp.web.fields import DateField, SelectField
from lscp.web.forms import GovForm

EVERYTHING: Final = ("everything", "Everything, with reading")


class FilterForm(GovForm):
    """What to show. Everything may be left open."""

    versioned = False
    submit_label = "Show"

    kind = SelectField(
        label="What", required=False, empty="Everything but reading", choices=[EVERYTHING, *KINDS.items()]
    )
    person = SelectField(label="Who", required=False, empty="Everybody")
    from_on = DateField(label="From", required=False)
    until_on = DateField(label="Until", required=False)

    def __init__(self, data: Any, *, people: list[tuple[str, str]], with_messages: bool = True) -> None:
        super().__init__(data)
        self.fields["person"].choices = people  # type: ignore[attr-defined]
        if not with_messages:
            shown = [pair for pair in (EVERYTHING, *KINDS.items()) if pair[0] not in {"message", "decision"}]
            self.fields["kind"].choices = shown  # type: ignore[attr-defined]

    def filters(self) -> Filters:
        """What was validly asked for; what cannot be read is left out, and its error is shown."""
        self.is_valid()
        found = self.cleaned_data
        kind = found.get("kind") or ""
        return Filters(
            kind="" if kind == EVERYTHING[0] else kind,
            with_reading=kind == EVERYTHING[0],
            person=found.get("person") or "",
            from_on=found.get("from_on"),
            until_on=found.get("until_on"),
        )
