"""Reads of the record. Every function takes the reader, and every list starts from what they may see."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Exists, F, Max, Min, OuterRef, Q, QuerySet, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from lscp.accounts.models import Membership, Partnership, User
from lscp.accounts.roles import MANAGES_PEOPLE
from lscp.audit import compartments, verbs
from lscp.audit.models import GENERAL, AuditEvent
from lscp.audit.sittings import SITTING
from lscp.cases import scope
from lscp.cases.compartments import CASEWORK, casework
from lscp.cases.models import Case
from lscp.kernel import clock
from lscp.messaging.models import OutboundMessage
from lscp.record.sentences import Sentence, of_event, of_messages, of_sitting, verbs_of

REFUSED = "access.refused"


@dataclass(frozen=True)
class Filters:
    """What somebody asked to see. Days are Europe/London days, both included.

    Reading is most of every record, so it is left out unless it is asked for.
    """

    kind: str = ""
    with_reading: bool = False
    person: str = ""
    from_on: dt.date | None = None
    until_on: dt.date | None = None

    def period_q(self, field: str = "at") -> Q:
        """The chosen days as a condition."""
        condition = Q()
        if self.from_on:
            condition &= Q(**{f"{field}__gte": clock.start_of(self.from_on)})
        if self.until_on:
            condition &= Q(**{f"{field}__lt": clock.end_of(self.until_on)})
        return condition


def case_for(user: Any, public_id: Any) -> Case | None:
    """The case at this address, if the reader sees it."""
    return scope.visible_cases(user).filter(public_id=public_id).first()


def events_of_case(user: Any, case: Case) -> QuerySet[AuditEvent]:
    """The entries of a case that the reader may see, newest first: none of a compartment closed to them."""
    entries = AuditEvent.objects.filter(case_id=str(case.public_id))
    found = entries.exclude(compartment="").values_list("compartment", flat=True).distinct()
    allowed = ["", *compartments.readable(user, found)]
    return entries.filter(compartment__in=allowed).order_by("-at", "-position")


def messages_of_case(user: Any, case: Case) -> QuerySet[OutboundMessage]:
    """What was sent about a case, newest first: all of it for those who work on it, else one's own."""
    found = OutboundMessage.objects.filter(reference=case.reference, partnership=case.partnership)
    if not compartments.may_read(user, casework(case)):
        found = found.filter(recipient=user)
    return found.select_related("recipient").order_by("-queued_at", "-pk")


def timeline_keys(
    user: Any, case: Case, filters: Filters, entries: QuerySet[AuditEvent] | None = None
) -> QuerySet[Any, tuple[dt.datetime, str, str]]:
    """What happened in a case and what was sent about it, as (when, sort, key), newest first.

    The sorts are "event", "sitting" and "message". What somebody saved in one sitting is one line, at its
    last save; what was told to several people at once is one line too. One query for a page of it and one
    for the count, however long the record is.
    """
    seen = events_of_case(user, case) if entries is None else entries
    entries = chosen(seen, filters).order_by()
    told = messages_of_case(user, case).filter(filters.period_q("queued_at")).order_by()
    if filters.person or filters.kind not in {"", verbs.Kind.MESSAGE.value}:
        told = told.none()
    lines = entries.exclude(data__has_key=SITTING).annotate(
        moment=F("at"), sort=Value("event"), key=Cast("id", CharField())
    )
    sittings = (
        entries.filter(data__has_key=SITTING)
        .values(key=KeyTextTransform(SITTING, "data"))
        .annotate(moment=Max("at"), sort=Value("sitting"))
    )
    letters = told.values("dedupe_key").annotate(
        moment=Min("queued_at"), sort=Value("message"), key=Cast("dedupe_key", CharField())
    )
    wanted = ("moment", "sort", "key")
    others = (sittings.values_list(*wanted), letters.values_list(*wanted))
    return lines.values_list(*wanted).union(*others, all=True).order_by("-moment", "-key")


