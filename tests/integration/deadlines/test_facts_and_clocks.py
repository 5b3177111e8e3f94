"""Facts start clocks; corrections work them out again; nothing on the ledger is overwritten."""

import datetime as dt

import pytest

from lscp.audit.models import AuditEvent
from lscp.cases.models import Case
from lscp.deadlines import actions
from lscp.deadlines.compute import Moment, end_of_day
from lscp.deadlines.enums import Entry, FactKind
from lscp.deadlines.models import Clock, Fact
from lscp.people.typed import text_of
from tests.integration.deadlines.conftest import at, day, on

pytestmark = pytest.mark.django_db


def rows(clock):
    return list(
        Clock.all_records.filter(chain=clock.chain).order_by("pk").values_list("entry", "due_on", "is_live")
    )


def test_clock_starts_from_the_recorded_fact(given_notify_clock):
    clock = given_notify_clock
    assert (clock.due_on, clock.due_at, clock.is_provisional, clock.is_open) == (
        day("2026-04-02"),
        end_of_day(day("2026-04-02")),
        False,
        True,
    )


def test_clock_waits_for_its_fact(given_case, cast):
    (clock,) = actions.expect_clocks(given_case, ["rapid_review_to_panel"], by=cast.lscp_unit)
    assert (clock.entry, clock.due_on, clock.is_open) == (Entry.EXPECTED, None, False)


def test_clock_that_waits_starts_when_its_fact_is_recorded(given_case, cast, travel):
    (clock,) = actions.expect_clocks(given_case, ["rapid_review_to_panel"], by=cast.lscp_unit)
    travel("2026-04-02T17:00")
    actions.record_fact(
        given_case,
        FactKind.NOTIFICATION_SENT,
        moment=Moment.of(at("2026-04-02T16:00")),
        source="Receipt",
        by=cast.council_notifier,
    )
    assert rows(clock) == [(Entry.EXPECTED, None, False), (Entry.STARTED, day("2026-04-27"), True)]


def test_expecting_a_clock_twice_gives_one(given_notify_clock, given_case, cast):
    assert actions.expect_clocks(given_case, ["notify_panel"], by=cast.lscp_unit) == []
    assert Clock.all_records.filter(case=given_case).count() == 1


def test_unknown_rule_is_an_error(given_case, cast):
    with pytest.raises(LookupError, match="no_such_rule"):
        actions.expect_clocks(given_case, ["no_such_rule"], by=cast.lscp_unit)


def test_clock_runs_provisionally_from_the_earliest_known_fact(given_case, cast, travel):
    travel("2026-03-27T10:00")
    for kind, text in ((FactKind.PARTNERS_AWARE, "2026-03-26"), (FactKind.AGENCY_AWARE, "2026-03-24")):
        actions.record_fact(given_case, kind, moment=on(text), source="Form", by=cast.lscp_unit)
    (clock,) = actions.expect_clocks(given_case, ["notify_panel"], by=cast.lscp_unit)
    assert (clock.is_provisional, clock.start_on, clock.due_on) == (
        True,
        day("2026-03-24"),
        day("2026-03-31"),
    )


def test_provisional_clock_becomes_certain_when_the_authority_is_known_to_be_aware(
    given_case, cast, travel, live
):
    travel("2026-03-27T10:00")
    actions.record_fact(
        given_case, FactKind.AGENCY_AWARE, moment=on("2026-03-24"), source="Form", by=cast.lscp_unit
    )
    (clock,) = actions.expect_clocks(given_case, ["notify_panel"], by=cast.lscp_unit)
    actions.record_fact(
        given_case, FactKind.LA_AWARE, moment=on("2026-03-26"), source="Call", by=cast.council_notifier
    )
    now = live(clock)
    assert (now.is_provisional, now.due_on) == (False, day("2026-04-02"))
    assert rows(clock) == [
        (Entry.STARTED, day("2026-03-31"), False),
        (Entry.RECALCULATED, day("2026-04-02"), True),
    ]


def test_provisional_clock_becomes_certain_even_on_the_same_day(given_case, cast, travel, live):
    for kind in (FactKind.AGENCY_AWARE, FactKind.LA_AWARE):
        actions.record_fact(given_case, kind, moment=on("2026-03-23"), source="Form", by=cast.lscp_unit)
        actions.expect_clocks(given_case, ["notify_panel"], by=cast.lscp_unit)
    clock = Clock.all_records.get(case=given_case, is_live=True)
    assert (clock.is_provisional, clock.due_on) == (False, day("2026-03-30"))


