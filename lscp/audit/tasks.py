"""Celery entry points of the record: one call each. Safe late, twice or in parallel."""

import logging

from celery import shared_task

from lscp.audit import checkpoints, verification

log = logging.getLogger(__name__)


@shared_task(name="audit.checkpoint", ignore_result=True)
def checkpoint() -> bool:
    """Write the hour's checkpoint. Returns whether anything had moved."""
    return checkpoints.make() is not None


@shared_task(name="audit.verify", ignore_result=True)
def verify() -> int:
    """Prove the whole record; what does not fit goes to the log as an error. Returns the number of faults."""
    proof = verification.prove()
    for problem in proof.problems[: verification.MOST_SHOWN]:
        log.error("the record does not hold: %s", problem)
    return len(proof.problems)
