"""Which installed front-end files are collected: no sources, and no government typeface or crest."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class CollectedFilesConfig(StaticFilesConfig):
    """Stands in INSTALLED_APPS in place of `django.contrib.staticfiles`."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "assets",
        "components",
        "*.scss",
        "*.scss.map",
        "*.njk",
        "all.bundle.*",
        "*.ts",
        "ext",
    ]
