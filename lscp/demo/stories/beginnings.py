"""Stories that are being written, have just arrived or were sent back. All fictional."""

from lscp.demo import names
from lscp.demo.stories import acts
from lscp.demo.stories.plot import At, Plot
from lscp.demo.stories.tale import Child, Relative, Tale

HOSPITAL, HEALTH = "practitioner@hospital.example", "practitioner@communityhealth.example"
SCHOOL, HOUSING = "practitioner@school.example", "practitioner@housing.example"
POLICE, PROBATION = "practitioner@police.example", "practitioner@probation.example"

UNBORN = Tale(
    what=(
        "A woman who is seven months pregnant was pushed down the stairs by her partner. The scan shows "
        "bleeding around the baby. She had moved between three areas and had missed most of her "
        "midwife’s appointments."
    ),
    children=(Child(names.GORSE[0], due_in_days=68, sex="unknown", outcome="may_be_harmed"),),
    family=(Relative(names.GORSE[1], years=24, risks="Domestic abuse by the partner, reported twice."),),
    categories=("physical", "domestic_abuse"),
    abuse_why="A neighbour saw the push. Police have arrested the partner.",
    harm="unsure",
    harm_why="The doctors cannot say yet whether the baby will be born healthy.",
    injuries="Bleeding around the unborn baby. The mother has a broken wrist. Both are watched on the ward.",
    cause="Violence by the mother’s partner.",
    voice_not="The child is not born yet. The midwife writes down what the mother says about the pregnancy.",
    agencies=("West Yorkshire Police",),
)
SAFETY_OPEN = Tale(
    what=(
        "A boy of six came to school with burns on both hands. He said that he is not to tell. His "
        "little sister is at home with the same adult. The school could not get through to anybody on "
        "the telephone."
    ),
    children=(Child(names.CEDAR[0], age=(6, 80), sex="male", school=names.SCHOOLS[0]),),
    family=(Relative(names.CEDAR[1], relation="sibling", kind="sibling", years=3),),
    injuries="Burns on both hands, two days old. Seen by the school nurse.",
    cause="Thought to be held against something hot.",
    voice="“I am not allowed to say.” He cried when asked who is at home today.",
    at_risk=True,
)
SAFETY_CALLED = Tale(
    what=(
        "A girl of nine was left alone for a weekend with her baby brother. The baby was found cold and "
        "very dry, and is now in hospital. There was no food in the flat and the heating was off."
    ),
    children=(
        Child(names.DOGWOOD[0], age=(9, 12), outcome="may_be_harmed", address=names.STREETS[1]),
        Child(names.DOGWOOD[1], age=(0, 140), sex="male", address=names.STREETS[1]),
    ),
    kinds=("serious_incident",),
    categories=("neglect",),
    abuse="known",
    abuse_why="Both children were alone for two nights.",
    injuries="The baby was very cold and dry. He is getting better.",
    cause="Left alone with no food or heating.",
    voice="She said: “I gave him water because there was no milk.”",
    at_risk=True,
    agencies=("Housing service",),
)
DRAFT = Tale(
    what=(
        "A toddler was brought in by a grandparent with bruises of different ages. The story changed "
        "twice while we talked. The grandparent is afraid to let the child go home tonight."
    ),
    children=(Child(names.FIR[0], age=(2, 60)),),
    at_risk=True,
)
ABANDONED = Tale(
    what="A child fell from a swing in the park. It was seen by many people and there is no concern.",
    children=(Child(names.FIR[1], age=(7, 20), outcome="not_harmed"),),
)
LEAD_DISAGREES = Tale(
    what=(
        "A girl of fifteen was found unconscious after taking tablets. Over two years she had told three "
        "workers that nobody at home speaks to her. She was discharged from our service four weeks ago "
        "for not attending."
    ),
    children=(Child(names.HOLLY[0], age=(15, 100), school=names.SCHOOLS[1]),),
    family=(Relative(names.HOLLY[1], years=41, risks="Depression, not in treatment."),),
    categories=("neglect", "emotional"),
    abuse_why="Long emotional neglect is written in our own notes.",
    injuries="Unconscious for a day. The liver may be harmed.",
    cause="An overdose, taken on purpose.",
    voice="“I thought nobody would notice.”",
    agencies=("Academy school",),
)
RETURNED = Tale(
    what=(
        "A boy of thirteen was stabbed in the leg on his way home. He goes missing often. Workers "
        "believe that he is made to carry drugs, and that he owes money."
    ),
    children=(Child(names.OAK[0], age=(13, 200), sex="male", school=names.SCHOOLS[1]),),
    categories=("exploitation", "extra_familial"),
    place_type="public",
    place_why="It happened in a park in the area.",
    injuries="A deep wound in the leg. He lost much blood and was operated on.",
    cause="Thought to be a punishment for a debt.",
    agencies=("West Yorkshire Police", "Academy school"),
)
ON_BEHALF = Tale(
    what=(
        "A childminder telephoned. A baby in her care had a seizure. The hospital found an older bleed "
        "on the brain. She had told the parents twice that the baby slept far too much."
    ),
    children=(
        Child(names.OAK[1], age=(0, 210), birth_words="about seven months old", school=names.SCHOOLS[2]),
    ),
    injuries="A seizure, and an older bleed on the brain.",
    cause="Not known. The doctors think of shaking.",
    lead_discussed=False,
)

