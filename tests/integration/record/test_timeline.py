"""The timeline of a case: plain sentences, filters, compartments, the file; strangers find nothing."""

import csv
import datetime as dt
import io

import pytest
import time_machine
from django.urls import reverse

from lscp.audit.models import AuditEvent
from lscp.cases.actions import open_case
from lscp.cases.compartments import casework
from lscp.messaging import broker
from lscp.messaging.service import enqueue
from lscp.record.files import safe
from lscp.record.queries import Filters, events_of_case, sentences, timeline_keys


@pytest.fixture(autouse=True)
def _broker_answers(monkeypatch):
    monkeypatch.setattr(broker, "ping", lambda: True)


def _page(client, case, query=""):
    response = client.get(reverse("record:timeline", args=[case.public_id]) + query)
    assert response.status_code == 200
    return response.content.decode()


def _words(user, case, filters=None):
    return [line.what for line in sentences(user, case, timeline_keys(user, case, filters or Filters()))]


def test_timeline_says_who_as_what_did_what_when_and_why_newest_first(cast, given_case, write, signed_in):
    with time_machine.travel("2026-11-25T23:30:00+00:00", tick=False):
        write("test.thing_changed", given_case, cast.police_rag, field="colour", reason="mistake")
        page = _page(signed_in(cast.lscp_unit), given_case)
    assert "Changed the thing (colour)" in page
    assert f"by {cast.police_rag}, Review Advisory Group member at Police" in page
    assert "25 November 2026 at 11:30pm" in page
    assert "Reason: mistake" in page
    assert page.index("Changed the thing") < page.index("Opened the case file")


def test_time_is_london_time_in_summer_too(cast, given_case, write, signed_in):
    with time_machine.travel("2027-07-01T22:30:00+00:00", tick=False):
        write("test.thing_changed", given_case, cast.police_rag, field="colour")
        assert "1 July 2027 at 11:30pm" in _page(signed_in(cast.lscp_unit), given_case)


def test_outsiders_find_no_timeline(cast, given_case, signed_in):
    for address in ("timeline", "timeline_file", "history"):
        where = reverse(f"record:{address}", args=[given_case.public_id])
        for outsider in (
            cast.elsewhere_unit, cast.police_only_there, cast.hospital_practitioner, cast.lscp_admin,
            cast.superuser, cast.police_left,
        ):  # fmt: skip
            assert signed_in(outsider).get(where).status_code == 404
        assert signed_in(cast.lscp_unit).get(where).status_code == 200


def test_reading_the_timeline_is_recorded_before_it_is_shown(cast, given_case, signed_in):
    _page(signed_in(cast.lscp_unit), given_case)
    entry = AuditEvent.objects.get(verb="record.timeline_viewed")
    assert (entry.actor_id, entry.reference) == (str(cast.lscp_unit.public_id), given_case.reference)


def test_entry_in_a_compartment_is_shown_to_its_readers_only(cast, given_case, write, signed_in):
    write("test.thing_decided", given_case, cast.police_rag, outcome="hidden one",
          compartment=f"secret:{cast.police_rag.public_id}")  # fmt: skip
    write(
        "test.thing_decided",
        given_case,
        cast.police_rag,
        outcome="unknown one",
        compartment="nobody:registered",
    )
    write(
        "test.thing_decided",
        given_case,
        cast.police_rag,
        outcome="casework one",
        compartment=casework(given_case),
    )
    seen = {
        person: [
            word
            for word in ("hidden one", "unknown one", "casework one")
            if word in _page(signed_in(person), given_case)
        ]
        for person in (cast.police_rag, cast.icb_rag, cast.lscp_unit, cast.police_lead)
    }
    assert seen == {
        cast.police_rag: ["hidden one", "casework one"],
        cast.icb_rag: ["casework one"],
        cast.lscp_unit: ["casework one"],
        cast.police_lead: [],
    }


def test_hidden_entry_is_in_no_count_filter_page_or_file(cast, given_case, write, signed_in):
    client = signed_in(cast.icb_rag)
    for _ in range(25):
        write("test.thing_changed", given_case, cast.lscp_unit, field="colour")
    query = "?kind=change"
    before = _page(client, given_case, query)
    assert "of 26 entries" in before
    write("test.thing_changed", given_case, cast.council_legal, field="hidden",
          compartment=f"secret:{cast.council_legal.public_id}")  # fmt: skip
    after = _page(client, given_case, query)
    assert "of 26 entries" in after
    assert str(cast.council_legal) not in after
    file = client.get(reverse("record:timeline_file", args=[given_case.public_id])).content.decode()
    assert "hidden" not in file
    assert "of 27 entries" in _page(signed_in(cast.council_legal), given_case, query)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("change", ["changed the thing (colour)", "opened the case file {}"]),
        ("decision", ["decided on the thing: yes"]),
        ("reading", ["read the thing"]),
        ("refusal", ["was refused: opening a page of this service"]),
        ("message", ["told Police Rag: Your reminders of today: 2 (waiting)"]),
        ("system", []),
    ],
)
def test_timeline_is_filtered_by_kind(cast, given_case, write, kind, expected):
    write("test.thing_changed", given_case, cast.police_rag, field="colour")
    write("test.thing_decided", given_case, cast.police_rag, outcome="yes")
    write("test.thing_viewed", given_case, cast.police_rag)
    write("access.refused", given_case, cast.police_lead, page="x", method="GET", status=403)
    enqueue("messaging_digest", to=[cast.police_rag], dedupe_key="k", case=given_case, count=2)
    words = _words(cast.lscp_unit, given_case, Filters(kind=kind))
    assert words == [word.format(given_case.reference) for word in expected]
    assert len(_words(cast.lscp_unit, given_case, Filters(with_reading=True))) == 6


