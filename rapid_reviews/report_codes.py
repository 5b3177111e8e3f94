"""The closed lists of the report. Codes stand in plain columns; nothing here says anything about anybody."""

from django.db import models


class SectionKind(models.TextChoices):
    """How a part of the report comes about."""

    TEXT = "text", "Written"
    SCRUTINEER = "scrutineer", "Written by the independent scrutineer"
    CRITERIA = "criteria", "Answers to the statutory criteria"
    VIEWS = "views", "The partners' signed views"
    LATER = "later", "Recommendation, reply and signatures"
    LEGAL = "legal", "Kept apart"


class SectionState(models.TextChoices):
    """How far a written section is."""

    NOT_BEGUN = "not_begun", "Not begun"
    WRITING = "writing", "Being written"
    READY = "ready", "Ready"


class About(models.TextChoices):
    """What a judgement is about."""

    LOCAL = "local", "Criteria for a local review"
    NATIONAL = "national", "National importance"
    READINESS = "readiness", "Self-check before the report goes on"


class Answer(models.TextChoices):
    """How an item is answered."""

    YES = "yes", "Yes"
    NO = "no", "No"
    UNCLEAR = "unclear", "Unclear"
    MET = "met", "Met"
    NOT_MET = "not_met", "Not met"


CRITERION_ANSWERS = [(one.value, one.label) for one in (Answer.YES, Answer.NO, Answer.UNCLEAR)]
ITEM_ANSWERS = [(one.value, one.label) for one in (Answer.MET, Answer.NOT_MET)]


class NextStep(models.TextChoices):
    """What a partner says should follow a rapid review."""

    NATIONAL = "national", "A national review"
    LOCAL = "local", "A local child safeguarding practice review"
    OTHER = "other", "Other learning"
    NONE = "none", "No further action"
