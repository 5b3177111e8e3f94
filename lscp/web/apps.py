"""The look and feel every page stands on: components, form base, glossary. No tables."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Template tags, fields, widgets and the help pages; imports only the kernel."""

    name = "lscp.web"
    label = "web"
    verbose_name = "Pages and forms"
