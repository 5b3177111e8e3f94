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
