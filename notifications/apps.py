"""Start-up of the first stage: whose cases have clocks is whoever may see the notification."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Stage 1."""

    name = "notifications"
    label = "notifications"
    verbose_name = "Notifications"

    def ready(self) -> None:
        """Tell the clocks who may see a case."""
        from lscp.cases import contributors, scope  # noqa: PLC0415 - models are not ready when this loads
        from lscp.documents import access as documents  # noqa: PLC0415 - the same
        from lscp.meetings import access as meetings  # noqa: PLC0415 - the same
        from lscp.meetings import papers  # noqa: PLC0415 - the same
        from notifications import (  # noqa: PLC0415 - the same
            compartments,
            form_home,
            judgement_home,
            judgement_panels,  # noqa: F401 - loading it adds its panels
            paper_pages,
            received_home,
        )
        from notifications.models import Notification  # noqa: PLC0415 - the same
        from notifications.queries.contributors import agencies_of_case  # noqa: PLC0415 - the same
        from notifications.queries.identity import identified_inside, identified_to  # noqa: PLC0415 - the same
        from notifications.queries.meetings import GROUPS, papers_of, with_meetings_shown_to  # noqa: PLC0415
        from notifications.queries.people import shut_out_of_cases  # noqa: PLC0415 - the same

        contributors.names_contributors("notification", agencies_of_case)
        scope.shows_cases("notification", Notification.visible_to, identity=identified_to)
        scope.shuts_out("notification", shut_out_of_cases)
        documents.holds_files("notification", known=identified_to, inside=identified_inside)
        for kind in GROUPS:
            meetings.shows_meetings(kind, with_meetings_shown_to)
        papers.offers_papers("notification", papers_of)
        compartments.register()
        judgement_home.register()
        form_home.register()
        received_home.register()
        paper_pages.register()
