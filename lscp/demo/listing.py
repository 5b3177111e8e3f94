"""The demonstration's accounts as its sign-in page and its start-up text show them."""

from __future__ import annotations

from dataclasses import dataclass

from lscp.demo import accounts


@dataclass(frozen=True)
class AgencyAccounts:
    """The accounts of one agency; `is_shared` when the agency works in several partnerships."""

    agency: accounts.DemoAgency
    people: tuple[accounts.DemoAccount, ...]


def by_partnership() -> list[tuple[str, list[AgencyAccounts]]]:
    """Each partnership's name with its agencies and their accounts, each account once."""
    shown = []
    for key, details in accounts.PARTNERSHIPS.items():
        agencies = [
            AgencyAccounts(agency, tuple(a for a in accounts.ACCOUNTS if a.domain == agency.domain))
            for agency in accounts.AGENCIES
            if agency.partnerships[0] == key
        ]
        shown.append((details["name"], agencies))
    return shown


def as_text() -> str:
    """For the terminal: one line for each account."""
    lines = [f"Demo accounts (password for each: {accounts.PASSWORD})"]
    for name, agencies in by_partnership():
        lines += ["", name]
        lines += [f"  {person.email:<38}{person.name}" for one in agencies for person in one.people]
    lines += ["", "rag@ and executive@ of police.example and icb.example work in both partnerships."]
    return "\n".join(lines)
