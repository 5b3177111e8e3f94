"""The closed lists of the meetings."""

from django.db import models


class MeetingStatus(models.TextChoices):
    """Where a meeting stands."""

    CALLED = "called", "Called"
    HELD = "held", "Held"
    CANCELLED = "cancelled", "Cancelled"


class Presence(models.TextChoices):
    """Whether somebody was there."""

    PRESENT = "present", "Present"
    APOLOGIES = "apologies", "Sent apologies"
    ABSENT = "absent", "Did not come"


class Part(models.TextChoices):
    """In what part somebody was at a meeting; the first three speak for their agency."""

    CHAIR = "chair", "Chair"
    MEMBER = "member", "Member"
    DEPUTY = "deputy", "Deputy"
    ADVISER = "adviser", "Adviser (no vote)"
    GUEST = "guest", "In attendance (no vote)"


SPEAKS_FOR_AGENCY = frozenset({Part.CHAIR, Part.MEMBER, Part.DEPUTY})


class MinutesStatus(models.TextChoices):
    """Where the minutes stand. Approved minutes are locked: what is added later is an addendum."""

    DRAFT = "draft", "Being written"
    CIRCULATED = "circulated", "Sent round for comments"
    APPROVED = "approved", "Approved and locked"


class ApprovedHow(models.TextChoices):
    """Who approved the minutes."""

    CHAIR = "chair", "By the chair"
    MEMBERS = "members", "By every member who was present"


class BundleStatus(models.TextChoices):
    """How far a reader's bundle of papers is."""

    WAITING = "waiting", "Being put together"
    READY = "ready", "Ready"
    FAILED = "failed", "Could not be made"
    FORGOTTEN = "forgotten", "Deleted after its time"
