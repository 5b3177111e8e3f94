"""No page about a case is shown without an entry on the record: every address with a case, for every reader."""

import pytest
from django.urls import get_resolver, reverse

from lscp.audit.models import AuditEvent
from lscp.audit.verbs import Kind, get
from lscp.meetings import actions as meetings
from lscp.meetings.models import Meeting
from notifications.actions import triage
from notifications.actions.agreement import ask_lead
from tests import given
from tests.sent_forms import fresh, submitted

pytestmark = pytest.mark.django_db

READERS = (
    "lscp_unit", "council_director", "council_notifier", "police_rag", "police_executive", "council_legal",
    "lscp_scrutineer", "hospital_practitioner", "hospital_lead",
)  # fmt: skip


def addresses(namespace):
    """Every address of a namespace that names one thing by its public key."""
    resolver = get_resolver().namespace_dict[namespace][1]
    names = {name for name in resolver.reverse_dict if isinstance(name, str)}
    for name in sorted(names):
        parameters = resolver.reverse_dict.getlist(name)[0][0][0][1]
        if parameters == ["public_id"]:
            yield f"{namespace}:{name}"


def readings():
    return sum(get(verb).kind == Kind.READING for verb in AuditEvent.objects.values_list("verb", flat=True))


def shown_unrecorded(signed_in, cast, namespace, record, reference):
    """Addresses that showed the case to somebody and wrote nothing down; how many pages were shown."""
    silent, shown = [], 0
    for who in READERS:
        client = signed_in(getattr(cast, who))
        for name in addresses(namespace):
            before = readings()
            page = client.get(reverse(name, args=[record.public_id]))
            is_shown = page.status_code == 200 and (page.streaming or reference.encode() in page.content)
            shown += is_shown
            if is_shown and readings() == before:
                silent.append((who, name))
    return silent, shown


@pytest.fixture
def case(cast, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    given.given_group(cast)
    one = submitted(cast)
    ask_lead(one.public_id, lead=cast.hospital_lead, by=one.raised_by)
    triage.consider(one.public_id, seen_version=fresh(one).version, by=cast.lscp_unit)
    for name in given.PARTNERS:
        given.given_view(fresh(one), getattr(cast, f"{name}_rag"))
    return fresh(one)


def test_every_page_of_a_case_writes_down_who_read_it(cast, case, signed_in):
    given.decide(case, cast.council_notifier, maker=cast.council_director)
    silent, shown = shown_unrecorded(signed_in, cast, "notifications", case, case.case.reference)
    assert silent == []
    assert shown > 60


def test_every_page_of_a_returned_case_writes_down_who_read_it(cast, signed_in):
    one = submitted(cast)
    triage.return_for_information(
        one.public_id, seen_version=one.version, questions=["Who was there?"], by=cast.lscp_unit
    )
    silent, shown = shown_unrecorded(signed_in, cast, "notifications", one, one.case.reference)
    assert silent == []
    assert shown > 30


def test_every_page_of_a_meeting_writes_down_who_read_it(cast, case, signed_in):
    import datetime as dt

    from lscp.accounts.models import StandingGroup
    from lscp.kernel import clock

    made = meetings.call_meeting(
        case.case, StandingGroup.objects.get(), starts_at=clock.now() + dt.timedelta(days=1), place="Room 3",
        link="", agenda="Welcome", by=cast.lscp_unit,
    )  # fmt: skip
    meeting = Meeting.all_records.get(pk=made.pk)
    silent, shown = shown_unrecorded(signed_in, cast, "meetings", meeting, case.case.reference)
    assert silent == []
    assert shown > 10
