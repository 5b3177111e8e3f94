"""How the shipped list of bank holidays is made. Needs the `holidays` package; never used at run time."""

import datetime as dt
import json
from importlib import metadata, resources

from lscp.deadlines.calendar import SNAPSHOT_FILE

PLAIN_NAMES = {
    "May Day": "Early May bank holiday",
    "Spring Bank Holiday": "Spring bank holiday",
    "Late Summer Bank Holiday": "Summer bank holiday",
    "Platinum Jubilee of Elizabeth II": "Platinum Jubilee bank holiday",
    "State Funeral of Queen Elizabeth II": "Bank holiday for the State Funeral of Queen Elizabeth II",
    "Coronation of Charles III": "Bank holiday for the coronation of King Charles III",
}
MOVED = {dt.date(2020, 5, 8): "Early May bank holiday (moved for VE Day)"}
SUBSTITUTE = " (observed)"


def build(first_year: int, last_year: int, made_on: dt.date) -> dict[str, object]:
    """The snapshot for whole years. England's list equals Wales's; without a subdivision days are missing."""
    from holidays import country_holidays  # noqa: PLC0415 - a development tool, absent at run time

    years = range(first_year, last_year + 1)
    found = country_holidays("GB", subdiv="ENG", years=years)
    return {
        "what": "Bank holidays in England and Wales, including one-off ones and substitute days",
        "made_on": made_on.isoformat(),
        "package": f"holidays {metadata.version('holidays')}",
        "first_year": first_year,
        "last_year": last_year,
        "days": {day.isoformat(): plain_name(day, name) for day, name in sorted(found.items())},
    }


def plain_name(day: dt.date, name: str) -> str:
    """The name as people in England know it."""
    if day in MOVED:
        return MOVED[day]
    if name.endswith(SUBSTITUTE):
        return f"{name.removesuffix(SUBSTITUTE)} (substitute day)"
    return PLAIN_NAMES.get(name, name)


def write(snapshot: dict[str, object]) -> str:
    """Write the snapshot into the package and return where."""
    target = resources.files(__package__).joinpath(SNAPSHOT_FILE)
    with open(str(target), "w", encoding="utf-8") as file:
        json.dump(snapshot, file, indent=1, ensure_ascii=False)
        file.write("\n")
    return str(target)
