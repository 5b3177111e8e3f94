"""The agency's own arrangements: who writes, checks and signs its return, and who may take two steps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from lscp.kernel import clock
from lscp.kernel.access import require
from lscp.kernel.scoping import claim
from rapid_reviews.actions.recording import record
from rapid_reviews.actions.telling import tell
from rapid_reviews.enums import Part
from rapid_reviews.models import AgencyRequest, RequestParticipant, ReturnRules
from rapid_reviews.policies import returns as policies
from rapid_reviews.queries.people import may_be_named


@transaction.atomic
def set_people(
    public_id: Any,
    *,
    seen_version: int | None,
    writes: Iterable[Any] = (),
    checks: Iterable[Any] = (),
    signs: Iterable[Any] = (),
    one_person_takes_two: bool,
    by: Any,
) -> AgencyRequest:
    """Say who is named for which part from now on, and whether one person may take two of the three steps.

    Whoever is no longer named for anything loses sight of the request at once, unless they lead there. The
    agency's rule holds for all its requests in the partnership. Raises `ValueError` for somebody who does
    not work there.
    """
    request = claim(AgencyRequest, public_id, by=by, seen_version=seen_version)
    require(policies.can_set_people(by, request), record=request)
    wanted = {Part.WRITES: list(writes), Part.CHECKS: list(checks), Part.SIGNS: list(signs)}
    there = {one.pk for one in may_be_named(request.case, request.partnership, request.agency)}
    chosen = {(part, one) for part, people in wanted.items() for one in people}
    if {one.pk for _part, one in chosen} - there:
        raise ValueError(f"Choose people who work for {request.agency}")
    newly = _name(request, chosen, by=by)
    _set_rule(request, one_person_takes_two, by=by)
    request.touch(by=by)
    request.save()
    tell("return_asked", request, newly, key=f"named:{request.version}", by=by)
    return request


def _name(request: AgencyRequest, chosen: set[tuple[Part, Any]], *, by: Any) -> list[Any]:
    """Bring the names into line; gives those who were not named before."""
    named = list(request.participants.today().select_related("user"))
    kept = {(row.capacity, row.user_id) for row in named}
    before = {row.user_id for row in named}
    wanted = {(part.value, one.pk) for part, one in chosen}
    gone = [row.pk for row in named if (row.capacity, row.user_id) not in wanted]
    RequestParticipant.objects.filter(pk__in=gone).update(ended_at=clock.now(), ended_by=by)
    new = [(part, one) for part, one in chosen if (part.value, one.pk) not in kept]
    RequestParticipant.objects.bulk_create(
        RequestParticipant(
            record=request, user=one, partnership=request.partnership, agency=request.agency, capacity=part,
            granted_by=by,
        )
        for part, one in new
    )  # fmt: skip
    if new or gone:
        record(
            "rapid_reviews.request_people_set", subject=request, by=by, agency=request.agency.name,
            named=len(wanted),
        )  # fmt: skip
    return [one for one in {one.pk: one for _part, one in new}.values() if one.pk not in before]


def _set_rule(request: AgencyRequest, takes_two: bool, *, by: Any) -> None:
    if takes_two == policies.one_person_takes_two(request):
        return
    ReturnRules.objects.update_or_create(
        partnership=request.partnership, agency=request.agency,
        defaults={"one_person_takes_two": takes_two, "set_at": clock.now(), "set_by": by},
    )  # fmt: skip
    said = "one person may take two steps" if takes_two else "three people take the three steps"
    record("rapid_reviews.return_rules_set", subject=request, by=by, agency=request.agency.name, rule=said)
