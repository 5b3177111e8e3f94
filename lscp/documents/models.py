"""Files attached to a record: sealed at rest under random names, read only by whoever may read the record."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from lscp.accounts.models import Agency
from lscp.cases.models import Case
from lscp.documents import access
from lscp.documents.enums import READABLE, ScanState
from lscp.kernel import clock
from lscp.people.models import SealedField, SealingKey

PERSON = settings.AUTH_USER_MODEL


class Attachment(models.Model):
    """One file. Its own name may identify a child, so it is sealed; pages and downloads use a number.

    `record_kind` and `record_id` say which root record it belongs to (`access.holds_files`).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    record_kind = models.CharField(max_length=40)
    record_id = models.UUIDField()
    number = models.PositiveIntegerField(help_text="1, 2, … within its record")
    purpose = models.CharField(max_length=40, blank=True, help_text="Such as 'receipt'; empty for any other")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    original_name = SealedField()
    description = SealedField()
    extension = models.CharField(max_length=10)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text="Bytes, before sealing")
    key = models.ForeignKey(SealingKey, on_delete=models.PROTECT, related_name="+")
    stored_as = models.CharField(max_length=120, unique=True)
    scan_state = models.CharField(max_length=12, choices=ScanState, default=ScanState.WAITING)
    scanned_at = models.DateTimeField(null=True)
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_because = SealedField()

    all_records: ClassVar[models.Manager[Attachment]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["record_kind", "record_id", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["record_kind", "record_id", "number"], name="files_numbered_in_record"
            ),
            models.CheckConstraint(
                name="file_withdrawn_pair",
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["added_at"], condition=Q(scan_state="waiting"), name="files_to_scan")
        ]

    def __str__(self) -> str:
        return self.neutral_name

    def get_absolute_url(self) -> str:
        """Where the file is fetched from."""
        return reverse("documents:file", args=[self.public_id])

    @property
    def neutral_name(self) -> str:
        """The name a download gets: the case's reference and a number, nothing of anybody's."""
        return f"{self.case.reference}-file-{self.number}{self.extension}"

    @property
    def is_readable(self) -> bool:
        """Whether the file may be opened at all: checked (or a demonstration), and not taken back."""
        return self.scan_state in READABLE and self.withdrawn_at is None

    @classmethod
    def visible_to(cls, user: Any) -> models.QuerySet[Attachment]:
        """The files this person may read today: all of a record they work on, else their own (`access`)."""
        files = cls.all_records.select_related("case__partnership", "agency", "added_by", "key")
        if user is None or not user.is_authenticated or not user.is_active:
            return files.none()
        agencies = {place.agency_id for place in user.memberships_as()}
        own = Q(purpose="") & (Q(added_by=user) | Q(agency__in=agencies))
        condition = Q(pk__in=[])
        for kind, scopes in access.scopes().items():
            known, inside = (
                scope(user).order_by().filter(public_id=OuterRef("record_id")) for scope in scopes
            )
            condition |= Q(record_kind=kind) & (Q(Exists(inside)) | (own & Q(Exists(known))))
        return files.filter(condition)
