"""First questions: before anything else is asked."""

from notifications.wording.edition_2026_1.choices import UNSURE
from notifications.wording.shapes import Choice, Kind, Page, Question, Section

SECTION = Section(
    key="first",
    title="First questions",
    intro=("We ask these two things first, because they change who is told.",),
    pages=(
        Page(
            key="safety",
            title="Who must be told first",
            help=("If a child is at risk now, call before you go on. This form does not replace the call.",),
            questions=(
                Question(
                    key="at_risk_now",
                    label="Is any child at risk now?",
                    hint=(
                        "Think of every child: brothers, sisters and other children in the same place "
                        "too. If yes, call the front door now. We also tell the Business Unit at once, "
                        "and your safeguarding lead unless a colleague may be involved. They see no "
                        "names."
                    ),
                    kind=Kind.RADIO,
                    choices=(
                        Choice(
                            "yes",
                            "Yes",
                            "We ask you to record your call to the front door",
                        ),
                        Choice("no", "No"),
                    ),
                    required_message="Select yes if any child is at risk now",
                ),
                Question(
                    key="colleague_involved",
                    label="Is anybody involved a colleague, or somebody who may use this service?",
                    hint=(
                        "For example, a parent who works for an agency in the partnership. If yes, only "
                        "the Business Unit is told when you send the form. It decides who may read it."
                    ),
                    kind=Kind.RADIO,
                    choices=(Choice("yes", "Yes"), Choice("no", "No"), UNSURE),
                    required_message=(
                        "Select yes if anybody involved is a colleague or may use this service"
                    ),
                ),
            ),
        ),
    ),
)
