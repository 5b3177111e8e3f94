"""Stories that lie with the Review Advisory Group. All fictional."""

from lscp.demo import names
from lscp.demo.stories import acts
from lscp.demo.stories.plot import At, Plot
from lscp.demo.stories.tale import Child, Relative, Tale

P, C, H = "rag@police.example", "rag@council.example", "rag@icb.example"

INFANT = Tale(
    what=(
        "A baby of three months was found lifeless in the morning. She had slept on a sofa with an adult "
        "who had been drinking. The health visitor had talked about safe sleep at each visit."
    ),
    children=(Child(names.ELDER[0], age=(0, 92), outcome="died"),),
    family=(
        Relative(names.ELDER[1], years=22),
        Relative(names.ELDER[2], relation="father", years=25, risks="Alcohol"),
    ),
    categories=("neglect",),
    abuse_why="The adult was too drunk to look after a baby.",
    harm="died",
    harm_why="The baby died.",
    injuries="The baby died at home.",
    cause="Sudden death while sleeping. The post-mortem is planned.",
    died=True,
    sudden="yes",
    voice="A smiling baby, the health visitor wrote, who settled on her mother’s arm.",
    processes=("sudic", "cdop", "inquest"),
    route="sudic",
)
HALF = Tale(
    what=(
        "A boy of eleven with a learning disability weighed 19 kilograms when he was admitted. He had "
        "not been to school for five months. Nobody had seen him without his carer."
    ),
    children=(
        Child(
            names.IVY[0], age=(11, 40), sex="male", school=names.SCHOOLS[0], plan_now="yes",
            disability="A learning disability. He uses signs.",
        ),
    ),
    family=(Relative(names.IVY[1], years=38, risks="Refused visits."),),
    abuse="known",
    categories=("neglect",),
    abuse_why="He was on a plan for neglect and had not been seen.",
    injuries="Very underweight, with sores. He is fed by tube.",
    cause="He was not given enough to eat.",
    voice="He signed “more” when he saw food, and “no” when asked about home.",
    agencies=("Academy school", "Hospital trust"),
)  # fmt: skip
RESTRICTED = Tale(
    what=(
        "A child of two was hurt in the care of somebody who works in a safeguarding team in this area. "
        "The worker may use this service. A shake was seen on a doorbell camera."
    ),
    children=(Child(names.JUNIPER[0], age=(2, 5)),),
    family=(Relative(names.JUNIPER[1], relation="father", years=35),),
    abuse="known",
    abuse_why="It was filmed.",
    injuries="Bleeding behind the eyes.",
    cause="Shaking.",
    colleague="yes",
    lead_discussed=False,
)
CONFLICTED = Tale(
    what=(
        "A girl of sixteen in a children’s home was assaulted by an adult who waited outside. She had "
        "been reported missing fourteen times this year."
    ),
    children=(Child(names.IVY[2], age=(16, 20), looked_after=True, school=names.SCHOOLS[1]),),
    categories=("sexual", "exploitation"),
    abuse_why="She told a worker, and police are looking for the man.",
    injuries="She is in hospital and does not speak much.",
    cause="Sexual exploitation.",
    place_type="public",
    voice="“You all wrote it down and then you closed it.”",
    agencies=("West Yorkshire Police",),
)
REOPENED = Tale(
    what=(
        "A boy of five drowned in a garden pond during a family party. Everybody thought that it was an "
        "accident, and it was found not to be notifiable."
    ),
    children=(Child(names.MAPLE[0], age=(5, 70), sex="male", outcome="died"),),
    family=(Relative(names.MAPLE[1], years=31),),
    kinds=("serious_incident",),
    abuse="unsure",
    categories=(),
    abuse_why="Nobody knows yet how long he was out of sight.",
    harm="died",
    harm_why="He died.",
    injuries="He drowned.",
    cause="Thought to be an accident.",
    died=True,
    sudden="yes",
    processes=("sudic", "cdop", "inquest"),
)
LOOK_AGAIN = Tale(
    what=(
        "A baby of five weeks had two broken ribs. A doctor thought of brittle bones. The test for it is "
        "not back, and an older cousin was hurt in the same home two years ago."
    ),
    children=(Child(names.PINE[0], age=(0, 36), sex="male"),),
    family=(Relative(names.PINE[1], years=27),),
    injuries="Two broken ribs, about ten days old.",
    cause="Not known. A bone illness is possible.",
)
AWAITING = Tale(
    what=(
        "A girl of one had a bleed on the brain. It may come from her birth or from a fall. The "
        "children’s hospital has asked a specialist in another city."
    ),
    children=(Child(names.QUINCE[0], age=(1, 15)),),
    family=(Relative(names.QUINCE[1], years=30),),
    abuse="unsure",
    categories=(),
    abuse_why="The doctors do not agree.",
    injuries="A small bleed on the brain. She is at home again.",
    cause="Birth, a fall or a shake.",
)

