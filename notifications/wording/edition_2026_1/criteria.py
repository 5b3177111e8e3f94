"""Section 6: the three tests of the law, asked as questions. The answers inform the decision, never make it.

Source: Children Act 2004 section 16C(1) and the definitions of Working Together (docs/sources.md).
"""

from notifications.enums import Abuse, Harm, Place
from notifications.wording.shapes import Choice, Kind, Page, Question, Section

CATEGORIES = (
    Choice("physical", "Physical abuse"),
    Choice("emotional", "Emotional abuse"),
    Choice("sexual", "Sexual abuse"),
    Choice("neglect", "Neglect"),
    Choice("exploitation", "Exploitation", "Somebody used the child, for example for crime or sex"),
    Choice("domestic_abuse", "Domestic abuse", "A child who sees or hears it is harmed too"),
    Choice("intra_familial", "Harm inside the family"),
    Choice("extra_familial", "Harm outside the family"),
    Choice("unknown", "Not known yet"),
)

ASKS_KIND = (Abuse.KNOWN, Abuse.SUSPECTED)

SECTION = Section(
    key="criteria",
    number="6",
    title="The three questions of the law",
    intro=(
        (
            "The law asks three questions. Say what you think and why. You do not decide: the "
            "partnership's members and the council do. If you are not sure, say so."
        ),
    ),
    pages=(
        Page(
            key="abuse",
            title="Abuse or neglect",
            definition=(
                (
                    "Abuse is hurting a child, or letting a child be hurt. It can be to the body, the "
                    "feelings, or sexual."
                ),
                (
                    "Neglect is not giving a child what every child needs, again and again or very badly:"
                    " food, warmth, care, a doctor, somebody watching."
                ),
                "“Suspected” means that you have a reason to think so. You need no proof.",
            ),
            examples=(
                "A baby has broken bones and nobody can say how.",
                "A teenager died by suicide, and the family was known for violence at home.",
                "A child drowned in the bath while nobody was watching.",
            ),
            questions=(
                Question(
                    key="abuse",
                    label="Is abuse or neglect of a child known or suspected?",
                    kind=Kind.RADIO,
                    choices=tuple(
                        Choice(value, label, reveals=("categories",) if value in ASKS_KIND else ())
                        for value, label in Abuse.choices
                    ),
                    required_message="Select whether abuse or neglect is known or suspected",
                ),
                Question(
                    key="categories",
                    label="What kind of abuse or neglect?",
                    hint="If it is known or suspected. Select all that apply",
                    kind=Kind.CHECKBOXES,
                    choices=CATEGORIES,
                    required_message="Select what kind of abuse or neglect it is, or “Not known yet”",
                ),
                Question(
                    key="abuse_why",
                    label="Why do you think so?",
                    hint="What was seen, heard or said, and by whom",
                    kind=Kind.NARRATIVE,
                    rows=6,
                    required_message=(
                        "Enter why you think that abuse or neglect is known or suspected, or is not"
                    ),
                ),
            ),
        ),
        Page(
            key="harm",
            title="Death or serious harm",
            definition=(
                (
                    "Serious harm is more than being hurt for a short time. It includes serious or long-"
                    "lasting harm to the body, the mind, feelings, learning, or how a child gets on with "
                    "others."
                ),
                (
                    "A child who gets better may still have been seriously harmed. It may have happened "
                    "only once."
                ),
                "If you are not sure that the harm will last, but it is likely, say “seriously harmed”.",
            ),
            examples=(
                "A child was in intensive care and is now well.",
                "A child was sexually abused for a long time and cannot go to school.",
                "A child tried to die by suicide and nearly did.",
            ),
            questions=(
                Question(
                    key="harm",
                    label="Did a child die, or was a child seriously harmed?",
                    kind=Kind.RADIO,
                    choices=tuple(Choice(value, label) for value, label in Harm.choices),
                    required_message="Select whether a child died or was seriously harmed",
                ),
                Question(
                    key="harm_why",
                    label="Why do you think so?",
                    hint="What doctors or others have said about how bad it is, and whether it will last",
                    kind=Kind.NARRATIVE,
                    rows=6,
                    required_message=(
                        "Enter why you think that a child died or was seriously harmed, or was not"
                    ),
                ),
            ),
        ),
        Page(
            key="place",
            title="Where it happened, and where the child lives",
            definition=(
                "If it happened in this area, it does not matter where the child lives.",
                (
                    "If it happened outside England, it counts when the child normally lives in this "
                    "area. Wales, Scotland and Northern Ireland are outside England."
                ),
            ),
            examples=(
                "A child from another town was hurt here: “in this partnership's area”.",
                "A child from here died on holiday in Wales: “outside England”.",
                "A child from here was hurt in another English town: “somewhere else”. That council leads.",
            ),
            questions=(
                Question(
                    key="place",
                    label="Where did it happen?",
                    kind=Kind.RADIO,
                    choices=tuple(Choice(value, label) for value, label in Place.choices),
                    required_message="Select where it happened",
                ),
                Question(
                    key="place_why",
                    label="Why do you think so?",
                    hint="For example, how you know where the child normally lives",
                    kind=Kind.NARRATIVE,
                    rows=4,
                    required_message="Enter why you think that it happened there",
                ),
            ),
        ),
    ),
)
