"""Dates that cannot be right when they are read together. They are said, and never stop anybody saving."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from lscp.kernel import clock
from lscp.kernel.dates import UncertainDate, british_date
from notifications.queries.answers import Form, PersonAnswers
from notifications.wording import Kind
from notifications.wording.stored import decoded

DAYS_OVERDUE = 42
"""A baby expected longer ago than this many calendar days has been born (local rule)."""


@dataclass(frozen=True)
class Impossible:
    """Answers that contradict each other, said on one page; `also` are the other pages it concerns."""

    section: str
    page: str
    sentence: str
    person_id: str = ""
    label: str = ""
    also: tuple[tuple[str, str, str], ...] = ()

    def concerns(self, section: str, page: str, person_id: str) -> bool:
        """Whether a page is one of those to say it on."""
        return (section, page, person_id) in {(self.section, self.page, self.person_id), *self.also}


def impossible_dates(form: Form) -> list[Impossible]:
    """Every contradiction between the dates of a form."""
    incident, about = form.content.get("incident", {}), form.content.get("about", {})
    happened = decoded(Kind.UNCERTAIN_DATE, incident.get("happened_on"))
    died = incident.get("child_died") == "yes"
    death = decoded(Kind.DATE_TIME, incident.get("death_at")) if died else None
    death_day = death.day if death else None
    found: list[Impossible] = []
    if happened is not None:
        found += _awareness(happened, about)
        if death_day is not None and happened.is_surely_after(death_day):
            found.append(
                Impossible(
                    "incident",
                    "death",
                    f"The day the child died must not be before the incident ({happened.words})",
                    also=(("incident", "when", ""),),
                )
            )
    for child in form.children:
        found += _birth(child, happened, death_day)
    return found


def _awareness(happened: UncertainDate, about: dict[str, object]) -> Iterator[Impossible]:
    asked = [("agency_aware", "aware", "your agency")]
    if about.get("la_knows") == "yes":
        asked.append(("la_aware", "authority", "the local authority"))
    for key, page, who in asked:
        aware = decoded(Kind.DATE_TIME, about.get(key))
        if aware is not None and happened.is_surely_after(aware.day):
            yield Impossible(
                "about",
                page,
                f"The day {who} first knew must not be before the incident ({happened.words})",
                also=(("incident", "when", ""),),
            )


def _birth(
    child: PersonAnswers, happened: UncertainDate | None, death_day: dt.date | None
) -> Iterator[Impossible]:
    if child.content.get("born") == "no":
        yield from _expected(child)
        return
    birth = decoded(Kind.UNCERTAIN_DATE, child.content.get("birth_date"))
    if birth is None:
        return
    died = child.content.get("outcome") == "died"
    if died and death_day is not None and birth.is_surely_after(death_day):
        yield Impossible(
            "children",
            "birth",
            f"The date of birth must not be after the day the child died ({british_date(death_day)})",
            child.id,
            child.person.label,
            also=(("incident", "death", ""),),
        )
    hurt = child.content.get("outcome") not in {"not_harmed", None}
    was_born = child.content.get("born_then") != "no"
    after = happened is not None and happened.latest is not None and birth.is_surely_after(happened.latest)
    if hurt and was_born and after and happened is not None:
        yield Impossible(
            "children",
            "birth",
            (
                f"The date of birth must not be after the incident ({happened.words}). "
                "If the child was not born yet when it happened, select that"
            ),
            child.id,
            child.person.label,
            also=(("incident", "when", ""),),
        )


def _expected(child: PersonAnswers) -> Iterator[Impossible]:
    due = decoded(Kind.UNCERTAIN_DATE, child.content.get("due_date"))
    limit = clock.today() - dt.timedelta(days=DAYS_OVERDUE)
    if due is not None and due.is_surely_before(limit):
        yield Impossible(
            "children",
            "birth",
            f"The expected date ({due.words}) is too long ago for a child who is not born yet",
            child.id,
            child.person.label,
        )
