"""What the addresses of the second stage are about, and how attempts on them are said."""

from lscp.audit import refusals
from lscp.cases.addresses import names_records
from rapid_reviews.models import AgencyRequest, RapidReview

names_records("rapid_reviews", RapidReview, AgencyRequest)
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
    },
    otherwise="opening a page about a rapid review",
)
