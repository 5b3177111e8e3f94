"""What becomes of a story: its steps and when each is taken. Values only."""

from __future__ import annotations

from dataclasses import dataclass

from lscp.demo.accounts import LEEDS
from lscp.demo.stories.acts import Act
from lscp.demo.stories.tale import Tale


@dataclass(frozen=True)
class At:
    """One step, so many working days before today at a London time, and never later than now."""

    working_days_ago: int
    time: str
    act: Act


@dataclass(frozen=True)
class Plot:
    """A story and its steps in order. `ends` is the status it reaches."""

    key: str
    tale: Tale
    ends: str
    steps: tuple[At, ...]
    partnership: str = LEEDS
