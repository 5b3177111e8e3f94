"""Who gets what from which address: the whole of it, compared with the real pages.

How to add rows for a new page: add a `Row` to the module of `permissions/` that it belongs to, with the name from
its `urls.py` and everybody who gets something else than `others`. People are the attributes of `tests/cast.py`
(`police_rag`), or a group of them from `permissions/people.py`. `args` names values of `permissions/world.py`;
add one there when a page needs another. A page whose address has an object answers 404 to strangers
(`others=404`), never 403; some row of the same address names at least one person who gets it from the same world.
One address may have several rows, for several records. An address that is in no row fails.

Everybody whom a row names is asked; of the others who hold the same roles one is asked, the next row another.
"""

from __future__ import annotations

from tests.architecture.permissions import (
    chronology,
    clocks,
    deciding,
    families,
    meetings,
    own_pages,
    partnership,
    raising,
    reporting,
    returning,
    reviewing,
)

# Each part is one test.
PARTS = {
    "help": own_pages.HELP,
    "messages": own_pages.MESSAGES,
    "sign_in": own_pages.SIGN_IN,
    "second_factor": own_pages.SECOND_FACTOR,
    "own_work": own_pages.OWN_WORK,
    "settings": partnership.SETTINGS,
    "rules": partnership.RULES,
    "clocks": clocks.CLOCKS,
    "record": clocks.RECORD,
    "meetings": meetings.MEETINGS,
    "form": raising.FORM,
    "sent": raising.SENT,
    "triage": deciding.TRIAGE,
    "views": deciding.VIEWS,
    "national": deciding.NATIONAL,
    "exits": deciding.EXITS,
    "reviews": reviewing.REVIEWS,
    "returns": returning.RETURNS,
    "chronology": chronology.CHRONOLOGY,
    "families": families.FAMILIES,
    "report": reporting.REPORT,
}
ROWS = [row for rows in PARTS.values() for row in rows]
