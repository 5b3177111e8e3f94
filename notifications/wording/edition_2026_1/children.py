"""Section 3: each child the incident is about."""

from notifications.wording.edition_2026_1.choices import YES_NO_UNSURE, yes_reveals
from notifications.wording.shapes import Choice, Kind, Page, Question, Repeats, Section, Side

CATEGORIES = (
    Choice("neglect", "Neglect"),
    Choice("physical", "Physical abuse"),
    Choice("emotional", "Emotional abuse"),
    Choice("sexual", "Sexual abuse"),
    Choice("unknown", "Not known"),
)
LEGAL_STATUS = (
    Choice("none", "None"),
    Choice("section_20", "Looked after by agreement with the parents (section 20)"),
    Choice("interim_care_order", "Interim care order"),
    Choice("care_order", "Care order"),
    Choice("placement_order", "Placement order"),
    Choice("supervision_order", "Supervision order"),
    Choice("special_guardianship", "Special guardianship or child arrangements order"),
    Choice("remand", "Remanded or in custody"),
    Choice("unaccompanied", "Unaccompanied asylum-seeking child"),
    Choice("other", "Something else"),
    Choice("unknown", "Not known"),
)
PLACEMENTS = (
    Choice("foster", "Foster care"),
    Choice("kinship", "Care by family or friends"),
    Choice("residential", "Children's home"),
    Choice("supported", "Supported accommodation"),
    Choice("secure", "Secure home or custody"),
    Choice("parents", "Placed with parents"),
    Choice("adoption", "Placed for adoption"),
    Choice("other", "Something else"),
    Choice("unknown", "Not known"),
)
ETHNICITY = (
    Choice("white_british", "White: English, Welsh, Scottish, Northern Irish or British"),
    Choice("white_irish", "White: Irish"),
    Choice("white_traveller", "White: Gypsy, Roma or Irish Traveller"),
    Choice("white_other", "White: any other background"),
    Choice("mixed_caribbean", "Mixed: White and Black Caribbean"),
    Choice("mixed_african", "Mixed: White and Black African"),
    Choice("mixed_asian", "Mixed: White and Asian"),
    Choice("mixed_other", "Mixed: any other background"),
    Choice("asian_indian", "Asian: Indian"),
    Choice("asian_pakistani", "Asian: Pakistani"),
    Choice("asian_bangladeshi", "Asian: Bangladeshi"),
    Choice("asian_chinese", "Asian: Chinese"),
    Choice("asian_other", "Asian: any other background"),
    Choice("black_african", "Black: African"),
    Choice("black_caribbean", "Black: Caribbean"),
    Choice("black_other", "Black: any other background"),
    Choice("arab", "Arab"),
    Choice("other", "Any other background"),
    Choice("unknown", "Not known"),
)
UNKNOWN_IS_FINE = "If you do not know, write “not known”."

NAME = Page(
    key="name",
    title="Name",
    help=("A child who is not born yet may have no name. Write “Baby” as the first name.",),
    questions=(
        Question(
            key="given_name",
            label="First name",
            hint=UNKNOWN_IS_FINE,
            required_message="Enter the first name, or “not known”",
            limit=150,
        ),
        Question(
            key="family_name",
            label="Last name",
            hint=UNKNOWN_IS_FINE,
            required_message="Enter the last name, or “not known”",
            limit=150,
        ),
        Question(
            key="other_names",
            label="Other names",
            hint="Names used before, nicknames, other spellings",
            limit=300,
        ),
    ),
)

