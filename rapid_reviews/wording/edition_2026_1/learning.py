"""Sections 9 to 11: learning acted on, actions still to take, and whom else to ask."""

from notifications.wording.shapes import Kind, Page, Question, Section

DONE = Section(
    key="learning",
    number="9",
    title="Learning already acted on",
    pages=(
        Page(
            key="done",
            questions=(
                Question(
                    key="learning_done",
                    label="What has your agency learned and changed already?",
                    hint="Say what, by whom and when.",
                    kind=Kind.NARRATIVE,
                    rows=6,
                    required_message="Enter what has been changed already, or “nothing yet”",
                ),
            ),
        ),
    ),
)

ACTIONS = Section(
    key="actions",
    number="10",
    title="What your agency will do",
    pages=(
        Page(
            key="actions",
            title="Actions of your own agency",
            help=("Only what your agency can do by itself. What needs others comes with the review.",),
            questions=(
                Question(
                    key="actions",
                    label="What will your agency do?",
                    hint="For each action: what, who is responsible, and by when",
                    kind=Kind.NARRATIVE,
                    rows=6,
                    required_message="Enter what your agency will do, or “nothing more”",
                ),
            ),
        ),
    ),
)

OTHERS = Section(
    key="others",
    number="11",
    title="Whom else to ask",
    intro=("The Business Unit, the partnership's own team, reads this and decides.",),
    pages=(
        Page(
            key="others",
            title="Other agencies to ask",
            questions=(
                Question(
                    key="others",
                    label="Which other agencies may know something?",
                    kind=Kind.CHECKBOXES,
                    choices_from="agencies",
                    hint="Select all that apply. Leave it empty if you know of none.",
                ),
                Question(
                    key="others_why",
                    label="What may they know? Is there anybody else to ask?",
                    hint="For example, a club, a charity, a private doctor, or an agency in another area",
                    kind=Kind.NARRATIVE,
                    rows=4,
                    limit=5000,
                ),
            ),
        ),
    ),
)
