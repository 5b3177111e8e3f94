"""Rules as dated data: which event starts a clock, how long it runs, who is told and when."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lscp.accounts.models import Partnership
from lscp.deadlines.compute import UNIT_WORDS, Length, Unit
from lscp.deadlines.enums import (
    EVENT_WORDS,
    LOCAL_KINDS,
    RAPID_REVIEW_DAY_ZERO,
    Condition,
    FactKind,
    RuleKind,
)
from lscp.deadlines.ladder import Ladder
from lscp.deadlines.shipped_rules import MET_BY_FACT
from lscp.kernel import clock

SOFT_STEP = 5
"""After how many working days a clock that only reminds does so again."""
UNIT_CHOICES = [(unit.value, words[1].capitalize()) for unit, words in UNIT_WORDS.items()]
STARTING_EVENTS = [
    *FactKind.choices,
    (RAPID_REVIEW_DAY_ZERO, "Day 0 of the rapid review, as the partnership set it"),
]


class Edition(models.Model):
    """An edition of the national guidance, in force from one day until the next edition."""

    key = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=150)
    in_force_from = models.DateField(unique=True)
    source = models.TextField(blank=True)
    is_verified = models.BooleanField(default=False)

    objects: ClassVar[models.Manager[Edition]] = models.Manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["in_force_from"]

    def __str__(self) -> str:
        return self.title


class Rule(models.Model):
    """One version of one time limit. Never edited: a change is a new version, approved by two people.

    A rule without a partnership is shipped; one with a partnership takes its place there. `warnings` are
    working days before the due day (hours for hours clocks); from the moment a limit passes the holders are
    told on every working day. `escalations` is a list of steps, each with `after` (1 is the moment the limit
    passes, 2 the second working day late, …), `roles`, and `superior` (the named superior of the holders).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="rules")
    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, null=True, blank=True, related_name="clock_rules"
    )
    key = models.CharField(max_length=60)
    number = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=150)
    starting_event = models.CharField(max_length=30, choices=STARTING_EVENTS)
    condition = models.CharField(max_length=20, choices=Condition, blank=True)
    length = models.IntegerField()
    unit = models.CharField(max_length=20, choices=UNIT_CHOICES)
    kind = models.CharField(max_length=20, choices=RuleKind)
    guidance = models.CharField(max_length=200)
    source = models.TextField(blank=True)
    is_verified = models.BooleanField(default=False)
    runs_provisionally = models.BooleanField(default=False)
    warnings = models.JSONField(default=list)
    holder_roles = models.JSONField(default=list)
    told_roles = models.JSONField(default=list)
    escalations = models.JSONField(default=list)
    guards_safety = models.BooleanField(default=False)
    met_by_record = models.CharField(
        max_length=150, blank=True, help_text="What must be recorded on the case for the clock to stop"
    )
    in_force_from = models.DateField()
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.TextField(blank=True)

    objects: ClassVar[models.Manager[Rule]] = models.Manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["key", "edition", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["edition", "partnership", "key", "number"],
                name="rule_versions_numbered",
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="rule_has_a_length", condition=~Q(length=0)),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def terms(self) -> Length:
        """How long the limit is."""
        return Length(self.length, Unit(self.unit))

    @property
    def event_words(self) -> str:
        """Completes "when …"."""
        if self.starting_event == RAPID_REVIEW_DAY_ZERO:
            return "the rapid review began to count"
        return EVENT_WORDS[FactKind(self.starting_event)]

    @property
    def met_only_by(self) -> str:
        """What must be recorded on the case for its clocks to stop; empty where it is recorded by hand."""
        kind = MET_BY_FACT.get(self.key)
        return f"the day on which {EVENT_WORDS[kind]}" if kind else self.met_by_record

    @property
    def is_local(self) -> bool:
        """Whether this is a local rule: only those may be paused, and those skip every local closure."""
        return self.kind in LOCAL_KINDS

    @property
    def is_own_step(self) -> bool:
        """Whether it only orders the partnership's own work: whoever raised a case is spared it."""
        return self.is_local and not self.guards_safety

    @property
    def is_soft(self) -> bool:
        """Whether it only reminds: it is never late, never raised with anybody, and needs no reason."""
        return self.kind == RuleKind.SOFT

    @property
    def ladder(self) -> Ladder:
        """When its reminders go out."""
        step = SOFT_STEP if self.is_soft else 1
        return Ladder(Unit(self.unit), tuple(self.warnings), every_day=self.guards_safety, step=step)
