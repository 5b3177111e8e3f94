"""Sections 8 to 10: who knows the family, what else runs, what has been done."""

from notifications.wording.edition_2026_1.choices import yes_reveals
from notifications.wording.shapes import Choice, Kind, Page, Question, Section

AGENCIES = Section(
    key="agencies",
    number="8",
    title="Agencies involved",
    intro=("We will ask these agencies what they know. They are told only what they need.",),
    pages=(
        Page(
            key="known",
            title="Agencies that know the child or family",
            questions=(
                Question(
                    key="agencies_known",
                    label="Which agencies know the child or family?",
                    kind=Kind.CHECKBOXES,
                    choices_from="agencies",
                    hint="Select all that apply, now or in the past",
                ),
                Question(
                    key="agencies_other",
                    label="Other agencies, and people to ask",
                    hint="For example, a club, a charity, a private doctor, or an agency in another area",
                    kind=Kind.NARRATIVE,
                    rows=4,
                    limit=5000,
                ),
            ),
        ),
    ),
)

PARALLEL = Section(
    key="parallel",
    number="9",
    title="Other processes",
    intro=("These may run at the same time. The review must not get in their way.",),
    pages=(
        Page(
            key="processes",
            title="What else is going on",
            questions=(
                Question(
                    key="processes",
                    label="Is any of these going on, or planned?",
                    kind=Kind.CHECKBOXES,
                    hint="Select all that apply",
                    choices=(
                        Choice("criminal", "Police investigation or criminal court"),
                        Choice("inquest", "Inquest", "A coroner's court finds out how somebody died"),
                        Choice("care_proceedings", "Family court about a child's care"),
                        Choice("sudic", "Meeting after a sudden unexpected death in childhood (SUDIC)"),
                        Choice("cdop", "Child Death Overview Panel (CDOP)"),
                        Choice("dhr", "Domestic homicide review"),
                        Choice("sar", "Safeguarding adults review"),
                        Choice("lado", "Allegation against somebody who works with children"),
                        Choice("health", "Patient safety investigation in health"),
                        Choice("regulator", "A regulator of a profession or a service"),
                        Choice("other", "Something else"),
                        Choice("none", "None of these"),
                    ),
                    none_value="none",
                    required_message="Select what is going on, or “None of these”",
                ),
                Question(
                    key="processes_detail",
                    label="What do you know about them?",
                    hint="Names of people to ask, references, dates of hearings",
                    kind=Kind.NARRATIVE,
                    rows=5,
                    limit=20000,
                ),
            ),
        ),
    ),
)

ACTIONS = Section(
    key="actions",
    number="10",
    title="What has been done, and the media",
    pages=(
        Page(
            key="done",
            questions=(
                Question(
                    key="actions_taken",
                    label="What has been done already to keep children safe?",
                    hint="Say what, by whom and when.",
                    kind=Kind.NARRATIVE,
                    rows=8,
                    required_message="Enter what has been done already, or “nothing yet”",
                ),
            ),
        ),
        Page(
            key="media",
            questions=(
                Question(
                    key="media_interest",
                    label="Are the media or the community taking an interest, or likely to?",
                    hint="Newspapers, television, social media, protests",
                    kind=Kind.RADIO,
                    choices=yes_reveals("media_detail"),
                    required_message="Select yes if the media or the community are taking an interest",
                ),
                Question(
                    key="media_detail",
                    label="What do you know about it?",
                    hint="If it is in the news now, call the Business Unit too.",
                    kind=Kind.NARRATIVE,
                    rows=4,
                    limit=10000,
                    required_message="Enter what you know about it",
                ),
            ),
        ),
    ),
)
