"""Pages of the record and of messages, on a desk and on a phone: nothing for the accessibility checker to find."""

import pytest
from django.db import transaction
from django.urls import reverse

from lscp.accounts import actions as accounts
from lscp.audit import service as audit
from lscp.messaging.models import OutboundMessage, Status
from lscp.messaging.service import enqueue
from lscp.people import sealing
from lscp.people.models import Person
from tests.given import given_views

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def given_record(cast):
    """A case with changes, readings, messages and a refusal; a message that was given up."""
    from tests.given import given_group

    given_group(cast)
    case = given_views(cast).case
    accounts.change_partnership(cast.here, by=cast.lscp_manager, contact_phone="01000 000003")
    with transaction.atomic():
        value = sealing.seal(case, {"given_name": "Pebblewick", "family_name": "Example-Ash"})
        person = Person.all_records.create(case=case, kind="child", number=7, identity=value)
        enqueue("messaging_digest", to=[cast.police_rag, cast.lscp_unit], dedupe_key="a", case=case, count=2)
    person.is_unborn = True
    person.save()
    audit.record_reading("notifications.case_viewed", subject=case, by=cast.icb_rag, case=case,
                         contributed_by=cast.agencies["police"])  # fmt: skip
    OutboundMessage.objects.filter(recipient=cast.police_rag, dedupe_key="a").update(
        status=Status.FAILED, attempts=10, last_error="SMTPRecipientsRefused"
    )
    return case


PAGES = [
    ("lscp_unit", "record:timeline", "case", "Timeline"),
    ("lscp_unit", "record:history", "case", "What was changed"),
    ("police_rag", "record:readers", None, "Who read your agency’s information"),
    ("lscp_manager", "record:partnership", None, "Record of the partnership"),
    ("lscp_unit", "messaging:mine", None, "Your messages"),
    ("lscp_unit", "messaging:undelivered", None, "Messages that did not arrive"),
    ("lscp_unit", "messaging:reminders", None, "How do you want to get reminders?"),
    ("lscp_manager", "messaging:quiet_hours", "slug", "Quiet hours"),
]


@pytest.mark.parametrize("width", [1280, 375])
def test_pages_read_well_on_a_desk_and_on_a_phone(width, cast, given_record, browse, axe):
    for person, name, argument, heading in PAGES:
        arguments = {"case": [given_record.public_id], "slug": [cast.here.slug], None: []}[argument]
        page = browse(getattr(cast, person), width=width)
        page.visit(reverse(name, args=arguments))
        assert heading in page.locator("h1").inner_text()
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} scrolls sideways"
        page.close()