def test_corrected_fact_moves_its_clock_and_keeps_both(given_notify_clock, given_case, cast, live):
    actions.record_fact(
        given_case,
        FactKind.LA_AWARE,
        moment=on("2026-03-24"),
        source="Duty log",
        by=cast.council_notifier,
        reason="The duty team took a call two days earlier",
    )
    now = live(given_notify_clock)
    assert (now.due_on, text_of(now.why)) == (
        day("2026-03-31"),
        "The local authority became aware: 24 March 2026. The duty team took a call two days earlier",
    )
    facts = Fact.objects.filter(case=given_case).order_by("pk").values_list("on", "is_live")
    assert list(facts) == [(day("2026-03-26"), False), (day("2026-03-24"), True)]


def test_typed_reason_stands_in_the_ledger_and_never_in_the_record(given_notify_clock, given_case, cast):
    typed = "Zebrington Quill's aunt rang earlier"
    actions.record_fact(
        given_case, FactKind.LA_AWARE, moment=on("2026-03-20"), source="Duty team", reason=typed,
        by=cast.lscp_unit,
    )  # fmt: skip
    actions.withdraw_fact(given_case, FactKind.LA_AWARE, reason=typed, by=cast.lscp_unit)
    written = [text_of(row.why) for row in Clock.all_records.all()]
    assert any(typed in words for words in written), "nothing was typed, so nothing could leak"
    kept = [f"{event.reason} {event.data}" for event in AuditEvent.objects.all()]
    assert [words for words in kept if "Zebrington" in words or "aunt" in words] == []


def test_correction_without_a_reason_is_refused(given_notify_clock, given_case, cast):
    with pytest.raises(ValueError, match="reason"):
        actions.record_fact(
            given_case, FactKind.LA_AWARE, moment=on("2026-03-24"), source="?", by=cast.council_notifier
        )


def test_saying_the_same_again_changes_nothing(given_notify_clock, given_case, cast):
    actions.record_fact(
        given_case, FactKind.LA_AWARE, moment=on("2026-03-26"), source="Again", by=cast.council_notifier
    )
    assert (Fact.objects.count(), Clock.all_records.count()) == (1, 1)


@pytest.mark.parametrize("moment", [Moment(dt.date(2026, 3, 24)), Moment.of(at("2026-03-23T09:31"))])
def test_future_fact_is_refused(given_case, cast, moment):
    with pytest.raises(ValueError, match="already have happened"):
        actions.record_fact(given_case, FactKind.LA_AWARE, moment=moment, source="?", by=cast.lscp_unit)


def test_withdrawn_fact_leaves_its_clock_waiting(given_notify_clock, given_case, cast, live):
    actions.withdraw_fact(given_case, FactKind.LA_AWARE, reason="Another case was meant", by=cast.lscp_unit)
    now = live(given_notify_clock)
    assert (now.due_on, now.is_open) == (None, False)


def test_case_is_pinned_to_the_edition_of_the_day_of_awareness(given_case, cast):
    actions.record_fact(
        given_case, FactKind.LA_AWARE, moment=on("2026-03-17"), source="Call", by=cast.lscp_unit
    )
    assert Case.all_records.get(pk=given_case.pk).guidance_edition == "WT2023"
    actions.record_fact(
        given_case,
        FactKind.LA_AWARE,
        moment=on("2026-03-18"),
        source="Call",
        by=cast.lscp_unit,
        reason="Mistyped",
    )
    assert Case.all_records.get(pk=given_case.pk).guidance_edition == "WT2026"


def test_rule_that_the_edition_does_not_hold_is_left_out(given_case, cast):
    actions.record_fact(
        given_case, FactKind.LA_AWARE, moment=on("2020-03-17"), source="Call", by=cast.lscp_unit
    )
    assert actions.expect_clocks(given_case, ["notify_care_leaver_death"], by=cast.lscp_unit) == []


def test_late_entry_is_judged_by_the_evidence(given_notify_clock, given_case, cast, travel):
    travel("2026-04-20T10:00")
    met = actions.meet(
        given_case,
        "notify_panel",
        done=Moment.of(at("2026-04-02T23:59")),
        evidence="NAT-1",
        by=cast.council_notifier,
    )
    assert (met.is_late, met.met_at, met.met_recorded_at, met.is_open) == (
        False,
        at("2026-04-02T23:59"),
        at("2026-04-20T10:00"),
        False,
    )


def test_met_a_minute_after_midnight_is_late(given_notify_clock, given_case, cast, travel):
    travel("2026-04-03T00:01")
    met = actions.meet(
        given_case,
        "notify_panel",
        done=Moment.of(at("2026-04-03T00:00")),
        evidence="NAT-1",
        by=cast.council_notifier,
    )
    assert met.is_late is True


