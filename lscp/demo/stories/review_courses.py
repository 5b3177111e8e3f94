"""Stretches of a rapid review that many stories share: to the Panel's first receipt, the returns, the report."""

from __future__ import annotations

from typing import Any

from lscp.demo.stories import acts, meetings
from lscp.demo.stories.acts import concluding, reporting, reviewing
from lscp.demo.stories.courses import COUNCIL, HEALTH, POLICE, arrival, views
from lscp.demo.stories.plot import At
from lscp.demo.stories.report_texts import Report

WRITER, CHECKER = "practitioner@council.example", "lead@council.example"
KNOW_NOTHING = ("lead@housing.example", "lead@probation.example")
EXECUTIVE = ("executive@police.example", "executive@council.example", "executive@icb.example")
LOOK_FOR = (
    "Every contact with the child and the adults of the home: who saw the child, what it said, what was done."
)
PERIOD = "The two years before the incident"
AGENDA = (
    "Immediate safety: is every child safe now?\nWhat each agency knew and did\nThe child’s voice\n"
    "Key practice episodes\nThe criteria, one by one\nWhat should follow, and why"
)
Steps = tuple[At, ...]


def notified(days: int, author: str, reasons: str, reference: str, **arrived: Any) -> Steps:
    """Written, considered, decided and notified within two working days."""
    return (
        *arrival(days, author, **arrived),
        At(days, "11:30", acts.consider),
        *views(days - 1),
        At(days - 1, "15:30", acts.decide("notify", reasons)),
        At(days - 1, "16:30", acts.receipt(reference)),
    )


def answered(days: int, report: Report, *, nothing: tuple[str, ...] = KNOW_NOTHING) -> Steps:
    """Three agencies are asked; the council answers in full within four working days, two know nothing.

    On the day after, the group meets.
    """
    return (
        At(days, "09:30", reviewing.ask_agencies(LOOK_FOR, PERIOD, WRITER, *nothing)),
        *(At(days - 1, "10:00", reviewing.knows_nothing(email)) for email in nothing),
        At(days - 3, "11:00", reviewing.writes(WRITER, in_short(report))),
        At(days - 3, "14:00", reviewing.finishes(WRITER, CHECKER, COUNCIL)),
        *(At(days - 4, "09:30", reviewing.accepts(email)) for email in (WRITER, *nothing)),
        At(days - 4, "10:00", meetings.call(days_ahead=1, time="13:30", agenda=AGENDA)),
        At(days - 5, "15:30", meetings.hold),
    )


def reported(days: int, report: Report, *, says: tuple[str, str, str] = ("local", "local", "local")) -> Steps:
    """The whole report: sections, criteria, the self-check and the three partners' views."""
    partners = zip((POLICE, COUNCIL, HEALTH), ("10:00", "10:40", "11:20"), says, strict=True)
    return (
        At(days, "10:00", reporting.drafts(report.sections)),
        At(days, "14:00", reporting.answers(report.local, report.national)),
        At(days, "15:00", reporting.checks_itself()),
        At(days, "15:30", reporting.asks_partners),
        *(
            At(days - 1, time, reporting.partner_says(email, choice, f"Because of {report.theme}."))
            for email, time, choice in partners
        ),
    )


def recommended(days: int, report: Report, outcome: str, *, says: tuple[str, ...] = (), **how: Any) -> Steps:
    """Asked, answered, written and passed to the Executive within ten working days from the first request."""
    views_of = (outcome,) * 3 if not says else (says[0], says[1], says[2])
    reasons = f"{report.together} What is to be learned is about {report.theme}."
    return (
        *answered(days, report),
        *reported(days - 6, report, says=views_of),
        At(days - 8, "10:00", concluding.recommends(outcome, reasons, **how)),
    )


def signed(
    days: int, *choices: str, why: str = "I have read the report and agree with its reasons."
) -> Steps:
    """The Executive's three members sign on one day."""
    given = choices or ("endorse",) * len(EXECUTIVE)
    return tuple(
        At(days, f"{hour}:15", concluding.executive_signs(email, choice, why))
        for hour, email, choice in zip((10, 11, 14), EXECUTIVE, given, strict=True)
    )


def in_short(report: Report) -> dict[tuple[str, str], dict[str, Any]]:
    """A whole return in few words, by section and page."""
    return {
        ("match", "match"): {"match": "all", "match_who": "", "match_how": "Names and birth dates agree."},
        ("match", "searched"): {"searched": "Children’s social care, early help and the front door’s log."},
        ("known", "since"): {"known_from": {"precision": "unknown"}, "known_now": "yes", "known_until": ""},
        ("known", "how"): {"known_how": report.family},
        ("events", "events"): {"key_events": report.events},
        ("child", "life"): {"life": report.facts},
        ("child", "voice"): {
            "voice": "yes", "voice_words": report.voice, "voice_acted": "It was written down.", "voice_not_why": "",
        },
        ("family", "adults"): {"adults": report.family},
        ("family", "fathers"): {"fathers": "He was spoken with once."},
        ("family", "siblings"): {"siblings": ""},
        ("equality", "identity"): {"identity": report.equality},
        ("equality", "inequality"): {
            "inequality": "not_known", "inequality_how": "", "inequality_looked": "",
        },
        ("good", "good"): {"good_practice": report.good},
        ("concerns", "concerns"): {
            "has_concerns": "yes", "concerns": report.together, "made_sense": report.episodes,
        },
        ("concerns", "system"): {"system": ["workload"], "system_detail": ""},
        ("learning", "done"): {"learning_done": f"Teams talk about {report.theme} this month."},
        ("actions", "actions"): {"actions": f"A lead is named for {report.theme}."},
        ("others", "others"): {"others": [], "others_why": ""},
    }  # fmt: skip
