"""The fact that a person takes part in one record: who named them, in what capacity, until when."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from lscp.accounts.dated import Dated, holds_on
from lscp.accounts.models import Membership
from lscp.kernel import clock
from lscp.kernel.prepared import Given


class Participation(Dated):
    """Somebody named on a record. Subclasses add `record` (a foreign key) and their capacities.

    It counts only while the person still belongs to the agency through which they were named, so
    that leaving an agency ends their sight of its cases on the same day.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    partnership = models.ForeignKey("accounts.Partnership", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=30)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField(default=clock.now)

    class Meta(Dated.Meta):
        abstract = True


def named_q(table: type[Participation]) -> Q:
    """What the `Given` user was named on and may still see on the `Given` day, for a prepared condition."""
    return Q(Exists(named_rows(table).filter(record=OuterRef("pk"))))


def named_rows(table: type[Participation]) -> models.QuerySet[Any]:
    """The participations of the `Given` user that count on the `Given` day."""
    day, user = Given("day"), Given("user")
    still_there = Membership.objects.on(day).filter(
        user=user, partnership=OuterRef("partnership"), agency=OuterRef("agency")
    )
    rows: Any = table.objects  # a subclass adds `record`
    return rows.filter(holds_on(day), Exists(still_there), user=user)
