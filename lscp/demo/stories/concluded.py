"""Stories whose rapid review lies with the Executive or the national Panel, or has come to its end. All fictional."""

from lscp.demo import names
from lscp.demo.stories import acts, report_texts
from lscp.demo.stories.acts import concluding, reporting, reviewing
from lscp.demo.stories.courses import POLICE
from lscp.demo.stories.plot import At, Plot
from lscp.demo.stories.review_courses import EXECUTIVE, notified, recommended, signed
from lscp.demo.stories.tale import Child, Relative, Tale

INSULIN = Tale(
    what=(
        "A girl of five with diabetes was brought in unconscious. Her insulin had not been collected for seven "
        "weeks. Four clinics had written to an address that the family had left."
    ),
    children=(Child(names.MYRTLE[0], age=(5, 60), school=names.SCHOOLS[0], disability="Diabetes."),),
    family=(Relative(names.MYRTLE[1], relation="father", years=34),),
    categories=("neglect",),
    abuse_why="Her treatment was not given for weeks.",
    injuries="A coma. The kidneys may not recover.",
    cause="No insulin.",
    voice="“My finger hurts so I hid the machine.”",
    agencies=("Hospital trust", "Academy school"),
)
KNIVES = Tale(
    what=(
        "A boy of fifteen was stabbed in the back by a boy whom he has known since nursery. Workers believe that "
        "both are made to carry drugs by the same adults."
    ),
    children=(Child(names.OLIVE[0], age=(15, 30), sex="male", school=names.SCHOOLS[1]),),
    family=(Relative(names.OLIVE[1], years=40),),
    categories=("exploitation", "extra_familial"),
    place_type="public",
    place_why="It happened in a street in the area.",
    injuries="A punctured lung.",
    cause="A knife.",
    voice="“If you say you’re scared you’re done.”",
    agencies=("West Yorkshire Police",),
)
TIED = Tale(
    what=(
        "A boy of nine who does not speak was found tied to a chair by his wrists. His short breaks had ended five "
        "months before, and no family worker was named."
    ),
    children=(
        Child(
            names.PRIVET[0], age=(9, 15), sex="male", school=names.SCHOOLS[0],
            disability="Autism. He does not speak and uses six signs.",
        ),
    ),
    family=(Relative(names.PRIVET[1], years=41, risks="Has not slept through a night for six years."),),
    abuse="known",
    abuse_why="He was tied.",
    injuries="Deep wounds at both wrists.",
    cause="Straps.",
    voice="He signs “stop” when he sees a chair with arms.",
    agencies=("Academy school", "Community health trust"),
)  # fmt: skip
UNKNOWN_GIRL = Tale(
    what=(
        "A girl of four weighed ten kilograms when a librarian asked for help. She had no doctor and no nursery. She "
        "and her mother had moved five times in two years."
    ),
    children=(Child(names.SALLOW[0], age=(4, 150), birth_words="four years old, her mother says"),),
    family=(Relative(names.SALLOW[1], years=24, risks="Homeless."),),
    categories=("neglect",),
    abuse="known",
    abuse_why="She was starving, and nobody was asked for help.",
    injuries="Very underweight, with rickets.",
    cause="Not enough food for a long time.",
    voice="She drew herself in the boot of a car: “our house”.",
    agencies=("Community health trust",),
)
IRON = Tale(
    what=(
        "A boy of six has burns on both legs in the shape of an iron. A swimming teacher did not accept the third "
        "note in a row and asked to see him."
    ),
    children=(Child(names.TAMARISK[0], age=(6, 70), sex="male", school=names.SCHOOLS[0]),),
    family=(Relative(names.TAMARISK[1], years=28),),
    abuse="known",
    abuse_why="The shape of the burns.",
    injuries="Deep burns on both legs, some of them old.",
    cause="An iron, held by an adult.",
    voice="“I ironed wrong.”",
    agencies=("Academy school", "Community health trust"),
)
STRANGLED = Tale(
    what=(
        "A girl of eleven was badly hurt when she pulled her father off her mother. An order against him had run out "
        "three weeks before."
    ),
    children=(Child(names.VIBURNUM[0], age=(11, 5), school=names.SCHOOLS[0]),),
    family=(Relative(names.VIBURNUM[1], years=36, risks="Strangled twice before."),),
    abuse="known",
    categories=("physical", "domestic_abuse"),
    abuse_why="The father was charged.",
    injuries="A broken jaw and a crushed voice box.",
    cause="Violence at home.",
    voice="“You can’t hear from next door.”",
    agencies=("West Yorkshire Police", "Academy school"),
)
BATH = Tale(
    what=(
        "A boy of ten months was found under the water of a bath and died the next day. His mother had been "
        "discharged by the mental health team eleven days before."
    ),
    children=(Child(names.WALNUT[0], age=(0, 300), sex="male", outcome="died"),),
    family=(Relative(names.WALNUT[1], years=31, risks="Depression. She is deaf."),),
    categories=("neglect",),
    abuse_why="He was alone in the bath.",
    harm="died",
    harm_why="He died.",
    injuries="He died in hospital.",
    cause="Drowning.",
    died=True,
    sudden="yes",
    voice="A baby who laughed at dogs, five records say.",
    processes=("sudic", "inquest", "cdop"),
    agencies=("Hospital trust", "Community health trust"),
)
RESTRAINT = Tale(
    what=(
        "A boy of twelve in a children’s home had his arm broken while two adults held him. He had been held "
        "nineteen times in two months."
    ),
    children=(Child(names.CYPRESS[0], age=(12, 44), sex="male", looked_after=True, school=names.SCHOOLS[1]),),
    family=(Relative(names.CYPRESS[1], relation="sibling", kind="sibling", years=10),),
    abuse_why="It may have been more force than was needed.",
    injuries="A broken upper arm.",
    cause="Being held.",
    place_type="placement",
    voice="“They hold you for what you might do.”",
    agencies=("Academy school",),
)
FAR_AWAY = Tale(
    what=(
        "A girl of fourteen fell from the window of a flat in which two agency workers looked after her. The flat was "
        "not registered, and two hundred miles from her home."
    ),
    children=(Child(names.ROSEWOOD[0], age=(14, 130), looked_after=True),),
    categories=("neglect",),
    abuse_why="A place that could not keep her safe.",
    injuries="A broken back.",
    cause="A fall from a window.",
    place_type="placement",
    voice="“You all say sorry. I want someone to say tomorrow.”",
    agencies=("Community health trust",),
)
TAKEN_OVER = Tale(
    what=(
        "A boy of two had a broken thigh. The family said that it happened here. A film from a shop shows that they "
        "were in another area on that day."
    ),
    children=(Child(names.ACACIA[0], age=(2, 33), sex="male"),),
    family=(Relative(names.ACACIA[1], years=23),),
    injuries="A broken thigh.",
    cause="Thought to be a twist by an adult.",
)
HURT, NEGLECT = "Abuse is known and the harm is serious.", "Neglect is known and the harm is serious."
HOSPITAL, SCHOOL = "practitioner@hospital.example", "practitioner@school.example"
POLICE_MEMBER, COUNCIL_MEMBER, HEALTH_MEMBER = EXECUTIVE

