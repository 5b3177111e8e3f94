"""An agency suggests whom else to ask: at any time, and with the last section of its return."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from lscp.accounts.models import Agency
from lscp.kernel.access import require
from lscp.kernel.scoping import ANY_VERSION, claim
from lscp.people import sealing
from rapid_reviews.actions.recording import record
from rapid_reviews.actions.telling import tell_unit
from rapid_reviews.models import AgencyRequest, AgencySuggestion
from rapid_reviews.policies import returns as policies
from rapid_reviews.queries.returns import OTHERS, ReturnForm

IN_RETURN = "Named in the return, without saying why"


@transaction.atomic
def suggest(public_id: Any, *, agency: Agency | None, why: str, by: Any) -> AgencySuggestion:
    """Suggest an agency of the partnership, or another in words only. Overwrites nobody's work."""
    request = claim(AgencyRequest, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_suggest(by, request), record=request)
    made = _suggest(request, agency, why, by=by)
    tell_unit("return_suggestion", request, key=str(made.public_id), by=by)
    return made


def suggest_from_return(request: AgencyRequest, form: ReturnForm, *, by: Any) -> list[AgencySuggestion]:
    """What the return's last section says, once for each agency; what was suggested before is left out."""
    content = form.content.get(OTHERS, {})
    why = str(content.get("others_why") or "")
    before = set(request.suggestions.values_list("agency", flat=True))
    named = Agency.objects.filter(public_id__in=content.get(OTHERS, []), partnerships=request.partnership_id)
    chosen = [agency for agency in named if agency.pk not in before]
    made = [_suggest(request, agency, why or IN_RETURN, by=by) for agency in chosen]
    if why and not content.get(OTHERS) and None not in before:
        made.append(_suggest(request, None, why, by=by))
    return made


def _suggest(request: AgencyRequest, agency: Agency | None, why: str, *, by: Any) -> AgencySuggestion:
    text = sealing.seal(request.case, why, is_frozen=True)
    made = AgencySuggestion.all_records.create(request=request, agency=agency, text=text, made_by=by)
    record("rapid_reviews.agency_suggested", subject=request, by=by, agency=request.agency.name)
    return made