PLOTS = (
    Plot(
        "sudic",
        INFANT,
        "consideration",
        (
            At(4, "11:00", acts.start("practitioner@hospital.example")),
            At(4, "11:30", acts.write(hours_before=5, aware_after=1, la_after=3)),
            At(4, "11:40", acts.submit),
            At(4, "12:30", acts.acknowledge),
            At(3, "09:00", acts.partners_aware),
            At(
                2,
                "15:00",
                acts.sudic_meeting(
                    "Police, hospital, health visitor, children’s social care",
                    "Drink and unsafe sleep together may be neglect, so the group should look at it.",
                ),
            ),
            At(2, "16:00", acts.consider),
        ),
    ),
    Plot(
        "half-views",
        HALF,
        "consideration",
        (
            At(3, "09:00", acts.start("practitioner@school.example")),
            At(3, "09:30", acts.write(hours_before=30, aware_after=4, la_after=24)),
            At(3, "09:35", acts.ask_lead("lead@school.example")),
            At(3, "10:30", acts.lead_answers("lead@school.example", agrees=True)),
            At(3, "10:40", acts.submit),
            At(3, "11:30", acts.acknowledge),
            At(3, "13:00", acts.partners_aware),
            At(2, "10:00", acts.consider),
            At(
                1,
                "11:00",
                acts.view(P, "met", "He was starved while a plan was in place. All three tests are met."),
            ),
            At(1, "14:00", acts.view(H, "met", "The weight alone shows serious harm. Neglect is known.")),
            At(
                1,
                "15:00",
                acts.legal_note("The three tests are for the authority alone. Nothing stands against it."),
            ),
        ),
    ),
    Plot(
        "restricted",
        RESTRICTED,
        "consideration",
        (
            At(4, "12:00", acts.start("practitioner@hospital.example")),
            At(4, "12:30", acts.write(hours_before=20)),
            At(4, "12:40", acts.submit),
            At(4, "13:30", acts.acknowledge),
            At(4, "13:40", acts.shut_out("lead@council.example")),
            At(
                4,
                "14:00",
                acts.name_readers(P, C, H, "notifier@council.example", "executive@council.example"),
            ),
            At(3, "09:30", acts.consider),
        ),
    ),
    Plot(
        "conflicted",
        CONFLICTED,
        "consideration",
        (
            At(2, "10:00", acts.start("practitioner@council.example")),
            At(2, "10:30", acts.write(hours_before=12, aware_after=1, la_after=1)),
            At(2, "10:40", acts.submit),
            At(2, "11:10", acts.consider),
            At(2, "14:00", acts.conflict(P, "I led the search for her last year.")),
            At(
                1,
                "09:45",
                acts.comment("Look at what happened to the fourteen reports, not at the last one only."),
            ),
        ),
    ),
    Plot(
        "reopened",
        REOPENED,
        "consideration",
        (
            At(31, "10:00", acts.start("practitioner@police.example")),
            At(31, "10:30", acts.write(hours_before=44, la_after=20)),
            At(31, "10:40", acts.submit),
            At(31, "11:30", acts.acknowledge),
            At(30, "10:00", acts.consider),
            At(30, "10:20", acts.partners_aware),
            At(29, "10:00", acts.view(P, "not_met", "No sign of neglect. An accident.")),
            At(29, "11:00", acts.view(C, "not_met", "The garden was fenced. An accident.")),
            At(29, "12:00", acts.view(H, "not_met", "Nothing in the health records points to neglect.")),
            At(28, "10:00", acts.decide("not_notifiable", "An accident. Abuse or neglect is not suspected.")),
            At(
                2,
                "09:30",
                acts.reopen(
                    "cdop",
                    "The panel found that the boy had been alone for two hours, three times that week.",
                ),
            ),
        ),
    ),
    Plot(
        "look-again",
        LOOK_AGAIN,
        "consideration",
        (
            At(7, "10:00", acts.start("practitioner@hospital.example")),
            At(7, "10:30", acts.write(hours_before=22)),
            At(7, "10:40", acts.submit),
            At(7, "11:30", acts.acknowledge),
            At(6, "10:00", acts.consider),
            At(6, "10:20", acts.partners_aware),
            At(5, "10:00", acts.view(P, "not_met", "The doctors think of an illness.")),
            At(5, "11:00", acts.view(C, "not_met", "The medical view does not point to harm by anybody.")),
            At(5, "12:00", acts.view(H, "not_met", "Brittle bones are likely. The test is awaited.")),
            At(4, "10:00", acts.decide("not_notifiable", "An illness is the likely cause.")),
            At(
                3,
                "16:00",
                acts.look_again(
                    "executive@police.example", "The cousin’s injuries in the same home were not weighed."
                ),
            ),
        ),
    ),
    Plot(
        "awaiting",
        AWAITING,
        "awaiting",
        (
            At(8, "10:00", acts.start("practitioner@hospital.example")),
            At(8, "10:30", acts.write(hours_before=40, la_after=None)),
            At(8, "10:40", acts.submit),
            At(8, "11:30", acts.acknowledge),
            At(7, "10:00", acts.consider),
            At(7, "10:20", acts.partners_aware),
            At(5, "10:00", acts.wait("The specialist’s opinion is expected next week.", days=8)),
            At(
                5,
                "10:30",
                acts.note_to_referrer("We wait for a specialist’s opinion and look at it again next week."),
            ),
        ),
    ),
)
