"""The report of a rapid review: everybody inside reads it, the Business Unit writes it, partners give their view."""

from __future__ import annotations

from tests.architecture.permissions.people import CHAIR, RAG_HERE, UNIT, Row
from tests.architecture.permissions.reviewing import INSIDE, inside


def section(name: str, *entitled: str, args: tuple[str, ...] = ()) -> Row:
    """A page of one section: for everybody inside, or the entitled among them."""
    gets = {403: INSIDE, 200: entitled} if entitled else {200: INSIDE}
    return Row(f"rapid_reviews:{name}", 404, gets, args=("report_section", *args))


REPORT = [
    inside("report"),
    inside("report_round", args=("report_round",)),
    inside("report_copy", args=("report_round", "report_kind")),
    inside("report_authors", args=("report_round",)),
    inside("report_safety"),
    inside("report_questions", args=("report_about",)),
    inside("report_keep_texts", *UNIT),
    inside("report_views"),
    inside("report_ask_views", *UNIT),
    inside("report_view", *RAG_HERE),
    inside("report_open_views", *CHAIR),
    inside("report_names", *UNIT),
    inside("report_keep_words", *UNIT, args=("report_hit",)),
    section("report_section"),
    section("report_write", *UNIT),
    section("report_ready", *UNIT),
    section("report_owner", *UNIT),
    section("report_comment"),
    section("report_version", args=("report_version",)),
]
