"""The closed lists of the clocks: starting facts, kinds of rule, entries of the ledger."""

from django.db import models


class FactKind(models.TextChoices):
    """Something that happened and may start a clock. Recorded by a person, never inferred."""

    AGENCY_AWARE = "agency_aware", "The agency became aware"
    LA_AWARE = "la_aware", "The local authority became aware"
    PARTNERS_AWARE = "partners_aware", "The safeguarding partners became aware"
    RAG_DECIDED = "rag_decided", "The Review Advisory Group decided that the criteria are met"
    LA_DECIDED = "la_decided", "The local authority decided"
    NOTIFICATION_SENT = "notification_sent", "The notification was sent to the national Panel"
    DEATH = "death", "The child died"
    REVIEW_INITIATED = "review_initiated", "The decision to initiate a review was made"
    SAFETY_RAISED = "safety_raised", "Somebody said a child is at risk now"
    INFORMATION_ASKED = "information_asked", "More information was asked for"
    ACTION_GIVEN = "action_given", "A meeting gave somebody an action"
    NEW_INFORMATION = "new_information", "The local authority became aware of new information"
    PANEL_RECONSIDERS = "panel_reconsiders", "The national Panel asked to reconsider"
    REVIEW_SENT = "review_sent", "The rapid review was sent to the national Panel"


EVENT_WORDS = {
    FactKind.AGENCY_AWARE: "the agency became aware",
    FactKind.LA_AWARE: "the local authority became aware",
    FactKind.PARTNERS_AWARE: "the safeguarding partners became aware",
    FactKind.RAG_DECIDED: "the Review Advisory Group decided that the criteria are met",
    FactKind.LA_DECIDED: "the local authority decided",
    FactKind.NOTIFICATION_SENT: "the notification was sent to the national Panel",
    FactKind.DEATH: "the child died",
    FactKind.REVIEW_INITIATED: "the decision to initiate a review was made",
    FactKind.SAFETY_RAISED: "somebody said a child is at risk now",
    FactKind.INFORMATION_ASKED: "more information was asked for",
    FactKind.ACTION_GIVEN: "a meeting gave somebody an action",
    FactKind.NEW_INFORMATION: "the local authority became aware of new information",
    FactKind.PANEL_RECONSIDERS: "the national Panel asked to reconsider",
    FactKind.REVIEW_SENT: "the rapid review was sent to the national Panel",
}

KNOWING = (
    FactKind.AGENCY_AWARE,
    FactKind.PARTNERS_AWARE,
    FactKind.RAG_DECIDED,
    FactKind.LA_DECIDED,
    FactKind.NOTIFICATION_SENT,
)
"""Facts that show somebody knew; the authority's clock runs provisionally from the earliest of them."""

DAY_ZERO_CHOICES = (FactKind.PARTNERS_AWARE, FactKind.RAG_DECIDED, FactKind.NOTIFICATION_SENT)
"""The events from which a partnership may count the rapid review (docs/sources.md, rapid review)."""

RAPID_REVIEW_DAY_ZERO = "rapid_review_day_zero"
"""As a rule's starting event: whichever of `DAY_ZERO_CHOICES` the partnership has set."""


class Sudden(models.TextChoices):
    """Whether a death was sudden: not anticipated as a significant possibility 24 hours before."""

    YES = "yes", "Yes, it was not expected 24 hours before"
    IN_DOUBT = "in_doubt", "In doubt"
    NO = "no", "No, it was expected"


class RuleKind(models.TextChoices):
    """How binding a time limit is."""

    STATUTORY = "statutory", "Law"
    GUIDANCE = "guidance", "Statutory guidance"
    EXPECTATION = "expectation", "Expectation of the national Panel"
    LOCAL = "local", "Local rule"
    SOFT = "soft", "Reminder only: never late"


LOCAL_KINDS = (RuleKind.LOCAL, RuleKind.SOFT)
"""The kinds of a partnership's own rules."""


class Condition(models.TextChoices):
    """What must be recorded, beside its starting event, for a rule to apply."""

    ALWAYS = "", "Always"
    SUDDEN_DEATH = "sudden_death", "The death was sudden and unexpected, or that is in doubt"


class Entry(models.TextChoices):
    """What a row of the ledger records."""

    EXPECTED = "expected", "Waiting for its starting event"
    STARTED = "started", "Started"
    RECALCULATED = "recalculated", "Worked out again"
    EXTENDED = "extended", "Extended"
    PAUSED = "paused", "Paused"
    RESUMED = "resumed", "Started again after a pause"
    MET = "met", "Met"
    MET_CORRECTED = "met_corrected", "Evidence corrected"
    BREACH_EXPLAINED = "breach_explained", "Reason for lateness recorded"
    CANCELLED = "cancelled", "Cancelled"
    HANDED_OVER = "handed_over", "Given to somebody else to look after"
    OPENED_AGAIN = "opened_again", "Open again: what met it was taken off"
    EXTENSION_BACK = "extension_back", "Extension taken back"
    DATE_SET = "date_set", "Date set by hand"


class LocalDayKind(models.TextChoices):
    """How a partnership's day differs from the shipped list of bank holidays."""

    BANK_HOLIDAY = "bank_holiday", "An extra bank holiday"
    CLOSURE = "closure", "A local closure"
    WORKED = "worked", "A bank holiday that was moved or withdrawn, so the day is worked"


class AppliesTo(models.TextChoices):
    """Which clocks skip a local day."""

    ALL = "all", "Every clock"
    LOCAL = "local", "Only clocks set by local rules"


class ChangeKind(models.TextChoices):
    """What a proposed change would alter."""

    ADD_DAY = "add_day", "Add a day to the calendar"
    REMOVE_DAY = "remove_day", "Take a local day out of the calendar"
    RULE = "rule", "New version of a rule"
    DAY_ZERO = "day_zero", "Day 0 of the rapid review"
    SNAPSHOT = "snapshot", "Newer list of bank holidays"


class ChangeStatus(models.TextChoices):
    """Where a proposed change stands."""

    PROPOSED = "proposed", "Waiting for approval"
    APPLIED = "applied", "Applied"
    WITHDRAWN = "withdrawn", "Withdrawn"
