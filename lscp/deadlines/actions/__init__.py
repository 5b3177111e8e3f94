"""Everything that changes a fact, a clock, the calendar or a rule: one function for each decision."""

from lscp.deadlines.actions.changes import apply_change, propose_change, set_second_person, withdraw_change
from lscp.deadlines.actions.clocks import (
    cancel,
    cancel_clocks,
    expect_clocks,
    explain_lateness,
    extend,
    meet,
    meet_clock,
    pause,
    resume,
    start_clock,
    take_back_extension,
)
from lscp.deadlines.actions.deaths import record_another_death, record_sudic_meeting
from lscp.deadlines.actions.facts import (
    Happened,
    record_fact,
    record_fact_by_hand,
    record_facts,
    take_back_fact,
    withdraw_fact,
)
from lscp.deadlines.actions.feeds import end_feed_link, make_feed_link
from lscp.deadlines.actions.own_clocks import cancel_one, run_again, set_date

__all__ = [
    "Happened",
    "apply_change",
    "cancel",
    "cancel_clocks",
    "cancel_one",
    "end_feed_link",
    "expect_clocks",
    "explain_lateness",
    "extend",
    "make_feed_link",
    "meet",
    "meet_clock",
    "pause",
    "propose_change",
    "record_another_death",
    "record_fact",
    "record_fact_by_hand",
    "record_facts",
    "record_sudic_meeting",
    "resume",
    "run_again",
    "set_date",
    "set_second_person",
    "start_clock",
    "take_back_extension",
    "take_back_fact",
    "withdraw_change",
    "withdraw_fact",
]
