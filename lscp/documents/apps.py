"""The documents app."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """See the package's modules."""

    name = "lscp.documents"
    label = "documents"
