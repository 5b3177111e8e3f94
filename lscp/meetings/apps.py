"""The meetings app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from lscp.deadlines.models import Clock


class MeetingsConfig(AppConfig):
    """Meetings of standing groups about one case."""

    name = "lscp.meetings"
    label = "meetings"
    verbose_name = "Meetings"

    def ready(self) -> None:
        """Keep the clocks of actions to those who see the action; show people what they were given."""
        from django.urls import reverse  # noqa: PLC0415 - models are not ready when this module loads

        from lscp.deadlines import access  # noqa: PLC0415 - the same
        from lscp.meetings import blocks, queries  # noqa: PLC0415 - the same
        from lscp.meetings.models.outcomes import RULE  # noqa: PLC0415 - the same
        from lscp.web import sections  # noqa: PLC0415 - the same

        def page(row: Clock) -> str:
            return reverse("meetings:action", args=[row.subject])

        access.keeps_clocks(RULE, access.OwnClocks(queries.clocks_q, page, "The action"))
        sections.register_section(blocks.actions, order=25)
