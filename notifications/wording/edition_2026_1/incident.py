"""Section 5: what happened."""

from notifications.wording.edition_2026_1.choices import YES_NO_UNSURE, yes_reveals
from notifications.wording.shapes import Choice, Kind, Page, Question, Section, Side

SECTION = Section(
    key="incident",
    number="5",
    title="What happened",
    intro=("Write what you know now. You can add more later.",),
    pages=(
        Page(
            key="when",
            questions=(
                Question(
                    key="happened_on",
                    label="When did the incident happen?",
                    subject="The date of the incident",
                    hint="If it went on for some time, or you do not know exactly, say so.",
                    kind=Kind.UNCERTAIN_DATE,
                    side=Side.PAST,
                    required_message="Enter when the incident happened, or select that it is not known",
                ),
                Question(
                    key="happened_time",
                    label="At what time, if you know it?",
                    hint="For example, 2:30pm, or “some time in the night”",
                    limit=100,
                    width="20",
                ),
            ),
            title="When it happened",
        ),
        Page(
            key="place",
            title="Where it happened",
            questions=(
                Question(
                    key="place_type",
                    label="What sort of place was it?",
                    kind=Kind.RADIO,
                    choices=(
                        Choice("home", "The child's home"),
                        Choice("other_home", "Another home"),
                        Choice("placement", "Foster home, children's home or other placement"),
                        Choice("school", "School, nursery or college"),
                        Choice("health", "Hospital or other health service"),
                        Choice("custody", "Custody or secure home"),
                        Choice("public", "A public place"),
                        Choice("online", "Online"),
                        Choice("other", "Somewhere else"),
                        Choice("unknown", "Not known"),
                    ),
                    required_message="Select what sort of place it was",
                ),
                Question(
                    key="place_detail",
                    label="Address or description",
                    kind=Kind.NARRATIVE,
                    rows=3,
                    limit=2000,
                ),
            ),
        ),
        Page(
            key="what",
            questions=(
                Question(
                    key="what_happened",
                    label="What happened?",
                    hint=(
                        "In your own words, in the order it happened. Say what is known and what is thought."
                    ),
                    kind=Kind.NARRATIVE,
                    rows=12,
                    required_message="Enter what happened",
                ),
            ),
        ),
        Page(
            key="condition",
            questions=(
                Question(
                    key="injuries",
                    label="What injuries or harm did each child have, and how are they now?",
                    hint="Use “Child 1”, “Child 2” and so on if you like.",
                    kind=Kind.NARRATIVE,
                    rows=8,
                    required_message="Enter the injuries or harm, or “not known yet”",
                ),
            ),
        ),
        Page(
            key="death",
            questions=(
                Question(
                    key="child_died",
                    label="Did a child die?",
                    kind=Kind.RADIO,
                    choices=yes_reveals("death_at", "sudden", unsure=False),
                    required_message="Select yes if a child died",
                ),
                Question(
                    key="death_at",
                    label="When did the child die?",
                    hint=(
                        "If more than one child died, the first. If you do not know the time, leave it "
                        "empty. For example, 27 3 2026"
                    ),
                    kind=Kind.DATE_TIME,
                    side=Side.PAST,
                    subject="The day the child died",
                    required_message="Enter the day the child died",
                ),
                Question(
                    key="sudden",
                    label="Was the death sudden and unexpected?",
                    hint="Sudden means that nobody thought it likely 24 hours before. If in doubt, say so.",
                    kind=Kind.RADIO,
                    choices=(
                        Choice("yes", "Yes, it was not expected 24 hours before"),
                        Choice("in_doubt", "In doubt"),
                        Choice("no", "No, it was expected"),
                    ),
                    required_message="Select whether the death was sudden and unexpected",
                ),
            ),
        ),
        Page(
            key="cause",
            title="Why it may have happened",
            questions=(
                Question(
                    key="suspected_cause",
                    label="What do people think caused it?",
                    kind=Kind.NARRATIVE,
                    rows=4,
                    limit=20000,
                    required_message="Enter what people think caused it, or “not known”",
                ),
                Question(
                    key="thought_responsible",
                    label="Is anybody thought to have caused it?",
                    hint="This form does not blame anybody. Say who thinks so and why.",
                    kind=Kind.NARRATIVE,
                    rows=4,
                    limit=20000,
                ),
            ),
        ),
        Page(
            key="others",
            title="Police and coroner",
            questions=(
                Question(key="police_reference", label="Police reference", limit=100, width="20"),
                Question(
                    key="coroner_told",
                    label="Has the coroner been told?",
                    hint="A coroner looks into deaths whose cause is not known.",
                    kind=Kind.RADIO,
                    choices=(*YES_NO_UNSURE, Choice("na", "No child died")),
                ),
                Question(
                    key="post_mortem",
                    label="Is there a post-mortem?",
                    hint="A post-mortem is a doctor's examination after a death.",
                    kind=Kind.RADIO,
                    choices=(
                        Choice("done", "Yes, it is done"),
                        Choice("planned", "Yes, it is planned"),
                        Choice("no", "No"),
                        Choice("unsure", "I am not sure"),
                        Choice("na", "No child died"),
                    ),
                ),
            ),
        ),
    ),
)
