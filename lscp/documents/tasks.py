"""Celery entry points of the virus check."""

import logging

from celery import shared_task
from kombu.exceptions import OperationalError

from lscp.documents import scans

log = logging.getLogger(__name__)


@shared_task(name="documents.scan_waiting", ignore_result=True)
def scan_waiting() -> int:
    """Check the files that wait."""
    return scans.scan_waiting()


def kick_scan() -> None:
    """Wake a worker after a commit; without a broker the minute's sweep checks the file."""
    try:
        scan_waiting.apply_async(retry=False, expires=60)
    except (OperationalError, OSError) as problem:
        log.warning("the broker could not be reached; files wait for the sweep: %s", type(problem).__name__)
