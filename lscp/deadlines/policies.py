"""Who may do what to clocks, facts, the calendar and the rules. Asked by the button and by the action."""

from __future__ import annotations

from typing import Any

from lscp.accounts.roles import UNIT_ROLES, Role
from lscp.deadlines import deaths
from lscp.deadlines.enums import ChangeStatus, FactKind
from lscp.deadlines.holders import holds
from lscp.deadlines.rule_choice import settings_of
from lscp.kernel.access import ALLOWED, Verdict

RECORDERS = frozenset({*UNIT_ROLES, Role.LA_NOTIFIER, Role.LA_DECISION_MAKER})
GUARDS_SAFETY = "This clock guards a child's safety"
NOT_YOURS = Verdict("role", "Only the Business Unit can do this")


def _unit(user: Any, partnership: Any) -> Verdict:
    return ALLOWED if user.holds(*UNIT_ROLES, partnership=partnership) else NOT_YOURS


def can_record_fact(user: Any, case: Any, kind: str = "", child: Any = None) -> Verdict:
    """Record or correct when something happened; a death with its child, where each of the case's names one."""
    if not user.holds(*RECORDERS, partnership=case.partnership_id):
        return Verdict("role", "Only the Business Unit or the local authority's notifiers can record this")
    if kind == FactKind.DEATH and child is None and deaths.are_told_apart(case):
        return Verdict("state", "Each death of this case is recorded for one child. Choose which child died")
    return ALLOWED


def can_record_another_death(user: Any, case: Any) -> Verdict:
    """Record that another child of the case died, with the day on which that child's time limits start."""
    verdict = can_record_fact(user, case)
    if verdict and not deaths.of_case(case):
        return Verdict("state", "No death is recorded yet. Record the first one first")
    if verdict and not deaths.may_follow(case):
        return Verdict("state", "The form names no other child. Add the child to the form first")
    return verdict


def can_record_sudic_meeting(user: Any, case: Any) -> Verdict:
    """Record the meeting after a sudden unexpected death: the Partnership manager considers the referral."""
    if not user.holds(Role.LSCP_MANAGER, partnership=case.partnership_id):
        return Verdict("role", "Only the Partnership manager records this meeting and their consideration")
    if not deaths.without_meeting(case):
        return Verdict("state", "This meeting is already recorded, or no death calls for it")
    return ALLOWED


def can_meet(user: Any, clock: Any) -> Verdict:
    """Record by hand that the thing was done; not where only a record of its own stops the clock."""
    if not (holds(user, clock) or _unit(user, clock.partnership_id)):
        return NOT_YOURS
    if clock.rule.met_only_by:
        return _only_by_record(clock)
    if not clock.is_open:
        return Verdict("state", "This clock is not running")
    return ALLOWED


def can_extend(user: Any, clock: Any) -> Verdict:
    """Extend a running clock, on somebody's authority. What guards a child's safety waits for nobody."""
    verdict = _unit(user, clock.partnership_id)
    if verdict and clock.rule.guards_safety:
        return Verdict("state", f"{GUARDS_SAFETY}, so nobody can give it more time")
    if verdict and not clock.is_open:
        return Verdict("state", "Only a clock that is running can be extended")
    return verdict


def can_take_back_extension(user: Any, clock: Any) -> Verdict:
    """Take back the last extension of a clock that still runs."""
    verdict = _unit(user, clock.partnership_id)
    if verdict and not (clock.is_open and clock.extensions):
        return Verdict("state", "This clock has no extension that could be taken back")
    return verdict


def can_pause(user: Any, clock: Any) -> Verdict:
    """Pause a clock of a local rule. Clocks of law, national guidance and a child's safety never stop."""
    verdict = _unit(user, clock.partnership_id)
    if not verdict:
        return verdict
    if clock.rule.guards_safety:
        return Verdict("state", f"{GUARDS_SAFETY}, so it is never paused")
    if not clock.rule.is_local:
        return Verdict("state", "Time limits set by law or national guidance are never paused")
    if not clock.is_open or clock.paused_at:
        return Verdict("state", "Only a clock that is running can be paused")
    return ALLOWED


def can_resume(user: Any, clock: Any) -> Verdict:
    """Start a paused clock again."""
    verdict = _unit(user, clock.partnership_id)
    if verdict and not (clock.is_open and clock.paused_at):
        return Verdict("state", "This clock is not paused")
    return verdict


def can_cancel(user: Any, clock: Any) -> Verdict:
    """Cancel by hand a clock that no longer applies; not one that ends with a record of its own.

    The decision that makes such a clock pointless ends it (`actions.cancel_clocks`).
    """
    verdict = _unit(user, clock.partnership_id)
    if verdict and (clock.rule.met_only_by or clock.rule.guards_safety):
        return _only_by_record(clock)
    if verdict and (clock.met_at or clock.cancelled_at):
        return Verdict("state", "This clock has already ended")
    return verdict


def can_explain_lateness(user: Any, clock: Any) -> Verdict:
    """Give the reason why a clock is late: its holders, and the Business Unit for them."""
    if not (holds(user, clock) or _unit(user, clock.partnership_id)):
        return Verdict("role", "Only those who hold this clock can give the reason")
    if not clock.is_late:
        return Verdict("state", "This clock is not late")
    return ALLOWED


def _only_by_record(clock: Any) -> Verdict:
    what = clock.rule.met_only_by or "what it asks for"
    return Verdict("state", f"This clock stops only when {what} is recorded on the case")


def can_see_board(user: Any) -> Verdict:
    """The board of every open clock: the Business Unit."""
    return ALLOWED if user.holds(*UNIT_ROLES) else NOT_YOURS


def can_propose_change(user: Any, partnership: Any) -> Verdict:
    """Propose a change to the calendar, a rule or a setting of the clocks."""
    return _unit(user, partnership)


def can_set_second_person(user: Any, partnership: Any) -> Verdict:
    """Set whether changes need a second person: the Partnership manager or the administrator."""
    if user.holds(Role.LSCP_MANAGER, Role.ADMINISTRATOR, partnership=partnership):
        return ALLOWED
    return Verdict("role", "Only the Partnership manager or the administrator can set this")


def can_let_one_person_approve(user: Any, partnership: Any) -> Verdict:
    """Say that one person is enough: the administrator, who can neither propose nor approve a change.

    So nobody both drops the rule and uses its absence. The Partnership manager may bring the rule back.
    """
    if user.holds(Role.ADMINISTRATOR, partnership=partnership) and not _unit(user, partnership):
        return ALLOWED
    return Verdict(
        "state", "Only the system administrator can say that one person is enough. Ask them to set it."
    )


def can_apply_change(user: Any, change: Any) -> Verdict:
    """Approve a proposed change: somebody other than its proposer, unless the partnership set otherwise."""
    verdict = _unit(user, change.partnership_id)
    if not verdict:
        return verdict
    if change.status != ChangeStatus.PROPOSED:
        return Verdict("state", f"This change is already {change.get_status_display().lower()}")
    needs_another = settings_of(change.partnership).second_person_approves
    if needs_another and change.proposed_by_id == user.pk:
        return Verdict("conflict", "You proposed this change, so somebody else must approve it")
    return ALLOWED


def can_withdraw_change(user: Any, change: Any) -> Verdict:
    """Withdraw a change that nobody has approved yet."""
    verdict = _unit(user, change.partnership_id)
    if verdict and change.status != ChangeStatus.PROPOSED:
        return Verdict("state", f"This change is already {change.get_status_display().lower()}")
    return verdict
