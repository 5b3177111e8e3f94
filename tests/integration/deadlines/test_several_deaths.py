"""Two children of one case who died on different days: each has its own facts, time limits and meeting."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from lscp.audit.models import AuditEvent
from lscp.deadlines import actions, policies, sweep
from lscp.deadlines.compute import end_of_day
from lscp.deadlines.enums import Entry, FactKind
from lscp.deadlines.feed import feed_of
from lscp.deadlines.models import Clock, Fact, Rung, SudicMeeting
from lscp.deadlines.preview import moves_of
from lscp.deadlines.rule_choice import live_facts
from lscp.kernel.access import Refused, Stale
from lscp.messaging.models import OutboundMessage
from lscp.people.models import Person, PersonKind
from lscp.people.typed import text_of
from tests.integration.deadlines.conftest import day, on
from tests.integration.deadlines.test_pages import boxes

pytestmark = pytest.mark.django_db

AFTER_A_DEATH = {"child_death_notification", "sudic_home_visit", "sudic_meeting"}


@pytest.fixture
def children(given_case):
    """Three children of one case."""
    return [
        Person.all_records.create(case=given_case, kind=PersonKind.CHILD, number=number)
        for number in (1, 2, 3)
    ]


@pytest.fixture
def first_death(given_case, children, cast, travel):
    """Somebody died on Friday 20 March; nobody had to say who."""
    travel("2026-03-23T10:00")
    return actions.record_fact(
        given_case,
        FactKind.DEATH,
        moment=on("2026-03-20"),
        source="The form",
        by=cast.lscp_unit,
        sudden="yes",
    )


def another(case, cast, child, first=None, moment="2026-03-22", sudden="yes", **given):
    seen = given.pop("seen_version", Fact.objects.filter(case=case, kind="death").count())
    return actions.record_another_death(
        case, child=child, first=first, seen_version=seen, moment=on(moment), sudden=sudden,
        source="Hospital", by=cast.lscp_unit, **given,
    )  # fmt: skip


def due(child, key="sudic_meeting"):
    found = Clock.all_records.filter(is_live=True, rule_key=key, child=child).values_list("due_on", flat=True)
    return list(found)


def test_each_child_has_a_clock_from_its_own_day(given_case, first_death, children, cast):
    chain = Clock.all_records.get(rule_key="sudic_meeting").chain
    another(given_case, cast, children[1], first=children[0])
    assert (due(None), due(children[0]), due(children[1])) == ([], [day("2026-03-27")], [day("2026-03-29")])
    assert Clock.all_records.get(chain=chain, is_live=True).child == children[0]
    for child in children[:2]:
        keys = Clock.all_records.filter(is_live=True, child=child).values_list("rule_key", flat=True)
        assert set(keys) == AFTER_A_DEATH


def test_first_death_keeps_its_source_and_its_history(given_case, first_death, children, cast):
    another(given_case, cast, children[1], first=children[0])
    named = Fact.objects.get(child=children[0])
    assert (named.supersedes, named.on, named.sudden, text_of(named.source)) == (
        first_death, day("2026-03-20"), "yes", "The form",
    )  # fmt: skip
    rows = Clock.all_records.filter(rule_key="sudic_meeting", child=children[0], is_live=True)
    ledger = Clock.all_records.filter(chain=rows.get().chain).order_by("position")
    assert [(row.entry, row.due_on, row.child) for row in ledger] == [
        (Entry.STARTED, day("2026-03-27"), None),
        (Entry.RECALCULATED, day("2026-03-27"), children[0]),
    ]


def test_naming_the_first_child_tells_nobody_again(given_case, first_death, children, cast, travel):
    travel("2026-03-26T10:00")
    sweep.fire_due_rungs()
    told = OutboundMessage.objects.count()
    assert told > 0
    another(given_case, cast, children[1], first=children[0], moment="2026-03-26", sudden="no")
    sweep.fire_due_rungs()
    first = Clock.all_records.filter(child=children[0]).values_list("chain", flat=True)
    again = Rung.objects.filter(clock__chain__in=first, clock__child=children[0], fired_at__isnull=False)
    assert list(again) == []
    assert OutboundMessage.objects.filter(path__contains=str(first[0])).count() < told


def test_correcting_one_death_moves_only_that_childs_clocks(given_case, first_death, children, cast):
    another(given_case, cast, children[1], first=children[0])
    actions.record_fact_by_hand(
        given_case, FactKind.DEATH, child=children[1], seen_version=1, moment=on("2026-03-21"), sudden="yes",
        source="Hospital", reason="The certificate says so", by=cast.lscp_unit,
    )  # fmt: skip
    assert (due(children[0]), due(children[1])) == ([day("2026-03-27")], [day("2026-03-28")])
    moved = Clock.all_records.get(rule_key="sudic_meeting", child=children[1], is_live=True)
    assert (moved.entry, text_of(moved.why)) == (
        Entry.RECALCULATED, "Child 2 died: 21 March 2026. The certificate says so",
    )  # fmt: skip


def test_death_that_was_expected_starts_no_meeting_for_that_child(given_case, first_death, children, cast):
    another(given_case, cast, children[1], first=children[0], sudden="no")
    assert (due(children[0]), due(children[1])) == ([day("2026-03-27")], [])
    assert due(children[1], "child_death_notification") == [day("2026-03-23")]


def test_taking_off_one_death_leaves_the_other_childs_clock(given_case, first_death, children, cast):
    another(given_case, cast, children[1], first=children[0])
    actions.withdraw_fact(given_case, FactKind.DEATH, child=children[1], reason="Mistake", by=cast.lscp_unit)
    assert (due(children[0]), due(children[1])) == ([day("2026-03-27")], [None])
    assert live_facts(given_case)[FactKind.DEATH].child == children[0]


def test_third_death_needs_nobody_named_again(given_case, first_death, children, cast, travel):
    another(given_case, cast, children[1], first=children[0])
    travel("2026-03-24T10:00")
    another(given_case, cast, children[2], moment="2026-03-24")
    assert [due(child) for child in children] == [
        [day("2026-03-27")], [day("2026-03-29")], [day("2026-03-31")],
    ]  # fmt: skip
    assert policies.can_record_another_death(cast.lscp_unit, given_case).code == "state"


@pytest.mark.parametrize("first", [None, 1])
def test_first_child_must_be_named_and_be_another(given_case, first_death, children, cast, first):
    with pytest.raises(ValueError, match="Say which child"):
        another(given_case, cast, children[1], first=None if first is None else children[first])
    assert Fact.objects.filter(child__isnull=False).count() == 0


def test_death_is_recorded_once_for_a_child(given_case, first_death, children, cast):
    another(given_case, cast, children[1], first=children[0])
    with pytest.raises(Refused):
        another(given_case, cast, children[1])
    fact = Fact.objects.get(child=children[1])
    with pytest.raises(IntegrityError), transaction.atomic():
        Fact.objects.create(
            case=given_case, kind="death", child=children[1], on=fact.on, recorded_by=cast.lscp_unit
        )


def test_second_person_who_records_is_told_that_it_changed(given_case, first_death, children, cast):
    another(given_case, cast, children[1], first=children[0])
    with pytest.raises(Stale):
        another(given_case, cast, children[2], seen_version=1)


def test_no_other_death_where_the_form_names_one_child(given_case, cast, travel):
    Person.all_records.create(case=given_case, kind=PersonKind.CHILD, number=1)
    actions.record_fact(given_case, FactKind.DEATH, moment=on("2026-03-20"), source="Form", by=cast.lscp_unit)
    assert policies.can_record_another_death(cast.lscp_unit, given_case).code == "state"


def test_death_without_a_child_is_refused_once_children_are_named(given_case, first_death, children, cast):
    another(given_case, cast, children[1], first=children[0])
    told = {"moment": on("2026-03-19"), "source": "Hospital", "sudden": "yes", "by": cast.lscp_unit}
    with pytest.raises(Refused):
        actions.record_fact_by_hand(given_case, FactKind.DEATH, seen_version=1, reason="Wrong", **told)
    with pytest.raises(ValueError, match="Say which child died"):
        actions.record_fact(given_case, FactKind.DEATH, reason="Wrong", **told)


def test_form_corrects_the_death_that_it_told_of(given_case, first_death, children, cast):
    another(given_case, cast, children[1], first=children[0])
    told = actions.Happened(FactKind.DEATH, on("2026-03-19"), "The form", "yes", "Amended")
    actions.record_facts(given_case, [told], leaves_others=True, by=cast.lscp_unit)
    assert (due(children[0]), due(children[1])) == ([day("2026-03-26")], [day("2026-03-29")])
    actions.take_back_fact(given_case, FactKind.DEATH, source="The form", reason="Amended", by=cast.lscp_unit)
    assert (due(children[0]), due(children[1])) == ([None], [day("2026-03-29")])


def meeting(case, cast, *children, held_on="2026-03-23"):
    return actions.record_sudic_meeting(
        case, held_on=day(held_on), attended="Police", refers_to_rag=True, reason="Neglect",
        by=cast.lscp_manager, children=children,
    )  # fmt: skip


def test_meeting_about_one_child_leaves_the_others_clock_running(given_case, first_death, children, cast):
    another(given_case, cast, children[1], first=children[0])
    meeting(given_case, cast, children[0])
    rows = Clock.all_records.filter(rule_key="sudic_meeting", is_live=True).order_by("child__number")
    assert list(rows.values_list("met_at", "is_open")) == [
        (end_of_day(day("2026-03-23")), False),
        (None, True),
    ]
    assert policies.can_record_sudic_meeting(cast.lscp_manager, given_case)


def test_one_meeting_about_both_children_meets_both_clocks(given_case, first_death, children, cast):
    another(given_case, cast, children[1], first=children[0])
    assert [one.child for one in meeting(given_case, cast, *children[:2])] == children[:2]
    assert not Clock.all_records.filter(rule_key="sudic_meeting", is_live=True, is_open=True).exists()
    assert policies.can_record_sudic_meeting(cast.lscp_manager, given_case).code == "state"


@pytest.mark.parametrize("about", [(), (2,), (0, 2)])
def test_meeting_is_about_children_whose_death_calls_for_it(given_case, first_death, children, cast, about):
    another(given_case, cast, children[1], first=children[0])
    with pytest.raises(ValueError, match="Select which children"):
        meeting(given_case, cast, *(children[number] for number in about))
    assert SudicMeeting.objects.count() == 0


def test_meeting_held_before_the_second_death_stays_the_first_childs(given_case, first_death, children, cast):
    meeting(given_case, cast)
    another(given_case, cast, children[1], first=children[0])
    assert SudicMeeting.objects.get().child == children[0]
    rows = Clock.all_records.filter(rule_key="sudic_meeting", is_live=True).order_by("child__number")
    assert [(row.met_at is not None, row.is_open) for row in rows] == [(True, False), (False, True)]


def test_pages_name_each_child_by_number(given_case, first_death, children, cast, signed_in):
    another(given_case, cast, children[1], first=children[0])
    client = signed_in(cast.lscp_unit)
    page = client.get(reverse("deadlines:case_clocks", args=[given_case.public_id])).content.decode()
    for words in ("Child 1 died", "Child 2 died", "(SUDIC) (Child 1)", "(SUDIC) (Child 2)"):
        assert words in page
    assert "The child died" not in page
    row = Clock.all_records.get(rule_key="sudic_meeting", child=children[1], is_live=True)
    why = client.get(row.get_absolute_url()).content.decode()
    assert "7 calendar days after Sunday 22 March 2026 (day 0), when Child 2 died" in why


def test_page_of_one_death_says_nothing_of_children(given_case, first_death, children, cast, signed_in):
    page = signed_in(cast.lscp_unit).get(reverse("deadlines:case_clocks", args=[given_case.public_id]))
    text = page.content.decode()
    assert "The child died" in text
    assert "Child 1" not in text


def test_another_death_is_recorded_on_its_page(given_case, first_death, children, cast, signed_in):
    address = reverse("deadlines:another_death", args=[given_case.public_id])
    data = {
        "first": str(children[0].public_id), "child": str(children[0].public_id), "sudden": "in_doubt",
        "source": "Hospital", "seen_version": "1", **boxes("happened", "2026-03-22"),
    }  # fmt: skip
    client = signed_in(cast.council_notifier)
    assert "Whose death on 20 March 2026" in client.get(address).content.decode()
    refused = client.post(address, data)
    assert "Select another child" in refused.content.decode()
    answer = client.post(address, data | {"child": str(children[1].public_id)})
    assert answer.status_code == 302, answer.content.decode()
    assert due(children[1]) == [day("2026-03-29")]


def test_death_of_one_child_is_corrected_and_taken_off_on_its_pages(
    given_case, first_death, children, cast, signed_in
):
    another(given_case, cast, children[1], first=children[0])
    client = signed_in(cast.lscp_unit)
    page = reverse("deadlines:death", args=[given_case.public_id, children[1].public_id])
    assert "Recorded now: 22 March 2026" in client.get(page).content.decode()
    data = {
        "sudden": "yes", "source": "Hospital", "reason": "Read again", "seen_version": "1",
        **boxes("happened", "2026-03-21"),
    }  # fmt: skip
    answer = client.post(page, data)
    assert answer.status_code == 302, answer.content.decode()
    assert due(children[1]) == [day("2026-03-28")]
    away = reverse("deadlines:death_withdraw", args=[given_case.public_id, children[1].public_id])
    assert client.post(away, {"reason": "Mistake", "seen_version": "2"}).status_code == 302
    assert (due(children[0]), due(children[1])) == ([day("2026-03-27")], [None])
    other = reverse("deadlines:death", args=[given_case.public_id, children[2].public_id])
    assert client.get(other).status_code == 404


def test_meeting_page_asks_which_children_it_was_about(given_case, first_death, children, cast, signed_in):
    another(given_case, cast, children[1], first=children[0])
    address = reverse("deadlines:sudic_meeting", args=[given_case.public_id])
    data = {"attended": "Police", "refers_to_rag": "no", "reason": "None"} | boxes("held_on", "2026-03-23")
    client = signed_in(cast.lscp_manager)
    assert "Select which children" in client.post(address, data).content.decode()
    answer = client.post(address, data | {"children": [str(children[1].public_id)]})
    assert answer.status_code == 302, answer.content.decode()
    assert SudicMeeting.objects.get().child == children[1]


def test_messages_and_record_say_nothing_of_which_child(given_case, first_death, children, cast, travel):
    another(given_case, cast, children[1], first=children[0])
    travel("2026-04-01T10:00")
    sweep.fire_due_rungs()
    told = OutboundMessage.objects.filter(kind__startswith="deadline_")
    assert told.count() > 0
    assert [one.context for one in told if "Child 2" in f"{one.context}{one.path}"] == []
    assert [one.data for one in AuditEvent.objects.all() if "Child 2" in str(one.data)] == []
    rows = Clock.all_records.filter(is_live=True, child=children[1]).select_related("rule", "case")
    assert b"Child 2" not in feed_of(list(rows))


def test_change_to_the_rule_previews_each_childs_clock(given_case, first_death, children, cast):
    another(given_case, cast, children[1], first=children[0])
    change = actions.propose_change(
        cast.here, "rule", reason="Sooner", by=cast.lscp_unit,
        payload={
            "key": "sudic_meeting", "edition": "WT2026", "length": 6, "unit": "calendar_days",
            "in_force_from": "2018-01-01",
        },
    )  # fmt: skip
    assert [(move.clock.child, move.changes["due_on"]) for move in moves_of(change)] == [
        (children[0], day("2026-03-26")), (children[1], day("2026-03-28")),
    ]  # fmt: skip
