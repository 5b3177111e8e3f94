"""The people app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """See the package's modules."""

    name = "lscp.people"
    label = "people"
