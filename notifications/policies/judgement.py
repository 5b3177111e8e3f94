"""Who may give a view, step aside, decide, sign, ask to look again, advise or comment, and who reads it.

The role is asked first, then a conflict of interest, then the state. No sentence here depends on whether
somebody of another partner has given a view. Source: docs/sources.md (the duty is the local authority's).
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from lscp.accounts.grants import has_power
from lscp.accounts.kinds import StatutoryPartner
from lscp.accounts.models import AgencyInPartnership, GroupKind, StandingGroup
from lscp.accounts.roles import LEGAL_ROLES, SUBMISSION_ROLES, UNIT_ROLES, Role
from lscp.kernel import clock
from lscp.kernel.access import ALLOWED, Verdict
from lscp.signing import policies as signing
from lscp.signing.queries import live_round
from lscp.signing.seats import Place, chairs_today, is_recused, place_in
from notifications.enums import Capacity, CommentKind, DecisionOutcome
from notifications.enums import NotificationStatus as S
from notifications.models import Decision, Exclusion
from notifications.models.judgement import RAG_VIEWS
from notifications.policies.known import known_of, known_to
from notifications.policies.standing import allowed_now, has_raised, may_close
from notifications.workflow import TRANSITIONS, UNDECIDED

READS_JUDGEMENT = SUBMISSION_ROLES | {Role.EXECUTIVE}
READS_REGISTER = UNIT_ROLES | {Role.RAG_MEMBER, Role.EXECUTIVE, Role.SCRUTINEER}
DECIDES = (Role.LA_DECISION_MAKER, Role.LA_NOTIFIER)

OUTCOME_STEPS = {
    DecisionOutcome.NOTIFY: "decide_to_notify",
    DecisionOutcome.NOT_NOTIFIABLE: "decide_not_notifiable",
    DecisionOutcome.LOCAL_LEARNING: "decide_local_learning",
    DecisionOutcome.TELL: "decide_to_tell",
    DecisionOutcome.AWAIT: "await_information",
}

NOT_SUBMITTED = frozenset({S.DRAFT, S.ABANDONED})
OVER = frozenset({S.MERGED, S.TRANSFERRED, S.CRITERIA_NOT_MET})
NOT_FOR_VIEWS = NOT_SUBMITTED | OVER

RAISED_IT = Verdict("conflict", "You raised this notification, so you take no part in deciding about it.")
STEPPED_ASIDE = Verdict("conflict", "You declared a conflict of interest, so you take no part in deciding.")
NOT_ASKED_FOR = Verdict("state", "Views are not asked for at this point.")
NOT_READER = Verdict("role", "Only the Review Advisory Group and those who work with it can see this.")


def reads_judgement(user: Any, notification: Any) -> bool:
    """Whether views, decision and comments are this person's business; the views only once they are open.

    They hold one of the roles, and see the notification through it or as a named reader: not as whoever
    raised it.
    """
    if not user.holds(*READS_JUDGEMENT, partnership=notification.partnership_id):
        return False
    inside = getattr(notification, "inside", None)  # pages fetch it with the record
    if inside is not None:
        return bool(inside)
    named = notification.participants.today().filter(user=user, capacity=Capacity.READER)
    return has_power(notification, user, "view") or bool(named.exists())


def reads_register(user: Any, partnership: Any = None) -> bool:
    """Whether the person may read the register of what was considered."""
    return bool(user.holds(*READS_REGISTER, partnership=partnership))


def barred(user: Any, notification: Any) -> Verdict | None:
    """Why a person must not take part in deciding: they raised it, or they stepped aside."""
    if has_raised(user, notification):
        return RAISED_IT
    return STEPPED_ASIDE if _stepped_aside(user, notification) else None


def decides_now(user: Any, notification: Any, step: str) -> Verdict:
    """Whether somebody of the right role may take a step that settles what becomes of a notification.

    Whoever raised it or stepped aside does not. The second is asked last, and only where the step is
    possible: pages ask this of every step.
    """
    if has_raised(user, notification):
        return RAISED_IT
    verdict = allowed_now(notification, step)
    return STEPPED_ASIDE if verdict and _stepped_aside(user, notification) else verdict


def _stepped_aside(user: Any, notification: Any) -> bool:
    known = known_to(user, notification)
    return is_recused(user, notification.case_id) if known is None else known.has_stepped_aside


def takes_no_part(user: Any, notification: Any) -> bool:
    """Whether the person must not take part in deciding, or was shut out of the case."""
    shut_out = Exclusion.objects.filter(notification=notification, user=user, lifted_at=None)
    return barred(user, notification) is not None or shut_out.exists()


def group_of(notification: Any) -> StandingGroup | None:
    """The partnership's Review Advisory Group, where it is set up."""
    return StandingGroup.objects.filter(partnership=notification.partnership_id, kind=GroupKind.RAG).first()


