"""How attempts on the pages of the record are said."""

from lscp.audit import refusals

refusals.say(
    "record",
    {
        "timeline": "reading the timeline of the case",
        "timeline_file": "downloading the timeline of the case",
        "history": "reading what was changed in the case",
        "readers": "reading who read their agency's information",
        "partnership": "reading the record of the partnership",
        "partnership_file": "downloading the record of the partnership",
    },
)
