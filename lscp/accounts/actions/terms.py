"""The confidentiality terms of a partnership, and their acceptance by a person."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from lscp.accounts import policies
from lscp.accounts.models import ConfidentialityTerms, Partnership, TermsAcceptance, User
from lscp.audit import service as audit
from lscp.kernel import clock
from lscp.kernel.access import Refused, Verdict, require


@transaction.atomic
def add_terms(
    partnership: Partnership, *, text: str, in_force_from: dt.date, by: User
) -> ConfidentialityTerms:
    """Put a new confidentiality text in force from a day; everybody accepts it afresh.

    Raises `Refused` for a day in the past, or one that has a text already.
    """
    require(policies.can_manage_partnership(by, partnership))
    if in_force_from < clock.today():
        raise Refused(Verdict("state", "A new text cannot come into force in the past."))
    if ConfidentialityTerms.objects.filter(partnership=partnership, in_force_from=in_force_from).exists():
        raise Refused(Verdict("state", "There is already a text that comes into force on that day."))
    terms = ConfidentialityTerms.objects.create(
        partnership=partnership, text=text, in_force_from=in_force_from
    )
    audit.record("accounts.terms_added", subject=partnership, by=by, from_on=str(in_force_from))
    return terms


@transaction.atomic
def accept_terms(terms: ConfidentialityTerms, *, by: User) -> None:
    """Record that a person accepted these terms; accepting twice changes nothing."""
    require(policies.can_accept_terms(by, terms))
    _, is_new = TermsAcceptance.objects.get_or_create(user=by, terms=terms)
    if is_new:
        audit.record(
            "accounts.terms_accepted", subject=terms.partnership, by=by, from_on=str(terms.in_force_from)
        )
