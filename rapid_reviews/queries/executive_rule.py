"""The Executive's rule as its settings page shows it: what holds, what comes, what held, and who signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lscp.accounts.models import Agency, GroupSeat, Membership, Seat
from lscp.accounts.roles import Role
from lscp.kernel import clock
from lscp.kernel.dates import british_date
from lscp.web.components import SummaryRow
from notifications.queries.judgement import statutory_partners
from rapid_reviews.models import ExecutiveRule
from rapid_reviews.queries.recommendation import executive_group, executive_rule

NOT_SET = "Not set"


@dataclass(frozen=True)
class PartnerSigns:
    """One statutory partner: who signs for it today, who deputises, and whether one of them is in the chair."""

    agency: Agency
    members: Sequence[str]
    deputies: Sequence[str]

    @property
    def is_empty(self) -> bool:
        """Whether nobody could sign today."""
        return not (self.members or self.deputies)


def who_signs(partnership: Any) -> list[PartnerSigns]:
    """Each statutory partner with its Executive members and deputies of today, as `lscp.signing.seats` finds them.

    Where the Executive is set up as a group with seats for the agency, those count; else everybody of the role.
    """
    group = executive_group(partnership)
    seats = list(GroupSeat.objects.today().filter(group=group).select_related("user")) if group else []
    held = Membership.objects.today().filter(
        partnership=partnership, role=Role.EXECUTIVE, user__is_active=True
    )
    roles: dict[int, dict[int, str]] = {}
    for row in held.select_related("user").order_by("user__name", "pk"):
        roles.setdefault(row.agency_id, {})[row.user_id] = str(row.user)
    found = []
    for agency in (row.agency for row in statutory_partners(partnership)):
        people = roles.get(agency.pk, {})
        own = [one for one in seats if one.agency_id == agency.pk]
        sitting = [
            str(one.user) + (", in the chair" if one.seat == Seat.CHAIR else "")
            for one in own
            if one.seat in (Seat.CHAIR, Seat.MEMBER) and one.user_id in people
        ]
        deputies = [str(one.user) for one in own if one.seat == Seat.DEPUTY and one.user_id in people]
        found.append(PartnerSigns(agency, sitting if own else list(people.values()), deputies))
    return found


def rule_rows(rule: ExecutiveRule | None, partners: int) -> list[SummaryRow]:
    """The rule in force as a list of facts; without one, what holds instead."""
    if rule is None:
        return [
            SummaryRow("Status", "No rule of your own is set. What follows holds until you set one."),
            SummaryRow("How many must sign", f"All {partners} statutory partners"),
            SummaryRow("Deputies", "Sign for whoever they stand in for"),
            SummaryRow("A partner whose people all stepped aside", "Still counts"),
            SummaryRow(
                "When they do not agree", "All sign the same answer, or the chair records how it was settled"
            ),
        ]
    return [
        SummaryRow("Status", f"Local rule, in force from {british_date(rule.in_force_from)}"),
        SummaryRow("How many must sign", f"{min(rule.quorum, partners)} of {partners} statutory partners"),
        SummaryRow("Deputies", "Sign for whoever they stand in for" if rule.deputies else "Do not sign"),
        SummaryRow("A partner whose people all stepped aside", str(rule.get_conflict_display())),
        SummaryRow("The chair", str(rule.get_casting_display())),
        SummaryRow("When they do not agree", rule.words, is_narrative=True),
        SummaryRow("Why it was set", rule.reason, is_narrative=True),
        SummaryRow("Set", f"{british_date(clock.london_date(rule.set_at))} by {rule.set_by}"),
    ]


def rules_of(partnership: Any) -> tuple[ExecutiveRule | None, list[ExecutiveRule], list[ExecutiveRule]]:
    """The rule in force, those that come, and those that held before, the newest first."""
    rows = ExecutiveRule.objects.filter(partnership=partnership).select_related("set_by")
    now, today = executive_rule(partnership), clock.today()
    coming = [row for row in rows if row.in_force_from > today]
    before = [row for row in rows if row.in_force_from <= today and (now is None or row.pk != now.pk)]
    return now, coming, before[::-1]


def in_short(rule: ExecutiveRule) -> str:
    """A rule in a line, for the list of others."""
    deputies = "deputies sign" if rule.deputies else "deputies do not sign"
    return f"{rule.quorum} must sign; {deputies}; {rule.get_conflict_display()}; {rule.get_casting_display()}"
