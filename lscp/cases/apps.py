"""The cases app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """See the package's modules."""

    name = "lscp.cases"
    label = "cases"
