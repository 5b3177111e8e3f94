"""What a meeting decided or recommended is written down with its reasons."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from lscp.meetings import actions
from lscp.meetings.models import MeetingDecision
from lscp.people.sealing import seal

pytestmark = pytest.mark.django_db

DECIDED = "The group recommends a local review."
WHY = "Two agencies held half of the picture each."


@pytest.fixture
def decided(held, cast, signed_in):
    client = signed_in(cast.lscp_unit)
    answer = client.post(
        reverse("meetings:add_decision", args=[held.public_id]),
        {"text": DECIDED, "rationale": WHY, "seen_version": held.version},
    )
    assert answer.status_code == 302
    return MeetingDecision.all_records.get(meeting=held)


def test_decision_stands_with_its_reasons_sealed_and_unchangeable(decided, held, cast, signed_in):
    assert (decided.text.open(), decided.rationale.open()) == (DECIDED, WHY)
    assert (decided.text.is_frozen, decided.rationale.is_frozen) == (True, True)
    page = signed_in(cast.police_rag).get(held.get_absolute_url()).content.decode()
    assert page.index(DECIDED) < page.index(WHY)


def test_decision_without_reasons_is_not_taken_and_what_was_typed_stays(held, cast, signed_in):
    client = signed_in(cast.lscp_unit)
    answer = client.post(
        reverse("meetings:add_decision", args=[held.public_id]),
        {"text": DECIDED, "rationale": "  ", "seen_version": held.version},
    )
    page = answer.content.decode()
    assert "Write why the meeting decided this" in page
    assert DECIDED in page
    with pytest.raises(ValueError, match="Write why"):
        actions.record_decision(
            held.public_id, seen_version=held.version, text=DECIDED, rationale=" ", by=cast.lscp_unit
        )
    assert MeetingDecision.all_records.count() == 0


def test_database_takes_no_decision_without_reasons_and_leaves_old_ones(held, cast):
    text = seal(held.case, DECIDED, is_frozen=True)
    with pytest.raises(IntegrityError, match="meeting_decision_says_why"), transaction.atomic():
        MeetingDecision.all_records.create(meeting=held, number=1, text=text, by=cast.lscp_unit)
    with connection.cursor() as cursor:
        cursor.execute("SELECT convalidated FROM pg_constraint WHERE conname = 'meeting_decision_says_why'")
        assert cursor.fetchone() == (False,)


def test_reasons_stand_in_the_minutes_as_page_and_print(decided, held, cast, signed_in):
    actions.save_minutes(held.public_id, seen_version=0, text="We met.", by=cast.lscp_unit)
    client = signed_in(cast.lscp_unit)
    for name in ("minutes", "minutes_print"):
        page = client.get(reverse(f"meetings:{name}", args=[held.public_id])).content.decode()
        assert page.index(DECIDED) < page.index(WHY)
