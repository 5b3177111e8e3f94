"""What the addresses of immediate safety are about, and how attempts on them are said."""

from lscp.audit import refusals
from lscp.cases.addresses import names_records
from lscp.tasks.models import SafetyAction

names_records("tasks", SafetyAction)
refusals.say(
    "tasks",
    {
        "safety_list": "opening the list of safety actions",
        "safety": "looking at a safety action",
        "record_call": "recording a call to the front door",
    },
)
