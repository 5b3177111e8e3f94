"""The tables of the clocks: calendar, rules, facts, ledger, reminders and proposed changes."""

from lscp.deadlines.models.calendars import BankHoliday, BankHolidaySnapshot, CalendarDay, CalendarVersion
from lscp.deadlines.models.changes import ProposedChange
from lscp.deadlines.models.ledger import Clock, Fact, SudicMeeting
from lscp.deadlines.models.reminders import Heartbeat, Rung
from lscp.deadlines.models.rules import Edition, Rule
from lscp.deadlines.models.settings import ClockSettings, FeedLink

__all__ = [
    "BankHoliday",
    "BankHolidaySnapshot",
    "CalendarDay",
    "CalendarVersion",
    "Clock",
    "ClockSettings",
    "Edition",
    "Fact",
    "FeedLink",
    "Heartbeat",
    "ProposedChange",
    "Rule",
    "Rung",
    "SudicMeeting",
]
