"""The only door to a record: what a reader may see, and the locked copy an action may write."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.db import models

from lscp.kernel import clock, lock_order
from lscp.kernel.access import OutOfScope, Stale

if TYPE_CHECKING:
    from lscp.kernel.workflow import Transition


class ScopedRecord(models.Model):
    """A root record of a case: no `objects`, a public identifier, a version that every change moves on.

    `all_records` is for system jobs, migrations and tests; everything a person asks for starts from
    `visible_to(user)`. Subclasses say who may see what in `visible_to`.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=clock.now)
    changed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")

    all_records: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        abstract = True
        default_manager_name = "all_records"
        base_manager_name = "all_records"

    @classmethod
    def visible_to(cls, user: Any) -> models.QuerySet[Self]:
        """The records this person may know of today; a missing or signed-out person sees none."""
        raise NotImplementedError(f"{cls.__name__} must say who may see it")

    def touch(self, *, by: Any) -> None:
        """Mark a change: the version moves on, and the page of the loser can say who was first."""
        self.version += 1
        self.changed_at = clock.now()
        self.changed_by = by

    def apply(self, step: Transition, *, by: Any) -> None:
        """Move along one edge of the transition table; only actions call this.

        Raises `ValueError` when the record's status is not one of the step's sources: the policy
        should have refused before.
        """
        if self.status not in step.sources:  # type: ignore[has-type]
            raise ValueError(f"{self.status} is not a source of {step}")  # type: ignore[has-type]
        self.status = step.target
        self.touch(by=by)


R = TypeVar("R", bound=ScopedRecord)
ANY_VERSION = -1


def claim(model: type[R], public_id: Any, *, by: Any, seen_version: int | None) -> R:
    """Lock and return a record the actor may see, as they last saw it.

    Its case is locked by the same statement and first, so that every action takes its locks in one order:
    the case, its records, and last the head of its chain (`lscp.audit.service`).

    `seen_version` is the version carried by the form the person was shown; a missing one counts as
    stale. `ANY_VERSION` is for additions that cannot overwrite anybody's work (a note, an upload)
    and for system jobs. Raises `OutOfScope` when the actor may not know of the record, `Stale` when
    somebody was first, and Django's `TransactionManagementError` outside a transaction.
    """
    try:
        scoped = model.visible_to(by).select_related("case")
        record = scoped.select_for_update(of=("case", "self")).get(public_id=public_id)
    except model.DoesNotExist:
        raise OutOfScope from None
    lock_order.case_locked(record.case)  # type: ignore[attr-defined]  # a root record has a case
    refuse_stale(record, seen_version)
    return record


def refuse_stale(record: ScopedRecord, seen_version: int | None) -> None:
    """Refuse a form about an earlier version of a record that was claimed with `ANY_VERSION`.

    For steps with no page of their own: the policy is asked first, so that whoever may never take the step is
    told so rather than that somebody was first. Raises `Stale`.
    """
    if seen_version not in (ANY_VERSION, record.version):
        raise _stale(record)


def _stale(record: ScopedRecord) -> Stale:
    """Who was first is read afresh: what was joined before the wait for the lock is older than the row."""
    record.refresh_from_db(fields=["changed_at", "changed_by"])
    who = str(record.changed_by) if record.changed_by else "somebody else"
    return Stale(
        f"{record} has changed since you opened this page", record=record, by=who, at=record.changed_at
    )


__all__ = ["ANY_VERSION", "OutOfScope", "ScopedRecord", "claim", "refuse_stale"]