def test_reading_is_left_out_until_it_is_asked_for(cast, given_case, write, signed_in):
    write("test.thing_changed", given_case, cast.police_rag, field="colour")
    write("test.thing_viewed", given_case, cast.police_rag)
    client = signed_in(cast.lscp_unit)
    page = _page(client, given_case, f"?person={cast.police_rag.public_id}")
    assert ("Changed the thing" in page, "Read the thing" in page) == (True, False)
    link = f"?person={cast.police_rag.public_id}&amp;kind=everything"
    assert f'<a class="govuk-link" href="{link}">Show reading as well</a>' in page
    page = _page(client, given_case, "?kind=everything")
    assert ("Changed the thing" in page, "Read the thing" in page) == (True, True)
    assert "Show reading as well" not in page
    address = reverse("record:timeline_file", args=[given_case.public_id])
    files = [client.get(address + query).content.decode() for query in ("", "?kind=everything")]
    assert ["read the thing" in file for file in files] == [False, True]


def test_timeline_is_filtered_by_person_and_days(cast, given_case, write, signed_in):
    client = signed_in(cast.lscp_unit)
    with time_machine.travel("2026-12-01T23:59:00+00:00", tick=False):
        write("test.thing_changed", given_case, cast.police_rag, field="late on the 1st")
    with time_machine.travel("2026-12-02T00:00:00+00:00", tick=False):
        write("test.thing_changed", given_case, cast.icb_rag, field="early on the 2nd")
    only = Filters(from_on=dt.date(2026, 12, 1), until_on=dt.date(2026, 12, 1))
    assert _words(cast.lscp_unit, given_case, only) == ["changed the thing (late on the 1st)"]
    assert _words(cast.lscp_unit, given_case, Filters(person=str(cast.icb_rag.public_id))) == [
        "changed the thing (early on the 2nd)"
    ]
    page = _page(client, given_case, f"?person={cast.icb_rag.public_id}")
    assert "early on the 2nd" in page
    assert "late on the 1st" not in page
    wrong = _page(client, given_case, "?from_on_0=31&from_on_1=2&from_on_2=2026&kind=nonsense")
    assert "There is a problem" in wrong


def test_messages_are_shown_whole_to_those_who_work_on_the_case_and_to_others_their_own(cast, given_case):
    enqueue(
        "messaging_digest", to=[cast.police_rag, cast.police_lead], dedupe_key="k", case=given_case, count=2
    )
    told = Filters(kind="message")
    both = ", ".join(sorted([str(cast.police_rag), str(cast.police_lead)]))
    assert _words(cast.lscp_unit, given_case, told) == [f"told {both}: Your reminders of today: 2 (waiting)"]
    assert _words(cast.police_lead, given_case, told) == [
        f"told {cast.police_lead}: Your reminders of today: 2 (waiting)"
    ]
    assert _words(cast.icb_lead, given_case, told) == []


def test_entries_of_another_case_are_not_mixed_in(cast, given_case, write):
    other = open_case(cast.here, by=cast.lscp_unit)
    write("test.thing_changed", other, cast.police_rag, field="elsewhere")
    assert events_of_case(cast.lscp_unit, given_case).filter(data__field="elsewhere").count() == 0


def test_entry_whose_verb_no_longer_exists_is_still_shown(cast, given_case, write, monkeypatch):
    from lscp.audit import verbs

    write("test.thing_changed", given_case, cast.police_rag, field="colour")
    monkeypatch.delitem(verbs._registry, "test.thing_changed")
    assert "test: thing changed" in _words(cast.lscp_unit, given_case)


def test_file_is_marked_whole_and_recorded_and_runs_no_formula(cast, given_case, write, signed_in):
    for number in range(30):
        write("test.thing_changed", given_case, cast.police_rag, field=str(number), reason="=1+1")
    response = signed_in(cast.lscp_unit).get(reverse("record:timeline_file", args=[given_case.public_id]))
    assert response["Content-Disposition"] == f'attachment; filename="timeline-{given_case.reference}.csv"'
    assert "no-store" in response["Cache-Control"]
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[0] == rows[-1] == ["OFFICIAL-SENSITIVE"]
    assert rows[1] == [f"Timeline of case {given_case.reference}"]
    assert rows[2] == ["When (London time)", "Who", "Role and agency", "What", "Why", "Kind"]
    assert len(rows) == 3 + 31 + 1
    assert rows[3][1:] == [
        str(cast.police_rag), "Review Advisory Group member at Police", "changed the thing (29)", "'=1+1",
        "Changes",
    ]  # fmt: skip
    entry = AuditEvent.objects.get(verb="record.timeline_exported")
    assert entry.data == {"entries": 31}


def test_cells_that_begin_a_formula_are_text():
    assert safe(["=a", "+a", "-a", "@a", "\ta", "a=b", ""]) == ["'=a", "'+a", "'-a", "'@a", "'\ta", "a=b", ""]


def test_timeline_takes_the_same_queries_for_few_entries_and_for_many(
    cast, given_case, write, signed_in, django_assert_max_num_queries
):
    client = signed_in(cast.lscp_unit)
    _page(client, given_case)
    for number in range(60):
        write("test.thing_changed", given_case, cast.police_rag, field=str(number))
        enqueue("messaging_digest", to=[cast.police_rag], dedupe_key=f"k{number}", case=given_case, count=2)
    with django_assert_max_num_queries(30):
        _page(client, given_case)
