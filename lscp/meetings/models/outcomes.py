"""What came out of a meeting: its decisions, and the actions somebody has to do."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from lscp.accounts.models import Agency, Membership, Partnership
from lscp.cases.models import Case
from lscp.cases.scope import not_shut_out_q
from lscp.kernel import clock
from lscp.kernel.scoping import ScopedRecord
from lscp.meetings import access
from lscp.meetings.models.meeting import Meeting
from lscp.people.models import SealedField

PERSON = settings.AUTH_USER_MODEL
RULE = "meeting_action"
"""The key of the rule that the clock of each action follows (calendar days; local rule, configurable)."""


class MeetingDecision(models.Model):
    """One thing a meeting decided or recommended, as its minutes say it, and why.

    Those written down before reasons were asked for have none; the database takes no new one without. Never altered.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    text = SealedField(null=False)
    rationale = SealedField()
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    all_records: ClassVar[models.Manager[MeetingDecision]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting", "number"], name="meeting_decisions_numbered"),
            models.CheckConstraint(name="meeting_decision_says_why", condition=Q(rationale__isnull=False)),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(name="meeting_decisions_stay", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"decision {self.number} of {self.meeting_id}"


@pghistory.track(exclude=["version"])
class MeetingAction(ScopedRecord):
    """What one agency does after a meeting, who looks after it, by when. Its text is sealed.

    Whoever it was given to sees this action alone; the meeting stays with those who may see the meeting.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="actions")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    what = SealedField(null=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    outcome = SealedField()
    withdrawn_at = models.DateTimeField(null=True, help_text="When it was no longer wanted")
    withdrawn_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_because = SealedField()

    class Meta(ScopedRecord.Meta):
        ordering: ClassVar[list[str]] = ["due_on", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting", "number"], name="meeting_actions_numbered"),
            models.CheckConstraint(
                name="meeting_action_done_whole",
                condition=Q(done_at=None, done_by=None, outcome=None)
                | Q(done_at__isnull=False, done_by__isnull=False, outcome__isnull=False),
            ),
            models.CheckConstraint(
                name="meeting_action_withdrawn_whole",
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_because=None)
                | Q(
                    withdrawn_at__isnull=False,
                    withdrawn_by__isnull=False,
                    withdrawn_because__isnull=False,
                    done_at=None,
                ),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["owner", "due_on"],
                condition=Q(done_at=None, withdrawn_at=None),
                name="meeting_actions_open",
            )
        ]

    def __str__(self) -> str:
        return f"Action {self.number} on {self.case.reference}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("meetings:action", args=[self.public_id])

    @property
    def is_open(self) -> bool:
        """Neither done nor withdrawn."""
        return self.done_at is None and self.withdrawn_at is None

    @property
    def is_overdue(self) -> bool:
        """Still to be done, and its day has passed. Due today is not overdue."""
        return self.is_open and self.due_on < clock.today()

    @classmethod
    def visible_to(cls, user: Any) -> models.QuerySet[MeetingAction]:
        """Actions of meetings the person may see, and those they own while they are in that agency.

        Nobody sees an action about a case that they are shut out of.
        """
        records = cls.all_records.select_related(
            "case", "partnership", "agency", "owner", "meeting__group", "changed_by", "what__key"
        )
        if user is not None and getattr(user, "is_system", False):
            return records
        if user is None or not user.is_authenticated or not user.is_active:
            return records.none()
        still_there = Membership.objects.today().filter(
            user=user,
            partnership=OuterRef("partnership"),
            agency=OuterRef("agency"),
        )
        own = Q(owner=user) & Q(Exists(still_there)) & not_shut_out_q(user, "case_id")
        return records.filter(own | access.seen_q(user, "meeting__"))
