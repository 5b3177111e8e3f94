"""The record of what was done, seen and refused: append-only, one hash chain per case.

No foreign keys leave these tables, so an entry outlives what it speaks of. No narrative and nothing
that identifies a child is kept here: only keys, states, counts and field names.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

import pgtrigger
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.fields.json import KeyTransform

GENERAL = "general"
_CASE = "case:"


def case_chain(public_id: object) -> str:
    """The key of a case's own chain."""
    return f"{_CASE}{public_id}"


class AuditChain(models.Model):
    """The head of one chain: the row that serialises its entries, never the case's own lock.

    `seal` is keyed with the audit key and covers the other three, so that a head set back by hand is found.
    """

    key = models.CharField(max_length=64, primary_key=True)
    length = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True)
    seal = models.CharField(max_length=64, blank=True)

    objects: ClassVar[models.Manager[AuditChain]] = models.Manager()

    class Meta:
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(name="chains_stay", operation=pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.length} entries"


class AuditEvent(models.Model):
    """One thing that happened: who, in which role and agency, when, what, why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    chain = models.CharField(max_length=64)
    position = models.PositiveBigIntegerField()
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    at = models.DateTimeField()
    verb = models.CharField(max_length=80)
    actor_id = models.CharField(max_length=40)
    actor_name = models.CharField(max_length=150)
    actor_roles = models.JSONField(default=list)
    subject_type = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=64)
    reference = models.CharField(max_length=40, blank=True)
    case_id = models.CharField(max_length=64, blank=True)
    partnership_id = models.CharField(max_length=64, blank=True)
    request_id = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    compartment = models.CharField(max_length=80, blank=True)
    data = models.JSONField(default=dict)

    objects: ClassVar[models.Manager[AuditEvent]] = models.Manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["chain", "position"], name="one_entry_per_place")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case_id", "-at"], name="audit_of_case"),
            models.Index(fields=["actor_id", "-at"], name="audit_of_actor"),
            models.Index(fields=["subject_id", "verb", "-at"], name="audit_of_subject"),
            models.Index(fields=["chain", "-at"], name="audit_of_chain"),
            # Who read what an agency contributed: `data["contributed_by"]` lists agencies.
            GinIndex(
                OpClass(KeyTransform("contributed_by", "data"), name="jsonb_path_ops"),
                name="audit_of_contributor",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.verb} by {self.actor_name}"
