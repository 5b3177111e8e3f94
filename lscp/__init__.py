"""The project package: settings, the platform's apps, and what ties the stages together."""

from lscp.celery import app as celery_app

__all__ = ["celery_app"]
