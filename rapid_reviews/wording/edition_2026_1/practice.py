"""Sections 7 and 8: good practice, and concerns with the reasons in the system."""

from notifications.wording.shapes import Choice, Kind, Page, Question, Section

GOOD = Section(
    key="good",
    number="7",
    title="Good practice",
    pages=(
        Page(
            key="good",
            questions=(
                Question(
                    key="good_practice",
                    label="What was done well?",
                    hint="By your agency or by another. Say what helped people to do it.",
                    kind=Kind.NARRATIVE,
                    rows=6,
                    required_message="Enter what was done well, or “we found nothing yet”",
                ),
            ),
        ),
    ),
)

CONCERNS = Section(
    key="concerns",
    number="8",
    title="Concerns, and why it happened",
    intro=(
        (
            "This is not about blame. People mostly do what makes sense to them. We learn most when we ask "
            "why it made sense at the time."
        ),
    ),
    pages=(
        Page(
            key="concerns",
            title="Concerns about what was done",
            questions=(
                Question(
                    key="has_concerns",
                    label="Are there concerns about what your agency did, or did not do?",
                    kind=Kind.RADIO,
                    choices=(Choice("yes", "Yes", reveals=("concerns", "made_sense")), Choice("no", "No")),
                    required_message="Select yes if there are concerns about what your agency did",
                ),
                Question(
                    key="concerns",
                    label="What are the concerns?",
                    hint="One by one, with dates where you know them",
                    kind=Kind.NARRATIVE,
                    rows=8,
                    required_message="Enter what the concerns are",
                ),
                Question(
                    key="made_sense",
                    label="Why did it make sense to people at the time?",
                    hint="What did they know, see and hope for? What did they have to do at the same time?",
                    kind=Kind.NARRATIVE,
                    rows=8,
                    required_message="Enter why it made sense to people at the time",
                ),
            ),
        ),
        Page(
            key="system",
            title="What in the system made it likely",
            questions=(
                Question(
                    key="system",
                    label="Which of these played a part?",
                    kind=Kind.CHECKBOXES,
                    hint="Select all that apply",
                    choices=(
                        Choice("workload", "Too much work, or too few people"),
                        Choice("sharing", "Information that was not shared, or not asked for"),
                        Choice("procedures", "Rules, forms or tools that got in the way or were missing"),
                        Choice("supervision", "Supervision, training or support"),
                        Choice("thresholds", "What a service takes on, and what it does not"),
                        Choice("working_together", "How agencies worked together"),
                        Choice("beliefs", "Habits, beliefs or the culture of a team"),
                        Choice("money", "Money, buildings or contracts"),
                        Choice("other", "Something else"),
                        Choice("none", "None of these"),
                    ),
                    none_value="none",
                    required_message="Select what played a part, or “None of these”",
                ),
                Question(
                    key="system_detail",
                    label="How did it play a part?",
                    kind=Kind.NARRATIVE,
                    rows=6,
                    limit=20000,
                ),
            ),
        ),
    ),
)
