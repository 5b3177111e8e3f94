"""Stretches of a story that many share: how it arrives, and how the three partners give their views."""

from lscp.demo.stories import acts
from lscp.demo.stories.plot import At

POLICE, COUNCIL, HEALTH = "rag@police.example", "rag@council.example", "rag@icb.example"
WHY = {
    "met": "Abuse or neglect is known or suspected, the harm is serious, and it happened here.",
    "not_met": "I do not think that abuse or neglect is shown. It reads as an accident.",
    "tell": "No abuse or neglect is known or suspected. The death is to be told, with no rapid review.",
}


def arrival(
    days: int,
    author: str,
    *,
    hours_before: int = 20,
    aware_after: int = 2,
    la_after: int | None = 4,
    partners_told: bool = True,
) -> tuple[At, ...]:
    """Written, sent and acknowledged on one morning so many working days ago."""
    written = acts.write(hours_before=hours_before, aware_after=aware_after, la_after=la_after)
    steps = (
        At(days, "09:00", acts.start(author)),
        At(days, "09:30", written),
        At(days, "09:40", acts.submit),
        At(days, "10:30", acts.acknowledge),
        At(days, "10:35", acts.assign),
    )
    return (*steps, At(days, "10:45", acts.partners_aware)) if partners_told else steps


def views(days: int, police: str = "met", council: str = "met", health: str = "met") -> tuple[At, ...]:
    """The views of the three partners of the first partnership, on one afternoon."""
    return (
        At(days, "13:00", acts.view(POLICE, police, WHY[police])),
        At(days, "13:40", acts.view(COUNCIL, council, WHY[council])),
        At(days, "14:20", acts.view(HEALTH, health, WHY[health])),
    )
