"""Section 1, you and how you became aware; section 2, talking to your safeguarding lead."""

from notifications.enums import IncidentKind, Route
from notifications.wording.edition_2026_1.choices import yes_reveals
from notifications.wording.shapes import Choice, Kind, Page, Question, Section, Side

KIND_HINTS = {
    IncidentKind.SERIOUS_INCIDENT: (
        "Choose this for a looked-after child too, when abuse or neglect is known or suspected."
    ),
    IncidentKind.LOOKED_AFTER_DEATH: "“Looked after” means in the care of a council.",
    IncidentKind.CARE_LEAVER_DEATH: "From the 18th birthday up to and including age 24.",
    IncidentKind.LEARNING: "For example, a near miss. Nobody died or was seriously harmed.",
}
ROUTE_HINTS = {
    Route.STRATEGY: (
        "Social care, police, health and others talk together, because a child may be suffering significant harm, "
        "and agree what to do."
    ),
}
ROUTE_REVEALS = {
    Route.OTHER_BOARD: ("route_detail",),
    Route.OTHER_AREA: ("route_detail",),
    Route.OTHER: ("route_detail",),
}

ABOUT = Section(
    key="about",
    number="1",
    title="You, and how you found out",
    pages=(
        Page(
            key="you",
            title="About you",
            help=("We use this to reach you if we have questions.",),
            questions=(
                Question(key="your_name", label="Your name", required_message="Enter your name", limit=150),
                Question(key="your_role", label="Your job", required_message="Enter your job", limit=150),
                Question(key="your_team", label="Your team or place of work", limit=150),
                Question(
                    key="your_email",
                    label="Your work email address",
                    kind=Kind.EMAIL,
                    required_message="Enter your work email address",
                ),
                Question(
                    key="your_phone",
                    label="Your work phone number",
                    required_message="Enter your work phone number",
                    limit=40,
                    width="20",
                ),
            ),
        ),
        Page(
            key="aware",
            title="When your agency found out",
            questions=(
                Question(
                    key="agency_aware",
                    label="When did your agency first know about the incident?",
                    hint=(
                        "The first time that anybody in your agency knew. If you do not know the time, "
                        "leave it empty. For example, 27 3 2026"
                    ),
                    kind=Kind.DATE_TIME,
                    side=Side.PAST,
                    subject="The day your agency first knew",
                    required_message="Enter the day your agency first knew about the incident",
                ),
            ),
        ),
        Page(
            key="authority",
            title="Whether the council knows",
            help=(
                (
                    "By law the council must tell the national Panel. Its 5 working days start when it "
                    "first knows."
                ),
            ),
            questions=(
                Question(
                    key="la_knows",
                    label="Does the local authority already know about the incident?",
                    hint="The local authority is the council. Children's social care is part of it.",
                    kind=Kind.RADIO,
                    choices=yes_reveals("la_aware", "la_told_how"),
                    required_message="Select yes if the local authority already knows about the incident",
                ),
                Question(
                    key="la_aware",
                    label="When did the local authority first know?",
                    hint="If you do not know the time, leave it empty. For example, 27 3 2026",
                    kind=Kind.DATE_TIME,
                    side=Side.PAST,
                    subject="The day the local authority first knew",
                    required_message="Enter the day the local authority first knew about the incident",
                ),
                Question(
                    key="la_told_how", label="How did it find out?", hint="For example, a call", limit=300
                ),
            ),
        ),
        Page(
            key="route",
            questions=(
                Question(
                    key="route",
                    label="How did this incident come to be raised?",
                    kind=Kind.RADIO,
                    choices=tuple(
                        Choice(
                            value,
                            label,
                            ROUTE_HINTS.get(Route(value), ""),
                            ROUTE_REVEALS.get(Route(value), ()),
                        )
                        for value, label in Route.choices
                    ),
                    required_message="Select how this incident came to be raised",
                ),
                Question(
                    key="route_detail",
                    label="Which board or area, or what other way?",
                    limit=300,
                    required_message="Enter which board or area, or what other way",
                ),
            ),
        ),
        Page(
            key="kinds",
            questions=(
                Question(
                    key="kinds",
                    label="What kind of incident is it?",
                    hint="Select all that apply. You are not deciding anything: others will check.",
                    kind=Kind.CHECKBOXES,
                    choices=tuple(
                        Choice(value, label, KIND_HINTS[IncidentKind(value)])
                        for value, label in IncidentKind.choices
                    ),
                    required_message="Select what kind of incident it is",
                ),
            ),
        ),
        Page(
            key="areas",
            title="Which areas are involved",
            help=("The council where it happened leads. Other councils may have to be told.",),
            questions=(
                Question(
                    key="incident_authority",
                    label="Council area where the incident happened",
                    required_message="Enter the council area where the incident happened",
                    limit=150,
                ),
                Question(
                    key="other_areas",
                    label="Other areas that should know",
                    hint="For example, where the child lives, or the council that placed the child",
                    kind=Kind.NARRATIVE,
                    rows=3,
                    limit=2000,
                ),
            ),
        ),
    ),
)

AGREEMENT = Section(
    key="agreement",
    number="2",
    title="Your safeguarding lead",
    intro=(
        (
            "Talk to your agency's safeguarding lead, or to its member of the Review Advisory Group (RAG) "
            "if it has one, before you send this form. You can send it even if they do not agree, or have not answered."
        ),
    ),
    pages=(
        Page(
            key="lead",
            title="Talking to your safeguarding lead",
            help=("You can also ask them to read the form and answer in this service.",),
            questions=(
                Question(
                    key="lead_discussed",
                    label="Have you talked about this with your safeguarding lead?",
                    kind=Kind.RADIO,
                    choices=(
                        Choice(
                            "yes", "Yes", reveals=("lead_name", "lead_role", "lead_discussed_on", "lead_said")
                        ),
                        Choice("no", "Not yet", reveals=("lead_not_why",)),
                    ),
                    required_message="Select yes if you have talked with your safeguarding lead",
                ),
                Question(
                    key="lead_name",
                    label="Name of the safeguarding lead",
                    limit=150,
                    required_message="Enter the name of the safeguarding lead",
                ),
                Question(key="lead_role", label="Their job", limit=150),
                Question(
                    key="lead_discussed_on",
                    label="When did you talk?",
                    kind=Kind.DATE,
                    side=Side.PAST,
                    subject="The day you talked",
                    required_message="Enter the day you talked",
                ),
                Question(
                    key="lead_said", label="What did they say?", kind=Kind.NARRATIVE, rows=4, limit=10000
                ),
                Question(
                    key="lead_not_why",
                    label="Why not yet?",
                    hint="It is fine to send the form first when waiting would be wrong.",
                    kind=Kind.NARRATIVE,
                    rows=3,
                    limit=5000,
                    required_message="Enter why you have not talked yet",
                ),
            ),
        ),
        Page(
            key="lead_involved",
            questions=(
                Question(
                    key="lead_is_involved",
                    label="Could your safeguarding lead be involved in what happened?",
                    hint="If yes, do not ask them. We do not ask them or tell them anything either.",
                    kind=Kind.RADIO,
                    choices=yes_reveals("leads_involved", unsure=False),
                ),
                Question(
                    key="leads_involved",
                    label="Who could be involved?",
                    hint=(
                        "If you choose nobody, we keep it from every safeguarding lead of your agency. You "
                        "can ask somebody else to read the form, or the Business Unit."
                    ),
                    kind=Kind.CHECKBOXES,
                    choices_from="leads",
                ),
            ),
        ),
    ),
)
