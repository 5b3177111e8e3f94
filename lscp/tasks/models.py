"""The immediate safety action: a child may be at risk now, and somebody has to call the front door."""

from __future__ import annotations

from typing import Any, ClassVar

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from lscp.accounts.models import Agency, Membership, Partnership
from lscp.accounts.roles import UNIT_ROLES, Role
from lscp.cases.models import Case
from lscp.cases.scope import not_shut_out_q, seen_q
from lscp.kernel import clock
from lscp.kernel.prepared import Given, Prepared
from lscp.kernel.scoping import ScopedRecord
from lscp.people.models import SealedField

PERSON = settings.AUTH_USER_MODEL
RULE = "immediate_safety"
"""The key of the rule that its clock follows (hours; local rule, configurable)."""


@pghistory.track(exclude=["version"])
class SafetyAction(ScopedRecord):
    """Somebody said that a child is at risk now. Done only when the call to the front door is recorded.

    It says nothing about the child: what is needed and what came of the call are sealed. `tells_lead` is off
    while the agency's safeguarding lead may be involved.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="safety_actions")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    raised_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(default=clock.now)
    from_form = models.BooleanField(default=False, help_text="Raised by an answer in the notification form")
    tells_lead = models.BooleanField(default=False)
    concern = SealedField()

    called_at = models.DateTimeField(null=True, help_text="When the front door was called, on the evidence")
    call = SealedField()
    call_recorded_at = models.DateTimeField(null=True)
    call_recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(ScopedRecord.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(from_form=True), name="one_safety_action_of_a_form"
            ),
            models.CheckConstraint(
                name="safety_call_whole",
                condition=Q(called_at=None, call=None, call_recorded_at=None, call_recorded_by=None)
                | Q(
                    called_at__isnull=False,
                    call__isnull=False,
                    call_recorded_at__isnull=False,
                    call_recorded_by__isnull=False,
                ),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["partnership", "raised_at"], condition=Q(called_at=None), name="safety_open")
        ]

    def __str__(self) -> str:
        return f"Immediate safety action on case {self.case.reference}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("tasks:safety", args=[self.public_id])

    @property
    def is_open(self) -> bool:
        """Whether the call is still to be recorded."""
        return self.call_recorded_at is None

    @classmethod
    def visible_to(cls, user: Any) -> models.QuerySet[SafetyAction]:
        """Whoever raised it, the agency's leads (when told), the Business Unit, and readers of the case.

        The Business Unit and the leads see the action itself, not the draft it came from. Nobody who is shut out
        of the case sees it.
        """
        records = cls.all_records.select_related("case", "partnership", "agency", "raised_by", "changed_by")
        if user is not None and getattr(user, "is_system", False):
            return records
        if user is None or not user.is_authenticated or not user.is_active:
            return records.none()
        return records.filter(cls.looked_after_q(user) | seen_q(user, "case_id"))

    @classmethod
    def looked_after_q(cls, user: Any) -> Q:
        """Those a person sees for the action's own sake, whether or not they see its case."""
        return Q(Prepared(cls, _looked_after, user=user.pk, day=clock.today()))


def _looked_after() -> Q:
    user = Given("user")
    here = Membership.objects.on(Given("day")).filter(user=user, partnership=OuterRef("partnership"))
    at_agency = here.filter(agency=OuterRef("agency"))
    raised = Q(raised_by=user) & Q(Exists(at_agency))
    lead = Q(tells_lead=True) & Q(Exists(at_agency.filter(role=Role.SAFEGUARDING_LEAD)))
    unit = Q(Exists(here.filter(role__in=sorted(UNIT_ROLES))))
    return (raised | lead | unit) & not_shut_out_q(user, "case_id")