PLOTS = (
    Plot(
        "half-signed",
        INSULIN,
        "notified",
        (
            *notified(13, HOSPITAL, NEGLECT, "FICT-2105"),
            *recommended(11, report_texts.INSULIN, "local"),
            At(2, "10:00", concluding.executive_signs(POLICE_MEMBER, "endorse", "The reasons hold.")),
            At(
                1,
                "14:00",
                concluding.executive_signs(HEALTH_MEMBER, "endorse", "Four of the letters are ours."),
            ),
        ),
    ),
    Plot(
        "split",
        KNIVES,
        "notified",
        (
            *notified(14, "practitioner@police.example", HURT, "FICT-2106"),
            *recommended(12, report_texts.KNIVES, "local", says=("other", "local", "local")),
            At(
                3,
                "10:00",
                concluding.executive_signs(COUNCIL_MEMBER, "endorse", "It is about how we see boys."),
            ),
            At(3, "11:00", concluding.executive_signs(HEALTH_MEMBER, "endorse", "I agree with the group.")),
            At(
                2,
                "09:30",
                concluding.executive_signs(
                    POLICE_MEMBER,
                    "other",
                    "Two reviews about knives are not yet put to work. An audit will help sooner.",
                    kinds=("audit",),
                ),
            ),
        ),
    ),
    Plot(
        "given-back",
        TIED,
        "notified",
        (
            *notified(14, SCHOOL, HURT, "FICT-2107"),
            *recommended(12, report_texts.TIED, "other", kinds=("single_agency",)),
            *signed(
                2,
                "give_back",
                "give_back",
                "give_back",
                why="Who ended the short breaks, and did anybody ask what would happen to him?",
            ),
        ),
    ),
    Plot(
        "to-send",
        UNKNOWN_GIRL,
        "notified",
        (
            *notified(15, "practitioner@communityhealth.example", NEGLECT, "FICT-2108"),
            *recommended(13, report_texts.UNKNOWN_GIRL, "local"),
            *signed(1),
            At(1, "15:30", concluding.pack_goes),
        ),
    ),
    Plot(
        "sent",
        IRON,
        "notified",
        (
            *notified(20, SCHOOL, HURT, "FICT-2109"),
            *recommended(18, report_texts.IRON, "local"),
            *signed(8),
            At(6, "11:00", concluding.panel_receives("FICT-RR-31")),
        ),
    ),
    Plot(
        "round-two",
        STRANGLED,
        "notified",
        (
            *notified(31, "practitioner@police.example", HURT, "FICT-2110"),
            *recommended(29, report_texts.STRANGLED, "other", kinds=("event",)),
            *signed(19),
            At(18, "11:00", concluding.panel_receives("FICT-RR-28")),
            At(
                8,
                "10:30",
                concluding.panel_replies(
                    "reconsider",
                    "Four agencies had one date. Please think again whether a local review would find why.",
                    suggests_local=True,
                ),
            ),
            At(
                7,
                "10:00",
                reporting.remarks("episodes", POLICE, "We can say now who had the date, and since when."),
            ),
            At(6, "10:00", reporting.ready_again),
        ),
    ),
    Plot(
        "agreed",
        BATH,
        "notified",
        (
            *notified(36, HOSPITAL, NEGLECT, "FICT-2111"),
            *recommended(34, report_texts.BATH, "local"),
            *signed(24),
            At(
                20,
                "11:00",
                concluding.panel_receives(
                    "FICT-RR-24", late="One Executive member was ill; a deputy is now named."
                ),
            ),
            At(9, "10:30", concluding.panel_replies("agrees", "We agree with a local review.")),
        ),
    ),
    Plot(
        "other-learning",
        RESTRAINT,
        "notified",
        (
            *notified(33, "practitioner@council.example", HURT, "FICT-2112"),
            *recommended(31, report_texts.RESTRAINT, "other", kinds=("single_agency", "audit")),
            *signed(21),
            At(20, "11:00", concluding.panel_receives("FICT-RR-26")),
            At(
                10,
                "10:30",
                concluding.panel_replies("agrees", "We agree. Please send us what the audit finds."),
            ),
        ),
    ),
    Plot(
        "panel-national",
        FAR_AWAY,
        "notified",
        (
            *notified(34, "practitioner@council.example", NEGLECT, "FICT-2113"),
            *recommended(32, report_texts.FAR_AWAY, "national"),
            *signed(22),
            At(21, "11:00", concluding.panel_receives("FICT-RR-25")),
            At(7, "10:30", concluding.panel_replies("national", "We will look at it with four other areas.")),
        ),
    ),
    Plot(
        "review-transferred",
        TAKEN_OVER,
        "transferred",
        (
            *notified(11, HOSPITAL, "Unexplained injury of a child of two.", "FICT-2114"),
            At(
                9,
                "09:30",
                reviewing.ask_agencies("Every contact with the child.", "The last year", "lead@icb.example"),
            ),
            At(
                5,
                "11:00",
                acts.transfer(
                    "Elsewhere",
                    "Its Business Unit",
                    "It happened there. They have begun a review and asked for ours.",
                ),
            ),
        ),
    ),
)
