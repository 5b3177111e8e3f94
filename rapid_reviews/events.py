"""What has happened in the second stage, told to whatever follows from it (`lscp.journeys`)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AgencyAnswered:
    """An agency has signed its return, said that it knows nothing, or declined."""

    request_id: int
    by_id: int
