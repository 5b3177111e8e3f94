"""The verbs of the clocks."""

from collections.abc import Mapping
from typing import Any

from lscp.audit.verbs import Kind, register


def _moved(data: Mapping[str, Any]) -> str:
    before, after = data.get("due", ["not recorded", "not recorded"])
    return f"from {before} to {after}" if before != after else f"due {after}, unchanged"


def _sentence(words: str) -> Any:
    return lambda data: words.format(title=data.get("title", "a clock"), moved=_moved(data))


register("deadlines.fact_recorded", "recorded when something happened ({kind})", Kind.CHANGE)
register("deadlines.fact_corrected", "corrected when something happened ({kind})", Kind.CHANGE)
register("deadlines.edition_pinned", "the case goes by {edition}", Kind.CHANGE)
register("deadlines.clock_expected", "{title}: the clock waits for its starting event", Kind.CHANGE)
register("deadlines.clock_started", _sentence("started the clock “{title}” ({moved})"), Kind.CHANGE)
register("deadlines.clock_recalculated", _sentence("“{title}” was worked out again ({moved})"), Kind.CHANGE)
register("deadlines.clock_extended", _sentence("extended “{title}” ({moved})"), Kind.DECISION)
register("deadlines.clock_paused", _sentence("paused “{title}”"), Kind.DECISION)
register(
    "deadlines.clock_resumed", _sentence("started “{title}” again after a pause ({moved})"), Kind.DECISION
)
register("deadlines.clock_met", _sentence("recorded “{title}” as done"), Kind.CHANGE)
register("deadlines.clock_evidence_corrected", _sentence("corrected when “{title}” was done"), Kind.CHANGE)
register(
    "deadlines.clock_lateness_explained", _sentence("gave the reason why “{title}” is late"), Kind.CHANGE
)
register("deadlines.clock_cancelled", _sentence("cancelled “{title}”"), Kind.DECISION)
register("deadlines.clock_handed_over", _sentence("gave “{title}” to somebody else to look after"))
register("deadlines.clock_opened_again", _sentence("took off what met “{title}”: it is open again"))
register(
    "deadlines.clock_extension_taken_back",
    _sentence("took back an extension of “{title}” ({moved})"),
    Kind.DECISION,
)
register("deadlines.clock_date_set", _sentence("set the date of “{title}” by hand ({moved})"), Kind.DECISION)
register(
    "deadlines.sudic_meeting_recorded", "recorded the meeting after a sudden unexpected death", Kind.CHANGE
)
register("deadlines.clocks_viewed", "read the clocks of the case", Kind.READING)
register("deadlines.clock_viewed", "read why a clock ends when it does", Kind.READING)
register("deadlines.feed_read", "their calendar program fetched {clocks} due dates", Kind.READING)
register("deadlines.clock_downloaded", "downloaded why a clock ends when it does", Kind.READING)
register("deadlines.clock_printed", "printed why a clock ends when it does", Kind.READING)
register("deadlines.change_proposed", "proposed a change: {kind}", Kind.CHANGE)
register("deadlines.change_applied", "approved a change: {kind}; {moved} clocks moved", Kind.DECISION)
register("deadlines.change_withdrawn", "withdrew a proposed change: {kind}", Kind.CHANGE)
register("deadlines.second_person_set", "set whether changes need a second person: {needed}", Kind.DECISION)
register("deadlines.feed_link_made", "made a new address for their calendar feed", Kind.CHANGE)
register("deadlines.feed_link_ended", "ended the address of their calendar feed", Kind.CHANGE)
