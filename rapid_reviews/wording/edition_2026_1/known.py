"""Sections 1 to 3: whom the agency found, how it knows them, and the key events."""

from notifications.wording.shapes import Choice, Kind, Page, Question, Section

MATCH = Section(
    key="match",
    number="1",
    title="Whom you found",
    intro=("First make sure that you have the right people. Similar names are often mixed up.",),
    pages=(
        Page(
            key="match",
            title="Are they the people in your records?",
            questions=(
                Question(
                    key="match",
                    label="Did you find them in your records?",
                    kind=Kind.RADIO,
                    choices=(
                        Choice("all", "Yes, everybody", reveals=("match_how",)),
                        Choice("some", "Some of them", reveals=("match_who", "match_how")),
                        Choice("unsure", "I am not sure", reveals=("match_who", "match_how")),
                        Choice("nobody", "No, nobody"),
                    ),
                    required_message="Select whether you found them in your records",
                ),
                Question(
                    key="match_who",
                    label="Whom did you find, and whom not?",
                    kind=Kind.NARRATIVE,
                    rows=4,
                    limit=5000,
                    required_message="Enter whom you found, and whom not",
                ),
                Question(
                    key="match_how",
                    label="How do you know that they are the right people?",
                    hint="For example, the name, date of birth and address are the same",
                    kind=Kind.NARRATIVE,
                    rows=3,
                    limit=5000,
                    required_message="Enter how you know that they are the right people",
                ),
            ),
        ),
        Page(
            key="searched",
            questions=(
                Question(
                    key="searched",
                    label="Which records did you search?",
                    hint="Name each system, paper file or team. Say what you could not search, and why.",
                    kind=Kind.NARRATIVE,
                    rows=5,
                    limit=5000,
                    required_message="Enter which records you searched",
                ),
            ),
        ),
    ),
)

KNOWN = Section(
    key="known",
    number="2",
    title="How your agency knows them",
    pages=(
        Page(
            key="since",
            title="Since when your agency knows them",
            questions=(
                Question(
                    key="known_from",
                    label="When did your agency first know the child or family?",
                    hint="If you do not know the day, say what you know",
                    kind=Kind.UNCERTAIN_DATE,
                    subject="The first day",
                    required_message="Enter when your agency first knew them, or select “Not known”",
                ),
                Question(
                    key="known_now",
                    label="Does your agency work with them now?",
                    kind=Kind.RADIO,
                    choices=(
                        Choice("yes", "Yes"),
                        Choice("no", "No", reveals=("known_until",)),
                        Choice("unsure", "I am not sure"),
                    ),
                    required_message="Select yes if your agency works with them now",
                ),
                Question(
                    key="known_until",
                    label="When did it end, and why?",
                    kind=Kind.NARRATIVE,
                    rows=3,
                    limit=5000,
                    required_message="Enter when it ended, and why",
                ),
            ),
        ),
        Page(
            key="how",
            questions=(
                Question(
                    key="known_how",
                    label="What did your agency do with the child and the family?",
                    hint="Say which teams, what for, and how often. A short summary is enough.",
                    kind=Kind.NARRATIVE,
                    rows=8,
                    required_message="Enter what your agency did with the child and the family",
                ),
            ),
        ),
    ),
)

EVENTS = Section(
    key="events",
    number="3",
    title="Key events",
    intro=("The dated list of everything, the chronology, is asked for separately.",),
    pages=(
        Page(
            key="events",
            title="The events that matter most",
            help=(
                "Tell what happened, when, who was there and what was done. The most important come first.",
            ),
            examples=(
                "12 March 2026: the school called the front door about bruises. A social worker visited on 14 March.",
                "From May 2025 the child missed four appointments. Nobody asked why.",
            ),
            questions=(
                Question(
                    key="key_events",
                    label="Which events matter most?",
                    hint="Include appointments missed, and moves from one home to another.",
                    kind=Kind.NARRATIVE,
                    rows=12,
                    required_message="Enter the events that matter most",
                ),
            ),
        ),
    ),
)
