"""The closed lists of the rapid review."""

from django.db import models


class ReviewStatus(models.TextChoices):
    """Where a rapid review stands."""

    GATHERING = "gathering", "Gathering what agencies know"
    EXECUTIVE = "executive", "With the Executive"
    TO_SEND = "to_send", "To be sent to the Panel"
    SENT = "sent", "With the Panel"
    DONE = "done", "The Panel has answered"
    ENDED = "ended", "Ended"


class EndedWhy(models.TextChoices):
    """Why a rapid review ended before its report."""

    CRITERIA_NOT_MET = "criteria_not_met", "The criteria were found not to be met"
    TRANSFERRED = "transferred", "Another area took the incident over"
    NO_SUSPICION = (
        "no_suspicion",
        "A death in care or after care, with no suspicion of abuse or neglect: no rapid review",
    )


class RequestStatus(models.TextChoices):
    """Where one agency's request stands."""

    ASKED = "asked", "Not opened yet"
    OPENED = "opened", "Opened"
    WRITING = "writing", "Being written"
    WRITTEN = "written", "Waiting for the agency's own check"
    CHECKED = "checked", "Waiting to be signed off"
    RETURNED = "returned", "Returned"
    SENT_BACK = "sent_back", "Sent back with questions"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Part(models.TextChoices):
    """What somebody named on a request is asked to do. Anybody named may read the request and the return."""

    WRITES = "writes", "Writes the return"
    CHECKS = "checks", "Checks its quality"
    SIGNS = "signs", "Signs it off"


class Step(models.TextChoices):
    """One of the three signatures under a return."""

    WRITTEN = "written", "Written by"
    CHECKED = "checked", "Quality checked by"
    SIGNED_OFF = "signed_off", "Signed off by"


class SuggestionAnswer(models.TextChoices):
    """What became of an agency's suggestion to ask another."""

    WAITING = "waiting", "Not answered yet"
    ASKED = "asked", "The agency was asked"
    NOT_NEEDED = "not_needed", "Not asked"
