"""Starting facts and the ledger of clocks: rows that are superseded, never overwritten or deleted.

What people type into them (how it is known, why a date moved, who agreed, why it is late) is sealed.
"""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lscp.accounts.models import Agency, Partnership
from lscp.cases.models import Case
from lscp.deadlines.compute import Due, Length, Moment, Unit
from lscp.deadlines.enums import Entry, FactKind, Sudden
from lscp.deadlines.models.calendars import CalendarVersion
from lscp.deadlines.models.rules import UNIT_CHOICES, Rule
from lscp.kernel import clock
from lscp.kernel.addresses import address_of
from lscp.kernel.dates import british_date
from lscp.people.models import Person, SealedField

PERSON = settings.AUTH_USER_MODEL


class Fact(models.Model):
    """Something that happened, on a Europe/London date, with the instant if the time is known.

    Recorded by a person and never inferred. A correction is a new row that supersedes this one. `subject`
    says for which clocks it counts, where that is not the whole case: those with the same subject. A death
    names its `child` once more than one child of the case has died: then each of them has one.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="facts")
    kind = models.CharField(max_length=30, choices=FactKind)
    on = models.DateField()
    at = models.DateTimeField(null=True)
    source = SealedField()
    sudden = models.CharField(max_length=10, choices=Sudden, blank=True)
    subject = models.CharField(max_length=80, blank=True)
    child = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="superseded_by"
    )
    reason = SealedField()
    is_withdrawn = models.BooleanField(default=False)
    is_live = models.BooleanField(default=True)

    objects: ClassVar[models.Manager[Fact]] = models.Manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["on", "at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "kind"],
                condition=Q(is_live=True, child=None),
                name="one_live_fact_of_a_kind",
            ),
            models.UniqueConstraint(
                fields=["child", "kind"],
                condition=Q(is_live=True, child__isnull=False),
                name="one_live_fact_of_a_child",
            ),
            models.CheckConstraint(
                name="fact_of_a_child_is_a_death", condition=Q(child=None) | Q(kind=FactKind.DEATH)
            ),
            models.CheckConstraint(
                name="fact_corrected_with_a_reason", condition=Q(supersedes=None) | Q(reason__isnull=False)
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.ReadOnly(name="facts_stand", exclude=["is_live"]),
            pgtrigger.Protect(name="facts_stay", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {british_date(self.on)}"

    @property
    def title(self) -> str:
        """What happened: "The child died", "Child 2 died"."""
        return f"{self.child.label} died" if self.child is not None else str(self.get_kind_display())

    @property
    def is_sudden(self) -> bool:
        """Whether it is a death that was sudden and unexpected; in doubt counts as yes."""
        return self.sudden in (Sudden.YES, Sudden.IN_DOUBT)

    @property
    def moment(self) -> Moment:
        """When it happened."""
        return Moment(self.on, self.at)


class Clock(models.Model):
    """One row of the ledger of one clock. `chain` names the clock through all its rows.

    The live row is the present state; every row before it stays as it was. A row whose clock has not started
    has no due date. A clock of one `child` has that child's public identifier as its `subject`. `due_at` is the
    last instant that is in time. `met_at` is when the thing was done, on the evidence; `met_recorded_at` is when
    somebody typed it. States are computed when read (`states.py`).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    chain = models.UUIDField(default=uuid.uuid4, editable=False)
    position = models.PositiveIntegerField(default=1)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="clocks")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    rule = models.ForeignKey(Rule, on_delete=models.PROTECT, related_name="clocks")
    rule_key = models.CharField(max_length=60)
    subject = models.CharField(
        max_length=80, blank=True, help_text="What within the case, if not the whole case"
    )
    child = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    holder = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")

    entry = models.CharField(max_length=20, choices=Entry)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="superseded_by"
    )
    is_live = models.BooleanField(default=True)
    is_open = models.BooleanField(default=True, help_text="Started, not met and not cancelled")
    why = SealedField()
    authority = SealedField()
    written_at = models.DateTimeField(default=clock.now)
    written_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    start_fact = models.ForeignKey(Fact, on_delete=models.PROTECT, null=True, related_name="+")
    start_on = models.DateField(null=True)
    start_at = models.DateTimeField(null=True)
    is_provisional = models.BooleanField(default=False)
    length = models.IntegerField()
    unit = models.CharField(max_length=20, choices=UNIT_CHOICES)
    calendar_version = models.ForeignKey(CalendarVersion, on_delete=models.PROTECT, related_name="+")
    extensions = models.JSONField(default=list, help_text="Each as [number, unit], in the order given")
    pauses = models.JSONField(
        default=list, help_text="Each as [first day, day it ran again] or hours likewise"
    )
    paused_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    due_at = models.DateTimeField(null=True)

    met_at = models.DateTimeField(null=True)
    met_time_known = models.BooleanField(default=True)
    met_evidence = SealedField()
    met_recorded_at = models.DateTimeField(null=True)
    met_recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    late_reason = SealedField()
    late_reason_at = models.DateTimeField(null=True)
    late_reason_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True)

    all_records: ClassVar[models.Manager[Clock]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "rule_key", "subject"], condition=Q(is_live=True), name="one_live_clock"
            ),
            models.UniqueConstraint(fields=["chain", "position"], name="clock_rows_numbered"),
            models.CheckConstraint(
                name="clock_due_pair",
                condition=Q(due_on=None, due_at=None) | Q(due_on__isnull=False, due_at__isnull=False),
            ),
            models.CheckConstraint(
                name="clock_met_pair",
                condition=Q(met_at=None, met_recorded_at=None, met_recorded_by=None)
                | Q(met_at__isnull=False, met_recorded_at__isnull=False, met_recorded_by__isnull=False),
            ),
            models.CheckConstraint(
                name="clock_late_reason_pair",
                condition=Q(late_reason=None, late_reason_at=None, late_reason_by=None)
                | Q(
                    late_reason__isnull=False,
                    late_reason_at__isnull=False,
                    late_reason_by__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="clock_open_means_due",
                condition=Q(is_open=False) | Q(due_at__isnull=False, met_at=None, cancelled_at=None),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["partnership", "due_at"], condition=Q(is_live=True, is_open=True), name="open_clocks"
            ),
            models.Index(
                fields=["due_at", "id", "partnership"],
                condition=Q(is_live=True, cancelled_at=None)
                & (Q(met_at=None) | Q(met_at__gt=F("due_at"), late_reason=None)),
                name="unsettled_clocks",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.ReadOnly(name="ledger_stands", exclude=["is_live"]),
            pgtrigger.Protect(name="ledger_stays", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="superseded_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__is_live=False, new__is_live=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule_key} of {self.case_id}"

    def get_absolute_url(self) -> str:
        """Its page: why this date, and what happened to it."""
        return address_of("deadlines:clock", self.chain)

    @classmethod
    def visible_to(cls, user: Any) -> models.QuerySet[Clock]:
        """The rows of clocks whose case this person may see today."""
        from lscp.deadlines.access import visible_cases_q  # noqa: PLC0415 - circular import: needs this model

        return cls.all_records.filter(visible_cases_q(user))

    @property
    def title(self) -> str:
        """What the clock is for, with the agency or the child it belongs to. For pages only."""
        whose = self.agency if self.agency_id else self.child
        return f"{self.rule.title} ({whose})" if whose is not None else self.rule.title

    @property
    def event_words(self) -> str:
        """What it starts from, as the words after "when": "the child died", "Child 2 died"."""
        return f"{self.child.label} died" if self.child is not None else self.rule.event_words

    @property
    def needs_reason(self) -> bool:
        """Whether it is late and nobody has said why."""
        return self.is_late and self.late_reason_id is None

    @property
    def is_late(self) -> bool:
        """Whether it was met after its end, or is open and past it; never one that only reminds."""
        if self.due_at is None or self.cancelled_at or self.rule.is_soft:
            return False
        return (self.met_at or clock.now()) > self.due_at

    @property
    def terms(self) -> Length:
        """How long the limit is, before any extension."""
        return Length(self.length, Unit(self.unit))

    @property
    def start(self) -> Moment | None:
        """When it started."""
        return Moment(self.start_on, self.start_at) if self.start_on else None

    @property
    def end(self) -> Due | None:
        """When it ends, extensions and pauses included."""
        return Due(self.due_on, self.due_at) if self.due_on and self.due_at else None


class SudicMeeting(models.Model):
    """The multi-agency meeting after a sudden unexpected death, and whether a referral was considered there.

    Local practice: within 7 calendar days of the death; the Partnership manager attends and considers a
    referral to the Review Advisory Group (docs/sources.md, sudden deaths). One for each `child` where more than
    one has died.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="sudic_meetings")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    held_on = models.DateField()
    attended = SealedField(null=False)
    considered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    considered_at = models.DateTimeField(default=clock.now)
    refers_to_rag = models.BooleanField()
    reason = SealedField(null=False)

    objects: ClassVar[models.Manager[SudicMeeting]] = models.Manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["held_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(child=None), name="one_sudic_meeting_of_a_case"
            ),
            models.UniqueConstraint(
                fields=["child"], condition=Q(child__isnull=False), name="one_sudic_meeting_of_a_child"
            ),
        ]

    def __str__(self) -> str:
        return f"Meeting of {british_date(self.held_on)}"