def test_evidence_from_the_future_is_refused(given_notify_clock, given_case, cast):
    with pytest.raises(ValueError, match="not happened yet"):
        actions.meet(
            given_case, "notify_panel", done=on("2026-03-27"), evidence="NAT-1", by=cast.council_notifier
        )


def test_meeting_a_clock_again_corrects_the_evidence_in_a_new_row(
    given_notify_clock, given_case, cast, travel
):
    travel("2026-04-02T10:00")
    for text in ("2026-04-01", "2026-04-02"):
        actions.meet(given_case, "notify_panel", done=on(text), evidence="NAT-1", by=cast.council_notifier)
    assert [entry for entry, _due, _live in rows(given_notify_clock)] == [
        Entry.STARTED,
        Entry.MET,
        Entry.MET_CORRECTED,
    ]


def test_correcting_a_fact_works_a_met_clock_out_again(given_notify_clock, given_case, cast, travel, live):
    travel("2026-04-02T10:00")
    actions.meet(
        given_case, "notify_panel", done=on("2026-04-02"), evidence="NAT-1", by=cast.council_notifier
    )
    actions.record_fact(
        given_case,
        FactKind.LA_AWARE,
        moment=on("2026-03-24"),
        source="Log",
        by=cast.lscp_unit,
        reason="Earlier call",
    )
    now = live(given_notify_clock)
    assert (now.due_on, now.is_late, now.is_open) == (day("2026-03-31"), True, False)


@pytest.mark.parametrize(("sudden", "keys"), [
    ("yes", {"child_death_notification", "sudic_home_visit", "sudic_meeting"}),
    ("in_doubt", {"child_death_notification", "sudic_home_visit", "sudic_meeting"}),
    ("no", {"child_death_notification"}),
])  # fmt: skip
def test_death_starts_the_clocks_that_follow_it(given_case, cast, sudden, keys):
    actions.record_fact(
        given_case,
        FactKind.DEATH,
        moment=on("2026-03-20"),
        source="Hospital",
        by=cast.lscp_unit,
        sudden=sudden,
    )
    assert set(Clock.all_records.values_list("rule_key", flat=True)) == keys


def test_sudic_meeting_stays_due_on_a_holiday(given_case, cast, travel):
    travel("2026-03-28T10:00")
    actions.record_fact(
        given_case,
        FactKind.DEATH,
        moment=on("2026-03-27"),
        source="Hospital",
        by=cast.lscp_unit,
        sudden="yes",
    )
    assert Clock.all_records.get(rule_key="sudic_meeting").due_on == day("2026-04-03")  # Good Friday


def test_sudic_meeting_is_met_by_the_managers_record(given_case, cast, travel):
    travel("2026-03-30T10:00")
    actions.record_fact(
        given_case,
        FactKind.DEATH,
        moment=on("2026-03-27"),
        source="Hospital",
        by=cast.lscp_unit,
        sudden="yes",
    )
    actions.record_sudic_meeting(
        given_case,
        held_on=day("2026-03-29"),
        attended="Police, hospital",
        refers_to_rag=True,
        reason="Possible neglect",
        by=cast.lscp_manager,
    )
    clock = Clock.all_records.get(rule_key="sudic_meeting", is_live=True)
    assert (clock.met_at, clock.is_late) == (end_of_day(day("2026-03-29")), False)


def test_clock_started_by_hand_keeps_its_start_when_facts_change(given_case, cast, live):
    clock = actions.start_clock(
        given_case,
        "immediate_safety",
        start=Moment.of(at("2026-03-23T09:00")),
        by=cast.police_practitioner,
        subject="task-1",
        agency=cast.agencies["police"],
    )
    actions.record_fact(
        given_case, FactKind.LA_AWARE, moment=on("2026-03-20"), source="Call", by=cast.lscp_unit
    )
    assert live(clock).due_at == at("2026-03-23T13:00")


def test_every_row_of_the_ledger_is_on_the_record(given_notify_clock, given_case, cast, travel):
    travel("2026-04-02T10:00")
    actions.meet(
        given_case, "notify_panel", done=on("2026-04-02"), evidence="NAT-1", by=cast.council_notifier
    )
    verbs = (
        AuditEvent.objects.filter(verb__startswith="deadlines.")
        .order_by("position")
        .values_list("verb", "data__due")
    )
    assert list(verbs) == [
        ("deadlines.fact_recorded", None),
        ("deadlines.edition_pinned", None),
        ("deadlines.clock_started", ["not set", "2026-04-02"]),
        ("deadlines.clock_met", ["2026-04-02", "2026-04-02"]),
    ]