SECTION = Section(
    key="children",
    number="3",
    title="The child or children",
    intro=(
        (
            "Add each child who died, was harmed or may have been harmed. A child is anybody under 18. "
            "Add a child who is not born yet too."
        ),
        "Put brothers and sisters who were not harmed in the next section.",
    ),
    repeats=Repeats.CHILD,
    pages=(
        NAME,
        Page(
            key="birth",
            questions=(
                Question(
                    key="born",
                    label="Has the child been born?",
                    kind=Kind.RADIO,
                    choices=(
                        Choice("yes", "Yes", reveals=("birth_date", "born_then")),
                        Choice("no", "No, not yet", reveals=("due_date",)),
                    ),
                    required_message="Select yes if the child has been born",
                ),
                Question(
                    key="birth_date",
                    label="Date of birth",
                    hint="If you do not know it exactly, say how well you know it.",
                    kind=Kind.UNCERTAIN_DATE,
                    side=Side.PAST,
                    required_message="Enter the date of birth, or select that it is not known",
                ),
                Question(
                    key="born_then",
                    label="Was the child born when the incident happened?",
                    kind=Kind.RADIO,
                    choices=YES_NO_UNSURE,
                ),
                Question(
                    key="due_date",
                    label="When is the baby expected?",
                    subject="The expected date",
                    kind=Kind.UNCERTAIN_DATE,
                    required_message="Enter when the baby is expected, or select that it is not known",
                ),
            ),
        ),
        Page(
            key="outcome",
            questions=(
                Question(
                    key="outcome",
                    label="What happened to this child?",
                    kind=Kind.RADIO,
                    choices=(
                        Choice("died", "The child died"),
                        Choice("seriously_harmed", "The child was seriously harmed"),
                        Choice("may_be_harmed", "The child may have been harmed"),
                        Choice("not_harmed", "The child was not harmed"),
                        Choice("unknown", "Not known yet"),
                    ),
                    required_message="Select what happened to this child",
                ),
            ),
        ),
        Page(
            key="person",
            title="About the child",
            help=("This helps us to see if some groups of children are treated differently.",),
            questions=(
                Question(
                    key="sex",
                    label="Sex",
                    kind=Kind.RADIO,
                    choices=(
                        Choice("female", "Female"),
                        Choice("male", "Male"),
                        Choice("unknown", "Not known, or not born yet"),
                    ),
                    required_message="Select the child's sex",
                ),
                Question(key="gender", label="Gender, if it is different", limit=100),
                Question(
                    key="ethnicity",
                    label="Ethnic group",
                    kind=Kind.RADIO,
                    choices=ETHNICITY,
                    required_message="Select the child's ethnic group, or “Not known”",
                ),
                Question(key="first_language", label="First language", limit=100),
                Question(key="religion", label="Religion or belief", limit=100),
            ),
        ),
        Page(
            key="disability",
            questions=(
                Question(
                    key="disability",
                    label="Does the child have a disability?",
                    hint="Include long illness, learning disability and autism.",
                    kind=Kind.RADIO,
                    choices=yes_reveals("disability_detail"),
                    required_message="Select yes if the child has a disability",
                ),
                Question(
                    key="disability_detail",
                    label="What sort of disability?",
                    hint="If you do not know, write that.",
                    kind=Kind.NARRATIVE,
                    rows=3,
                    limit=5000,
                    required_message="Enter what sort of disability",
                ),
            ),
        ),
        Page(
            key="home",
            title="Where the child lives",
            questions=(
                Question(
                    key="address",
                    label="Home address",
                    hint="Say so if it must be kept secret from somebody in the family.",
                    kind=Kind.NARRATIVE,
                    rows=4,
                    limit=2000,
                    required_message="Enter the home address, or “not known”",
                ),
                Question(
                    key="home_authority",
                    label="Council area where the child normally lives",
                    limit=150,
                    required_message=(
                        "Enter the council area where the child normally lives, or “not known”"
                    ),
                ),
            ),
        ),
        Page(
            key="services",
            title="School, doctor and NHS number",
            help=("The NHS number helps us to be sure that it is the same child.",),
            questions=(
                Question(key="school", label="School, nursery or college", limit=300),
                Question(key="doctor", label="Doctor's practice (GP)", limit=300),
                Question(key="nhs_number", label="NHS number", hint="10 numbers", limit=20, width="10"),
            ),
        ),
        Page(
            key="plan",
            title="Help from children's social care",
            questions=(
                Question(
                    key="child_in_need",
                    label="Is the child a child in need?",
                    hint="Children's social care has a plan to help, which the family agreed to.",
                    kind=Kind.RADIO,
                    choices=YES_NO_UNSURE,
                    required_message="Select yes if the child is a child in need",
                ),
                Question(
                    key="plan_now",
                    label="Is the child on a child protection plan now?",
                    kind=Kind.RADIO,
                    choices=yes_reveals("plan_category", "plan_from"),
                    required_message="Select yes if the child is on a child protection plan now",
                ),
                Question(
                    key="plan_category",
                    label="Main reason for the plan",
                    kind=Kind.RADIO,
                    choices=CATEGORIES,
                ),
                Question(
                    key="plan_from",
                    label="When did the plan start?",
                    subject="The start of the plan",
                    kind=Kind.UNCERTAIN_DATE,
                    side=Side.PAST,
                ),
                Question(
                    key="plan_ever",
                    label="Was the child on a child protection plan before?",
                    kind=Kind.RADIO,
                    choices=yes_reveals("plan_ever_detail", "plan_until"),
                    required_message="Select yes if the child was on a child protection plan before",
                ),
                Question(key="plan_ever_detail", label="Reasons and dates, if you know them", limit=500),
                Question(
                    key="plan_until",
                    label="When did the last plan end?",
                    subject="The end of the last plan",
                    kind=Kind.UNCERTAIN_DATE,
                    side=Side.PAST,
                ),
            ),
        ),
        Page(
            key="care",
            title="Legal status and care",
            questions=(
                Question(
                    key="legal_status",
                    label="Is there a court order or other legal status?",
                    hint="Select all that apply",
                    kind=Kind.CHECKBOXES,
                    choices=LEGAL_STATUS,
                    required_message="Select the child's legal status, or “Not known”",
                ),
                Question(
                    key="looked_after",
                    label="Is the child looked after by a council?",
                    hint="For a child who died: was the child looked after at the time?",
                    kind=Kind.RADIO,
                    choices=yes_reveals("placing_authority", "placement_type"),
                    required_message="Select yes if the child is looked after by a council",
                ),
                Question(
                    key="placing_authority",
                    label="Which council looks after the child?",
                    limit=150,
                    required_message="Enter which council looks after the child",
                ),
                Question(
                    key="placement_type",
                    label="What sort of home is it?",
                    kind=Kind.RADIO,
                    choices=PLACEMENTS,
                    required_message="Select what sort of home it is",
                ),
                Question(
                    key="care_leaver",
                    label="Is this person a care leaver?",
                    hint="A care leaver was looked after as a child and still has a right to help.",
                    kind=Kind.RADIO,
                    choices=YES_NO_UNSURE,
                    required_message="Select yes if this person is a care leaver",
                ),
            ),
        ),
        Page(
            key="education",
            title="Education",
            help=("Leave this out for a child too young for school.",),
            questions=(
                Question(
                    key="home_educated",
                    label="Is the child taught at home?",
                    kind=Kind.RADIO,
                    choices=YES_NO_UNSURE,
                ),
                Question(
                    key="missing_education",
                    label="Is the child missing education?",
                    hint="Of school age, but not at a school and not taught anywhere else.",
                    kind=Kind.RADIO,
                    choices=YES_NO_UNSURE,
                ),
            ),
        ),
    ),
)
