"""Stories that two agencies raised: one merged, one linked. All fictional."""

from dataclasses import replace

from lscp.demo import names
from lscp.demo.stories import acts
from lscp.demo.stories.plot import At, Plot
from lscp.demo.stories.tale import Child, Relative, Tale

TWIN = Tale(
    what=(
        "A girl of four was scalded in a bath. The burns have straight edges. Her mother says that she "
        "turned on the tap herself. Nursery staff had seen older marks in the spring."
    ),
    children=(
        Child(names.LARCH[0], age=(4, 95), school=names.SCHOOLS[2], birth_words="", address=names.STREETS[2]),
    ),
    family=(Relative(names.LARCH[1], years=29),),
    injuries="Burns to a fifth of the body. She is in the burns unit.",
    cause="Thought to be held in hot water.",
    agencies=("Hospital trust", "Academy school"),
)
SAME_CHILD = replace(
    TWIN,
    what=(
        "The burns unit admitted a girl of four. The pattern of her burns does not fit a fall into the bath."
    ),
    agencies=("Academy school",),
)
NEIGHBOUR = Tale(
    what=(
        "In the same building a boy of three was treated for a burn that nobody could explain. The same "
        "adult looks after both children in the evenings."
    ),
    children=(Child(names.LIME[0], age=(3, 10), sex="male", address=names.STREETS[2]),),
    family=(Relative(names.LIME[1], years=33),),
    injuries="A round burn on the arm, healing.",
    cause="Not known.",
)
CONSIDER_BY_ALL = "The Business Unit compared the two forms: one child, one bath, one evening."

PLOTS = (
    Plot(
        "twin",
        TWIN,
        "consideration",
        (
            At(3, "10:00", acts.start("practitioner@school.example")),
            At(3, "10:20", acts.write(hours_before=40, aware_after=14, la_after=18)),
            At(3, "10:30", acts.submit),
            At(3, "11:00", acts.acknowledge),
            At(2, "09:30", acts.consider),
        ),
    ),
    Plot(
        "twin-merged",
        SAME_CHILD,
        "merged",
        (
            At(3, "14:00", acts.start("practitioner@hospital.example")),
            At(3, "14:20", acts.write(hours_before=44, aware_after=2, la_after=22)),
            At(3, "14:30", acts.submit),
            At(3, "15:30", acts.merge("twin", CONSIDER_BY_ALL)),
        ),
    ),
    Plot(
        "linked",
        NEIGHBOUR,
        "submitted",
        (
            At(2, "13:00", acts.start("practitioner@housing.example")),
            At(2, "13:20", acts.write(hours_before=50, aware_after=20, la_after=26)),
            At(2, "13:30", acts.submit),
            At(2, "14:00", acts.acknowledge),
            At(2, "14:30", acts.link("twin", "The same adult looks after both children.")),
        ),
    ),
)
