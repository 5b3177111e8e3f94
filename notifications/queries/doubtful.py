"""Answers that are strange beside each other. They are asked about before sending, and never stop it."""

from __future__ import annotations

from collections.abc import Iterator

from notifications.enums import Harm
from notifications.queries.answers import Form, PersonAnswers
from notifications.wording import Kind
from notifications.wording.stored import decoded

GROWN_UP = 18
"""Years; a child is anybody younger (Children Act 2004 s65, Children Act 1989 s105)."""
NHS_LENGTH = 10
NHS_MODULUS = 11


def doubts(form: Form) -> list[str]:
    """Every one in a sentence that says what to look at."""
    return [*_death(form), *(one for child in form.children for one in _child(form, child))]


def _death(form: Form) -> Iterator[str]:
    """Whether a child died is told in three places: of each child, of the incident, of the second test."""
    said = {
        "section 3": _any_died(form),
        "section 5": {"yes": True, "no": False}.get(form.content.get("incident", {}).get("child_died", "")),
        "section 6": {
            Harm.DIED: True, Harm.BOTH: True, Harm.SERIOUSLY_HARMED: False, Harm.NEITHER: False,
        }.get(form.content.get("criteria", {}).get("harm", "")),
    }  # fmt: skip
    yes = [where for where, answer in said.items() if answer is True]
    no = [where for where, answer in said.items() if answer is False]
    if yes and no:
        yield f"You say in {_listed(yes)} that a child died, and in {_listed(no)} that no child died. Which is right?"


def _any_died(form: Form) -> bool | None:
    outcomes = [child.content["outcome"] for child in form.children if child.content.get("outcome")]
    return "died" in outcomes if outcomes else None


def _listed(places: list[str]) -> str:
    return " and ".join(places)


def _child(form: Form, child: PersonAnswers) -> Iterator[str]:
    label = child.person.label
    happened = decoded(Kind.UNCERTAIN_DATE, form.content.get("incident", {}).get("happened_on"))
    birth = decoded(Kind.UNCERTAIN_DATE, child.content.get("birth_date"))
    if (
        happened
        and birth
        and happened.earliest
        and birth.latest
        and child.content.get("care_leaver") != "yes"
    ):
        years = happened.earliest.year - birth.latest.year
        before = (happened.earliest.month, happened.earliest.day) < (birth.latest.month, birth.latest.day)
        age = years - before
        if age >= GROWN_UP:
            yield (
                f"{label} was {age} when it happened. Is the date of birth right? "
                "If it is, say in section 3 whether this is a care leaver."
            )
    number = "".join(one for one in str(child.content.get("nhs_number", "")) if one.isdigit())
    if number and not _is_nhs_number(number):
        yield f"The NHS number of {label} is not one that exists. Check each figure, or leave it out."
    status = child.content.get("legal_status") or []
    if len(status) > 1 and {"none", "unknown"} & set(status):
        yield f"The legal status of {label} says “None” or “Not known” and something else. Which is right?"


def _is_nhs_number(number: str) -> bool:
    """The last figure checks the others (NHS Data Dictionary, modulus 11)."""
    if len(number) != NHS_LENGTH:
        return False
    total = sum(
        int(figure) * weight for figure, weight in zip(number, range(NHS_LENGTH, 1, -1), strict=False)
    )
    return (NHS_MODULUS - total % NHS_MODULUS) % NHS_MODULUS == int(number[-1])
