"""What the addresses of meetings are about, and how attempts on them are said."""

from lscp.audit import refusals
from lscp.cases.addresses import names_records
from lscp.meetings.models import Meeting, MeetingAction

names_records("meetings", Meeting, MeetingAction)
refusals.say(
    "meetings",
    {
        "case_meetings": "looking at the meetings about the case",
        "call": "calling a meeting",
        "quorum": "setting the quorum of a group",
        "meeting": "looking at a meeting",
        "invitation": "downloading the invitation to a meeting",
        "change": "moving or changing a meeting",
        "cancel": "cancelling a meeting",
        "agenda": "writing the agenda of a meeting",
        "add_paper": "adding a paper to a meeting",
        "take_out_paper": "taking a paper out of a meeting",
        "bundle": "having the papers of a meeting put into one file",
        "bundle_pdf": "downloading the papers of a meeting",
        "attendance": "recording who was at a meeting",
        "add_person": "recording that somebody came to a meeting",
        "minutes": "reading the minutes of a meeting",
        "write_minutes": "writing the minutes of a meeting",
        "circulate": "sending the minutes of a meeting round",
        "comment": "commenting on the minutes of a meeting",
        "agree": "agreeing with the minutes of a meeting",
        "approve": "approving the minutes of a meeting",
        "addendum": "adding to locked minutes",
        "minutes_print": "printing the minutes of a meeting",
        "minutes_pdf": "downloading the minutes of a meeting",
        "add_decision": "writing down a decision of a meeting",
        "add_action": "giving somebody an action of a meeting",
        "action": "looking at an action of a meeting",
        "withdraw_action": "withdrawing an action of a meeting",
        "finish_action": "recording that an action of a meeting is done",
    },
)