def can_give_view(user: Any, notification: Any) -> Verdict:
    """A statutory partner's member of the group gives the partner's own view, while views are asked for."""
    if not user.holds(Role.RAG_MEMBER, partnership=notification.partnership_id):
        return Verdict("role", "Only Review Advisory Group members of a statutory partner give a view.")
    refusal = barred(user, notification)
    if refusal is not None:
        return refusal
    if notification.status in NOT_FOR_VIEWS:
        return NOT_ASKED_FOR
    place = place_for(user, notification)
    if place is not None:
        return signing.can_sign_at(place)
    return signing.NOT_SEATED if _takes_views(notification) else NOT_ASKED_FOR


def place_for(user: Any, notification: Any) -> Place | None:
    """The seat for which the person may sign a view now; a page asks once."""
    known = known_to(user, notification)
    if known is None:
        return place_in(user, notification.case_id, RAG_VIEWS)
    if "place" not in known.found:
        known.found["place"] = place_in(user, notification.case_id, RAG_VIEWS) if known.takes_views else None
    place: Place | None = known.found["place"]
    return place


def _takes_views(notification: Any) -> bool:
    known = known_of(notification)
    return live_round(notification.case_id, RAG_VIEWS) is not None if known is None else known.takes_views


def can_open_views(user: Any, notification: Any) -> Verdict:
    """The chair of the day opens the views early, after giving their own, with a reason."""
    if not chairs_today(user, group_of(notification)):
        return Verdict("role", "Only the chair of the Review Advisory Group can open the views early.")
    refusal = barred(user, notification)
    if refusal is not None:
        return refusal
    the_round = live_round(notification.case_id, RAG_VIEWS)
    if the_round is None:
        return Verdict("state", "Views are not asked for at this point.")
    return signing.can_open_early(user, the_round)


def can_declare_conflict(user: Any, notification: Any) -> Verdict:
    """Whoever could take part, advise or comment may step aside, once."""
    if not reads_judgement(user, notification):
        return NOT_READER
    if notification.status in NOT_SUBMITTED:
        return Verdict("state", "There is nothing to decide yet.")
    return signing.can_step_aside(user, notification.case_id)


def can_end_conflict(user: Any, notification: Any) -> Verdict:
    """Whoever stepped aside may say that the conflict has ended."""
    if not reads_judgement(user, notification):
        return NOT_READER
    return signing.can_return(user, notification.case_id)


def authority_role(user: Any, notification: Any, *roles: str) -> bool:
    """Whether the person holds one of these roles at a local authority that is a statutory partner today."""
    if not user.holds(*roles, partnership=notification.partnership_id):
        return False
    known = known_of(notification)
    if known is None:
        found = local_authorities().filter(partnership=notification.partnership_id)
        places = frozenset(found.values_list("agency_id", flat=True))
    else:
        places = known.local_authorities
    return any(
        m.agency_id in places for m in user.memberships_as(*roles, partnership=notification.partnership_id)
    )


def local_authorities() -> QuerySet[AgencyInPartnership]:
    """Which agencies are the local authority among the statutory partners of a partnership today."""
    places = AgencyInPartnership.objects.on(clock.today())
    return places.filter(statutory_partner=StatutoryPartner.LOCAL_AUTHORITY)


def can_decide(user: Any, notification: Any) -> Verdict:
    """The authority's decision maker decides; its notifier may record the decision, naming them."""
    if not authority_role(user, notification, *DECIDES):
        return Verdict(
            "role", "Only the local authority's decision maker or notifier can record its decision."
        )
    refusal = barred(user, notification)
    if refusal is not None:
        return refusal
    if not open_outcomes(notification):
        words = notification.get_status_display().lower()
        return Verdict("state", f"No decision can be recorded now. The status is: {words}.")
    return ALLOWED


def open_outcomes(notification: Any) -> list[DecisionOutcome]:
    """What may be decided from the present status; deciding the same again is a new version of it."""
    return [
        outcome
        for outcome, step in OUTCOME_STEPS.items()
        if notification.status in TRANSITIONS[step].sources or notification.status == TRANSITIONS[step].target
    ]


def can_take_outcome(notification: Any, outcome: str) -> Verdict:
    """Whether this outcome may follow the present status."""
    if outcome not in open_outcomes(notification):
        return Verdict("state", "This outcome cannot follow from where the notification stands now.")
    step = OUTCOME_STEPS[DecisionOutcome(outcome)]
    return ALLOWED if notification.status == TRANSITIONS[step].target else may_close(notification, step)


def can_sign_decision(user: Any, notification: Any) -> Verdict:
    """The named decision maker signs what was recorded for them."""
    not_named = Verdict("role", "Only the decision maker who is named on the decision can sign it.")
    if not authority_role(user, notification, Role.LA_DECISION_MAKER):
        return not_named
    decision = standing_decision(notification)
    if decision is not None and decision.decision_maker_id != user.pk:
        return not_named
    refusal = barred(user, notification)
    if refusal is not None:
        return refusal
    if decision is None:
        return Verdict("state", "There is no decision to sign.")
    if decision.is_signed:
        return Verdict("state", "This decision is already signed.")
    if decision.takes_effect:
        return ALLOWED
    if decision.review_on and decision.review_on <= clock.today():
        return Verdict("state", "The day to look at it again has passed before it was signed. Decide again.")
    return can_take_outcome(notification, decision.outcome)


