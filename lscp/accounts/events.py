"""What other apps may act upon when people are set up."""

from dataclasses import dataclass

from lscp.accounts.models import Partnership, User


@dataclass(frozen=True)
class PersonAdded:
    """A manager made an account for somebody, who has to hear of it."""

    person: User
    partnership: Partnership
