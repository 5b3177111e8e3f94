"""What the clock pages print: rows and entries for the components, in words. No rules, no scope."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from lscp.deadlines import deaths
from lscp.deadlines.access import kept_rules
from lscp.deadlines.calendar import DayKind
from lscp.deadlines.compute import Unit, words_for
from lscp.deadlines.enums import AppliesTo, FactKind, Sudden
from lscp.deadlines.explain import Explanation, clock_time, long_date
from lscp.deadlines.ladder import BREACH
from lscp.deadlines.models import Clock, Fact, Rule, Rung, SudicMeeting
from lscp.deadlines.queries import HAS_A_PAGE, ClockView, FactLine, RapidReviewDate, event_of
from lscp.deadlines.worklists import NextClock
from lscp.kernel.dates import british_date, british_datetime
from lscp.people.typed import text_of
from lscp.web.components import Action, Cell, Status, SummaryRow, TimelineEntry
from lscp.web.wording import plural

HIDDEN = "Written for readers of the case"
STRIP_HEADERS = ("Day", "Count", "Why")
BOARD_HEADERS = ("Time limit", "Case", "Due", "State", "Time left", "Agency", "Kind")
CASE_HEADERS = ("Time limit", "Due", "State", "Time left", "Kind")
RAPID_REVIEW_HEADERS = ("Counted from", "Day 0", "Due", "Which counts")
REMINDER_HEADERS = ("Sent", "What for", "Also stands for")
MOVE_HEADERS = ("Time limit", "Case", "Due now", "Would be due")


def status_of(view: ClockView) -> Status:
    """The state as a tag."""
    return Status(view.words.label, view.words.colour)  # type: ignore[arg-type]


def due_words(row: Clock | NextClock) -> str:
    """When a clock ends, with the time for hours clocks."""
    if row.due_on is None or row.due_at is None:
        return "Not started"
    if row.unit == Unit.HOURS:
        return f"{clock_time(row.due_at)} on {british_date(row.due_on)}"
    return british_date(row.due_on)


def kind_words(rule: Rule) -> str:
    """How binding the rule is, and whether anybody has read its source."""
    return rule.get_kind_display() + ("" if rule.is_verified else " (not confirmed)")


def _note(row: Clock) -> str:
    if row.start_fact is not None and row.start_fact.kind == FactKind.NEW_INFORMATION:
        return "Since new information opened the case again"
    return "Provisional: the authority's awareness is not recorded yet" if row.is_provisional else ""


def _title(row: Clock) -> Cell:
    return Cell(row.title, href=row.get_absolute_url(), note=_note(row))


def board_rows(views: Iterable[ClockView]) -> list[list[Cell | str]]:
    """The rows of the board and of work lists."""
    return [
        [
            _title(view.clock),
            _case(view.clock),
            due_words(view.clock),
            Cell(status=status_of(view), note="Reason needed" if view.clock.needs_reason else ""),
            view.left,
            str(view.clock.agency or "Whole partnership"),
            kind_words(view.clock.rule),
        ]
        for view in views
    ]


def _case(row: Clock) -> Cell:
    """The case, with the way to its clocks; not from a clock whose holder may see no more of the case."""
    is_own = row.rule_key in kept_rules()
    address = "" if is_own else reverse("deadlines:case_clocks", args=[row.case.public_id])
    return Cell(row.case.reference, href=address)


def case_rows(views: Iterable[ClockView]) -> list[list[Cell | str]]:
    """The rows of a case's clocks."""
    return [
        [_title(v.clock), due_words(v.clock), Cell(status=status_of(v)), v.left, kind_words(v.clock.rule)]
        for v in views
    ]


def strip_rows(explanation: Explanation) -> list[list[Cell | str]]:
    """The day-by-day strip: each day, the number it carries, and why it counts or does not."""
    return [[long_date(day.day), _count(day.number), _why(day)] for day in explanation.strip]


def _count(number: int | None) -> str:
    return "Not counted" if number is None else f"Day {number}"


def _why(day: Any) -> str:
    parts = []
    if day.is_start:
        parts.append("The start: day 0")
    if day.number is None or (day.is_start and day.kind is not DayKind.WORKING):
        parts.append(day.note or day.kind.value.capitalize())
    elif day.note and not day.is_start:
        parts.append(f"{day.note}, which counts here")
    if day.is_due:
        parts.append("Due")
    return ". ".join(parts) or "Counts"


@dataclass(frozen=True)
class Typed:
    """What somebody typed into a row of the ledger, opened for one reader."""

    why: str = ""
    authority: str = ""
    met_evidence: str = ""
    late_reason: str = ""


