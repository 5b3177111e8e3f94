"""What the addresses of the clocks are about, and how attempts on them are said."""

from lscp.audit import refusals
from lscp.cases.addresses import names_records
from lscp.deadlines.models import Clock

names_records("deadlines", Clock, part="chain", field="chain")
refusals.say(
    "deadlines",
    {
        "board": "opening the board of clocks",
        "clock": "looking at a clock",
        "clock_print": "printing a clock",
        "clock_pdf": "downloading a clock",
        "clock_done": "recording that what a clock asks for was done",
        "clock_lateness": "giving the reason why a clock is late",
        "clock_extend": "giving a clock more time",
        "clock_extension_back": "taking back more time given to a clock",
        "clock_pause": "pausing a clock",
        "clock_resume": "starting a paused clock again",
        "clock_cancel": "cancelling a clock",
        "case_clocks": "looking at the clocks of the case",
        "fact": "recording when something happened",
        "fact_withdraw": "taking back when something happened",
        "another_death": "recording that another child died",
        "death": "recording when a child died",
        "death_withdraw": "taking back when a child died",
        "sudic_meeting": "recording the meeting after a sudden unexpected death",
        "calendar": "looking at the calendar of a partnership",
        "rules": "looking at the time limits of a partnership",
        "change": "looking at a proposed change to the clocks",
        "apply_change": "approving a change to the clocks",
        "withdraw_change": "withdrawing a proposed change to the clocks",
    },
    otherwise="changing how the clocks of a partnership are set",
)
