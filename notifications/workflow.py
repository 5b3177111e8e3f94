"""What may follow what: the one table of the notification's statuses. No rules about who."""

from lscp.kernel.workflow import Transition
from notifications.enums import NotificationStatus as S

INITIAL = S.DRAFT

# From here on the incident has reached the partnership and is not yet decided.
UNDECIDED = frozenset({S.SUBMITTED, S.RETURNED, S.CONSIDERATION, S.AWAITING, S.DECISION})
DECIDED = frozenset({S.TO_NOTIFY, S.NOTIFIED, S.TO_TELL, S.TOLD, S.LOCAL_LEARNING, S.NOT_NOTIFIABLE})
CLOSED = frozenset({S.LOCAL_LEARNING, S.NOT_NOTIFIABLE, S.TOLD, S.CRITERIA_NOT_MET, S.TRANSFERRED, S.MERGED})

TRANSITIONS = {
    "submit": Transition(frozenset({S.DRAFT}), S.SUBMITTED, "the referrer submits"),
    "abandon": Transition(frozenset({S.DRAFT}), S.ABANDONED, "the referrer abandons the draft"),
    "take_up_again": Transition(frozenset({S.ABANDONED}), S.DRAFT, "the referrer takes the draft up again"),
    "return_for_information": Transition(
        frozenset({S.SUBMITTED, S.CONSIDERATION}), S.RETURNED, "the Business Unit asks questions"
    ),
    "answer": Transition(frozenset({S.RETURNED}), S.SUBMITTED, "the questions are answered"),
    "answer_group": Transition(
        frozenset({S.RETURNED}), S.CONSIDERATION, "the questions are answered while views are asked for"
    ),
    "consider": Transition(
        frozenset({S.SUBMITTED, S.RETURNED, S.AWAITING}), S.CONSIDERATION, "the Business Unit passes it on"
    ),
    "await_information": Transition(
        frozenset({S.CONSIDERATION, S.DECISION}),
        S.AWAITING,
        "more information is awaited until a review date",
    ),
    "pass_to_authority": Transition(
        frozenset({S.CONSIDERATION}), S.DECISION, "the group's views are complete"
    ),
    "look_again": Transition(
        frozenset({S.DECISION, S.TO_NOTIFY, S.TO_TELL, S.NOT_NOTIFIABLE, S.LOCAL_LEARNING}),
        S.CONSIDERATION,
        "the Executive asks the group to look again",
    ),
    "decide_to_notify": Transition(
        UNDECIDED | {S.TO_TELL, S.NOT_NOTIFIABLE, S.LOCAL_LEARNING},
        S.TO_NOTIFY,
        "the authority decides to notify",
    ),
    "decide_to_tell": Transition(
        UNDECIDED | {S.NOT_NOTIFIABLE, S.LOCAL_LEARNING},
        S.TO_TELL,
        "a looked-after child's or care leaver's death is to be told",
    ),
    "decide_not_notifiable": Transition(
        frozenset({S.CONSIDERATION, S.DECISION, S.TO_TELL, S.LOCAL_LEARNING}),
        S.NOT_NOTIFIABLE,
        "the authority decides not to notify",
    ),
    "decide_local_learning": Transition(
        frozenset({S.CONSIDERATION, S.DECISION, S.TO_TELL, S.NOT_NOTIFIABLE}),
        S.LOCAL_LEARNING,
        "not notifiable, but learned from locally",
    ),
    "record_receipt": Transition(frozenset({S.TO_NOTIFY}), S.NOTIFIED, "the national receipt is recorded"),
    "record_telling": Transition(frozenset({S.TO_TELL}), S.TOLD, "the national receipt is recorded"),
    "find_criteria_not_met": Transition(
        frozenset({S.NOTIFIED, S.TO_NOTIFY}), S.CRITERIA_NOT_MET, "the criteria are later found not met"
    ),
    "transfer": Transition(
        UNDECIDED | {S.TO_NOTIFY, S.NOTIFIED, S.TO_TELL},
        S.TRANSFERRED,
        "another area takes the incident over",
    ),
    "merge": Transition(UNDECIDED, S.MERGED, "the Business Unit merges it with another"),
    "reopen": Transition(CLOSED - {S.MERGED}, S.CONSIDERATION, "new information reopens it"),
}
