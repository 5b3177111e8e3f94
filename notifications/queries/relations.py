"""How the people around a child are related to each child: the questions asked, one set for each child."""

from __future__ import annotations

from dataclasses import replace

from lscp.people.models import PersonKind
from notifications.queries.answers import Form, PersonAnswers
from notifications.wording import Choice, Kind, Page, Question

RELATIONS = (
    Choice("mother", "Mother"),
    Choice("father", "Father"),
    Choice("step_parent", "Step-parent"),
    Choice("parents_partner", "A parent's partner"),
    Choice("grandparent", "Grandparent"),
    Choice("other_relative", "Other relative"),
    Choice("foster_carer", "Foster carer or other carer"),
    Choice("partner", "The child's own partner or friend"),
    Choice("own_child", "The child's own baby"),
    Choice("lodger", "Lives in the same home, not related"),
    Choice("visitor", "Visits the home"),
    Choice("none", "No relation"),
    Choice("unknown", "Not known"),
)
SIBLINGS = (
    Choice("sibling", "Brother or sister"),
    Choice("half_sibling", "Half-brother or half-sister"),
    Choice("step_sibling", "Step-brother or step-sister"),
    Choice("same_home", "Another child in the same home"),
    Choice("none", "No relation"),
    Choice("unknown", "Not known"),
)
RESPONSIBILITY = (Choice("yes", "Yes"), Choice("no", "No"), Choice("unknown", "Not known"))
RESPONSIBLE = {"yes": True, "no": False}
LABELS = {choice.value: choice.label for choice in (*SIBLINGS, *RELATIONS)}


def relation_key(number: int) -> str:
    """The key of the question about one child."""
    return f"relation_{number}"


def responsibility_key(number: int) -> str:
    """The key of the question about parental responsibility for one child."""
    return f"responsibility_{number}"


def relations_page(page: Page, form: Form, one: PersonAnswers) -> Page:
    """The page of relations as it is asked about one person, with a question for each child."""
    is_sibling = one.person.kind == PersonKind.SIBLING
    questions: list[Question] = []
    for child in form.children:
        number = child.person.number
        questions.append(
            Question(
                key=relation_key(number),
                label=f"What is this person to Child {number}?",
                kind=Kind.RADIO,
                choices=SIBLINGS if is_sibling else RELATIONS,
                required_message=f"Select what this person is to Child {number}",
            )
        )
        if not is_sibling:
            questions.append(
                Question(
                    key=responsibility_key(number),
                    label=f"Does this person have parental responsibility for Child {number}?",
                    hint="The rights and duties of a parent by law.",
                    kind=Kind.RADIO,
                    choices=RESPONSIBILITY,
                    required_message=(
                        f"Select yes if this person has parental responsibility for Child {number}"
                    ),
                )
            )
    return replace(page, questions=tuple(questions))