PLOTS = (
    Plot(
        "draft",
        DRAFT,
        "draft",
        (At(0, "08:50", acts.start(HEALTH)), At(0, "09:00", acts.write_half)),
    ),
    Plot(
        "abandoned",
        ABANDONED,
        "abandoned",
        (At(9, "15:10", acts.start(SCHOOL)), At(9, "15:30", acts.abandon)),
    ),
    Plot(
        "unborn",
        UNBORN,
        "submitted",
        (
            At(0, "08:00", acts.start(HOSPITAL)),
            At(0, "08:20", acts.write(hours_before=12, aware_after=1, la_after=3)),
            At(0, "08:30", acts.submit),
        ),
    ),
    Plot(
        "safety-open",
        SAFETY_OPEN,
        "submitted",
        (
            At(1, "14:40", acts.start(SCHOOL)),
            At(1, "15:00", acts.write(hours_before=30, aware_after=24, la_after=None)),
            At(1, "15:10", acts.submit),
        ),
    ),
    Plot(
        "safety-called",
        SAFETY_CALLED,
        "submitted",
        (
            At(2, "09:05", acts.start(HOUSING)),
            At(2, "09:40", acts.call_front_door),
            At(2, "10:10", acts.write(hours_before=20, aware_after=16, la_after=18)),
            At(2, "10:20", acts.submit),
            At(2, "11:30", acts.acknowledge),
            At(2, "11:35", acts.assign),
        ),
    ),
    Plot(
        "lead-disagrees",
        LEAD_DISAGREES,
        "submitted",
        (
            At(3, "11:00", acts.start(HEALTH)),
            At(3, "11:20", acts.write(hours_before=26, la_after=20)),
            At(3, "11:30", acts.ask_lead("lead@communityhealth.example")),
            At(
                3,
                "13:15",
                acts.lead_answers(
                    "lead@communityhealth.example",
                    agrees=False,
                    reasons="I think that our own review of the discharge should come first.",
                ),
            ),
            At(3, "13:40", acts.submit),
            At(3, "14:20", acts.acknowledge),
        ),
    ),
    Plot(
        "returned",
        RETURNED,
        "returned",
        (
            At(4, "09:15", acts.start(PROBATION)),
            At(4, "09:40", acts.write(hours_before=36, aware_after=12, la_after=None)),
            At(4, "09:50", acts.submit),
            At(4, "11:00", acts.acknowledge),
            At(
                4,
                "11:30",
                acts.ask_questions(
                    "When was the front door told, and by whom?",
                    "Who else in the home is at risk from the same people?",
                ),
            ),
        ),
    ),
    Plot(
        "on-behalf",
        ON_BEHALF,
        "submitted",
        (
            At(
                1,
                "10:30",
                acts.enter_for(
                    "Community health trust",
                    by_unit="unit@lscp.example",
                    name="A childminder (fictional)",
                    how="telephone",
                ),
            ),
            At(1, "10:50", acts.write(hours_before=20)),
            At(1, "11:00", acts.submit),
            At(1, "11:05", acts.acknowledge),
        ),
    ),
)
