"""Who gives a view: each partner by one person, a deputy in their place, nobody who raised it or has a conflict."""

import pytest
from django.urls import reverse

from lscp.accounts import actions as accounts
from lscp.accounts.models import Seat
from lscp.accounts.roles import Role
from lscp.cases.models import Case
from lscp.kernel.access import Refused
from lscp.meetings.models import QuorumSetting
from lscp.signing.models import SigningRound
from notifications.actions import consideration
from notifications.actions.restricted import shut_out
from notifications.policies import judgement as policies
from tests import given
from tests.integration.notifications.judging import last_messages, page, text, verdicts

SECRET = "Quillbrook laughed at the hearing"


def test_four_partners_are_asked_where_two_councils_share(cast, group):
    accounts.place_agency(
        cast.agencies["elsewhere"], cast.here, statutory_partner="local_authority", by=cast.system
    )
    second = cast.person("shared_rag", "elsewhere", Role.RAG_MEMBER)
    record = given.given_under_consideration(cast)
    statuses = []
    for person in (cast.police_rag, cast.council_rag, cast.icb_rag, second):
        given.given_view(record, person)
        statuses.append(given.fresh(record).status)
    assert statuses == ["consideration", "consideration", "consideration", "decision"]


def test_quorum_of_meetings_opens_no_views(cast, group):
    QuorumSetting.objects.create(group=group, partners_needed=2, set_by=cast.lscp_manager)
    record = given.given_under_consideration(cast)
    opened = []
    for person in (cast.police_rag, cast.icb_rag, cast.council_rag):
        given.given_view(record, person)
        opened.append((SigningRound.all_records.get().is_open, given.fresh(record).status))
    assert opened == [(False, "consideration"), (False, "consideration"), (True, "decision")]


@pytest.mark.parametrize("how", ["steps aside", "is shut out"])
def test_views_open_when_the_only_person_waited_for_leaves(cast, asked, how):
    for person in (cast.police_rag, cast.council_rag):
        given.given_view(asked, person)
    if how == "steps aside":
        consideration.declare_conflict(asked.public_id, reason="My nephew", by=cast.icb_rag)
    else:
        Case.all_records.filter(pk=asked.case_id).update(is_restricted=True)
        version = given.fresh(asked).version
        shut_out(asked.public_id, seen_version=version, person=cast.icb_rag, by=cast.lscp_unit)
    record = given.fresh(asked)
    assert (SigningRound.all_records.get().is_open, record.status) == (True, "decision")
    assert "rag@police.example" in [email for email, _, _ in last_messages("views_open")]


def test_views_open_without_a_partner_whose_only_member_raised_it(cast, group):
    record = given.given_under_consideration(cast, by=cast.police_rag, agency="police")
    given.given_view(record, cast.council_rag)
    given.given_view(record, cast.icb_rag)
    assert (SigningRound.all_records.get().is_open, given.fresh(record).status) == (True, "decision")


def test_deputy_is_told_who_gave_the_view_and_signs_a_new_version_once_open(cast, group, signed_in):
    accounts.add_seat(
        group, cast.police_only_here, cast.agencies["police"], seat=Seat.DEPUTY, deputy_for=cast.police_rag,
        by=cast.system,
    )  # fmt: skip
    record = given.given_under_consideration(cast)
    assert record.case.reference in text(signed_in(cast.police_only_here).get("/"))
    given.given_view(record, cast.police_rag, rationale=SECRET)
    client = signed_in(cast.police_only_here)
    views, form = (
        text(page(signed_in, cast.police_only_here, name, record)) for name in ("views", "give_view")
    )
    for body in (views, form):
        assert "Police Rag has given your agency" in body
        assert SECRET not in body
    assert record.case.reference not in text(client.get("/"))
    assert "Police Rag has given" not in text(page(signed_in, cast.council_rag, "views", record))
    for person in (cast.council_rag, cast.icb_rag):
        given.given_view(record, person)
    body = text(page(signed_in, cast.police_only_here, "give_view", record))
    assert "Police Rag gave your agency" in body
    given.given_view(record, cast.police_only_here, "not_met", rationale="We see it otherwise")
    body = text(page(signed_in, cast.lscp_unit, "views", record))
    assert body.count(SECRET) == 1
    assert "We see it otherwise" in body


@pytest.mark.parametrize("author", ["police_rag", "council_rag"])
def test_author_never_gives_a_view(cast, group, author):
    person = getattr(cast, author)
    record = given.given_under_consideration(cast, by=person, agency=author.split("_")[0])
    assert verdicts(policies.can_give_view, record, person) == ["conflict"]
    with pytest.raises(Refused):
        given.given_view(record, person)
    assert person.email not in [email for email, _, _ in last_messages("view_wanted")]


def test_conflict_shuts_out_of_deciding_and_the_deputy_acts(cast, group, signed_in):
    accounts.add_seat(
        group, cast.police_only_here, cast.agencies["police"], seat=Seat.DEPUTY, deputy_for=cast.police_rag,
        by=cast.system,
    )  # fmt: skip
    record = given.given_under_consideration(cast)
    given.given_view(record, cast.police_rag, "not_met", rationale=SECRET)
    client = signed_in(cast.police_rag)
    client.post(
        reverse("notifications:declare_conflict", args=[record.public_id]), {"reason": "My own nephew"}
    )
    assert verdicts(policies.can_give_view, record, cast.police_rag, cast.police_only_here) == [
        "conflict",
        "",
    ]
    assert last_messages("conflict_declared") == [
        ("manager@lscp.example", record.case.reference, {}), ("unit@lscp.example", record.case.reference, {}),
    ]  # fmt: skip
    read = {w: "My own nephew" in text(page(signed_in, getattr(cast, w), "views", record)) for w in
            ("lscp_unit", "council_rag", "police_rag", "icb_rag", "lscp_scrutineer")}  # fmt: skip
    assert read == {
        "lscp_unit": True, "council_rag": True, "police_rag": True, "icb_rag": False,
        "lscp_scrutineer": False,
    }  # fmt: skip
    for person in (cast.council_rag, cast.icb_rag, cast.police_only_here):
        given.given_view(record, person)
    assert given.fresh(record).status == "decision"
    body = text(page(signed_in, cast.lscp_unit, "views", record))
    assert "Deputy for Police Rag." in body
    assert "Whoever signed it declared a conflict of interest." in body


def test_whoever_declares_a_conflict_may_shut_themselves_out(cast, asked, signed_in):
    client = signed_in(cast.icb_rag)
    url = reverse("notifications:declare_conflict", args=[asked.public_id])
    answer = client.post(url, {"reason": "My own nephew", "shut_out": "on"})
    assert (answer.status_code, answer["Location"]) == (302, reverse("home"))
    found = [page(signed_in, cast.icb_rag, name, asked).status_code for name in ("case", "views")]
    assert found == [404, 404]
    assert page(signed_in, cast.police_rag, "views", asked).status_code == 200
