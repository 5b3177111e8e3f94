"""The meetings app."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Meetings of standing groups about one case."""

    name = "lscp.meetings"
    label = "meetings"
    verbose_name = "Meetings"
