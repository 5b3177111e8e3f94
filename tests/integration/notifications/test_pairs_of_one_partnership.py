"""Two notifications are linked within one partnership only, by its Business Unit, and only once both are sent."""

import pytest
from django.urls import reverse

from lscp.accounts import actions as accounts
from lscp.accounts.roles import Role
from lscp.audit.models import AuditEvent
from lscp.kernel.access import OutOfScope, Refused
from notifications.actions import duplicates
from notifications.models import Pair
from tests.sent_forms import filled_draft, fresh, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(cast):
    """An officer of the first partnership who is a practitioner in the second."""
    accounts.place_agency(cast.agencies["lscp"], cast.there, by=cast.system)
    accounts.add_membership(
        cast.lscp_unit, cast.there, cast.agencies["lscp"], Role.PRACTITIONER, by=cast.system
    )
    return type(cast.lscp_unit).objects.get(pk=cast.lscp_unit.pk)


@pytest.mark.parametrize("step", [duplicates.link, duplicates.dismiss, duplicates.merge])
@pytest.mark.parametrize("is_unit_there", [False, True])
def test_no_record_of_another_partnership_hears_of_a_case(cast, officer, signed_in, step, is_unit_there):
    here = submitted(cast)
    there = submitted(
        cast, by=officer, agency="lscp", partnership=cast.there, name=("Ignatius", "Marrowbone")
    )
    if is_unit_there:
        accounts.add_membership(
            officer, cast.there, cast.agencies["lscp"], Role.BUSINESS_UNIT, by=cast.system
        )
        officer = type(officer).objects.get(pk=officer.pk)
    for one, other in ((here, there), (there, here)):
        with pytest.raises(OutOfScope):
            step(
                one.public_id, other_id=other.public_id, reason="x", seen_version=fresh(one).version,
                by=officer,
            )  # fmt: skip
    page = reverse("notifications:pair", args=[here.public_id, there.public_id])
    assert signed_in(officer).get(page).status_code == 404
    assert not Pair.all_records.exists()
    assert not AuditEvent.objects.filter(verb__in=["notifications.linked", "notifications.took_in"]).exists()


def test_nothing_is_linked_with_a_draft(cast):
    one = submitted(cast)
    draft = filled_draft(cast, by=cast.lscp_unit, agency="lscp")
    with pytest.raises(Refused, match="has not been sent"):
        duplicates.link(
            one.public_id, other_id=draft.public_id, reason="x", seen_version=one.version, by=cast.lscp_unit
        )
    assert not Pair.all_records.exists()
