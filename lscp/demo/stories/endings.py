"""Stories that have come to their end in each of the possible ways. All fictional."""

from lscp.demo import names
from lscp.demo.stories import acts
from lscp.demo.stories.courses import arrival, views
from lscp.demo.stories.plot import At, Plot
from lscp.demo.stories.tale import Child, Relative, Tale

NATURAL = Tale(
    what=(
        "A girl of twelve in foster care died in a hospice of an illness that she was born with. Her "
        "carers and her mother were with her. Everybody had expected it."
    ),
    children=(
        Child(
            names.ALDER[0],
            age=(12, 7), outcome="died", looked_after=True, disability="A heart condition from birth.",
        ),
    ),
    kinds=("looked_after_death",),
    abuse="no",
    categories=(),
    abuse_why="She was well cared for. The illness was known.",
    harm="died",
    harm_why="She died.",
    injuries="She died in a hospice.",
    cause="Her illness.",
    died=True,
    sudden="no",
    place_type="health",
    voice="She chose the songs. She told her carer that she was not afraid.",
    processes=("cdop",),
)  # fmt: skip
CARE_LEAVER = Tale(
    what=(
        "A care leaver of twenty died after a crash on a motorbike. His personal adviser had seen him "
        "the day before. There is no sign of abuse or neglect."
    ),
    children=(Child(names.BEECH[0], age=(20, 40), sex="male", outcome="died", care_leaver=True),),
    kinds=("care_leaver_death",),
    abuse="no",
    categories=(),
    abuse_why="A traffic accident. No concern is known.",
    harm="died",
    harm_why="He died.",
    injuries="He died on the road.",
    cause="A traffic accident.",
    died=True,
    sudden="yes",
    place_type="public",
    voice="He had plans: a job as a cook, and a flat with a window on the park.",
    processes=("inquest",),
)
LEARNING = Tale(
    what=(
        "A baby was almost given to the wrong person at discharge. A nurse noticed in the lift. Nobody "
        "was hurt. Two systems had shown different names for who may take the baby home."
    ),
    children=(Child(names.HAZEL[0], age=(0, 6), outcome="not_harmed"),),
    kinds=("learning",),
    abuse="no",
    categories=(),
    abuse_why="Nobody meant harm.",
    harm="neither",
    harm_why="The mistake was noticed in time.",
    injuries="None.",
    cause="Two records that did not agree.",
    place_type="health",
    processes=("health",),
)
ACCIDENT = Tale(
    what=(
        "A boy of seven broke his skull when a branch of an old tree fell in a storm. His class was on a "
        "walk. Two teachers were beside him."
    ),
    children=(Child(names.HAWTHORN[0], age=(7, 77), sex="male", school=names.SCHOOLS[0]),),
    abuse="unsure",
    categories=(),
    abuse_why="A parent asked whether the walk should have taken place.",
    injuries="A broken skull. He is getting better.",
    cause="A branch in a storm.",
    place_type="public",
    processes=("none",),
    voice="“It went crack and then I was asleep.”",
)
NOT_MET = Tale(
    what=(
        "A baby of two months had many bruises and a low blood count. It looked like harm by somebody, "
        "and the case was notified. Then a rare illness of the blood was found."
    ),
    children=(Child(names.POPLAR[0], age=(0, 60), sex="male"),),
    family=(Relative(names.POPLAR[1], years=28),),
    injuries="Bruises and a low blood count. He is treated and gets better.",
    cause="First thought to be harm by somebody.",
)
MOVED = Tale(
    what=(
        "A girl of six was hurt while the family stayed with relatives in another area. The family lives "
        "here, but it happened there, and that area has begun to look at it."
    ),
    children=(Child(names.SYCAMORE[0], age=(6, 9), school=names.SCHOOLS[0]),),
    family=(Relative(names.SYCAMORE[1], years=34),),
    place="elsewhere",
    place_why="It happened in another area of England.",
    place_type="other_home",
    injuries="A broken jaw.",
    cause="Hit by an adult.",
)

PLOTS = (
    Plot(
        "natural-death",
        NATURAL,
        "told",
        (
            *arrival(14, "practitioner@council.example", hours_before=10, aware_after=1, la_after=1),
            At(13, "10:00", acts.consider),
            *views(12, "tell", "tell", "tell"),
            At(12, "15:00", acts.decide("tell", "A looked-after child died of an illness. No concern.")),
            At(12, "16:00", acts.receipt("FICT-2077")),
        ),
    ),
    Plot(
        "care-leaver",
        CARE_LEAVER,
        "to_tell",
        (
            *arrival(3, "practitioner@council.example", hours_before=18, aware_after=2, la_after=2),
            At(2, "10:00", acts.consider),
            *views(1, "tell", "tell", "tell"),
            At(1, "15:00", acts.decide("tell", "A care leaver of twenty died in an accident. No concern.")),
        ),
    ),
    Plot(
        "local-learning",
        LEARNING,
        "local_learning",
        (
            *arrival(
                16, "practitioner@hospital.example", hours_before=30, la_after=None, partners_told=False
            ),
            At(15, "10:00", acts.consider),
            *views(14, "not_met", "not_met", "not_met"),
            At(
                13,
                "11:00",
                acts.decide("local_learning", "Nobody was harmed. The two systems are a lesson for all."),
            ),
            At(
                13,
                "12:00",
                acts.note_to_referrer(
                    "The tests are not met. We will learn from it together, with your ward."
                ),
            ),
        ),
    ),
    Plot(
        "accident",
        ACCIDENT,
        "not_notifiable",
        (
            *arrival(19, "practitioner@school.example", hours_before=24, la_after=6),
            At(18, "10:00", acts.consider),
            *views(17, "not_met", "not_met", "not_met"),
            At(16, "11:00", acts.decide("not_notifiable", "A storm. Abuse or neglect is not suspected.")),
        ),
    ),
    Plot(
        "criteria-not-met",
        NOT_MET,
        "criteria_not_met",
        (
            *arrival(27, "practitioner@hospital.example", hours_before=20, la_after=4),
            At(26, "10:00", acts.consider),
            *views(25),
            At(24, "10:00", acts.decide("notify", "Harm by somebody is suspected.")),
            At(24, "11:00", acts.receipt("FICT-1988")),
            At(
                11,
                "10:00",
                acts.criteria_not_met("A rare illness of the blood explains it all.", "E-mail to the Panel"),
            ),
        ),
    ),
    Plot(
        "transferred",
        MOVED,
        "transferred",
        (
            *arrival(
                12, "practitioner@communityhealth.example", hours_before=48, aware_after=20, la_after=26
            ),
            At(
                11,
                "11:00",
                acts.transfer(
                    "Elsewhere",
                    "The duty manager of its partnership",
                    "It happened there, and they review it.",
                ),
            ),
        ),
    ),
)
