"""Start-up of the tasks: who may open the clock of a safety action, and the link in the navigation."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    """See the package's modules."""

    name = "lscp.tasks"
    label = "tasks"

    def ready(self) -> None:
        """Open each action's own clock to those who may see the action; offer the list to its holders."""
        from lscp.deadlines import access  # noqa: PLC0415 - models are not ready when this module loads
        from lscp.tasks import blocks, navigation, queries  # noqa: PLC0415 - the same
        from lscp.web import furniture, sections  # noqa: PLC0415 - the same

        access.shows_clocks("safety", queries.clocks_q)
        furniture.register_navigation(navigation.safety, order=30)
        sections.register_section(blocks.safety, order=10)
