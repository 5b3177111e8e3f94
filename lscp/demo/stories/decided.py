"""Stories with the local authority, or on their way to the national Panel. All fictional."""

from lscp.demo import names
from lscp.demo.stories import acts, meetings, returned
from lscp.demo.stories.acts import reviewing
from lscp.demo.stories.courses import arrival, views
from lscp.demo.stories.plot import At, Plot
from lscp.demo.stories.tale import Child, Relative, Tale

NOTIFIER = "notifier@council.example"
BOTH_BOYS = (
    "Both boys and their family. Who met them, when, and what the boys said. Missing episodes, school days "
    "lost, adults who were seen with them, and what was done about it."
)
WHO_SAW_HER = (
    "Every contact with the child and her mother: who saw the child, what she said, what was done next."
)
WRITER = "practitioner@council.example"
FOUR = ("lead@police.example", "lead@hospital.example", "lead@school.example", "lead@communityhealth.example")
EIGHT = (*FOUR, WRITER, "lead@icb.example", "lead@housing.example", "lead@probation.example")

BABY = Tale(
    what=(
        "A baby of four months was brought in by ambulance, floppy and pale. A scan showed bleeding on "
        "the brain and a broken arm that was already healing. The parents could not say how. A bruise "
        "had been seen at six weeks."
    ),
    children=(Child(names.ASH[0], age=(0, 122), sex="male"),),
    family=(
        Relative(names.ASH[1], years=21, risks="Was in care herself."),
        Relative(names.ASH[2], relation="father", years=23, risks="Convicted of assault."),
        Relative(names.ASH[3], relation="sibling", kind="sibling", years=2),
    ),
    injuries="Bleeding on the brain, a healing broken arm. He is on a breathing machine.",
    cause="Thought to be shaking, more than once.",
    voice_not="He is too ill. The ward writes down how he reacts to visits.",
    agencies=("West Yorkshire Police", "Community health trust"),
)
TEENAGER = Tale(
    what=(
        "A boy of sixteen was found dead in his room. It looks as if he ended his life. He had lived "
        "with known neglect for years, cared for two younger children, and had asked for help at school "
        "in the week before."
    ),
    children=(
        Child(
            names.BIRCH[0], age=(16, 50), sex="male", outcome="died", school=names.SCHOOLS[1], plan_now="yes"
        ),
    ),
    family=(
        Relative(names.BIRCH[1], years=44, risks="Alcohol. Refused help."),
        Relative(names.BIRCH[2], relation="sibling", kind="sibling", years=9),
    ),
    abuse="known",
    categories=("neglect", "emotional"),
    abuse_why="He was on a plan for neglect.",
    harm="died",
    harm_why="He died.",
    injuries="He died at home.",
    cause="Thought to be suicide.",
    died=True,
    sudden="yes",
    voice="He told his tutor: “If I go, who makes their tea?”",
    processes=("sudic", "inquest", "cdop"),
    media="Pupils write about it online. The school expects a newspaper to call.",
    agencies=("Academy school", "West Yorkshire Police"),
)
DISSENT = Tale(
    what=(
        "A girl of eight was hurt when a car driven by her uncle hit a wall. He had taken drugs. She was "
        "not strapped in, and had been in his care for three days because her mother was in hospital."
    ),
    children=(Child(names.ROWAN[0], age=(8, 33), school=names.SCHOOLS[0]),),
    family=(
        Relative(names.ROWAN[1], relation="other_relative", years=36, responsibility="no", risks="Drugs"),
    ),
    categories=("neglect",),
    abuse_why="Driving a child while drugged may be neglect.",
    injuries="A broken back. She may not walk again.",
    cause="A crash while the driver was drugged.",
    place_type="public",
    voice="“I said I was scared and he laughed.”",
)
EXPLOITED = Tale(
    what=(
        "Two brothers of fourteen and twelve were found beaten in an empty flat, with drugs and a list "
        "of debts. Both had been missing for nine days. The younger has lost the sight of one eye."
    ),
    children=(
        Child(names.SPRUCE[0], age=(14, 11), sex="male", school=names.SCHOOLS[1]),
        Child(names.SPRUCE[1], age=(12, 90), sex="male", school=names.SCHOOLS[1]),
    ),
    abuse="known",
    categories=("exploitation", "extra_familial", "physical"),
    abuse_why="Police have messages in which adults threaten both boys.",
    injuries="Child 1: broken ribs. Child 2: lost the sight of one eye.",
    cause="Beaten by adults who use children to sell drugs.",
    place_type="other_home",
    voice="The older one said: “They said they would do him if I stopped.”",
    agencies=("Academy school", "Housing service", "Community health trust"),
)
OVERDUE = Tale(
    what=(
        "A girl of two was admitted very thin and with old broken bones. She had been seen by five "
        "services in a year. Each thought that another was in the lead."
    ),
    children=(Child(names.THORN[0], age=(2, 14)),),
    family=(Relative(names.THORN[1], years=26, risks="Domestic abuse"),),
    abuse="known",
    categories=("neglect", "physical"),
    abuse_why="Old and new injuries, and starvation.",
    injuries="Three old broken bones, very underweight.",
    cause="Neglect and violence over months.",
    agencies=("Community health trust", "Housing service"),
)
DIFFERS = Tale(
    what=(
        "A boy of ten swallowed cleaning fluid from a drinks bottle at his foster home. It stood on the "
        "kitchen table. Two weeks earlier the same carers had been told to lock such things away."
    ),
    children=(Child(names.WILLOW[0], age=(10, 17), sex="male", looked_after=True, school=names.SCHOOLS[0]),),
    family=(Relative(names.WILLOW[1], relation="foster_carer", years=52, responsibility="no"),),
    categories=("neglect",),
    abuse_why="The carers were warned and did nothing.",
    injuries="Burns of the throat. He will be fed by tube for months.",
    cause="Drank from an unmarked bottle.",
    place_type="placement",
    voice="“It was my bottle. I thought it was my squash.”",
)
LATE = Tale(
    what=(
        "A girl of fourteen was hurt by her stepfather with a knife when she stood between him and her "
        "mother. Police had been at the home six times."
    ),
    children=(Child(names.YEW[0], age=(14, 61), school=names.SCHOOLS[1]),),
    family=(Relative(names.YEW[1], years=39, risks="Afraid to leave."),),
    abuse="known",
    categories=("physical", "domestic_abuse"),
    abuse_why="The stepfather was charged.",
    injuries="A deep wound of the hand. She may not be able to close it again.",
    cause="Violence at home.",
    voice="“I was not brave. I was in the way.”",
)


