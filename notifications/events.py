"""What has happened in the first stage, told to whatever follows from it (`lscp.journeys`)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class NotificationSubmitted:
    """A notification has reached the partnership for the first time."""

    notification_id: int
    by_id: int


@dataclass(frozen=True)
class NotificationAmended:
    """What was submitted has changed: signatures that rest on the earlier version no longer hold."""

    notification_id: int
    number: int
    changed_questions: tuple[str, ...]
    by_id: int


@dataclass(frozen=True)
class DecidedToNotify:
    """The local authority has decided to notify the national Panel: the rapid review opens."""

    notification_id: int
    by_id: int


@dataclass(frozen=True)
class NotificationReceived:
    """The national Panel's receipt has been recorded."""

    notification_id: int
    by_id: int


@dataclass(frozen=True)
class CriteriaFoundNotMet:
    """After the decision to notify, the criteria were found not to be met.

    `no_suspicion` says that it is a death in care or after care that is told with no rapid review.
    """

    notification_id: int
    by_id: int
    no_suspicion: bool = False


@dataclass(frozen=True)
class CaseTransferred:
    """Another area has taken the incident over."""

    notification_id: int
    by_id: int


@dataclass(frozen=True)
class StoppedTakingPart:
    """Somebody declared a conflict of interest or was shut out: nobody waits for their view any more."""

    notification_id: int
    by_id: int
