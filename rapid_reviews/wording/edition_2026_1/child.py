"""Sections 4 to 6: the child's life and voice, the adults around them, identity and inequality."""

from notifications.wording.shapes import Choice, Kind, Page, Question, Section

CHILD = Section(
    key="child",
    number="4",
    title="The child’s life and voice",
    intro=(
        (
            "What was a day in this child's life like? This matters for a baby, for a child who cannot speak, "
            "and for a child who has died."
        ),
    ),
    pages=(
        Page(
            key="life",
            questions=(
                Question(
                    key="life",
                    label="What was life like for the child?",
                    hint="At home, at school or nursery, with friends. Say how you know.",
                    kind=Kind.NARRATIVE,
                    rows=8,
                    required_message="Enter what life was like for the child, or “we do not know”",
                ),
            ),
        ),
        Page(
            key="voice",
            title="What the child said or showed",
            help=("If nobody asked or listened, say so, and why. That is learning too.",),
            questions=(
                Question(
                    key="voice",
                    label="Do your records hold what the child said or showed?",
                    kind=Kind.RADIO,
                    choices=(
                        Choice("yes", "Yes", reveals=("voice_words", "voice_acted")),
                        Choice("no", "No", reveals=("voice_not_why",)),
                    ),
                    required_message="Select yes if your records hold what the child said or showed",
                ),
                Question(
                    key="voice_words",
                    label="What did the child say or show, to whom and when?",
                    hint="Use the child's own words where you can.",
                    kind=Kind.NARRATIVE,
                    rows=8,
                    required_message="Enter what the child said or showed",
                ),
                Question(
                    key="voice_acted",
                    label="What did your agency do about it?",
                    kind=Kind.NARRATIVE,
                    rows=4,
                    required_message="Enter what your agency did about it",
                ),
                Question(
                    key="voice_not_why",
                    label="Why not?",
                    kind=Kind.NARRATIVE,
                    rows=4,
                    limit=10000,
                    required_message="Enter why your records do not hold it",
                ),
            ),
        ),
    ),
)

FAMILY = Section(
    key="family",
    number="5",
    title="Family, fathers and other adults",
    pages=(
        Page(
            key="adults",
            title="Who cared for the child",
            questions=(
                Question(
                    key="adults",
                    label="What do you know about the adults who cared for the child?",
                    hint="Their own needs and strengths: health, alcohol or drugs, violence at home, money, housing",
                    kind=Kind.NARRATIVE,
                    rows=8,
                    required_message="Enter what you know about these adults, or “nothing”",
                ),
            ),
        ),
        Page(
            key="fathers",
            title="Fathers and other adults",
            help=("Fathers, partners and others in the home are often left out of records.",),
            questions=(
                Question(
                    key="fathers",
                    label="What do you know about the father, and about other adults in the child's life?",
                    hint="Say if your agency never met them or asked about them.",
                    kind=Kind.NARRATIVE,
                    rows=6,
                    required_message="Enter what you know about them, or “nothing”",
                ),
            ),
        ),
        Page(
            key="siblings",
            questions=(
                Question(
                    key="siblings",
                    label="What do you know about brothers, sisters and other children in the home?",
                    hint="If any of them may not be safe now, call the front door before you go on.",
                    kind=Kind.NARRATIVE,
                    rows=5,
                    limit=20000,
                ),
            ),
        ),
    ),
)

EQUALITY = Section(
    key="equality",
    number="6",
    title="Identity, racism, disability and other inequality",
    pages=(
        Page(
            key="identity",
            title="Who the child and the family are",
            help=("Who people are shapes how they live, and how services treat them.",),
            questions=(
                Question(
                    key="identity",
                    label="What do your records say about the child's and the family's identity?",
                    hint="Ethnicity, language, religion, disability, sex and gender, being poor, being new here",
                    kind=Kind.NARRATIVE,
                    rows=6,
                    required_message="Enter what your records say, or “nothing”",
                ),
            ),
        ),
        Page(
            key="inequality",
            title="Racism and other inequality",
            examples=(
                "No interpreter was booked, and a brother translated for his mother.",
                "A disabled child's bruises were put down to falls, and nobody asked more.",
                "A Black boy was treated as older than he was.",
            ),
            questions=(
                Question(
                    key="inequality",
                    label="Did racism, disability or another inequality affect what happened, or how services acted?",
                    kind=Kind.RADIO,
                    choices=(
                        Choice("yes", "Yes, or it may have", reveals=("inequality_how",)),
                        Choice("no", "No", reveals=("inequality_looked",)),
                        Choice("not_known", "We do not know yet"),
                    ),
                    required_message="Select whether racism, disability or another inequality affected it",
                ),
                Question(
                    key="inequality_how",
                    label="How?",
                    kind=Kind.NARRATIVE,
                    rows=6,
                    required_message="Enter how it affected what happened",
                ),
                Question(
                    key="inequality_looked",
                    label="What did you look at to be sure?",
                    kind=Kind.NARRATIVE,
                    rows=3,
                    limit=5000,
                    required_message="Enter what you looked at to be sure",
                ),
            ),
        ),
    ),
)
