"""What the addresses of the second stage are about, and how attempts on them are said."""

from lscp.audit import refusals
from lscp.cases.addresses import names_records
from rapid_reviews.models import AgencyRequest, ChronologyRow, RapidReview

names_records("rapid_reviews", RapidReview, AgencyRequest, ChronologyRow)
refusals.say(
    "rapid_reviews",
    {
        "list": "looking at the list of rapid reviews",
        "review": "opening the rapid review",
        "set_date": "setting a date of the timetable",
        "ask": "asking agencies what they know",
        "chase_all": "reminding the agencies that have not answered",
        "asked": "looking at what one agency was asked",
        "chase": "reminding an agency",
        "set_due": "setting the day for an agency's return",
        "send_back": "sending a return back",
        "accept": "accepting a return",
        "ask_again": "asking an agency once more",
        "withdraw": "withdrawing a request",
        "answer_suggestion": "answering a suggestion to ask another agency",
        "chronology": "looking at the chronology",
        "chronology_add_record": "adding a row of the partnership to the chronology",
        "chronology_own": "looking at one agency's chronology",
        "chronology_add": "adding a row to the chronology",
        "chronology_row": "looking at a row of the chronology",
        "chronology_change": "changing a row of the chronology",
        "chronology_take_out": "taking a row out of the chronology",
        "chronology_comment": "commenting on a row of the chronology",
    },
    otherwise="opening a page about a rapid review",
)
