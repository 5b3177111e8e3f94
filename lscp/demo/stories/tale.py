"""What a story is: the people in it and what the form would say. Values only, no actions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from lscp.demo.names import DOCTORS, SCHOOLS, STREETS, Name


@dataclass(frozen=True)
class Child:
    """A child of a story. `age` is (years, days) before the incident; `due_in_days` makes an unborn child."""

    name: Name
    age: tuple[int, int] = (4, 30)
    sex: str = "female"
    outcome: str = "seriously_harmed"
    due_in_days: int = 0
    birth_words: str = ""
    ethnicity: str = "white_british"
    disability: str = ""
    address: str = STREETS[0]
    school: str = ""
    looked_after: bool = False
    care_leaver: bool = False
    plan_now: str = "no"


@dataclass(frozen=True)
class Relative:
    """A brother, sister or adult around the children."""

    name: Name
    relation: str = "mother"
    kind: str = "household"
    years: int = 0
    responsibility: str = "yes"
    risks: str = ""


@dataclass(frozen=True)
class Tale:
    """A story as the form would have it. Empty words stand for "not known yet"."""

    what: str
    children: tuple[Child, ...]
    family: tuple[Relative, ...] = ()
    kinds: tuple[str, ...] = ("serious_incident",)
    abuse: str = "suspected"
    categories: tuple[str, ...] = ("physical",)
    abuse_why: str = "The injuries do not fit what was said to have happened."
    harm: str = "seriously_harmed"
    harm_why: str = "The injuries may last and put the child’s life at risk."
    place: str = "in_area"
    place_why: str = "It happened at the child’s home in the area."
    place_type: str = "home"
    injuries: str = "Not known yet. The hospital is still looking."
    cause: str = "Not known."
    died: bool = False
    sudden: str = "no"
    voice: str = ""
    voice_not: str = "The child is too young or too ill to be asked. The ward will ask when it can."
    processes: tuple[str, ...] = ("criminal",)
    done: str = "Police and children’s social care were told. A strategy discussion was held the same day."
    media: str = ""
    route: str = "agency"
    colleague: str = "no"
    at_risk: bool = False
    lead_discussed: bool = True
    agencies: tuple[str, ...] = ()
    doctor: str = DOCTORS[0]
    school: str = SCHOOLS[0]
    more: dict[str, Any] = field(default_factory=dict)
