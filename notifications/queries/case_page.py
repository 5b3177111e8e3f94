"""What the case page needs of one notification, read in as few queries as can be."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404

from lscp.accounts.grants import visible_q
from lscp.documents.models import Attachment
from lscp.kernel import clock
from lscp.kernel.dates import UncertainDate
from lscp.people.models import PersonKind
from lscp.signing.models import Recusal, SigningRound
from lscp.tasks.queries import open_for_case
from notifications.enums import Capacity, ExclusionReason
from notifications.models import (
    Decision,
    Exclusion,
    InformationRequest,
    LeadRequest,
    Notification,
    NotificationParticipant,
    NotificationVersion,
    Pair,
    SectionAnswers,
)
from notifications.models.judgement import RAG_VIEWS
from notifications.policies.judgement import local_authorities
from notifications.policies.known import Known, keep
from notifications.policies.standing import raised_q
from notifications.policies.triage import mendable
from notifications.queries.answers import name_of
from notifications.queries.exits import KEPT, MEETINGS, there_at_all
from notifications.queries.identity import with_standing

JOINED = (
    "case", "partnership", "agency", "raised_by", "assigned_to", "merged_into__case", "entered_for__agency",
    "entered_for__entered_by", "entered_for__name__key", "newest_version__content__key",
    "present_decision__decision_maker",
    "present_decision__recorded_by", "present_decision__signature__signed_by", "present_request__lead",
    "present_request__reasons__key",
)  # fmt: skip
HAS = "has_"


_of_later_stages: dict[str, Any] = {}


def reads_with_it(**expressions: Any) -> None:
    """Let a later stage read what its panels need in the page's own query: an expression for each name.

    Called at start-up. Whoever sees the page is inside or not (`inside`): the panel asks before it shows any.
    """
    _of_later_stages.update(expressions)


def case_of(user: Any, public_id: Any) -> Any:
    """One notification the person may see, with all that most parts of its page need, in one query.

    What the rules ask about the reader is kept with it (`policies.known`). Raises `Http404`.
    """
    found = get_object_or_404(_page_of(user), public_id=public_id)
    if found.case.partnership_id == found.partnership_id:
        found.case.partnership = found.partnership
    newest = getattr(found, "newest_version", None)
    found.latest = newest.number if newest else 0
    keep(
        found,
        Known(
            reader_id=user.pk,
            has_entered=found.has_entered,
            has_raised=found.has_raised,
            has_stepped_aside=found.has_stepped_aside,
            may_read_advice=found.may_read_advice,
            was_asked_as_lead=found.was_asked_as_lead,
            local_authorities=frozenset(found.authorities),
            there=frozenset(name for name in (*KEPT, MEETINGS) if getattr(found, f"{HAS}{name}")),
            takes_views=found.takes_views,
            views_open=found.views_open,
            decision=getattr(found, "present_decision", None),
        ),
    )
    if found.knows:
        _open_document(found, newest)
    return found


def _page_of(user: Any) -> QuerySet[Any]:
    """What the person may see, with standing, flags, counts and the rows that stand now joined to it."""
    day, here = clock.today(), OuterRef("pk")
    files = Attachment.visible_to(user).filter(
        record_kind="notification", record_id=OuterRef("public_id"), withdrawn_at=None
    )
    advice = visible_q(Notification, user, "view_legal_advice")
    named = NotificationParticipant.objects.on(day).filter(record=here, user=user)
    recused = Recusal.all_records.filter(case=OuterRef("case"), user=user, ended_at=None)
    return (
        with_standing(user)
        .annotate(
            files=_total(files, "record_id", Count("pk")),
            has_entered=Exists(named.filter(capacity=Capacity.ENTERED)),
            has_raised=ExpressionWrapper(raised_q(user), output_field=BooleanField()),
            has_stepped_aside=Exists(recused),
            may_read_advice=ExpressionWrapper(advice, output_field=BooleanField()),
            was_asked_as_lead=Exists(named.filter(capacity=Capacity.LEAD)),
            **_flags(day),
            **{name: FilteredRelation(relation, condition=first) for name, relation, first in _rows()},
        )
        .select_related(None)
        .select_related(*JOINED)
    )


@lru_cache(maxsize=4)
def _flags(day: dt.date) -> dict[str, Any]:
    """What depends on no reader, with the local authorities of a day. Built once: that takes longer than asking."""
    here = OuterRef("pk")
    pairs = Pair.all_records.filter(Q(notification=here) | Q(other=here), superseded_at=None)
    rounds = SigningRound.all_records.filter(case=OuterRef("case"), purpose=RAG_VIEWS)
    newest = rounds.order_by("-number").annotate(is_read=Q(opened_at__isnull=False))
    places = local_authorities().filter(partnership=OuterRef("partnership")).order_by()
    kept_out = Exclusion.objects.filter(notification=here, reason=ExclusionReason.LEAD, lifted_at=None)
    written = SectionAnswers.all_records.filter(notification=here)
    return {
        "revision": _total(written, "notification", Sum("revision")),
        "was_asked": Exists(InformationRequest.all_records.filter(notification=here)),
        "has_pairs": Exists(pairs),
        "took_in": Exists(Notification.all_records.filter(merged_into=here)),
        "authorities": ArraySubquery(places.values("agency_id")),
        "takes_views": Exists(rounds.filter(ended_at=None)),
        "views_open": Subquery(newest.values("is_read")[:1]),
        "lead_kept_out": Exists(kept_out),
        "has_shut_out": Exists(mendable(here)),
        "is_child_at_risk": Exists(open_for_case(OuterRef("case"))),
        **{f"{HAS}{name}": there for name, there in there_at_all().items()},
        **_of_later_stages,
    }


def _total(rows: QuerySet[Any], by: str, total: Any) -> Coalesce:
    """A sum or count of the rows of one notification."""
    grouped = rows.order_by().values(by).annotate(total=total).values("total")
    return Coalesce(Subquery(grouped, output_field=IntegerField()), 0)


@lru_cache(maxsize=1)
def _rows() -> list[tuple[str, str, Q]]:
    """The newest version, the decision that stands, the lead's present request: name, relation, which row."""
    found = (
        ("newest_version", "versions", NotificationVersion.all_records.order_by("-number")),
        ("present_decision", "decisions", Decision.all_records.filter(voiding=None).order_by("-number")),
        (
            "present_request",
            "lead_requests",
            LeadRequest.all_records.filter(withdrawn_at=None).order_by("-asked_at"),
        ),
    )
    return [
        (name, relation, Q(**{f"{relation}__pk": Subquery(_first(rows))})) for name, relation, rows in found
    ]


def _first(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(notification=OuterRef("pk")).values("pk")[:1]


def document_of(notification: Any) -> dict[str, Any]:
    """The last version's document; empty for a draft or where the case was disposed of. Read once a page."""
    if "_document" not in notification.__dict__:
        versions = NotificationVersion.all_records.filter(notification=notification)
        _open_document(notification, versions.select_related("content__key").order_by("-number").first())
    found: dict[str, Any] = notification.__dict__["_document"]
    return found


def _open_document(notification: Any, version: NotificationVersion | None) -> None:
    opened = version.content.open() if version else None
    notification.__dict__["_document"] = opened if isinstance(opened, dict) else {}


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


def children_who_died(notification: Any) -> int:
    """How many children died, by the last version of the form. For those who may know them."""
    people = document_of(notification).get("people", [])
    died = [
        one for one in people if one["kind"] == PersonKind.CHILD and one["identity"].get("outcome") == "died"
    ]
    return len(died)


def _date_words(stored: Any) -> str:
    return UncertainDate.from_json(stored).words if stored else ""


def narrative(notification: Any, section: str, key: str) -> str:
    """One answer of the last version as it was written."""
    value = document_of(notification).get("sections", {}).get(section, {}).get(key, "")
    return value if isinstance(value, str) else ""
