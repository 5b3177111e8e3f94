"""What the addresses of the second stage are about, and how attempts on them are said."""

from lscp.audit import refusals
from lscp.cases.addresses import names_records
from rapid_reviews.models import AgencyRequest, ChronologyImport, ChronologyRow, RapidReview, ReportSection

names_records("rapid_reviews", RapidReview, AgencyRequest, ChronologyRow, ReportSection)
names_records("rapid_reviews", ChronologyImport)
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
        "chronology_import": "sending a file for the chronology",
        "chronology_import_records": "sending a file of the partnership for the chronology",
        "chronology_file": "looking at a file for the chronology",
        "chronology_columns": "saying which column of a file is what",
        "chronology_import_now": "importing a file into the chronology",
        "chronology_drop": "deleting a file for the chronology",
        "chronology_comment": "commenting on a row of the chronology",
        "report": "opening the report",
        "report_round": "opening the report of an earlier round",
        "report_questions": "opening the questions of the report",
        "report_views": "looking at the partners' views of what should follow",
        "report_ask_views": "asking the partners what should follow",
        "report_view": "giving a view of what should follow",
        "report_open_views": "opening the views of what should follow early",
        "report_copy": "downloading the report",
        "report_names": "looking for names in the report",
        "report_keep_words": "saying that words stay in the report",
        "report_section": "opening a section of the report",
        "report_write": "writing a section of the report",
        "report_ready": "saying whether a section of the report is ready",
        "report_owner": "naming the owner of a section of the report",
        "report_comment": "commenting on a section of the report",
        "report_version": "looking at what changed in a section of the report",
    },
    otherwise="opening a page about a rapid review",
)
