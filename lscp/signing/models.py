"""Rounds of signed views, the seats asked, the views, and who stepped aside.

What is signed is sealed and append-only: the database refuses to change or remove it. A new opinion is a
new row beside the first, and a view that no longer counts has a row that says why.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lscp.accounts.models import Agency, StandingGroup
from lscp.accounts.roles import Role
from lscp.cases.models import Case
from lscp.kernel import clock
from lscp.people.models import SealedField
from lscp.signing.enums import EndReason, Standing, VoidReason

PERSON = settings.AUTH_USER_MODEL
CHANGE = pgtrigger.Update | pgtrigger.Delete


class SigningRound(models.Model):
    """One question put to several seats at once. Blind while `opened_at` is empty.

    `rests_on` names exactly what was in front of the signers (a version's key); when that changes, the
    round ends, its views are voided and another round begins.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="signing_rounds")
    purpose = models.CharField(max_length=30)
    number = models.PositiveSmallIntegerField()
    group = models.ForeignKey(StandingGroup, on_delete=models.PROTECT, null=True, related_name="+")
    question = models.CharField(max_length=300)
    choices = models.JSONField(help_text="[[value, words], …] as they were offered")
    rests_on = models.CharField(max_length=80)
    begun_at = models.DateTimeField(default=clock.now)
    begun_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    early_reason = SealedField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    end_reason = models.CharField(max_length=20, choices=EndReason, blank=True)

    all_records: ClassVar[models.Manager[SigningRound]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["case", "purpose", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "purpose", "number"], name="rounds_numbered"),
            models.UniqueConstraint(
                fields=["case", "purpose"], condition=Q(ended_at=None), name="one_live_round"
            ),
            models.CheckConstraint(
                name="round_opened_pair",
                condition=Q(opened_at=None, opened_by=None, early_reason=None)
                | Q(opened_at__isnull=False, opened_by__isnull=False),
            ),
            models.CheckConstraint(
                name="round_ended_whole",
                condition=Q(ended_at=None, ended_by=None, end_reason="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(end_reason="")),
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.ReadOnly(
                name="round_stays",
                fields=["case", "purpose", "number", "question", "choices", "rests_on", "begun_at"],
            ),
            pgtrigger.Protect(name="round_not_removed", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="opened_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(
                    old__opened_at__isnull=False, old__opened_at__df=pgtrigger.F("new__opened_at")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"round {self.number} of {self.purpose}"

    @property
    def is_open(self) -> bool:
        """Whether the views may be read by those whose business it is."""
        return self.opened_at is not None

    @property
    def is_live(self) -> bool:
        """Whether it still takes views."""
        return self.ended_at is None

    def words_for(self, choice: str) -> str:
        """A choice in the words in which it was offered."""
        return dict(self.choices).get(choice, choice)


class RequiredSeat(models.Model):
    """One seat asked for its view: an agency, and the role in which somebody may sign for it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(SigningRound, on_delete=models.PROTECT, related_name="seats")
    number = models.PositiveSmallIntegerField()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, choices=Role)
    title = models.CharField(max_length=150, help_text="As which partner the agency is asked")

    all_records: ClassVar[models.Manager[RequiredSeat]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["round", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "agency", "role"], name="seat_asked_once")
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [pgtrigger.Protect(name="seats_stay", operation=CHANGE)]

    def __str__(self) -> str:
        return self.title


class SignedView(models.Model):
    """One signed opinion, as it was signed. `number` counts the signer's own versions in the round.

    `content` is a sealed, frozen document: {"rationale": text, …} and whatever the stage asks besides.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(SigningRound, on_delete=models.PROTECT, related_name="views")
    seat = models.ForeignKey(RequiredSeat, on_delete=models.PROTECT, related_name="views")
    signer = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    standing = models.CharField(max_length=10, choices=Standing)
    stands_in_for = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    number = models.PositiveSmallIntegerField()
    choice = models.CharField(max_length=30)
    content = SealedField(null=False)
    rests_on = models.CharField(max_length=80)
    is_after_opening = models.BooleanField()
    signed_at = models.DateTimeField(default=clock.now)

    all_records: ClassVar[models.Manager[SignedView]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["round", "signed_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "signer", "number"], name="views_numbered")
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(name="signed_views_stay", operation=CHANGE)
        ]

    def __str__(self) -> str:
        return f"view {self.public_id}"

    @property
    def is_void(self) -> bool:
        """Whether it no longer counts; select `voiding` together with the view."""
        return hasattr(self, "voiding")


class Voiding(models.Model):
    """A signed view no longer counts: since when, through whose doing, and why."""

    view = models.OneToOneField(SignedView, on_delete=models.PROTECT, related_name="voiding")
    why = models.CharField(max_length=20, choices=VoidReason)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    all_records: ClassVar[models.Manager[Voiding]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(name="voidings_stay", operation=CHANGE)
        ]

    def __str__(self) -> str:
        return f"{self.view_id} void: {self.why}"


class Recusal(models.Model):
    """Somebody declared a conflict of interest in a case and stepped aside from every decision on it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="recusals")
    user = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    reason = SealedField(null=False)
    declared_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    end_reason = SealedField()

    all_records: ClassVar[models.Manager[Recusal]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["declared_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "user"], condition=Q(ended_at=None), name="recused_once"),
            models.CheckConstraint(
                name="recusal_ended_whole",
                condition=Q(ended_at=None, ended_by=None, end_reason=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False, end_reason__isnull=False),
            ),
            models.CheckConstraint(
                name="recusal_ends_after_start",
                condition=Q(ended_at=None) | Q(ended_at__gte=F("declared_at")),
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(name="recusal_not_removed", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="recusal_stays", fields=["case", "user", "reason", "declared_at"]),
            pgtrigger.Protect(
                name="recusal_ended_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} stepped aside from {self.case_id}"
