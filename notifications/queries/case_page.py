"""What the case page needs of one notification, read in as few queries as can be."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from lscp.documents.models import Attachment
from lscp.kernel.dates import UncertainDate
from lscp.people.models import PersonKind
from notifications.models import InformationRequest, Notification, NotificationVersion, Pair, SectionAnswers
from notifications.queries.answers import name_of
from notifications.queries.identity import with_standing

PARTS = (
    "raised_by", "assigned_to", "acknowledged_by", "submitted_by", "merged_into__case", "entered_for__agency",
    "entered_for__entered_by",
)  # fmt: skip


def case_page_of(user: Any) -> QuerySet[Any]:
    """What the person may see, with standing, counts and the last version's number."""
    here = OuterRef("pk")
    files = (
        Attachment.visible_to(user)
        .filter(record_kind="notification", record_id=OuterRef("public_id"), withdrawn_at=None)
        .order_by()
        .values("record_id")
        .annotate(found=Count("pk"))
        .values("found")
    )
    written = (
        SectionAnswers.all_records.filter(notification=here)
        .order_by()
        .values("notification")
        .annotate(total=Sum("revision"))
        .values("total")
    )
    latest = (
        NotificationVersion.all_records.filter(notification=here).order_by("-number").values("number")[:1]
    )
    pairs = Pair.all_records.filter(Q(notification=here) | Q(other=here), superseded_at=None)
    return (
        with_standing(user)
        .select_related("case__partnership", "agency", "partnership", "changed_by", *PARTS)
        .annotate(
            files=Coalesce(Subquery(files, output_field=IntegerField()), 0),
            revision=Coalesce(Subquery(written, output_field=IntegerField()), 0),
            latest=Coalesce(Subquery(latest, output_field=IntegerField()), 0),
            was_asked=Exists(InformationRequest.all_records.filter(notification=here)),
            has_pairs=Exists(pairs),
            took_in=Exists(Notification.all_records.filter(merged_into=here)),
        )
    )


def document_of(notification: Any) -> dict[str, Any]:
    """The last version's document; empty for a draft or where the case was disposed of. Read once a page."""
    if "_document" not in notification.__dict__:
        row = (
            NotificationVersion.all_records.filter(notification=notification)
            .select_related("content__key")
            .order_by("-number")
            .first()
        )
        opened = row.content.open() if row else None
        notification.__dict__["_document"] = opened if isinstance(opened, dict) else {}
    found: dict[str, Any] = notification.__dict__["_document"]
    return found


def children_of(notification: Any) -> list[tuple[str, str, str]]:
    """Each child: "Child 1", the name, the birth or expected date in words. For those who may know them."""
    found = []
    for person in document_of(notification).get("people", []):
        if person["kind"] != PersonKind.CHILD:
            continue
        identity = person["identity"]
        born = identity.get("due_date") if person.get("is_unborn") else identity.get("birth_date")
        words = _date_words(born)
        label = "Expected" if person.get("is_unborn") else "Born"
        found.append((f"Child {person['number']}", name_of(identity), f"{label} {words}" if words else ""))
    return found


def _date_words(stored: Any) -> str:
    return UncertainDate.from_json(stored).words if stored else ""


def narrative(notification: Any, section: str, key: str) -> str:
    """One answer of the last version as it was written."""
    value = document_of(notification).get("sections", {}).get(section, {}).get(key, "")
    return value if isinstance(value, str) else ""
