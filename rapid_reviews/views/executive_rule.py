"""Settings: the partnership's own rule for its Executive, and setting it anew."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from lscp.accounts.views.base import SettingsForm, SettingsPage, button
from lscp.kernel.dates import british_date
from lscp.web.components import Cell, Status
from rapid_reviews.actions import executive_rule as actions
from rapid_reviews.forms.executive_rule import RuleForm
from rapid_reviews.policies import executive as policies
from rapid_reviews.queries.executive_rule import PartnerSigns, in_short, rule_rows, rules_of, who_signs
from rapid_reviews.queries.recommendation import executive_rule


class Rule(SettingsPage):
    """The rule as it stands, who signs today, and every rule before and to come."""

    template_name = "rapid_reviews/recommendation/rule.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rules and the people."""
        now, coming, before = rules_of(self.partnership)
        signing = who_signs(self.partnership)
        address = reverse("rapid_reviews:executive_rule_change", args=[self.partnership.slug])
        verdict = policies.can_set_rule(self.request.user, self.partnership)
        others = [*((row, "Comes") for row in coming), *((row, "Held before") for row in before)]
        return super().get_context_data(
            rows=rule_rows(now, len(signing)), buttons=button("Set the rule", address, verdict, ""),
            status=Status("Set by this partnership", "green") if now else Status("Not set", "grey"),
            sign_headers=("Statutory partner", "Signs", "Deputy"), sign_rows=[_signs(one) for one in signing],
            other_headers=("From", "Rule", "Why", "Set by", "State"),
            other_rows=[
                [british_date(row.in_force_from), in_short(row), row.reason, str(row.set_by), state]
                for row, state in others
            ], **kwargs,
        )  # fmt: skip


def _signs(one: PartnerSigns) -> list[Cell | str]:
    empty = Status("Nobody can sign", "red") if one.is_empty else None
    return [str(one.agency), Cell(", ".join(one.members), status=empty), ", ".join(one.deputies) or "None"]


class ChangeRule(SettingsForm):
    """Set the rule from a day on."""

    form_class = RuleForm
    heading = "Set the Executive’s rule"
    explanation = (
        "This is your partnership’s own rule. No law says how the partners settle a split. What held before stays "
        "on the record."
    )
    done = "The rule is saved."

    def verdict(self) -> Any:
        """The partnership's manager."""
        return policies.can_set_rule(self.request.user, self.partnership)

    def back_url(self) -> str:
        """The rule's page."""
        return reverse("rapid_reviews:executive_rule", args=[self.partnership.slug])

    def get_initial(self) -> dict[str, Any]:
        """What holds now is the starting point."""
        rule = executive_rule(self.partnership)
        if rule is None:
            return {"quorum": len(who_signs(self.partnership)), "deputies": True}
        return {
            "quorum": rule.quorum, "deputies": rule.deputies, "conflict": rule.conflict, "casting": rule.casting,
            "words": rule.words,
        }  # fmt: skip

    def act(self, data: dict[str, Any]) -> object:
        """Set it."""
        return actions.set_rule(self.partnership, by=self.request.user, **data)
