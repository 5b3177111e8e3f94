"""Pages of the local authority's decision: reading it, recording, signing, asking to look again."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from lscp.kernel import clock
from lscp.kernel.dates import DayAndTime
from lscp.signing.queries import rounds_of
from notifications.actions import decision as actions
from notifications.actions import readings
from notifications.forms.judgement import DecideForm, LookAgainForm, SignDecisionForm
from notifications.models.judgement import RAG_VIEWS
from notifications.panels import button
from notifications.policies import judgement as policies
from notifications.queries.decisions import decisions_for
from notifications.queries.judgement import comments_of, decision_makers, look_again_requests_of
from notifications.queries.opinions import rounds_for
from notifications.views.opinions import Judging, RecordPage, note_open_views

COUNTS = (
    "The decision is recorded and signed.\n"
    "The Executive, the group and the person who raised it have been told. What follows is on the case page."
)
WAITS = (
    "The decision is recorded.\n"
    "Its decision maker has been asked to sign it. Unless it is to notify, it takes effect only then and the time "
    "limits run on."
)


class DecisionPage(RecordPage):
    """Every version of the decision with its reasons, requests to look again, comments."""

    template_name = "notifications/judgement/decision.html"

    def context(self, user: Any, record: Any) -> dict[str, Any]:
        """What was decided, asked and said."""
        readings.read_decision(record, by=user)
        return {
            "decisions": decisions_for(record),
            "stands": policies.standing_decision(record) is not None,
            "asked": [
                (
                    row.asked_by,
                    row.asked_at,
                    (row.reasons.open() or {}).get("reasons", ""),
                    row.decision.number,
                )
                for row in look_again_requests_of(record)
            ],
            "comments": comments_for(record),
            "buttons": _buttons(user, record),
        }


def comments_for(record: Any) -> list[dict[str, Any]]:
    """The comments as a page prints them."""
    return [
        {
            "by": f"{row.made_by}, {row.get_kind_display()}",
            "at": row.made_at,
            "then": row.get_status_then_display(),
            "text": (row.content.open() or {}).get("text", ""),
        }
        for row in comments_of(record)
    ]


def _buttons(user: Any, record: Any) -> list[Any]:
    def at(name: str) -> str:
        return reverse(f"notifications:{name}", args=[record.public_id])

    return [
        *button(policies.can_sign_decision(user, record), "Sign the decision", at("sign_decision")),
        *button(policies.can_decide(user, record), "Record a decision", at("decide"), "secondary"),
        *button(
            policies.can_look_again(user, record),
            "Ask the group to look again",
            at("look_again"),
            "secondary",
        ),
        *button(policies.can_comment(user, record), "Add a comment", at("comment"), "secondary"),
    ]


class Deciding(Judging):
    """One form about the decision, back to the decision's page."""

    def get_success_url(self) -> str:
        """The decision."""
        return reverse("notifications:decision", args=[self.record.public_id])


class Decide(Deciding):
    """The authority's decision, by its decision maker or by a notifier who names them."""

    policy = policies.can_decide
    form_class = DecideForm
    template_name = "notifications/judgement/decide.html"
    heading = "The local authority's decision"
    explanation = (
        "The duty to notify the national Panel is the local authority's. Its decision may come before the "
        "statutory partners' views, and may differ from them with reasons. A new decision takes the place of the one "
        "before it; both stay on the record."
    )

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer what may follow now, and who may be named."""
        return {
            **super().get_form_kwargs(),
            "outcomes": policies.open_outcomes(self.record),
            "people": decision_makers(self.record),
        }

    def get_initial(self) -> dict[str, Any]:
        """Begin with oneself as decision maker, now; or with the decision that stands."""
        user: Any = self.request.user
        found: dict[str, Any] = {
            **super().get_initial(),
            "decision_maker": str(user.public_id),
            "decided": DayAndTime(clock.today()),
        }
        standing = policies.standing_decision(self.record)
        if standing is not None:
            found |= {"outcome": standing.outcome, "decision_maker": str(standing.decision_maker.public_id)}
            found |= {"review_on": standing.review_on, **(standing.content.open() or {})}
        return found

    def note(self) -> None:
        """The decision that stands is in the form, and the open views beside it."""
        readings.read_decision(self.record, by=self.request.user)
        note_open_views(self.record, by=self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the open views beside the form."""
        return super().get_context_data(
            rounds=[one for one in rounds_for(self.request.user, self.record) if one.is_open][:1],
            has_round=bool(rounds_of(self.record.case, RAG_VIEWS)),
            **kwargs,
        )

    def act(self, form: DecideForm) -> object:
        """Record."""
        data = form.cleaned_data
        made = actions.decide(
            self.record.public_id,
            seen_version=data["seen_version"],
            outcome=data["outcome"],
            grounds=actions.Grounds(
                **{
                    key: data[key]
                    for key in ("reasons", "options", "information", "unknown", "why_it_differs")
                }
            ),
            decision_maker=data["decision_maker"],
            decided=form.moment,
            review_on=data.get("review_on"),
            by=self.request.user,
        )
        self.done = WAITS if made.decision_maker_id != self.request.user.pk else COUNTS  # type: ignore[misc]
        return made


class SignDecision(Deciding):
    """The named decision maker signs."""

    policy = policies.can_sign_decision
    form_class = SignDecisionForm
    template_name = "notifications/judgement/sign.html"
    done = "You have signed the decision.\nThose who work on the case have been told."
    heading = "Sign the decision"
    explanation = (
        "It was recorded in your name. Read it. If it is not your decision, record your own instead."
    )

    def note(self) -> None:
        """The decision is on the page."""
        readings.read_decision(self.record, by=self.request.user)

    def act(self, form: Any) -> object:
        """Sign."""
        return actions.sign_decision(self.record.public_id, by=self.request.user, **form.cleaned_data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show what is signed."""
        return super().get_context_data(decision=next(iter(decisions_for(self.record)), None), **kwargs)


class LookAgain(Deciding):
    """The Executive asks the group to look again."""

    policy = policies.can_look_again
    form_class = LookAgainForm
    done = (
        "You have asked the group to look again.\n"
        "The decision no longer stands. The partners have been asked for their views anew; then the local authority "
        "decides again."
    )
    heading = "Ask the group to look again"
    explanation = (
        "The decision then no longer stands. The Review Advisory Group gives its views again and "
        "the local authority decides again. What was signed before stays on the record."
    )

    def act(self, form: Any) -> object:
        """Ask."""
        return actions.look_again(self.record.public_id, by=self.request.user, **form.cleaned_data)
