"""Stories of the second partnership. All fictional."""

from lscp.demo import names
from lscp.demo.accounts import ELSEWHERE
from lscp.demo.stories import acts
from lscp.demo.stories.acts import reviewing
from lscp.demo.stories.plot import At, Plot
from lscp.demo.stories.tale import Child, Relative, Tale

AUTHOR = "practitioner@elsewhere.example"
POLICE, COUNCIL, HEALTH = "rag@police.example", "rag@elsewhere.example", "rag@icb.example"

HURT = Tale(
    what="A boy of three was found with a broken leg and bite marks. His carer said that a dog had done it.",
    children=(Child(names.MEDLAR[0], age=(3, 44), sex="male"),),
    injuries="A broken leg and bites of a person.",
    cause="Thought to be an adult.",
)
TOLD = Tale(
    what=(
        "A girl of ten said that she is hit with a belt each Sunday. A doctor found old scars and a new "
        "wound."
    ),
    children=(Child(names.MULBERRY[0], age=(10, 3)),),
    injuries="Scars and one deep wound.",
    cause="Hit with a belt.",
    voice="“Only on Sundays.”",
)
FALL = Tale(
    what=(
        "A girl of two fell from a window on the first floor. The lock was broken and the landlord had "
        "been told."
    ),
    children=(Child(names.PEAR[0], age=(2, 90)),),
    abuse="unsure",
    categories=(),
    abuse_why="The family had asked for the repair three times.",
    injuries="A broken arm. She is at home again.",
    cause="A broken lock.",
)
STARVED = Tale(
    what=(
        "A baby of eight months weighed as much as one of two months. Nobody had weighed him since he "
        "was born."
    ),
    children=(Child(names.PLUM[0], age=(0, 240), sex="male"),),
    family=(Relative(names.PLUM[1], relation="father", years=30),),
    abuse="known",
    categories=("neglect",),
    abuse_why="He was not fed.",
    injuries="Very underweight. He is fed by tube.",
    cause="Not enough food.",
)
WHY = "My agency’s records and the medical view lead me to this."


def _sent(days: int, *, la_after: int | None = 4) -> tuple[At, ...]:
    return (
        At(days, "09:00", acts.start(AUTHOR)),
        At(days, "09:30", acts.write(la_after=la_after)),
        At(days, "09:40", acts.submit),
        At(days, "10:30", acts.acknowledge),
    )


def _seen(days: int, choice: str) -> tuple[At, ...]:
    return tuple(
        At(days, time, acts.view(email, choice, WHY))
        for time, email in (("13:00", POLICE), ("13:30", COUNCIL), ("14:00", HEALTH))
    )


PLOTS = (
    Plot("elsewhere-new", HURT, "submitted", _sent(1), ELSEWHERE),
    Plot(
        "elsewhere-views",
        TOLD,
        "consideration",
        (
            *_sent(4),
            At(3, "10:00", acts.consider),
            At(3, "10:20", acts.partners_aware),
            At(2, "13:00", acts.view(POLICE, "met", WHY)),
        ),
        ELSEWHERE,
    ),
    Plot(
        "elsewhere-accident",
        FALL,
        "not_notifiable",
        (
            *_sent(13),
            At(12, "10:00", acts.consider),
            *_seen(11, "not_met"),
            At(
                10,
                "10:00",
                acts.decide("not_notifiable", "An accident. The repair is taken up with the landlord."),
            ),
        ),
        ELSEWHERE,
    ),
    Plot(
        "elsewhere-notified",
        STARVED,
        "notified",
        (
            *_sent(17),
            At(16, "10:00", acts.consider),
            At(16, "10:20", acts.partners_aware),
            *_seen(15, "met"),
            At(14, "10:00", acts.decide("notify", "Neglect is known and the harm is serious.")),
            At(14, "15:00", acts.receipt("FICT-3001")),
            At(
                13,
                "10:00",
                reviewing.ask_agencies(
                    "Who weighed him, who saw him, and what his father said.",
                    "Since he was born",
                    "rag@police.example",
                    AUTHOR,
                    HEALTH,
                ),
            ),
            At(11, "10:00", reviewing.opens(HEALTH)),
            At(10, "11:00", reviewing.knows_nothing("rag@police.example")),
            At(9, "09:30", reviewing.remind_all),
        ),
        ELSEWHERE,
    ),
)
