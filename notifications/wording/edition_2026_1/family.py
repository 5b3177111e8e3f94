"""Section 4: brothers and sisters, and the people around the child."""

from notifications.wording.edition_2026_1.children import NAME
from notifications.wording.shapes import Kind, Page, Question, Repeats, Section, Side

SECTION = Section(
    key="family",
    number="4",
    title="Family and household",
    intro=(
        (
            "Add brothers and sisters, and the adults who live with the child or look after the child. "
            "Add anybody else who matters for keeping children safe."
        ),
    ),
    repeats=Repeats.FAMILY,
    pages=(
        Page(key="name", title="Name", questions=NAME.questions),
        Page(
            key="relations",
            title="Relation to each child",
            questions=(),
            asks_relations=True,
        ),
        Page(
            key="birth",
            questions=(
                Question(
                    key="birth_date",
                    label="Date of birth",
                    hint="If you do not know it exactly, say how well you know it.",
                    kind=Kind.UNCERTAIN_DATE,
                    side=Side.PAST,
                    required_message="Enter the date of birth, or select that it is not known",
                ),
            ),
        ),
        Page(
            key="where",
            title="Where this child is now, and whether this child is safe",
            help=("If this child is at risk now, call the front door.",),
            only_for=("sibling",),
            questions=(
                Question(
                    key="whereabouts",
                    label="Where is this child now?",
                    limit=500,
                    required_message="Enter where this child is now, or “not known”",
                ),
                Question(
                    key="safety",
                    label="What has been done to keep this child safe?",
                    kind=Kind.NARRATIVE,
                    rows=4,
                    limit=10000,
                    required_message="Enter what has been done to keep this child safe",
                ),
            ),
        ),
        Page(
            key="home",
            questions=(
                Question(
                    key="address",
                    label="Home address",
                    hint="If it is the same as a child's, say so: for example, “same as Child 1”.",
                    kind=Kind.NARRATIVE,
                    rows=4,
                    limit=2000,
                ),
            ),
        ),
        Page(
            key="risks",
            only_for=("household", "other"),
            questions=(
                Question(
                    key="known_risks",
                    label="Is anything known about this person that may put a child at risk?",
                    hint="For example, violence, drugs, alcohol or earlier concerns. Say how you know.",
                    kind=Kind.NARRATIVE,
                    rows=6,
                    limit=20000,
                ),
            ),
        ),
    ),
)
