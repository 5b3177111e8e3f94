"""The verbs of the second stage. Their data are agencies, states, days and titles, never anybody in a case."""

from lscp.audit.verbs import Kind, register

register("rapid_reviews.opened", "opened the rapid review with its timetable", Kind.DECISION)
register("rapid_reviews.ended", "ended the rapid review: {why}", Kind.DECISION)
register("rapid_reviews.date_set", "set the date of “{step}” to {day}", Kind.DECISION)
register("rapid_reviews.review_viewed", "read the rapid review's page", Kind.READING)
register("rapid_reviews.step_viewed", "opened a page of the rapid review", Kind.READING)
register("rapid_reviews.agency_asked", "asked {agency} what it knows", Kind.DECISION)
register("rapid_reviews.agency_reminded", "reminded {agency} of its return")
register("rapid_reviews.return_date_set", "set the day for the return of {agency} to {day}", Kind.DECISION)
register("rapid_reviews.return_sent_back", "sent the return of {agency} back with questions", Kind.DECISION)
register("rapid_reviews.return_accepted", "accepted the return of {agency}", Kind.DECISION)
register("rapid_reviews.request_withdrawn", "withdrew the request to {agency}", Kind.DECISION)
register("rapid_reviews.suggestion_answered", "answered a suggestion to ask another agency: {answer}")
register("rapid_reviews.row_added", "added a row of {agency} to the chronology")
register("rapid_reviews.row_changed", "changed a row of {agency} in the chronology")
register("rapid_reviews.row_taken_out", "took a row of {agency} out of the chronology")
register("rapid_reviews.row_commented", "commented on a row of {agency} in the chronology")
register("rapid_reviews.chronology_viewed", "read the chronology", Kind.READING)
register("rapid_reviews.picture_downloaded", "downloaded {picture} as a picture", Kind.READING)
register("rapid_reviews.family_viewed", "read the family's diagram", Kind.READING)
register("rapid_reviews.family_person_added", "added a person to the family's diagram")
register("rapid_reviews.family_facts_kept", "wrote what is known of a person in the family's diagram")
register("rapid_reviews.family_tie_added", "added a line to the family's diagram: {kind}")
register("rapid_reviews.family_tie_changed", "changed a line of the family's diagram: {kind}")
register("rapid_reviews.family_tie_taken_out", "took a line out of the family's diagram: {kind}")
register("rapid_reviews.agency_rows_viewed", "read the chronology of {agency}", Kind.READING)
register("rapid_reviews.row_viewed", "read a row of the chronology", Kind.READING)
register("rapid_reviews.checks_viewed", "read what the checks of the chronology found", Kind.READING)
register("rapid_reviews.finding_settled", "said of a finding of the checks ({check}): {made}", Kind.DECISION)
register("rapid_reviews.checks_set", "set the checks of chronologies from {day}", Kind.DECISION)
register("rapid_reviews.report_read", "read the report: {part}", Kind.READING)
register("rapid_reviews.report_written", "saved version {number} of “{section}” of the report")
register("rapid_reviews.report_ready", "said that “{section}” of the report is ready")
register("rapid_reviews.report_not_ready", "said that “{section}” of the report is not ready yet")
register("rapid_reviews.report_owner", "gave “{section}” of the report to {to}")
register("rapid_reviews.report_commented", "commented on “{section}” of the report")
register("rapid_reviews.request_viewed", "read the request to {agency}", Kind.READING)
register("rapid_reviews.return_viewed", "read the return of {agency}", Kind.READING)
register("rapid_reviews.request_opened", "opened the request to {agency}")
register(
    "rapid_reviews.return_page_saved",
    "wrote in the agency's return",
    several=lambda _entries, span: f"wrote in the agency's return{span}",
)
register(
    "rapid_reviews.return_written",
    "said that the return of {agency} is ready (version {number})",
    Kind.DECISION,
)
register(
    "rapid_reviews.return_checked",
    "checked the quality of the return of {agency} (version {number})",
    Kind.DECISION,
)
register(
    "rapid_reviews.return_signed_off", "signed off the return of {agency} (version {number})", Kind.DECISION
)
register("rapid_reviews.nil_signed", "signed that {agency} knows nothing (version {number})", Kind.DECISION)
register("rapid_reviews.return_given_back", "gave the return of {agency} back to its author")
register(
    "rapid_reviews.request_declined", "said that {agency} does not answer, with the reason", Kind.DECISION
)
register("rapid_reviews.agency_suggested", "suggested, for {agency}, whom else to ask")
register("rapid_reviews.request_people_set", "set who at {agency} has a part in its return")
register("rapid_reviews.return_rules_set", "set for {agency}: {rule}", Kind.DECISION)
register("rapid_reviews.report_judged", "answered “{about}”, item {item}: {answer}", Kind.DECISION)
register(
    "rapid_reviews.own_view_page_read",
    "opened the page for their own view of what should follow",
    Kind.READING,
)
register("rapid_reviews.report_words_kept", "said why words found by the check stay in the report: {place}")
register("rapid_reviews.recommended", "signed recommendation {number}: {outcome}", Kind.DECISION)
register("rapid_reviews.executive_decided", "the Executive's outcome: {choice}", Kind.DECISION)
register(
    "rapid_reviews.executive_rule_set",
    "set the Executive's rule from {day}: {quorum} must sign",
    Kind.DECISION,
)
register("rapid_reviews.executive_own_page_read", "opened the page on which they sign", Kind.READING)
register("rapid_reviews.recommendation_read", "read the recommendation", Kind.READING)
register("rapid_reviews.executive_page_read", "read the Executive's page", Kind.READING)
register("rapid_reviews.pack_viewed", "looked at the pack for the Panel", Kind.READING)
register("rapid_reviews.pack_downloaded", "downloaded the pack of round {number} for the Panel", Kind.READING)
register("rapid_reviews.pack_reason_given", "said why the pack goes without: {item}", Kind.DECISION)
register("rapid_reviews.panel_sending_recorded", "recorded that the pack was sent: {way}", Kind.DECISION)
register(
    "rapid_reviews.panel_sending_corrected", "corrected when or how the pack was sent: {way}", Kind.DECISION
)
register("rapid_reviews.panel_receipt_recorded", "recorded the Panel's receipt, {late}", Kind.DECISION)
register("rapid_reviews.panel_receipt_corrected", "corrected the Panel's receipt, {late}", Kind.DECISION)
register("rapid_reviews.panel_replied", "recorded the Panel's reply: {answer}", Kind.DECISION)
register("rapid_reviews.report_downloaded", "downloaded the report of round {number} as {kind}", Kind.READING)
register("rapid_reviews.file_for_chronology", "sent a file with {rows} rows of {agency} for the chronology")
register("rapid_reviews.file_columns_confirmed", "said which columns of a file of {agency} are what")
register("rapid_reviews.rows_import_begun", "began to import {rows} rows of {agency}; left out: {left_out}")
register("rapid_reviews.rows_imported", "imported {rows} rows of {agency} into the chronology")
register("rapid_reviews.file_dropped", "deleted a file of {agency} that was not imported")
register("rapid_reviews.file_viewed", "looked at a file for the chronology", Kind.READING)
register("rapid_reviews.copy_asked", "asked for a copy of {rows} rows of the chronology as {kind}, {names}")
register(
    "rapid_reviews.copy_made",
    "had a copy of {rows} rows of the chronology made as {kind}, {names}",
    Kind.READING,
)
register(
    "rapid_reviews.copy_downloaded", "downloaded a copy of the chronology as {kind}, {names}", Kind.READING
)
register("rapid_reviews.copy_failed", "could not make a copy of the chronology as {kind}, {names}")
register(
    "rapid_reviews.copy_refused", "did not make a copy of the chronology, {names}: it may no longer be had"
)
register("rapid_reviews.copy_deleted", "deleted the file of a copy of the chronology as {kind}, {names}")
register("rapid_reviews.role_word_added", "added a word to the list of words that stand for people")
register("rapid_reviews.role_word_taken_out", "took a word off the list of words that stand for people")
