"""Sealed values, and the people of a case. Identity lives here and nowhere else, drafts included.

A record elsewhere holds the key of a sealed value, never its text; so do history and audit.
Destroying a case's sealing key makes every text of that case unreadable, and leaves the proof of
what was done intact.
"""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from lscp.cases.models import Case
from lscp.kernel import clock


class SealingKey(models.Model):
    """A case's own key, wrapped by the installation's master key; destroyed when the case is disposed of."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="sealing_key")
    master = models.CharField(max_length=40, help_text="Which master key wraps it")
    wrapped = models.BinaryField(null=True)
    made_at = models.DateTimeField(default=clock.now)
    destroyed_at = models.DateTimeField(null=True)
    destroyed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects: ClassVar[models.Manager[SealingKey]] = models.Manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="sealing_key_destroyed_whole",
                condition=Q(destroyed_at=None, destroyed_by=None, wrapped__isnull=False)
                | Q(destroyed_at__isnull=False, destroyed_by__isnull=False, wrapped=None),
            )
        ]

    def __str__(self) -> str:
        return f"sealing key of {self.case}"


class SealedValue(models.Model):
    """One sealed document. Once `is_frozen` (signed or submitted) it can never change."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.ForeignKey(SealingKey, on_delete=models.PROTECT, related_name="+")
    ciphertext = models.BinaryField()
    is_frozen = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=clock.now)

    objects: ClassVar[models.Manager[SealedValue]] = models.Manager()

    class Meta:
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(
                name="frozen_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__is_frozen=True),
            )
        ]

    def __str__(self) -> str:
        return str(self.id)

    def open(self) -> Any:
        """The document inside, or `DISPOSED` when the case's key was destroyed."""
        from lscp.people import sealing  # noqa: PLC0415 - circular import: sealing writes these rows

        return sealing.unseal(self)


class SealedField(models.ForeignKey):
    """The one field type for identity and narrative: holds the key of a sealed value.

    Read with `record.field.open()`, write with `lscp.people.sealing.seal`. Select it together with
    its key (`select_related("field__key")`) so that a page opens many without a query each.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("to", SealedValue)
        kwargs.setdefault("on_delete", models.PROTECT)
        kwargs.setdefault("related_name", "+")
        kwargs.setdefault("null", True)
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        """Say always whether it may be empty: a foreign key leaves out what is its own default, not ours."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"null": self.null}


class UnsentText(models.Model):
    """What one person typed on one page and has not sent yet (`lscp.people.unsent`); no part of the record."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=300, help_text="The page's address, which identifies nobody")
    value = models.OneToOneField(SealedValue, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    objects: ClassVar[models.Manager[UnsentText]] = models.Manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "path"], name="unsent_text_once_a_page")
        ]

    def __str__(self) -> str:
        return f"text not sent yet on {self.case}"


class PersonKind(models.TextChoices):
    """How a person stands in a case."""

    CHILD = "child", "Child the incident is about"
    SIBLING = "sibling", "Brother or sister"
    HOUSEHOLD = "household", "Household or family member"
    OTHER = "other", "Other person"
    FAMILY = "family", "Found by a review, not in the notification"


@pghistory.track()
class Person(models.Model):
    """A child, or somebody around a child, in one case. Who they are is sealed.

    The sealed identity is one document: names, other names, birth date (an uncertain date) or
    expected date, sex, ethnicity, language, religion, disability, addresses, school, doctor, NHS
    number and whatever else the form of the day asks about them.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="people")
    kind = models.CharField(max_length=20, choices=PersonKind)
    number = models.PositiveSmallIntegerField(help_text="1, 2, … within its kind: 'Child 2'")
    is_unborn = models.BooleanField(default=False)
    identity = SealedField()
    removed_at = models.DateTimeField(null=True)
    added_at = models.DateTimeField(default=clock.now)

    all_records: ClassVar[models.Manager[Person]] = models.Manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["case", "kind", "number"]
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "kind", "number"], name="person_number_within_kind")
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """What pages may call this person where identity is not shown: 'Child 2'."""
        short = {
            "child": "Child", "sibling": "Brother or sister", "household": "Adult", "other": "Person",
            "family": "Family member",
        }  # fmt: skip
        return f"{short[self.kind]} {self.number}"


@pghistory.track()
class Relationship(models.Model):
    """How one person of a case is related to another: the rows a family diagram is drawn from."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="relationships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relationships")
    relative = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40, help_text="What `person` is to `relative`, such as 'mother'")
    has_parental_responsibility = models.BooleanField(null=True)

    all_records: ClassVar[models.Manager[Relationship]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "relative"], name="one_relationship_each_way")
        ]

    def __str__(self) -> str:
        return f"{self.person} is {self.kind} of {self.relative}"


class MatchKey(models.Model):
    """A keyed hash of part of a child's identity, for finding likely duplicates without reading names."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="match_keys")
    kind = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)

    objects: ClassVar[models.Manager[MatchKey]] = models.Manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["digest", "kind"], name="match_by_digest")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "kind", "digest"], name="match_key_once")
        ]

    def __str__(self) -> str:
        return self.kind
