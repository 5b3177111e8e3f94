"""A proposed change: what it would move, and its approval."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from lscp.accounts.roles import UNIT_ROLES
from lscp.deadlines import actions, pages, policies, preview
from lscp.deadlines.access import visible_pairs
from lscp.deadlines.enums import ChangeStatus
from lscp.deadlines.models import ProposedChange
from lscp.kernel.dates import british_date
from lscp.web.components import SummaryRow

SHOWN = 200


def _change_or_404(user: Any, public_id: Any) -> ProposedChange:
    places = {m.partnership_id for m in user.memberships_today()}
    found = ProposedChange.objects.select_related("partnership", "proposed_by", "settled_by")
    change = found.filter(public_id=public_id, partnership__in=places).first()
    if change is None:
        raise Http404
    if not user.holds(*UNIT_ROLES, partnership=change.partnership):
        raise PermissionDenied(policies.NOT_YOURS.message)
    return change


def change(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The preview: every open clock the change would move, old date and new; then who may approve it."""
    found = _change_or_404(request.user, public_id)
    is_open = found.status == ChangeStatus.PROPOSED
    moves = preview.moves_of(found) if is_open else []
    seen = visible_pairs([request.user], {move.clock.case_id for move in moves})
    shown = [move for move in moves if move.moves_date and (request.user.pk, move.clock.case_id) in seen]
    context = {
        "change": found,
        "facts": _facts(found),
        "is_open": is_open,
        "moved": len(shown),
        "headers": pages.MOVE_HEADERS,
        "rows": pages.move_rows(shown[:SHOWN]),
        "fingerprint": preview.fingerprint(moves),
        "verdict": policies.can_apply_change(request.user, found),
        "partnership": found.partnership,
    }
    return render(request, "deadlines/change.html", context)


def _facts(found: ProposedChange) -> list[SummaryRow]:
    rows = [SummaryRow("What", found.get_kind_display())]
    rows += [SummaryRow(label, words) for label, words in pages.payload_words(found.payload)]
    rows += [
        SummaryRow("Why", found.reason, is_narrative=True),
        SummaryRow("Proposed", f"{british_date(found.proposed_at)} by {found.proposed_by}"),
        SummaryRow("Now", found.get_status_display()),
    ]
    if found.settled_at:
        rows.append(SummaryRow("Settled", f"{british_date(found.settled_at)} by {found.settled_by}"))
    if found.status == ChangeStatus.APPLIED:
        rows.append(SummaryRow("Clocks moved", len(found.moved)))
    return rows


@require_POST
def apply(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Approve and apply."""
    _change_or_404(request.user, public_id)
    actions.apply_change(public_id, seen=request.POST.get("seen", ""), by=request.user)
    return redirect("deadlines:change", public_id=public_id)


@require_POST
def withdraw(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Withdraw."""
    _change_or_404(request.user, public_id)
    actions.withdraw_change(public_id, by=request.user)
    return redirect("deadlines:change", public_id=public_id)
