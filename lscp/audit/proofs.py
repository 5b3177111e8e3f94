"""Proving the whole record and telling what came of it, so that a fault does not lie in a log unread."""

from __future__ import annotations

import logging

from django.db import transaction

from lscp.audit.events import RecordProved
from lscp.audit.verification import MOST_SHOWN, Proof, prove
from lscp.kernel.events import publish

log = logging.getLogger(__name__)


def prove_all(*, expected: tuple[int, str] | None = None) -> Proof:
    """Prove every chain and checkpoint; what does not fit goes to the log, and to whoever follows the event.

    The proof reads one moment of the database; what follows is written in a transaction of its own.
    `expected` is a checkpoint as it was kept elsewhere.
    """
    proof = prove(expected=expected)
    for problem in proof.problems[:MOST_SHOWN]:
        log.error("the record does not hold: %s", problem)
    with transaction.atomic():
        publish(RecordProved(entries=proof.entries, faults=len(proof.problems)))
    return proof
