"""Celery entry points of the record: one call each. Safe late, twice or in parallel."""

from celery import shared_task

from lscp.audit import checkpoints, proofs


@shared_task(name="audit.checkpoint", ignore_result=True)
def checkpoint() -> bool:
    """Write the hour's checkpoint. Returns whether anything had moved."""
    return checkpoints.make() is not None


@shared_task(name="audit.verify", ignore_result=True)
def verify() -> int:
    """Prove the whole record and tell what came of it. Returns the number of faults."""
    return len(proofs.prove_all().problems)