def can_look_again(user: Any, notification: Any) -> Verdict:
    """The Executive may ask the group to look again at a decision, until the case has been notified."""
    if not user.holds(Role.EXECUTIVE, partnership=notification.partnership_id):
        return Verdict("role", "Only the Executive can ask the Review Advisory Group to look again.")
    refusal = barred(user, notification)
    if refusal is not None:
        return refusal
    if (
        notification.status not in TRANSITIONS["look_again"].sources
        or standing_decision(notification) is None
    ):
        words = notification.get_status_display().lower()
        return Verdict("state", f"The group cannot be asked to look again now. The status is: {words}.")
    return ALLOWED


def reads_advice(user: Any, notification: Any) -> bool:
    """Whether legal advice on this record may be known of: a power on it, and no conflict of interest."""
    if not user.holds(*LEGAL_ROLES, partnership=notification.partnership_id):
        return False
    if barred(user, notification) is not None:
        return False
    if can_advise_role(user, notification):
        return True
    known = known_to(user, notification)
    return has_power(notification, user, "view_legal_advice") if known is None else known.may_read_advice


def can_advise_role(user: Any, notification: Any) -> bool:
    """Whether the person is a legal adviser in this partnership."""
    return bool(user.holds(Role.LEGAL_ADVISER, partnership=notification.partnership_id))


def can_advise(user: Any, notification: Any) -> Verdict:
    """A legal adviser adds a note; it is privileged."""
    if not can_advise_role(user, notification):
        return Verdict("role", "Only a legal adviser can add legal advice.")
    refusal = barred(user, notification)
    if refusal is not None:
        return refusal
    if notification.status in NOT_SUBMITTED:
        return Verdict("state", "The notification has not been submitted yet.")
    return ALLOWED


def comment_kind(user: Any, notification: Any) -> CommentKind | None:
    """As whom a person may comment: the independent scrutineer, or the group's chair of the day."""
    if user.holds(Role.SCRUTINEER, partnership=notification.partnership_id):
        return CommentKind.SCRUTINEER
    if chairs_today(user, group_of(notification)):
        return CommentKind.CHAIR
    return None


def can_comment(user: Any, notification: Any) -> Verdict:
    """The scrutineer, or the chair, comments at any stage after submission. A comment is not a vote."""
    if comment_kind(user, notification) is None:
        return Verdict("role", "Only the independent scrutineer or the chair can comment.")
    refusal = barred(user, notification)
    if refusal is not None:
        return refusal
    if notification.status in NOT_SUBMITTED:
        return Verdict("state", "The notification has not been submitted yet.")
    return ALLOWED


def lacks_decision(notification: Any) -> bool:
    """Whether it is to be sent though no decision stands: the form was changed after the decision."""
    return notification.status in (S.TO_NOTIFY, S.TO_TELL) and standing_decision(notification) is None


NOT_SIGNED = "The local authority's decision is not signed yet: the signature of {maker} is awaited."
IN_EFFECT = f"{NOT_SIGNED} It counts all the same, because the time limit to notify runs."
NOT_IN_EFFECT = f"{NOT_SIGNED} It takes effect when it is signed. Until then the time limits run on."
UNSIGNED_COUNTS = UNDECIDED | {S.TO_NOTIFY, S.NOTIFIED, S.TO_TELL, S.TOLD, S.NOT_NOTIFIABLE, S.LOCAL_LEARNING}


def unsigned_words(notification: Any) -> str:
    """Whose signature is awaited, in a sentence; empty where none is. Also after the receipt was recorded."""
    if notification.status not in UNSIGNED_COUNTS:
        return ""
    standing = standing_decision(notification)
    if standing is None or standing.is_signed:
        return ""
    words = IN_EFFECT if standing.takes_effect else NOT_IN_EFFECT
    return words.format(maker=standing.decision_maker)


def next_in_deciding(notification: Any) -> str:
    """What must happen before the status goes on: a signature, or another decision; empty where neither must."""
    if lacks_decision(notification):
        return "The local authority decides again, because the form was changed after it had decided."
    if notification.status not in UNSIGNED_COUNTS:
        return ""
    standing = standing_decision(notification)
    if standing is None or standing.takes_effect:
        return ""
    outcome = standing.get_outcome_display()
    return f"{standing.decision_maker} signs the decision: {outcome[0].lower()}{outcome[1:]}."


NO_DECISION_STANDS = (
    "No decision stands: the form was changed after the local authority decided. It must decide again. The "
    "time limit still runs."
)


def standing_decision(notification: Any) -> Decision | None:
    """The newest version of the authority's decision that still stands."""
    known = known_of(notification)
    if known is not None:
        decision: Decision | None = known.decision
        return decision
    rows = Decision.all_records.filter(notification=notification, voiding=None)
    return (
        rows.select_related("content__key", "decision_maker", "recorded_by", "signature", "views_round")
        .order_by("-number")
        .first()
    )
