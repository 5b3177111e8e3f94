"""The chronology: merged for those inside the review, an agency's own rows for those it was asked through.

A row is changed by its agency alone; the Business Unit writes the partnership's own records.
"""

from __future__ import annotations

from tests.architecture.permissions.people import RAG_HERE, UNIT, Row
from tests.architecture.permissions.reviewing import ASKED, INSIDE, inside


def agencys(name: str, of: str, *, now: int = 200) -> Row:
    """What only the agency does with its own request or row."""
    return Row(f"rapid_reviews:{name}", 404, {403: INSIDE, now: ASKED}, args=(of,))


def read(name: str, of: str) -> Row:
    """What the agency and everybody inside may open."""
    return Row(f"rapid_reviews:{name}", 404, {200: (*INSIDE, *ASKED)}, args=(of,))


def files(name: str, *, now: int = 200) -> Row:
    """A file on its way into the chronology: nobody's but its agency's."""
    return Row(f"rapid_reviews:chronology_{name}", 404, {now: ASKED}, args=("chronology_file",))


CHRONOLOGY = [
    inside("chronology"),
    inside("chronology_picture"),
    inside("chronology_picture_pdf"),
    inside("chronology_add_record", *UNIT),
    inside("chronology_checks"),
    inside("chronology_check_discuss", *UNIT, *RAG_HERE, args=("check_code",)),
    inside("chronology_check_dismiss", *UNIT, *RAG_HERE, args=("check_code",)),
    read("chronology_own", "request"),
    agencys("chronology_add", "request"),
    read("chronology_row", "chronology_row"),
    agencys("chronology_change", "chronology_row"),
    agencys("chronology_take_out", "chronology_row"),
    read("chronology_comment", "chronology_row"),
    agencys("chronology_import", "request"),
    inside("chronology_import_records", *UNIT),
    files("file"),
    files("columns"),
    files("import_now", now=302),
    files("drop"),
    inside("chronology_export"),
    inside("chronology_words", *UNIT),
    Row("rapid_reviews:chronology_word_out", 404, {403: INSIDE, 200: UNIT}, args=("chronology_word",)),
    Row("rapid_reviews:chronology_copy", 404, {200: ("lscp_unit",)}, args=("chronology_copy",)),
    Row("rapid_reviews:chronology_download", 404, {200: ("lscp_unit",)}, args=("chronology_copy",)),
    Row("rapid_reviews:chronology_template", 200, args=("template_kind",)),
]
