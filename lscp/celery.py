"""The Celery application: sweeps and deliveries only. Redis may be lost; the database is the truth."""

import os

from celery import Celery
from celery.signals import task_postrun, task_prerun

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lscp.settings")

app = Celery("lscp")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


_opened: dict[str, object] = {}


@task_prerun.connect
def _open(task_id: str, **_: object) -> None:
    """Give each task a request identifier of its own, for audit and logs."""
    from lscp.kernel import requests  # noqa: PLC0415 - settings are not ready when this module loads

    context = requests.opened()
    context.__enter__()
    _opened[task_id] = context


@task_postrun.connect
def _close(task_id: str, **_: object) -> None:
    context = _opened.pop(task_id, None)
    if context is not None:
        context.__exit__(None, None, None)  # type: ignore[attr-defined]
