"""Changes to the calendar and the rules: previewed, approved by a second person, closed clocks frozen."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from lscp.accounts.models import Partnership
from lscp.accounts.roles import Role
from lscp.cases.actions import open_case
from lscp.deadlines import actions, preview
from lscp.deadlines.calendars import current_version
from lscp.deadlines.enums import ChangeKind, ChangeStatus, Entry, FactKind
from lscp.deadlines.models import (
    BankHoliday,
    BankHolidaySnapshot,
    CalendarDay,
    CalendarVersion,
    Clock,
    ClockSettings,
    ProposedChange,
    Rule,
)
from lscp.deadlines.queries import why_this_date
from lscp.deadlines.reference_data import load_reference_data
from lscp.kernel.access import OutOfScope, Refused, Stale
from lscp.messaging.models import OutboundMessage
from lscp.people.typed import text_of
from tests.integration.deadlines.conftest import day, on
from tests.integration.deadlines.test_pages import boxes

pytestmark = pytest.mark.django_db

EXTRA = {"day": "2026-03-31", "name": "Day of thanks", "kind": "bank_holiday", "applies_to": "all"}


@pytest.fixture
def propose(cast):
    def make(change=ChangeKind.ADD_DAY, by=None, **payload):
        return actions.propose_change(
            cast.here, change, payload=payload or EXTRA, reason="Announced today", by=by or cast.lscp_unit
        )

    return make


def approve(change, by):
    return actions.apply_change(change.public_id, seen=preview.fingerprint(preview.moves_of(change)), by=by)


@pytest.fixture
def given_met_clock(cast, travel):
    """A clock like the first one, already met."""
    case = open_case(cast.here, by=cast.lscp_unit)
    actions.record_fact(case, FactKind.LA_AWARE, moment=on("2026-03-23"), source="Call", by=cast.lscp_unit)
    actions.expect_clocks(case, ["notify_panel"], by=cast.lscp_unit)
    return actions.meet(case, "notify_panel", done=on("2026-03-23"), evidence="NAT-2", by=cast.lscp_unit)


def test_proposal_moves_nothing(given_notify_clock, propose, live):
    propose()
    assert (live(given_notify_clock).due_on, CalendarDay.objects.count()) == (day("2026-04-02"), 0)


def test_preview_shows_each_open_clock_with_both_dates(given_met_clock, given_notify_clock, propose):
    moves = preview.moves_of(propose())
    assert [(m.clock.chain, m.clock.due_on, m.changes["due_on"]) for m in moves] == [
        (given_notify_clock.chain, day("2026-04-02"), day("2026-04-07"))
    ]


def test_new_bank_holiday_moves_open_clocks_and_not_closed_ones(
    given_met_clock, given_notify_clock, propose, cast, live
):
    change = approve(propose(), cast.lscp_manager)
    now = live(given_notify_clock)
    assert (now.due_on, now.entry, now.calendar_version.number, text_of(now.why)) == (
        day("2026-04-07"),
        Entry.RECALCULATED,
        2,
        "Add a day to the calendar. Announced today",
    )
    assert live(given_met_clock).pk == given_met_clock.pk
    assert change.moved == [[str(given_notify_clock.chain), "2026-04-02", "2026-04-07"]]
    assert "Day of thanks (31 March)" in why_this_date(now).sentence


def test_old_row_still_explains_itself_by_its_own_calendar(given_notify_clock, propose, cast):
    approve(propose(), cast.lscp_manager)
    old = Clock.all_records.get(pk=given_notify_clock.pk)
    assert why_this_date(old).due.on == day("2026-04-02")


def test_local_closure_for_local_rules_leaves_national_clocks_alone(
    given_notify_clock, given_case, propose, cast, live
):
    actions.record_fact(
        given_case, FactKind.INFORMATION_ASKED, moment=on("2026-03-26"), source="Letter", by=cast.lscp_unit
    )
    (local,) = actions.expect_clocks(given_case, ["information_review"], by=cast.lscp_unit)
    approve(propose(**EXTRA | {"kind": "closure", "applies_to": "local"}), cast.lscp_manager)
    assert live(given_notify_clock).due_on == day("2026-04-02")
    assert (local.due_on, live(local).due_on) == (day("2026-04-13"), day("2026-04-14"))


def test_day_taken_out_again_moves_clocks_back(given_notify_clock, propose, cast, live):
    approve(propose(), cast.lscp_manager)
    added = CalendarDay.objects.get()
    approve(propose(ChangeKind.REMOVE_DAY, public_id=str(added.public_id)), cast.lscp_manager)
    assert (live(given_notify_clock).due_on, current_version(cast.here).number) == (day("2026-04-02"), 3)
    assert [
        row.due_on for row in Clock.all_records.filter(chain=given_notify_clock.chain).order_by("position")
    ] == [
        day("2026-04-02"),
        day("2026-04-07"),
        day("2026-04-02"),
    ]


def test_other_partnership_keeps_its_calendar(given_notify_clock, propose, cast):
    approve(propose(), cast.lscp_manager)
    assert current_version(cast.there).number == 1


def test_proposer_cannot_approve(propose, cast):
    with pytest.raises(Refused, match="somebody else must approve"):
        approve(propose(), cast.lscp_unit)


def test_proposer_may_approve_where_the_partnership_set_it_so(propose, cast):
    ClockSettings.objects.create(partnership=cast.here, second_person_approves=False)
    assert approve(propose(), cast.lscp_unit).status == ChangeStatus.APPLIED


def test_change_is_applied_once(propose, cast):
    change = propose()
    approve(change, cast.lscp_manager)
    with pytest.raises(Refused, match="already applied"):
        actions.apply_change(change.public_id, seen="x", by=cast.lscp_manager)


def test_approval_of_an_old_preview_is_stale(given_notify_clock, propose, cast, travel):
    change = propose()
    seen = preview.fingerprint(preview.moves_of(change))
    other = open_case(cast.here, by=cast.lscp_unit)
    actions.record_fact(other, FactKind.LA_AWARE, moment=on("2026-03-26"), source="Call", by=cast.lscp_unit)
    actions.expect_clocks(other, ["notify_panel"], by=cast.lscp_unit)
    with pytest.raises(Stale):
        actions.apply_change(change.public_id, seen=seen, by=cast.lscp_manager)
    assert (CalendarVersion.objects.filter(partnership=cast.here).count(), CalendarDay.objects.count()) == (
        1,
        0,
    )


def test_withdrawn_change_cannot_be_approved(propose, cast):
    change = propose()
    actions.withdraw_change(change.public_id, by=cast.lscp_unit)
    with pytest.raises(Refused, match="withdrawn"):
        actions.apply_change(change.public_id, seen="x", by=cast.lscp_manager)


def test_only_the_business_unit_proposes_and_approves(propose, cast):
    for person in (cast.council_notifier, cast.lscp_admin, cast.elsewhere_unit, cast.superuser):
        with pytest.raises(PermissionDenied):
            propose(by=person)
    change = propose()
    with pytest.raises(OutOfScope):
        actions.apply_change(change.public_id, seen="x", by=cast.elsewhere_unit)
    with pytest.raises(PermissionDenied):
        actions.apply_change(change.public_id, seen="x", by=cast.police_rag)


def test_holders_get_one_message_however_many_of_their_clocks_moved(
    given_notify_clock, propose, cast, travel
):
    for _number in range(3):
        case = open_case(cast.here, by=cast.lscp_unit)
        actions.record_fact(
            case, FactKind.LA_AWARE, moment=on("2026-03-26"), source="Call", by=cast.lscp_unit
        )
        actions.expect_clocks(case, ["notify_panel"], by=cast.lscp_unit)
    approve(propose(), cast.lscp_manager)
    told = OutboundMessage.objects.filter(kind="deadlines_moved").values_list("recipient__email", "context")
    assert sorted((who, context["count"]) for who, context in told) == [
        (who, 4)
        for who in (
            "director@council.example",
            "manager@lscp.example",
            "notifier@council.example",
            "unit@lscp.example",
        )
    ]


@pytest.mark.parametrize(("payload", "words"), [
    ({"day": "2026-04-04"}, "Saturday or Sunday"),
    ({"day": "2026-04-03"}, "already Good Friday"),
    ({"day": "2026-03-31", "kind": "worked"}, "not a bank holiday"),
    ({"day": "2035-04-03"}, "has no year 2035"),
])  # fmt: skip
def test_impossible_day_is_refused_with_a_sentence(propose, payload, words):
    with pytest.raises(ValueError, match=words):
        propose(**EXTRA | payload)


def test_bank_holiday_that_was_moved_is_worked(given_notify_clock, given_case, propose, cast, live):
    (review,) = actions.expect_clocks(given_case, ["rapid_review_to_panel"], by=cast.lscp_unit)
    actions.record_fact(
        given_case, FactKind.NOTIFICATION_SENT, moment=on("2026-03-26"), source="Receipt", by=cast.lscp_unit
    )
    assert live(review).due_on == day("2026-04-20")
    approve(
        propose(**EXTRA | {"day": "2026-04-06", "kind": "worked", "name": "Moved to 1 May"}),
        cast.lscp_manager,
    )
    assert live(review).due_on == day("2026-04-17")


def test_new_version_of_a_rule_moves_its_open_clocks(
    given_met_clock, given_notify_clock, propose, cast, live
):
    change = propose(
        ChangeKind.RULE,
        key="notify_panel",
        edition="WT2026",
        length=3,
        unit="working_days",
        warnings=[1, 0],
        in_force_from="2026-03-18",
    )
    approve(change, cast.lscp_manager)
    now = live(given_notify_clock)
    assert (now.due_on, now.rule.number, now.rule.partnership, now.rule.warnings) == (
        day("2026-03-31"),
        2,
        cast.here,
        [1, 0],
    )
    assert live(given_met_clock).pk == given_met_clock.pk
    assert Rule.objects.get(key="notify_panel", edition__key="WT2026", number=1).length == 5


def test_rule_version_from_a_later_day_leaves_older_cases_alone(
    given_notify_clock, propose, cast, live, travel
):
    approve(
        propose(ChangeKind.RULE, key="notify_panel", edition="WT2026", length=3, in_force_from="2026-03-27"),
        cast.lscp_manager,
    )
    assert live(given_notify_clock).due_on == day("2026-04-02")
    travel("2026-03-27T12:00")
    later = open_case(cast.here, by=cast.lscp_unit)
    actions.record_fact(later, FactKind.LA_AWARE, moment=on("2026-03-27"), source="Call", by=cast.lscp_unit)
    (clock,) = actions.expect_clocks(later, ["notify_panel"], by=cast.lscp_unit)
    assert clock.due_on == day("2026-04-01")


def test_extension_survives_a_change_of_rule(given_notify_clock, propose, cast, live):
    actions.extend(
        given_notify_clock.chain,
        seen_version=1,
        number=1,
        unit="working_days",
        reason="Snow",
        authority="Director",
        by=cast.lscp_unit,
    )
    approve(
        propose(ChangeKind.RULE, key="notify_panel", edition="WT2026", length=4, in_force_from="2026-03-18"),
        cast.lscp_manager,
    )
    assert live(given_notify_clock).due_on == day("2026-04-02")  # 4 working days and 1 more


def test_day_zero_moves_the_rapid_review(given_case, propose, cast, live, travel):
    travel("2026-04-02T12:00")
    (clock,) = actions.expect_clocks(given_case, ["rapid_review_to_panel"], by=cast.lscp_unit)
    for kind, text in ((FactKind.PARTNERS_AWARE, "2026-03-26"), (FactKind.NOTIFICATION_SENT, "2026-04-02")):
        actions.record_fact(given_case, kind, moment=on(text), source="E-mail", by=cast.lscp_unit)
    assert live(clock).due_on == day("2026-04-27")
    approve(propose(ChangeKind.DAY_ZERO, day_zero="partners_aware"), cast.lscp_manager)
    assert live(clock).due_on == day("2026-04-20")


def test_newer_list_of_bank_holidays_goes_through_the_same_preview(given_notify_clock, propose, cast, live):
    with pytest.raises(ValueError, match="already in use"):
        propose(ChangeKind.SNAPSHOT, note="newer")
    old = current_version(cast.here).snapshot
    newer = BankHolidaySnapshot.objects.create(
        digest="newer", made_on=day("2027-01-04"), package="test", first_year=2018, last_year=2032
    )
    days = [*old.days.all(), BankHoliday(day=dt.date(2026, 3, 31), name="Day of thanks")]
    BankHoliday.objects.bulk_create(
        [BankHoliday(snapshot=newer, day=each.day, name=each.name) for each in days]
    )
    change = propose(ChangeKind.SNAPSHOT, note="newer")
    assert live(given_notify_clock).due_on == day("2026-04-02")
    approve(change, cast.lscp_manager)
    assert live(given_notify_clock).due_on == day("2026-04-07")


def test_loading_what_is_shipped_again_changes_nothing(propose, cast):
    before = (Rule.objects.count(), BankHoliday.objects.count(), BankHolidaySnapshot.objects.count())
    load_reference_data()
    assert (Rule.objects.count(), BankHoliday.objects.count(), BankHolidaySnapshot.objects.count()) == before


def test_change_is_proposed_previewed_and_approved_in_the_browser(given_notify_clock, cast, signed_in, live):
    form = {"name": "Day of thanks", "kind": "bank_holiday", "applies_to": "all", "reason": "Announced"}
    client = signed_in(cast.lscp_unit)
    assert client.get(reverse("deadlines:calendar", args=["northtown"])).status_code == 200
    answer = client.post(reverse("deadlines:add_day", args=["northtown"]), form | boxes("day", "2026-03-31"))
    assert answer.status_code == 302, answer.content.decode()
    text = client.get(answer["Location"]).content.decode()
    assert "1 open clock would move" in text
    assert "7 April 2026" in text
    assert "somebody else must approve it" in text
    assert "Approve and apply" not in text
    client = signed_in(cast.lscp_manager)
    text = client.get(answer["Location"]).content.decode()
    seen = text.split('name="seen" value="')[1].split('"')[0]
    change = ProposedChange.objects.get()
    assert (
        client.post(reverse("deadlines:apply_change", args=[change.public_id]), {"seen": seen}).status_code
        == 302
    )
    assert live(given_notify_clock).due_on == day("2026-04-07")
    assert "Clocks moved" in client.get(answer["Location"]).content.decode()


def test_rule_page_proposes_a_new_version(given_notify_clock, cast, signed_in):
    client = signed_in(cast.lscp_unit)
    rule = given_notify_clock.rule
    assert "not confirmed" in client.get(reverse("deadlines:rules", args=["northtown"])).content.decode()
    data = {
        "length": "3", "unit": "working_days", "warnings": "1, 0", "guidance": "Letter", "source": "",
        "is_verified": "no", "reason": "New letter",
    } | boxes("in_force_from", "2026-03-18")  # fmt: skip
    answer = client.post(reverse("deadlines:change_rule", args=["northtown", rule.public_id]), data)
    assert answer.status_code == 302, answer.content.decode()
    assert "31 March 2026" in client.get(answer["Location"]).content.decode()


def test_restricted_case_is_not_named_in_the_preview(
    given_notify_clock, given_case, cast, propose, signed_in
):
    type(given_case).all_records.filter(pk=given_case.pk).update(is_restricted=True)
    change = propose()
    text = (
        signed_in(cast.lscp_manager)
        .get(reverse("deadlines:change", args=[change.public_id]))
        .content.decode()
    )
    assert given_case.reference not in text


def test_pages_of_another_partnership_are_not_there(cast, signed_in, propose):
    client = signed_in(cast.elsewhere_unit)
    change = propose()
    for address in (
        reverse("deadlines:calendar", args=["northtown"]),
        reverse("deadlines:rules", args=["northtown"]),
        reverse("deadlines:change", args=[change.public_id]),
    ):
        assert client.get(address).status_code == 404
    assert Partnership.objects.count() == 2


def test_administrator_alone_says_that_one_person_is_enough_and_the_manager_brings_the_rule_back(
    cast, signed_in
):
    address = reverse("deadlines:second_person", args=["northtown"])
    assert signed_in(cast.lscp_unit).post(address, {"needed": "no"}).status_code == 403
    assert signed_in(cast.elsewhere_unit).post(address, {"needed": "no"}).status_code == 404
    page = signed_in(cast.lscp_manager).post(address, {"needed": "no"})
    assert "Only the system administrator can say that one person is enough" in page.content.decode()
    assert not ClockSettings.objects.filter(partnership=cast.here, second_person_approves=False).exists()
    assert signed_in(cast.lscp_admin).post(address, {"needed": "no"}).status_code == 302
    assert ClockSettings.objects.get(partnership=cast.here).second_person_approves is False
    assert signed_in(cast.lscp_manager).post(address, {"needed": "yes"}).status_code == 302
    assert ClockSettings.objects.get(partnership=cast.here).second_person_approves is True
    both = cast.person("both", "lscp", Role.ADMINISTRATOR, Role.BUSINESS_UNIT)
    with pytest.raises(Refused):
        actions.set_second_person(cast.here, needed=False, by=both)
