"""The closed lists of the chronology. Codes stand in plain columns; nothing here says anything about anybody."""

from django.db import models

TEXTS = ("source", "event", "response", "significance", "comment")
"""The keys of a row's sealed texts."""


class Seen(models.TextChoices):
    """Whether the child was seen, or spoken to alone, in an event."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_RECORDED = "not_recorded", "Not recorded"
    NOT_RELEVANT = "not_relevant", "Not relevant here"


class Theme(models.TextChoices):
    """What an event is about, to filter by. Local list, in code; a row may have several."""

    CONTACT = "contact", "Contact or visit"
    HEALTH = "health", "Health"
    EDUCATION = "education", "Education or childcare"
    HARM = "harm", "Injury or sign of harm"
    NEGLECT = "neglect", "Neglect"
    DOMESTIC_ABUSE = "domestic_abuse", "Domestic abuse"
    MENTAL_HEALTH = "mental_health", "Mental health"
    SUBSTANCES = "substances", "Alcohol or drugs"
    HOUSING = "housing", "Housing or money"
    OFFENDING = "offending", "Police or offending"
    PLANNING = "planning", "Assessment, plan or meeting"
    SHARING = "sharing", "Information shared or asked for"
    MISSED = "missed", "Missed or cancelled appointment"
    VOICE = "voice", "The child's own words or wishes"


class ImportStatus(models.TextChoices):
    """Where one agency's file stands."""

    WAITING = "waiting", "Waiting to be checked and imported"
    RUNNING = "running", "Being imported"
    DONE = "done", "Imported"
    DROPPED = "dropped", "Not imported"


class CopyKind(models.TextChoices):
    """As what sort of file the merged chronology leaves."""

    XLSX = "xlsx", "Excel"
    CSV = "csv", "CSV"
    PDF = "pdf", "PDF"


class CopyStatus(models.TextChoices):
    """Where one copy of the chronology stands."""

    WAITING = "waiting", "Waiting to be made"
    READING = "reading", "Reading the rows"
    WRITING = "writing", "Writing the file"
    READY = "ready", "Ready"
    FAILED = "failed", "Could not be made"
    REFUSED = "refused", "Not made"
    GONE = "gone", "Deleted"
