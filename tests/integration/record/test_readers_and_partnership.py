"""Who read an agency's information; the partnership's own record, which holds nothing about any case."""

import pytest
from django.urls import reverse

from lscp.audit.models import AuditEvent
from lscp.cases.actions import open_case
from lscp.messaging import broker


@pytest.fixture(autouse=True)
def _broker_answers(monkeypatch):
    monkeypatch.setattr(broker, "ping", lambda: True)


def _page(client, name, query=""):
    response = client.get(reverse(name) + query)
    assert response.status_code == 200
    return response.content.decode()


def test_agency_sees_who_read_what_it_contributed(cast, given_case, write, signed_in):
    police, icb = cast.agencies["police"], cast.agencies["icb"]
    write("test.thing_viewed", given_case, cast.council_rag, contributed_by=police)
    write("test.thing_viewed", given_case, cast.lscp_unit, contributed_by=[police, icb])
    write("test.thing_viewed", given_case, cast.lscp_scrutineer, contributed_by=icb)
    write("test.thing_changed", given_case, cast.lscp_manager, field="x", contributed_by=police)
    write("test.thing_viewed", given_case, cast.council_legal, contributed_by=police, compartment="secret:x")
    page = _page(signed_in(cast.police_lead), "record:readers")
    assert f"{cast.council_rag}" in page
    assert f"{cast.lscp_unit}" in page
    for other in (cast.lscp_scrutineer, cast.lscp_manager, cast.council_legal):
        assert str(other) not in page
    assert "Showing 1 to 2 of 2 readings" in page
    assert given_case.reference in page
    assert AuditEvent.objects.filter(verb="record.readers_viewed").count() == 1


def test_readings_of_a_case_one_may_not_see_are_not_shown(cast, write, signed_in):
    police = cast.agencies["police"]
    there = open_case(cast.there, by=cast.elsewhere_unit)
    write("test.thing_viewed", there, cast.elsewhere_rag, contributed_by=police)
    assert there.reference not in _page(signed_in(cast.police_only_here), "record:readers")
    assert there.reference in _page(signed_in(cast.police_only_there), "record:readers")


def test_agency_one_does_not_work_for_cannot_be_chosen(cast, given_case, write, signed_in):
    icb = cast.agencies["icb"]
    write("test.thing_viewed", given_case, cast.council_rag, contributed_by=icb)
    page = _page(signed_in(cast.police_lead), "record:readers", f"?agency={icb.public_id}")
    assert "Nobody has read it yet" in page
    assert signed_in(cast.superuser).get(reverse("record:readers")).status_code == 404


def test_partnership_record_shows_accounts_and_refusals_and_no_case(cast, given_case, write, signed_in):
    write("test.thing_changed", given_case, cast.police_rag, field="case content")
    signed_in(cast.police_lead).get(reverse("record:partnership"))
    signed_in(cast.police_lead).get(
        reverse("record:timeline", args=[open_case(cast.there, by=cast.system).public_id])
    )
    client = signed_in(cast.lscp_admin)
    refused = _page(client, "record:partnership", "?kind=refusal")
    assert "Was refused: reading the record of the partnership" in refused
    assert "Was refused: reading the timeline of the case" in refused
    everything = client.get(reverse("record:partnership_file")).content.decode()
    for hidden in ("case content", given_case.reference, "SOU-"):
        assert hidden not in everything
    assert "added Police to the partnership" in everything


def test_partnership_record_holds_nothing_of_another_partnership(cast, signed_in):
    from lscp.accounts import actions

    actions.change_partnership(cast.there, by=cast.system, contact_phone="01000 999999")
    signed_in(cast.elsewhere_unit).get(reverse("record:partnership"))
    file = signed_in(cast.lscp_manager).get(reverse("record:partnership_file")).content.decode()
    assert str(cast.elsewhere_unit) not in file
    assert "contact_phone" not in file
    page = _page(signed_in(cast.lscp_manager), "record:partnership", "?partnership=southtown")
    assert cast.here.name in page
    assert cast.there.name not in page


def test_partnership_record_is_for_its_manager_and_administrator(cast, signed_in):
    for name in ("record:partnership", "record:partnership_file"):
        for reader in (cast.lscp_manager, cast.lscp_admin):
            assert signed_in(reader).get(reverse(name)).status_code == 200
        for other in (cast.lscp_unit, cast.police_rag, cast.superuser, cast.elsewhere_unit):
            assert signed_in(other).get(reverse(name)).status_code == 403
    verbs = AuditEvent.objects.filter(verb__startswith="record.partnership").values_list("verb", flat=True)
    assert sorted(verbs) == ["record.partnership_exported"] * 2 + ["record.partnership_viewed"] * 2