def typed_words(row: Clock, *, sees_case: bool) -> Typed:
    """What was typed into a row; not for a reader of the clock who does not see its case."""
    if sees_case:
        words = (
            text_of(row.why),
            text_of(row.authority),
            text_of(row.met_evidence),
            text_of(row.late_reason),
        )
        return Typed(*words)
    return Typed(
        met_evidence=HIDDEN if row.met_evidence_id else "", late_reason=HIDDEN if row.late_reason_id else ""
    )


def clock_facts(view: ClockView, typed: Typed) -> list[SummaryRow]:
    """The facts of one clock: rule, source, start, end, how it was met, reason for lateness."""
    row, rule = view.clock, view.clock.rule
    rows = [
        SummaryRow("Case", row.case.reference),
        SummaryRow("Time limit", str(row.terms)),
        SummaryRow("Kind", kind_words(rule)),
        SummaryRow("Comes from", f"{rule.guidance} ({rule.edition.title})"),
        SummaryRow("Source", rule.source or "Not given"),
        SummaryRow("Started", _start_words(row)),
        SummaryRow("Due", due_words(row)),
        SummaryRow("Calendar", f"Version {row.calendar_version.number}, {row.calendar_version.snapshot}"),
    ]
    if row.met_at:
        rows.append(SummaryRow("Done, on the evidence", _met_words(row)))
        rows.append(SummaryRow("Evidence", typed.met_evidence))
        recorded = (
            f"{british_datetime(row.met_recorded_at)} by {row.met_recorded_by}" if row.met_recorded_at else ""
        )
        rows.append(SummaryRow("Typed in", recorded))
    if row.is_late:
        rows.append(
            SummaryRow("Reason for lateness", typed.late_reason, missing="Not given yet", is_narrative=True)
        )
    if rule.met_only_by and not row.met_at:
        rows.append(SummaryRow("What stops it", f"Only {rule.met_only_by}"))
    return rows


def _start_words(row: Clock) -> str:
    if row.start_on is None:
        return f"Not yet: that {row.event_words} has not been recorded"
    when = british_datetime(row.start_at) if row.start_at else f"{british_date(row.start_on)}, time not known"
    return f"{when}: {event_of(row)}" + (" (provisional)" if row.is_provisional else "")


def _met_words(row: Clock) -> str:
    if row.met_at is None:
        return ""
    return (
        british_datetime(row.met_at) if row.met_time_known else f"{british_date(row.met_at)}, time not known"
    )


def ledger_entries(rows: Sequence[Clock], *, sees_case: bool) -> list[TimelineEntry]:
    """The ledger of one clock, newest first: what changed, from which date to which, why and by whom."""
    return [
        TimelineEntry(
            row.get_entry_display(),
            str(row.written_by),
            row.written_at,
            _change_words(row, typed_words(row, sees_case=sees_case)),
        )
        for row in rows
    ]


def _change_words(row: Clock, typed: Typed) -> str:
    old = row.supersedes
    parts = [_moved(old, row), typed.why]
    if typed.authority:
        parts.append(f"Agreed by: {typed.authority}")
    if row.entry in ("met", "met_corrected"):
        parts.append(f"Done {_met_words(row)}. Evidence: {typed.met_evidence}")
    return "\n".join(part for part in parts if part)


def reminder_rows(rungs: Iterable[Rung]) -> list[list[Cell | str]]:
    """The reminders that went out: when, what for, and how many earlier ones each stands for."""
    return [
        [british_datetime(rung.fired_at), _rung_words(rung), _passed_over(rung)]
        for rung in rungs
        if rung.fired_at
    ]


def _rung_words(rung: Rung) -> str:
    if rung.number == BREACH:
        return "The time limit had passed"
    if rung.number > BREACH:
        return f"Late: reminder {rung.number} since the end"
    if rung.number == 0:
        return "The last day"
    unit = Unit.HOURS if rung.clock.unit == Unit.HOURS else Unit.WORKING_DAYS
    return f"{words_for(rung.number, unit)} before the end"


def _passed_over(rung: Rung) -> str:
    if not rung.covers:
        return "None"
    return f"{plural(rung.covers, 'earlier reminder')}, passed over: nothing was sent when they fell due"


def _moved(old: Clock | None, row: Clock) -> str:
    if row.due_on is None:
        return ""
    if old is None or old.due_at is None:
        return f"Due {due_words(row)}."
    return "" if old.due_at == row.due_at else f"Due {due_words(old)} before, now {due_words(row)}."


def fact_rows(case: Any, lines: Iterable[FactLine], *, may_record: bool) -> list[SummaryRow]:
    """What is recorded to have happened, with a link to record or correct it."""
    return [
        SummaryRow(
            line.title,
            fact_now(line.fact),
            _fact_actions(case, line) if may_record and line.kind in HAS_A_PAGE else (),
            missing="Not recorded yet",
        )
        for line in lines
    ]


