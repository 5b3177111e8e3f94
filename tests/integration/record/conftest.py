"""A case with entries of every sort, and who sees it in these tests: whoever receives submissions."""

import pytest
from django.db import transaction
from django.db.models import F

from lscp.accounts.roles import IDENTITY_ROLES, SUBMISSION_ROLES
from lscp.audit import compartments, verbs
from lscp.audit import service as audit
from lscp.cases import scope
from lscp.cases.actions import open_case
from lscp.cases.models import Case


def _held(*roles):
    def cases(user):
        if user is None or not user.is_authenticated:
            return Case.all_records.none()
        places = {m.partnership_id for m in user.memberships_as(*roles)}
        return Case.all_records.filter(partnership__in=places).annotate(case_id=F("pk"))

    return cases


@pytest.fixture(autouse=True)
def cases_are_seen(monkeypatch):
    """The one root record of these tests; a safeguarding lead sees cases but may not know identities."""
    monkeypatch.setattr(scope, "_scopes", {"case": _held(*SUBMISSION_ROLES, "safeguarding_lead")})
    monkeypatch.setattr(scope, "_identity_scopes", {"case": _held(*(SUBMISSION_ROLES & IDENTITY_ROLES))})


@pytest.fixture(autouse=True)
def verbs_of_these_tests(monkeypatch):
    """A change, a decision and a reading."""
    monkeypatch.setattr(verbs, "_registry", dict(verbs._registry))
    verbs.register("test.thing_changed", "changed the thing ({field})")
    verbs.register("test.thing_decided", "decided on the thing: {outcome}", verbs.Kind.DECISION)
    verbs.register("test.thing_viewed", "read the thing", verbs.Kind.READING)
    monkeypatch.setattr(compartments, "_rules", dict(compartments._rules))
    compartments.register("secret", lambda user, compartment: compartment == f"secret:{user.public_id}")


@pytest.fixture
def write():
    """Write entries as an action would."""

    def entry(verb, subject, by, **more):
        with transaction.atomic():
            return audit.record(verb, subject=subject, by=by, **more)

    return entry


@pytest.fixture
def given_case(cast):
    return open_case(cast.here, by=cast.lscp_unit)
