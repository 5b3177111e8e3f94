"""The closed lists of the first stage."""

from django.db import models


class NotificationStatus(models.TextChoices):
    """Where a notification stands (docs/sources.md)."""

    DRAFT = "draft", "Draft"
    ABANDONED = "abandoned", "Draft abandoned"
    SUBMITTED = "submitted", "Submitted"
    RETURNED = "returned", "Returned for information"
    CONSIDERATION = "consideration", "With the Review Advisory Group"
    AWAITING = "awaiting", "Awaiting information"
    DECISION = "decision", "With the local authority for decision"
    TO_NOTIFY = "to_notify", "To be notified to the national Panel"
    NOTIFIED = "notified", "Notified to the national Panel"
    TO_TELL = "to_tell", "To be told to the Secretary of State and Ofsted"
    TOLD = "told", "Told to the Secretary of State and Ofsted"
    LOCAL_LEARNING = "local_learning", "Not notifiable: local learning"
    NOT_NOTIFIABLE = "not_notifiable", "Not notifiable: closed"
    CRITERIA_NOT_MET = "criteria_not_met", "Criteria later found not met"
    TRANSFERRED = "transferred", "Transferred to another area"
    MERGED = "merged", "Merged with another notification"


class Route(models.TextChoices):
    """How the incident came to be raised (the partnership's own report, 2023)."""

    AGENCY = "agency", "An agency's own concern"
    STRATEGY = "strategy", "A strategy discussion"
    SUDIC = "sudic", "A meeting after a sudden unexpected death in childhood"
    CDOP = "cdop", "The Child Death Overview Panel"
    OTHER_BOARD = "other_board", "Another board"
    OTHER_AREA = "other_area", "Another area"
    MEDIA = "media", "The media or a complaint"
    OTHER = "other", "Another way"


class IncidentKind(models.TextChoices):
    """What kind of notification it is; one incident may be several."""

    SERIOUS_INCIDENT = (
        "serious_incident",
        "A child died or was seriously harmed, and abuse or neglect is known or suspected",
    )
    LOOKED_AFTER_DEATH = (
        "looked_after_death",
        "A looked-after child died, with no known or suspected abuse or neglect",
    )
    CARE_LEAVER_DEATH = "care_leaver_death", "A care leaver aged 18 to 24 died"
    LEARNING = "learning", "Below the threshold, but there is something to learn"


class Abuse(models.TextChoices):
    """Whether abuse or neglect is known or suspected (Children Act 2004 s16C(1), first condition)."""

    KNOWN = "known", "Yes, it is known"
    SUSPECTED = "suspected", "Yes, it is suspected"
    NO = "no", "No"
    UNSURE = "unsure", "I am not sure"


class Harm(models.TextChoices):
    """What happened to the child (s16C(1), second condition)."""

    DIED = "died", "A child died"
    SERIOUSLY_HARMED = "seriously_harmed", "A child was seriously harmed"
    BOTH = "both", "One child died and another was seriously harmed"
    NEITHER = "neither", "Neither"
    UNSURE = "unsure", "I am not sure"


class Place(models.TextChoices):
    """Where it happened (s16C(1)(a) and (b), third condition)."""

    IN_AREA = "in_area", "In this partnership's area"
    OUTSIDE_ENGLAND = "outside_england", "Outside England, and the child normally lives in this area"
    ELSEWHERE = "elsewhere", "Somewhere else"
    UNSURE = "unsure", "I am not sure"


class Capacity(models.TextChoices):
    """Why a person is named on a notification."""

    ENTERED = "entered", "Entered the form for somebody else"
    LEAD = "lead", "Agency safeguarding lead asked to agree"
    READER = "reader", "Named reader of a restricted notification"
    INFORMANT = "informant", "Asked for information"


class ExclusionReason(models.TextChoices):
    """Why a person may not see a notification that their role would show them."""

    INVOLVED = "involved", "Is involved in the incident"
    CONFLICT = "conflict", "Has a conflict of interest"
    LEAD = "lead", "The form says that this safeguarding lead may be involved"


class LeadAnswer(models.TextChoices):
    """What the agency's safeguarding lead says."""

    PENDING = "pending", "Not answered yet"
    AGREED = "agreed", "Agrees"
    WITHHELD = "withheld", "Does not agree"
    LAPSED = "lapsed", "Did not answer before it ended"


class Voice(models.TextChoices):
    """Whether the child's voice is in the form."""

    RECORDED = "recorded", "Recorded"
    NOT_YET = "not_yet", "Not yet obtained"


class PairDecision(models.TextChoices):
    """What is decided about two notifications that look alike."""

    LINKED = "linked", "Linked: related, but not the same incident"
    MERGED = "merged", "Merged: the same incident"
    DISMISSED = "dismissed", "Not related"


class Contact(models.TextChoices):
    """How somebody told what was then entered for them."""

    TELEPHONE = "telephone", "By telephone"
    EMAIL = "email", "By e-mail"
    MEETING = "meeting", "In a meeting"
    LETTER = "letter", "By letter"


class ViewChoice(models.TextChoices):
    """What a statutory partner says about a notification."""

    MET = "met", "The criteria are met: notify"
    NOT_MET = "not_met", "The criteria are not met"
    TELL = "tell", "A looked-after child's or care leaver's death, to be told without a rapid review"
    NEED_INFORMATION = "need_information", "More information is needed first"


class ConditionAnswer(models.TextChoices):
    """What a partner says about one of the three statutory tests."""

    MET = "met", "Met"
    NOT_MET = "not_met", "Not met"
    UNCLEAR = "unclear", "Not clear yet"


class DecisionOutcome(models.TextChoices):
    """What the local authority decides."""

    NOTIFY = "notify", "Notify the national Panel"
    NOT_NOTIFIABLE = "not_notifiable", "Not notifiable: close the case"
    LOCAL_LEARNING = "local_learning", "Not notifiable: learn from it locally"
    TELL = "tell", "Tell the Secretary of State and Ofsted of the death, with no rapid review"
    AWAIT = "await", "Wait for more information, until a review date"


class DecisionVoidReason(models.TextChoices):
    """Why a decision no longer stands."""

    REPLACED = "replaced", "A later version replaced it"
    AMENDED = "amended", "The notification was changed after it was signed"
    LOOK_AGAIN = "look_again", "The Executive asked the group to look again"
    WAIT_ENDED = "wait_ended", "The information came, or will not: it was looked at again"
    CRITERIA_NOT_MET = "criteria_not_met", "The criteria were found not to be met"
    TRANSFERRED = "transferred", "Another area took the incident over"
    MERGED = "merged", "It was merged with another notification"
    REOPENED = "reopened", "New information opened the case again"


class CommentKind(models.TextChoices):
    """Who comments. A comment is not a vote."""

    SCRUTINEER = "scrutineer", "Independent scrutineer"
    CHAIR = "chair", "Chair of the Review Advisory Group"


class Board(models.TextChoices):
    """Another board that is told of an incident (cross-board process; docs/sources.md)."""

    ADULTS = "adults", "The safeguarding adults board"
    COMMUNITY = "community", "The community safety partnership"
    CHILD_DEATH = "child_death", "The Child Death Overview Panel"
    OTHER = "other", "Another board"


class NewsSource(models.TextChoices):
    """Where the new information came from that reopens a case."""

    AGENCY = "agency", "An agency"
    CDOP = "cdop", "The Child Death Overview Panel"
    PANEL = "panel", "A letter of the national Panel"
    COURT = "court", "A court, the police or a coroner"
    FAMILY = "family", "The family or the public"
    OTHER = "other", "Somebody else"
