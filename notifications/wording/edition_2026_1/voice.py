"""Section 7, the voice of the child: section 3 of the paper form, kept as a section of its own."""

from notifications.wording.shapes import Choice, Kind, Page, Question, Section

SECTION = Section(
    key="voice",
    number="7",
    title="The voice of the child",
    intro=(
        (
            "What did the child say, show or do? What was a day in this child's life like? This matters "
            "for a baby, for a child who cannot speak, and for a child who has died."
        ),
    ),
    pages=(
        Page(
            key="voice",
            title="What the child said or showed",
            help=(
                "If nobody has asked yet, say why. We keep asking until we have an answer.",
                (
                    "Do not ask the child about what happened if police or social workers have not agreed"
                    " to it."
                ),
            ),
            examples=(
                "Words the child said, and to whom.",
                "A baby cried when one adult came near, and was calm with another.",
                "A friend or a teacher says what the child told them.",
            ),
            questions=(
                Question(
                    key="voice",
                    label="Do you know what the child said or showed?",
                    kind=Kind.RADIO,
                    choices=(
                        Choice("recorded", "Yes", reveals=("voice_words", "voice_life", "voice_source")),
                        Choice("not_yet", "Not yet", reveals=("voice_not_why",)),
                    ),
                    required_message="Select whether you know what the child said or showed",
                ),
                Question(
                    key="voice_words",
                    label="What did the child say or show?",
                    hint="Use the child's own words where you can.",
                    kind=Kind.NARRATIVE,
                    rows=8,
                    required_message="Enter what the child said or showed",
                ),
                Question(
                    key="voice_life",
                    label="What was life like for the child?",
                    hint="At home, at school, with friends",
                    kind=Kind.NARRATIVE,
                    rows=6,
                    required_message="Enter what life was like for the child",
                ),
                Question(
                    key="voice_source",
                    label="How do you know?",
                    hint="Who heard or saw it, and when",
                    kind=Kind.NARRATIVE,
                    rows=3,
                    limit=10000,
                    required_message="Enter how you know",
                ),
                Question(
                    key="voice_not_why",
                    label="Why not yet?",
                    hint="For example, the child is too ill to talk. Say who will ask, and when.",
                    kind=Kind.NARRATIVE,
                    rows=4,
                    limit=10000,
                    required_message="Enter why the child's voice is not yet obtained",
                ),
            ),
        ),
        Page(
            key="unknown",
            questions=(
                Question(
                    key="voice_unknown",
                    label="What do we not know about the child's life?",
                    kind=Kind.NARRATIVE,
                    rows=4,
                    limit=20000,
                ),
            ),
        ),
    ),
)
