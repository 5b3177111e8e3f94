"""What one agency is asked, who may see it there, and what it says back short of the return itself."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from lscp.accounts.grants import GroupGrant, PersonGrant, held_ids
from lscp.accounts.models import Agency, Partnership
from lscp.accounts.participation import Participation, named_rows
from lscp.cases.models import Case
from lscp.cases.scope import not_shut_out_q
from lscp.kernel import clock
from lscp.kernel.prepared import Prepared
from lscp.kernel.scoping import ScopedRecord
from lscp.kernel.shapes import among
from lscp.people.models import SealedField
from rapid_reviews.enums import Part, RequestStatus, SuggestionAnswer
from rapid_reviews.models.review import RapidReview

PERSON = settings.AUTH_USER_MODEL
RULE = "agency_return"
"""The key of the rule of each request's own clock; the clock's subject is the request's public identifier."""


@pghistory.track(exclude=["version"])
class AgencyRequest(ScopedRecord):
    """One agency is asked what it knows. At the agency, people see this and their return, and nothing else.

    `asks` is a sealed document: what to look for, and from when to when. `shows_identity` says whether the
    agency is told who the people are; without it, it sees the reference and the questions only.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="requests")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=20, choices=RequestStatus, default=RequestStatus.ASKED)
    shows_identity = models.BooleanField(default=True)
    asks = SealedField(null=False)
    form_edition = models.CharField(max_length=20)
    asked_at = models.DateTimeField(default=clock.now)
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    chased_at = models.DateTimeField(null=True)
    declined_because = SealedField()
    withdrawn_because = SealedField()

    class Meta(ScopedRecord.Meta):
        ordering: ClassVar[list[str]] = ["agency__name", "id"]
        permissions: ClassVar = [
            ("view_identity_agencyrequest", "May know who the people are whom the agency is asked about"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["review", "agency"], condition=~Q(status="withdrawn"), name="agency_asked_once"
            ),
            models.CheckConstraint(
                name="request_opened_pair",
                condition=Q(opened_at=None, opened_by=None)
                | Q(opened_at__isnull=False, opened_by__isnull=False),
            ),
            models.CheckConstraint(
                name="request_declined_because",
                condition=~Q(status="declined") | Q(declined_because__isnull=False),
            ),
            models.CheckConstraint(
                name="request_withdrawn_because",
                condition=~Q(status="withdrawn") | Q(withdrawn_because__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Request to {self.agency} about {self.case.reference}"

    def get_absolute_url(self) -> str:
        """Its page at the agency."""
        return reverse("rapid_reviews:request", args=[self.public_id])

    @classmethod
    def visible_to(cls, user: Any) -> models.QuerySet[AgencyRequest]:
        """The requests this person may know of today: of reviews they see, or made to them at their agency.

        A withdrawn request is nobody's at the agency from that moment, and nobody sees one about a case from
        which they are shut out.
        """
        records = cls.all_records.select_related("case", "partnership", "agency", "review", "changed_by")
        if user is not None and getattr(user, "is_system", False):
            return records
        if user is None or not user.is_authenticated or not user.is_active:
            return records.none()
        inside = Exists(RapidReview.visible_to(user).order_by().filter(pk=OuterRef("review_id")))
        return records.filter(Q(inside) | at_agency_q(user))


def at_agency_q(user: Any) -> Q:
    """The requests made to this person, by role or by name, at their agency; not those withdrawn."""
    if user is None or not user.is_authenticated or not user.is_active:
        return Q(pk__in=[])
    made = Q(Prepared(AgencyRequest, _made_to, user=user.pk, day=clock.today()))
    return made & not_shut_out_q(user, "case_id")


def _made_to() -> Q:
    named = named_rows(RequestParticipant).values_list("record_id")
    granted = held_ids(AgencyRequest)
    keys = granted[0].union(named, *granted[1:], all=True)
    return among("pk", keys) & ~Q(status=RequestStatus.WITHDRAWN)


class AgencyRequestGroupGrant(GroupGrant):
    """A power over one request, given to a partnership × agency × role."""

    content_object = models.ForeignKey(AgencyRequest, on_delete=models.CASCADE)

    class Meta(GroupGrant.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["content_object", "permission", "group"], name="request_grants")
        ]


class AgencyRequestPersonGrant(PersonGrant):
    """A power over one request, given to one independent author."""

    content_object = models.ForeignKey(AgencyRequest, on_delete=models.CASCADE)

    class Meta(PersonGrant.Meta):
        pass


@pghistory.track()
class RequestParticipant(Participation):
    """Somebody at the agency named on its request, and what they are asked to do."""

    record = models.ForeignKey(AgencyRequest, on_delete=models.PROTECT, related_name="participants")
    capacity = models.CharField(max_length=30, choices=Part)

    class Meta(Participation.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["user", "record"], name="named_on_request")
        ]


class RequestQuestion(models.Model):
    """The Business Unit sent a return back: its questions, never altered. A new version answers them."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request = models.ForeignKey(AgencyRequest, on_delete=models.PROTECT, related_name="questions")
    text = SealedField(null=False)
    about_version = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField(default=clock.now)
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    all_records: ClassVar[models.Manager[RequestQuestion]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["asked_at"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(name="request_questions_stay", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"question about {self.request_id}"


@pghistory.track()
class AgencySuggestion(models.Model):
    """An agency says whom else to ask; the Business Unit answers."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request = models.ForeignKey(AgencyRequest, on_delete=models.PROTECT, related_name="suggestions")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    text = SealedField(null=False)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=20, choices=SuggestionAnswer, default=SuggestionAnswer.WAITING)
    answer_reason = SealedField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")

    all_records: ClassVar[models.Manager[AgencySuggestion]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["made_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="suggestion_answered_pair",
                condition=Q(answer="waiting", answered_at=None, answered_by=None)
                | (~Q(answer="waiting") & Q(answered_at__isnull=False, answered_by__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return f"suggestion on {self.request_id}"