def sentences(user: Any, case: Case, keys: Iterable[tuple[dt.datetime, str, str]]) -> list[Sentence]:
    """These lines of a timeline in words, in their order, with three queries."""
    keys = list(keys)
    saved: dict[str, list[AuditEvent]] = defaultdict(list)
    sat = [key for _, sort, key in keys if sort == "sitting"]
    if sat:
        for event in events_of_case(user, case).filter(data__sitting__in=sat).order_by("position"):
            saved[event.data[SITTING]].append(event)
    events = AuditEvent.objects.in_bulk([key for _, sort, key in keys if sort == "event"])
    told: dict[str, list[OutboundMessage]] = defaultdict(list)
    wanted = [key for _, sort, key in keys if sort == "message"]
    if wanted:
        for message in messages_of_case(user, case).filter(dedupe_key__in=wanted):
            told[message.dedupe_key].append(message)
    words: dict[str, Callable[[str], Sentence]] = {
        "event": lambda key: of_event(events[uuid.UUID(key)]),
        "sitting": lambda key: of_sitting(saved[key]),
        "message": lambda key: of_messages(told[key]),
    }
    return [words[sort](key) for _, sort, key in keys]


def chosen(entries: QuerySet[AuditEvent], filters: Filters) -> QuerySet[AuditEvent]:
    """Those of these entries that were asked for."""
    entries = entries.filter(filters.period_q())
    if filters.kind:
        entries = entries.filter(verb__in=verbs_of([filters.kind]))
    elif not filters.with_reading:
        entries = entries.exclude(verb__in=verbs_of([verbs.Kind.READING.value]))
    if filters.person:
        entries = entries.filter(actor_id=filters.person)
    return entries


def people_in(entries: QuerySet[AuditEvent]) -> list[tuple[str, str]]:
    """Who acted in these entries, by name: for the filter. Only people the reader may know acted."""
    rows = entries.order_by().values_list("actor_id", "actor_name").distinct()
    return sorted(dict(rows).items(), key=lambda pair: (pair[1], pair[0]))


def readings_of(user: Any, agency: Any, *, case: Case | None = None) -> QuerySet[AuditEvent]:
    """Who read what this agency contributed, in cases the person sees (or that one), newest first."""
    seen = scope.visible_cases(user)
    cases = (
        (seen.filter(pk=case.pk) if case else seen).annotate(key=Cast("public_id", CharField())).values("key")
    )
    return AuditEvent.objects.filter(
        data__contributed_by__contains=[str(agency.public_id)],
        verb__in=verbs_of([verbs.Kind.READING.value]),
        case_id__in=cases,
        compartment="",
    ).order_by("-at", "-position")


def looked_after(user: Any) -> list[Partnership]:
    """The partnerships whose own record this person reads."""
    found = {m.partnership_id: m.partnership for m in user.memberships_as(*MANAGES_PEOPLE)}
    return sorted(found.values(), key=lambda partnership: partnership.name)


def events_of_partnership(partnership: Partnership) -> QuerySet[AuditEvent]:
    """Accounts, settings and refusals of a partnership, newest first: nothing of any case's content.

    An entry without a partnership (a sign-in, a refused page) belongs to those of the person's. A refusal that
    could tell of a blind view is not among them.
    """
    members = Membership.objects.filter(user=OuterRef("pk"), partnership=partnership)
    people = User.objects.filter(Exists(members)).annotate(key=Cast("public_id", CharField())).values("key")
    of_its_people = Q(actor_id__in=people)
    general = Q(chain=GENERAL, case_id="") & (
        Q(partnership_id=str(partnership.public_id)) | (Q(partnership_id="") & of_its_people)
    )
    refused = Q(verb=REFUSED) & of_its_people
    outside = Q(compartment="") | Q(verb=REFUSED, compartment__startswith=f"{CASEWORK}:")
    return AuditEvent.objects.filter(general | refused, outside).order_by("-at", "-position")
