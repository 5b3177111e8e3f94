"""An agency's return: sealed answers by section as they are typed, frozen versions, and the names under them."""

from __future__ import annotations

import uuid
from typing import ClassVar

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from lscp.accounts.models import Agency, Partnership
from lscp.kernel import clock
from lscp.people.models import SealedField
from rapid_reviews.enums import Step
from rapid_reviews.models.requests import AgencyRequest

PERSON = settings.AUTH_USER_MODEL


class ReturnSection(models.Model):
    """The answers of one section, saved as they are typed. `revision` moves on with every save."""

    request = models.ForeignKey(AgencyRequest, on_delete=models.PROTECT, related_name="sections")
    section = models.CharField(max_length=40)
    content = SealedField()
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)
    saved_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")

    all_records: ClassVar[models.Manager[ReturnSection]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["request", "section"], name="return_section_once"),
            models.CheckConstraint(
                name="return_section_saved_pair",
                condition=Q(saved_at=None, saved_by=None) | Q(saved_at__isnull=False, saved_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section} of {self.request_id}"


class ReturnVersion(models.Model):
    """A return as its author finished it: frozen. A nil return says that the agency knows nothing."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request = models.ForeignKey(AgencyRequest, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    form_edition = models.CharField(max_length=20)
    is_nil = models.BooleanField(default=False)
    content = SealedField(null=False)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    all_records: ClassVar[models.Manager[ReturnVersion]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["request", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["request", "number"], name="return_versions_numbered")
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(name="return_versions_stay", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"version {self.number} of {self.request_id}"


class ReturnSignature(models.Model):
    """One of the three names under a version: written, quality checked, signed off. Never altered."""

    version = models.ForeignKey(ReturnVersion, on_delete=models.PROTECT, related_name="signatures")
    step = models.CharField(max_length=20, choices=Step)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    all_records: ClassVar[models.Manager[ReturnSignature]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["version", "step"], name="return_signed_once_a_step")
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(name="return_signatures_stay", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.step} of {self.version_id}"


class ReturnNote(models.Model):
    """Why somebody at the agency gave a version back to its author, for the agency itself. Never altered."""

    version = models.ForeignKey(ReturnVersion, on_delete=models.PROTECT, related_name="notes")
    text = SealedField(null=False)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    all_records: ClassVar[models.Manager[ReturnNote]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["at", "pk"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(name="return_notes_stay", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"note on {self.version_id}"


@pghistory.track()
class ReturnRules(models.Model):
    """What one agency of one partnership says about signing: whether one person may take two of the three steps."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    one_person_takes_two = models.BooleanField(default=False)
    set_at = models.DateTimeField(default=clock.now)
    set_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[models.Manager[ReturnRules]] = models.Manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["partnership", "agency"], name="return_rules_once")
        ]

    def __str__(self) -> str:
        return f"return rules of {self.agency_id}"
