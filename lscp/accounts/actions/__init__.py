"""Setting up partnerships, agencies, people, memberships and groups: one function per decision.

Who may: `lscp.accounts.policies`. Every change is on the record; nothing is ever deleted, it ends.
"""

from lscp.accounts.actions.groups import add_group, add_seat, change_group, end_seat
from lscp.accounts.actions.managers import name_manager
from lscp.accounts.actions.partnerships import (
    add_agency,
    add_partnership,
    bring_in_agency,
    change_agency,
    change_partnership,
    change_place,
    end_place,
    place_agency,
)
from lscp.accounts.actions.people import (
    add_membership,
    add_person,
    allow_sign_in,
    bring_in_person,
    change_membership,
    change_person,
    end_membership,
    stop_sign_in,
)
from lscp.accounts.actions.terms import accept_terms, add_terms

__all__ = [
    "accept_terms",
    "add_agency",
    "add_group",
    "add_membership",
    "add_partnership",
    "add_person",
    "add_seat",
    "add_terms",
    "allow_sign_in",
    "bring_in_agency",
    "bring_in_person",
    "change_agency",
    "change_group",
    "change_membership",
    "change_partnership",
    "change_person",
    "change_place",
    "end_membership",
    "end_place",
    "end_seat",
    "name_manager",
    "place_agency",
    "stop_sign_in",
]
