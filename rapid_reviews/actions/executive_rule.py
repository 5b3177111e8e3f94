"""The partnership's own rule for its Executive: set from a day on, with the reason. What held before stays."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from lscp.audit import service as audit
from lscp.kernel import clock
from lscp.kernel.access import require
from notifications.queries.judgement import statutory_partners
from rapid_reviews.models import ExecutiveRule
from rapid_reviews.policies import executive as policies
from rapid_reviews.recommendation_codes import CastingRule, ConflictRule


@transaction.atomic
def set_rule(
    partnership: Any,
    *,
    in_force_from: dt.date,
    quorum: int,
    words: str,
    reason: str,
    deputies: bool = True,
    conflict: str = ConflictRule.COUNTS,
    casting: str = CastingRule.CHAIR,
    by: Any,
) -> ExecutiveRule:
    """Set from when on how many partners must sign, and what stepping aside and a split lead to. Local rule.

    Raises `ValueError` for a day in the past, as what held then stays as it was, and for more partners than
    there are.
    """
    require(policies.can_set_rule(by, partnership))
    if in_force_from < clock.today():
        raise ValueError("Choose today or a later day")
    partners = len(statutory_partners(partnership))
    if quorum > partners:
        raise ValueError(f"There are {partners} statutory partners, so no more than {partners} can sign")
    row = ExecutiveRule.objects.create(
        partnership=partnership, in_force_from=in_force_from, quorum=quorum, words=words, reason=reason,
        deputies=deputies, conflict=conflict, casting=casting, set_by=by,
    )  # fmt: skip
    audit.record(
        "rapid_reviews.executive_rule_set", subject=row, by=by, quorum=quorum,
        day=in_force_from.isoformat(),
    )  # fmt: skip
    return row
