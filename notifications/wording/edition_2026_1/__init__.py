"""The first edition of the form: sections 1 to 10 of the paper form, after a page of first questions.

Source: the partnership's report of 4 October 2023 (voice of the child, rationale, agreement of the
safeguarding lead) and the forms of comparable partnerships. The wording is the product's own.
"""

import datetime as dt

from notifications.wording.edition_2026_1 import (
    about,
    children,
    criteria,
    family,
    first,
    incident,
    response,
    voice,
)
from notifications.wording.shapes import Edition

EDITION = Edition(
    key="2026-1",
    title="Partnership notification form, first edition of 2026",
    in_force_from=dt.date(2026, 1, 1),
    sections=(
        first.SECTION,
        about.ABOUT,
        about.AGREEMENT,
        children.SECTION,
        family.SECTION,
        incident.SECTION,
        criteria.SECTION,
        voice.SECTION,
        response.AGENCIES,
        response.PARALLEL,
        response.ACTIONS,
    ),
)
