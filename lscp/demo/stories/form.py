"""Writes a story into the real form, page by page, as its author types it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from lscp.demo.names import MARK
from lscp.demo.stories.tale import Child, Relative, Tale
from lscp.kernel import clock
from lscp.kernel.dates import in_london
from lscp.people.models import PersonKind
from notifications.actions.answers import save_page, say_nobody
from notifications.actions.family import add_person
from notifications.models import Notification
from notifications.queries.answers import offered_agencies

Typed = dict[str, Any]
Pages = Iterator[tuple[str, Typed]]


def boxes(day: dt.date, prefix: str = "") -> dict[str, str]:
    """A date as it stands in three boxes."""
    return {f"{prefix}day": str(day.day), f"{prefix}month": str(day.month), f"{prefix}year": str(day.year)}


def moment_boxes(instant: dt.datetime) -> dict[str, str]:
    """A date and time as typed."""
    local = in_london(instant)
    return {**boxes(local.date()), "time": f"{local:%H:%M}"}


def exactly(day: dt.date) -> dict[str, str]:
    """A date known exactly."""
    return {"precision": "exact", **boxes(day, "exact_")}


def around(day: dt.date, words: str) -> dict[str, str]:
    """A date known roughly, with the words in which it was told."""
    return {"precision": "around", **boxes(day, "around_"), "as_written": words}


class Writer:
    """One author at one form. `happened` is when the incident was, `aware` when the agency first knew."""

    def __init__(self, notification: Notification, tale: Tale, by: Any) -> None:
        self.notification, self.tale, self.by = notification, tale, by

    def save(self, section: str, pages: Pages, person: Any = None) -> None:
        """Type and save these pages."""
        for page, typed in pages:
            save_page(
                self.notification.public_id,
                section,
                page,
                typed=typed,
                seen_version=0,  # each page of a fresh form is saved for the first time
                by=self.by,
                person_id=person,
            )

    def write_first(self) -> None:
        """The two questions before everything else."""
        risk = "yes" if self.tale.at_risk else "no"
        typed = {"colleague_involved": self.tale.colleague, "at_risk_now": risk}
        self.save("first", iter([("safety", typed)]))

    def write_all(self, *, happened: dt.datetime, aware: dt.datetime, la_aware: dt.datetime | None) -> None:
        """Every section but the first."""
        self.save("about", self._about(aware, la_aware))
        self.save("agreement", self._agreement())
        for child in self.tale.children:
            row = add_person(self.notification.public_id, PersonKind.CHILD, by=self.by)
            self.save("children", self._child(child, happened.date()), row.public_id)
        self.write_family()
        self.save("incident", self._incident(happened))
        self.save("criteria", self._criteria())
        self.save("voice", self._voice())
        self.save("agencies", self._agencies())
        self.save("parallel", iter([("processes", {"processes": list(self.tale.processes)})]))
        self.save("actions", self._actions())

    def write_half(self, *, happened: dt.datetime) -> None:
        """What somebody has typed who was called away: one child and half of what happened."""
        child = self.tale.children[0]
        row = add_person(self.notification.public_id, PersonKind.CHILD, by=self.by)
        name = {"given_name": child.name.given, "family_name": child.name.family}
        self.save("children", iter([("name", name)]), row.public_id)
        when = {"happened_on": exactly(happened.date())}
        self.save("incident", iter([("when", when), ("what", {"what_happened": self.story})]))

    def write_family(self) -> None:
        """The people around the children, or that there is nobody to add."""
        if not self.tale.family:
            say_nobody(self.notification.public_id, "family", by=self.by)
        for relative in self.tale.family:
            row = add_person(self.notification.public_id, PersonKind(relative.kind), by=self.by)
            self.save("family", self._relative(relative), row.public_id)

    @property
    def story(self) -> str:
        """What happened, marked as fictional."""
        return MARK + self.tale.what

    def _about(self, aware: dt.datetime, la_aware: dt.datetime | None) -> Pages:
        yield (
            "you",
            {
                "your_name": str(self.by),
                "your_role": "Practitioner",
                "your_email": self.by.email,
                "your_phone": "01632 960 100",
            },
        )
        yield "aware", {"agency_aware": moment_boxes(aware)}
        if la_aware is None:
            yield "authority", {"la_knows": "unsure"}
        else:
            told = "The front door was called"
            yield "authority", {"la_knows": "yes", "la_aware": moment_boxes(la_aware), "la_told_how": told}
        yield "route", {"route": self.tale.route, "route_detail": self.tale.more.get("route_detail", "")}
        yield "kinds", {"kinds": list(self.tale.kinds)}
        yield "areas", {"incident_authority": self.notification.partnership.area_name}

    def _agreement(self) -> Pages:
        if self.tale.lead_discussed:
            yield (
                "lead",
                {
                    "lead_discussed": "yes",
                    "lead_name": f"The safeguarding lead of {self.notification.agency}",
                    "lead_discussed_on": boxes(clock.today()),
                },
            )
        else:
            yield "lead", {"lead_discussed": "no", "lead_not_why": "The lead is away until tomorrow."}

    def _child(self, child: Child, happened: dt.date) -> Pages:
        yield "name", {"given_name": child.name.given, "family_name": child.name.family}
        if child.due_in_days:
            due = around(clock.today() + dt.timedelta(days=child.due_in_days), "the midwife’s estimate")
            yield "birth", {"born": "no", "due_date": due}
        else:
            birth = born(happened, child.age)
            typed = around(birth, child.birth_words) if child.birth_words else exactly(birth)
            yield "birth", {"born": "yes", "birth_date": typed}
        yield "outcome", {"outcome": child.outcome}
        yield "person", {"sex": child.sex, "ethnicity": child.ethnicity, "first_language": "English"}
        if child.disability:
            yield "disability", {"disability": "yes", "disability_detail": child.disability}
        else:
            yield "disability", {"disability": "no"}
        yield "home", {"address": child.address, "home_authority": self.notification.partnership.area_name}
        if child.school:
            yield "services", {"school": child.school, "doctor": self.tale.doctor}
        yield "plan", _plan(child)
        yield "care", self._care(child)

    def _care(self, child: Child) -> Typed:
        legal = ["care_order"] if child.looked_after else ["none"]
        typed: Typed = {"legal_status": legal, "looked_after": "no", "care_leaver": "no"}
        if child.looked_after:
            area = self.notification.partnership.area_name
            typed |= {"looked_after": "yes", "placing_authority": area, "placement_type": "foster"}
        if child.care_leaver:
            typed["care_leaver"] = "yes"
        return typed

    def _relative(self, relative: Relative) -> Pages:
        yield "name", {"given_name": relative.name.given, "family_name": relative.name.family}
        is_sibling = relative.kind == PersonKind.SIBLING
        typed = {}
        for number, _child in enumerate(self.tale.children, start=1):
            typed[f"relation_{number}"] = relative.relation
            if not is_sibling:
                typed[f"responsibility_{number}"] = relative.responsibility
        yield "relations", typed
        if relative.years:
            year = str(clock.today().year - relative.years)
            yield "birth", {"birth_date": {"precision": "year", "year_year": year}}
        else:
            yield "birth", {"birth_date": {"precision": "unknown"}}
        if is_sibling:
            yield (
                "where",
                {"whereabouts": "With a grandparent", "safety": "Safe tonight. Seen by a social worker."},
            )
        elif relative.risks:
            yield "risks", {"known_risks": relative.risks}

    def _incident(self, happened: dt.datetime) -> Pages:
        tale = self.tale
        yield (
            "when",
            {
                "happened_on": exactly(in_london(happened).date()),
                "happened_time": f"{in_london(happened):%H:%M}",
            },
        )
        yield "place", {"place_type": tale.place_type, "place_detail": tale.more.get("place_detail", "")}
        yield "what", {"what_happened": self.story}
        yield "condition", {"injuries": tale.injuries}
        if tale.died:
            death = {"child_died": "yes", "death_at": moment_boxes(happened), "sudden": tale.sudden}
            yield "death", death
        else:
            yield "death", {"child_died": "no"}
        yield "cause", {"suspected_cause": tale.cause}

    def _criteria(self) -> Pages:
        tale = self.tale
        categories = list(tale.categories) if tale.abuse in {"known", "suspected"} else []
        yield "abuse", {"abuse": tale.abuse, "categories": categories, "abuse_why": tale.abuse_why}
        yield "harm", {"harm": tale.harm, "harm_why": tale.harm_why}
        yield "place", {"place": tale.place, "place_why": tale.place_why}

    def _voice(self) -> Pages:
        if self.tale.voice:
            yield (
                "voice",
                {
                    "voice": "recorded",
                    "voice_words": self.tale.voice,
                    "voice_life": "Quiet at home, happier with friends. Missed days of school or nursery.",
                    "voice_source": "Told to a member of staff, who wrote it down the same day.",
                },
            )
        else:
            yield "voice", {"voice": "not_yet", "voice_not_why": self.tale.voice_not}

    def _agencies(self) -> Pages:
        if self.tale.agencies:
            offered = offered_agencies(self.notification)
            chosen = [key for key, name in offered if name.startswith(self.tale.agencies)]
            yield "known", {"agencies_known": chosen}

    def _actions(self) -> Pages:
        yield "done", {"actions_taken": self.tale.done}
        if self.tale.media:
            yield "media", {"media_interest": "yes", "media_detail": self.tale.media}
        else:
            yield "media", {"media_interest": "no"}


def born(happened: dt.date, age: tuple[int, int]) -> dt.date:
    """The birthday of somebody so many years and days old on a day."""
    years, days = age
    day = happened - dt.timedelta(days=days)
    return day.replace(year=day.year - years, day=min(day.day, 28))


def _plan(child: Child) -> Typed:
    typed = {"child_in_need": "no", "plan_now": child.plan_now, "plan_ever": "no"}
    if child.plan_now == "yes":
        typed |= {
            "plan_category": "neglect",
            "plan_ever": "yes",
            "plan_ever_detail": "An earlier plan for neglect",
        }
    return typed
