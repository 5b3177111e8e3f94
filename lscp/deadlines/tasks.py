"""Celery entry points of the clocks: no arguments, one call each. Losing Redis loses nothing."""

from celery import shared_task

from lscp.deadlines import sweep


@shared_task(name="deadlines.sweep", ignore_result=True)
def sweep_deadlines() -> int:
    """Fire every reminder that is due."""
    return sweep.fire_due_rungs().rungs