def _fact_actions(case: Any, line: FactLine) -> tuple[Action, ...]:
    about = f"when {line.words}"
    page, args = "fact", [case.public_id, line.kind]
    if line.child is not None:
        page, args = "death", [case.public_id, line.child.public_id]
    record = Action("Correct" if line.fact else "Record", reverse(f"deadlines:{page}", args=args), about)
    if line.fact is None or line.kind == FactKind.NEW_INFORMATION:
        return (record,)
    return (record, Action("Take off", reverse(f"deadlines:{page}_withdraw", args=args), about))


def fact_now(fact: Fact | None) -> str:
    """A fact in words: when, and how that is known."""
    if fact is None:
        return ""
    when = british_datetime(fact.at) if fact.at else f"{british_date(fact.on)}, time not known"
    sudden = f". Sudden and unexpected: {Sudden(fact.sudden).label.lower()}" if fact.sudden else ""
    return f"{when}. Source: {text_of(fact.source)}{sudden}"


def has_sudden_death(case: Any) -> bool:
    """Whether the case has a death that calls for the meeting."""
    return any(fact.is_sudden for fact in deaths.of_case(case))


def rapid_review_rows(dates: Iterable[RapidReviewDate]) -> list[list[Cell | str]]:
    """The three possible due dates of the rapid review, and which one counts here."""
    return [
        [
            "If the notification is sent today" if each.if_today else each.kind.label,
            british_date(each.start) if each.start else "Not recorded yet",
            british_date(each.end.on) if each.end else "Not known yet",
            "This one counts (partnership setting)" if each.governs else "For comparison",
        ]
        for each in dates
    ]


def move_rows(moves: Iterable[Any]) -> list[list[Cell | str]]:
    """What a change would move: each clock with its date now and then."""
    return [
        [
            Cell(move.clock.title, href=move.clock.get_absolute_url()),
            move.clock.case.reference,
            due_words(move.clock),
            _then(move),
        ]
        for move in moves
    ]


def _then(move: Any) -> str:
    day: dt.date | None = move.changes["due_on"]
    if day is None:
        return "Waits for its starting event"
    if move.changes["unit"] == Unit.HOURS:
        return f"{clock_time(move.changes['due_at'])} on {british_date(day)}"
    return british_date(day)


def rule_words(rule: Rule) -> str:
    """ "5 working days, reminders 3, 1 and 0 working days before"."""
    unit = "hours" if rule.unit == Unit.HOURS else "working days"
    listed = ", ".join(str(number) for number in rule.warnings)
    return f"{words_for(rule.length, Unit(rule.unit))}; reminders {listed} {unit} before"


def payload_words(payload: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What a proposed change holds, as label and words."""
    words: list[tuple[str, str]] = []
    if "day" in payload:
        words.append(("Day", long_date(dt.date.fromisoformat(payload["day"]))))
    if "name" in payload:
        words.append(("Name", payload["name"]))
    if "applies_to" in payload:
        words.append(("Which clocks", AppliesTo(payload["applies_to"]).label))
    if "day_zero" in payload:
        words.append(("Counted from", FactKind(payload["day_zero"]).label))
    if "key" in payload:
        title = Rule.objects.filter(key=payload["key"]).values_list("title", flat=True).first()
        words.append(("Rule", str(title)))
        words.append(("Length", words_for(payload["length"], Unit(payload.get("unit", Unit.WORKING_DAYS)))))
        words.append(("In force from", british_date(dt.date.fromisoformat(payload["in_force_from"]))))
    return words


def sudic_meetings(case: Any) -> list[tuple[str, list[SummaryRow]]]:
    """Each recorded meeting after a sudden unexpected death, with its heading."""
    found = SudicMeeting.objects.select_related("child", "considered_by")
    found = found.prefetch_related("attended__key", "reason__key")
    return [(_meeting_heading(meeting), _sudic_rows(meeting)) for meeting in found.filter(case=case)]


def _meeting_heading(meeting: SudicMeeting) -> str:
    whose = f" of {meeting.child.label}" if meeting.child is not None else ""
    return f"Meeting after the sudden unexpected death{whose}"


def _sudic_rows(meeting: SudicMeeting) -> list[SummaryRow]:
    return [
        SummaryRow("Held", british_date(meeting.held_on)),
        SummaryRow("Agencies there", text_of(meeting.attended), is_narrative=True),
        SummaryRow("Referred to the Review Advisory Group", "Yes" if meeting.refers_to_rag else "No"),
        SummaryRow("Reasons", text_of(meeting.reason), is_narrative=True),
        SummaryRow("Considered by", f"{meeting.considered_by}, {british_datetime(meeting.considered_at)}"),
    ]
