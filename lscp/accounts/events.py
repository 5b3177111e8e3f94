"""What other apps may act upon when people are set up."""

from dataclasses import dataclass

from lscp.accounts.models import AccessGroup, AddressChange, Membership, Partnership, User


@dataclass(frozen=True)
class PersonAdded:
    """A manager made an account for somebody, who has to hear of it."""

    person: User
    partnership: Partnership


@dataclass(frozen=True)
class AddressChangeAsked:
    """A manager asked for another e-mail address for somebody, who has to agree from the old one."""

    change: AddressChange


@dataclass(frozen=True)
class AddressChanged:
    """Somebody's account is opened by a new e-mail address from now on."""

    change: AddressChange


@dataclass(frozen=True)
class RoleOpened:
    """Somebody is the first to hold this role for this agency in the partnership: its group is new."""

    group: AccessGroup
    by: User


@dataclass(frozen=True)
class ManagerNamed:
    """A partnership that had no manager left was given one from outside its pages."""

    membership: Membership


@dataclass(frozen=True)
class SignInNews:
    """Something about how somebody signs in, which they are told of: `what` is django-allauth's name of it."""

    person: User
    what: str
