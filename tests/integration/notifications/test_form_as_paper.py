"""The notification form as a paper: pages of a bundle for those who may know the people in it."""

import pytest

from notifications.paper_pages import form_pages
from tests.sent_forms import submitted

pytestmark = pytest.mark.django_db


def test_form_becomes_pages_for_those_who_may_know_and_for_nobody_else(cast):
    notification = submitted(cast)
    given = {"case": notification.case, "public_id": notification.public_id}
    pages = form_pages(cast.lscp_unit, **given)
    assert pages.make().data.startswith(b"%PDF")
    assert form_pages(cast.lscp_unit, **given).state == pages.state
    for person in (cast.school_lead, cast.elsewhere_unit, cast.police_executive):
        assert form_pages(person, **given) is None