PLOTS = (
    Plot(
        "teenager",
        TEENAGER,
        "decision",
        (
            *arrival(3, "practitioner@school.example", hours_before=26, aware_after=2, la_after=22),
            At(2, "09:30", acts.consider),
            *views(1),
            At(1, "15:00", acts.comment("Ask what the school did with his words in that last week.")),
        ),
    ),
    Plot(
        "dissent",
        DISSENT,
        "decision",
        (
            *arrival(5, "practitioner@police.example", hours_before=14, aware_after=1, la_after=8),
            At(4, "09:30", acts.consider),
            *views(2, council="not_met"),
            At(
                2,
                "15:00",
                acts.legal_note(
                    "Recklessness by a carer can be neglect. The authority may decide either way."
                ),
            ),
        ),
    ),
    Plot(
        "baby",
        BABY,
        "to_notify",
        (
            At(2, "08:30", acts.start("practitioner@hospital.example")),
            At(2, "08:50", acts.write(hours_before=10, aware_after=1, la_after=6)),
            At(2, "08:55", acts.ask_lead("lead@hospital.example")),
            At(2, "09:20", acts.lead_answers("lead@hospital.example", agrees=True)),
            At(2, "09:30", acts.submit),
            At(2, "10:15", acts.acknowledge),
            At(2, "10:20", acts.assign),
            At(2, "10:45", acts.partners_aware),
            At(2, "11:30", acts.consider),
            *views(1),
            At(
                1,
                "15:30",
                acts.decide("notify", "All three tests are met: unexplained injuries, more than once."),
            ),
        ),
    ),
    Plot(
        "overdue",
        OVERDUE,
        "to_notify",
        (
            *arrival(9, "practitioner@communityhealth.example", hours_before=18, aware_after=2, la_after=10),
            At(8, "09:30", acts.consider),
            *views(6),
            At(5, "11:00", acts.decide("notify", "Neglect is known and the harm is serious.")),
        ),
    ),
    Plot(
        "differs",
        DIFFERS,
        "to_notify",
        (
            *arrival(3, "practitioner@council.example", hours_before=20, aware_after=1, la_after=1),
            At(3, "11:30", acts.consider),
            *views(2, police="not_met", council="not_met", health="not_met"),
            At(
                1,
                "10:00",
                acts.decide(
                    "notify",
                    "The carers had been warned in writing two weeks before.",
                    differs="The group did not have the letter of warning. With it, neglect is suspected.",
                    by=NOTIFIER,
                ),
            ),
        ),
    ),
    Plot(
        "exploited",
        EXPLOITED,
        "notified",
        (
            *arrival(24, "practitioner@police.example", hours_before=30, aware_after=2, la_after=6),
            At(24, "11:00", meetings.call(days_ahead=1, time="14:00")),
            At(24, "11:30", acts.consider),
            *views(23),
            At(23, "15:30", meetings.hold),
            At(22, "09:15", meetings.send_minutes),
            At(
                22, "10:00", acts.decide("notify", "Both boys were seriously harmed by adults who used them.")
            ),
            At(22, "14:00", acts.receipt("FICT-2041")),
            At(21, "09:00", meetings.approve),
            At(21, "09:30", acts.board("community", "E-mail to the partnership’s manager")),
            At(
                21,
                "10:00",
                acts.tell_agency(
                    "lead@housing.example",
                    "A rapid review has begun. Please keep your records of two flats safe.",
                ),
            ),
            At(
                21,
                "11:00",
                acts.amend(
                    "incident",
                    "condition",
                    {"injuries": "Child 1: broken ribs. Child 2: lost an eye’s sight. Both are safe now."},
                    "The hospital told us where the boys are now.",
                ),
            ),
            At(21, "14:00", reviewing.ask_agencies(BOTH_BOYS, "From January 2024 until now", *EIGHT)),
            At(19, "09:40", reviewing.opens("lead@police.example")),
            At(19, "11:00", reviewing.knows_nothing("lead@housing.example")),
            At(17, "10:10", reviewing.writes("lead@school.example", returned.SCHOOL_SO_FAR)),
            At(16, "09:15", reviewing.remind_all),
            At(15, "14:00", reviewing.writes(WRITER, returned.COUNCIL)),
            At(14, "10:00", reviewing.finishes(WRITER, "lead@council.example", "rag@council.example")),
            At(
                14,
                "15:00",
                reviewing.declines("lead@probation.example", "Its records are with the court until May."),
            ),
            At(13, "09:30", reviewing.accepts(WRITER)),
            At(13, "09:35", reviewing.accepts("lead@housing.example")),
        ),
    ),
    Plot(
        "late",
        LATE,
        "notified",
        (
            *arrival(20, "practitioner@police.example", hours_before=12, aware_after=1, la_after=8),
            At(18, "09:30", acts.consider),
            *views(15),
            At(13, "11:00", acts.decide("notify", "Known abuse and serious harm.")),
            At(
                12,
                "15:00",
                acts.receipt("", late="The notifier was ill and nobody stood in. A deputy is now named."),
            ),
            At(11, "09:30", reviewing.ask_agencies(WHO_SAW_HER, "The two years before the incident", *FOUR)),
            At(6, "10:00", reviewing.remind_all),
            At(3, "11:00", reviewing.set_day("review_meeting", 2, "Two returns have not come yet.")),
        ),
    ),
)
