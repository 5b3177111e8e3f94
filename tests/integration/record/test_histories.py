"""Field-level history: from and to, sealed values only for those who may know, nothing after disposal."""

import pytest
from django.db import connection
from django.urls import reverse

from lscp.audit import tracked
from lscp.audit.models import AuditEvent
from lscp.messaging import broker
from lscp.people import sealing
from lscp.people.models import Person
from lscp.record.histories import NOT_SHOWN, of_case


@pytest.fixture(autouse=True)
def _broker_answers(monkeypatch):
    monkeypatch.setattr(broker, "ping", lambda: True)


@pytest.fixture
def given_person(given_case):
    first = sealing.seal(given_case, {"given_name": "Tessa", "family_name": "Fictive"})
    sealing.freeze([first])
    person = Person.all_records.create(case=given_case, kind="child", number=1, identity=first)
    person.identity = sealing.seal(
        given_case, {"given_name": "Tess", "family_name": "Fictive"}, replacing=first
    )
    person.is_unborn = True
    person.save()
    return person


def _changes(user, case, *, opens):
    return [(one.row, one.field, one.was, one.now) for one in of_case(user, case, opens=opens)]


def test_history_says_from_what_to_what(cast, given_case, given_person):
    changes = _changes(cast.lscp_unit, given_case, opens=True)
    assert ("Child 1", "Is unborn", "no", "yes") in changes
    assert (
        "Child 1", "Identity",
        "given name: Tessa; family name: Fictive", "given name: Tess; family name: Fictive",
    ) in changes  # fmt: skip
    assert ("Child 1", "Kind", "nothing", "Child the incident is about") in changes


def test_sealed_values_are_shown_only_to_those_who_may_know(cast, given_case, given_person, signed_in):
    changes = _changes(cast.police_lead, given_case, opens=False)
    assert ("Child 1", "Identity", NOT_SHOWN, NOT_SHOWN) in changes
    address = reverse("record:history", args=[given_case.public_id])
    assert "Tessa" in signed_in(cast.lscp_unit).get(address).content.decode()
    page = signed_in(cast.police_lead).get(address).content.decode()
    assert "Is unborn" in page
    assert "Tess" not in page
    assert AuditEvent.objects.filter(verb="record.history_viewed").count() == 2


def test_disposed_values_say_so(cast, given_case, given_person):
    sealing.destroy_key(given_case, by=cast.lscp_manager)
    changes = _changes(cast.lscp_unit, given_case, opens=True)
    assert ("Child 1", "Identity", "disposed of", "disposed of") in changes
    assert not any("Tess" in value for change in changes for value in change)


def test_change_made_outside_the_application_is_shown(cast, given_case, given_person):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET is_unborn = false")
    newest = of_case(cast.lscp_unit, given_case, opens=True)[0]
    assert (newest.field, newest.was, newest.now) == ("Is unborn", "yes", "no")
    assert newest.who == "the service or somebody outside it"


def test_row_in_a_closed_compartment_is_left_out(cast, given_case, given_person, monkeypatch):
    monkeypatch.setattr(tracked, "_shown", dict(tracked._shown))
    tracked.shows(Person, title="People", compartment_of=lambda row: f"secret:{cast.police_rag.public_id}")
    assert _changes(cast.lscp_unit, given_case, opens=True) == []
    assert _changes(cast.police_rag, given_case, opens=True)


def test_model_nobody_decided_about_is_left_out(cast, given_case, given_person, monkeypatch):
    monkeypatch.setattr(tracked, "_shown", {})
    assert _changes(cast.lscp_unit, given_case, opens=True) == []


def test_history_takes_the_same_queries_for_one_row_and_for_many(
    cast, given_case, given_person, django_assert_num_queries
):
    from django.db import connection as link
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        link,
    ) as few:
        of_case(cast.lscp_unit, given_case, opens=True)
    for number in range(2, 8):
        value = sealing.seal(given_case, {"given_name": "Robin"})
        Person.all_records.create(case=given_case, kind="child", number=number, identity=value)
    with django_assert_num_queries(len(few)):
        of_case(cast.lscp_unit, given_case, opens=True)
