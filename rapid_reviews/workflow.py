"""What may follow what: the tables of the review's and of a request's statuses. No rules about who."""

from lscp.kernel.workflow import Transition
from rapid_reviews.enums import RequestStatus as R
from rapid_reviews.enums import ReviewStatus as S

INITIAL = S.GATHERING
OVER = frozenset({S.DONE, S.ENDED})
"""Nothing goes on any more: the Panel has answered, or the incident left the usual way."""
TRANSITIONS = {
    "recommend": Transition(frozenset({S.GATHERING}), S.EXECUTIVE, "the group signs its recommendation"),
    "recommend_anew": Transition(
        frozenset({S.EXECUTIVE, S.TO_SEND}), S.EXECUTIVE, "the group signs another version"
    ),
    "endorse": Transition(frozenset({S.EXECUTIVE}), S.TO_SEND, "the Executive endorses it"),
    "differ": Transition(
        frozenset({S.EXECUTIVE}), S.TO_SEND, "the Executive differs, with its own outcome and reasons"
    ),
    "give_back": Transition(
        frozenset({S.EXECUTIVE}), S.GATHERING, "the Executive gives it back to the group with questions"
    ),
    "send": Transition(frozenset({S.TO_SEND}), S.SENT, "the Panel's receipt is recorded"),
    "finish": Transition(frozenset({S.SENT}), S.DONE, "the Panel agrees, comments, or reviews it itself"),
    "reconsider": Transition(
        frozenset({S.SENT}), S.GATHERING, "the Panel asks to reconsider: the next round"
    ),
    "end": Transition(frozenset(set(S)) - OVER, S.ENDED, "the incident leaves the usual way"),
}

REQUEST_INITIAL = R.ASKED
EDITABLE = frozenset({R.ASKED, R.OPENED, R.WRITING, R.SENT_BACK})
"""While the agency may write its return."""
WAITED_FOR = EDITABLE | {R.WRITTEN, R.CHECKED}
"""The agency has not answered, or has to answer again."""
ANSWERED = frozenset({R.RETURNED, R.ACCEPTED, R.DECLINED})
REQUEST_TRANSITIONS = {
    "open": Transition(frozenset({R.ASKED}), R.OPENED, "somebody at the agency opens it"),
    "write": Transition(frozenset({R.ASKED, R.OPENED}), R.WRITING, "the return is begun"),
    "finish_writing": Transition(EDITABLE, R.WRITTEN, "its author says it is ready"),
    "check": Transition(frozenset({R.WRITTEN}), R.CHECKED, "the agency checks its quality"),
    "back_to_author": Transition(
        frozenset({R.WRITTEN, R.CHECKED}), R.WRITING, "the agency gives it back to its author"
    ),
    "sign_off": Transition(frozenset({R.CHECKED}), R.RETURNED, "the agency signs it off"),
    "answer_nil": Transition(EDITABLE, R.RETURNED, "the agency signs that it knows nothing"),
    "send_back": Transition(frozenset({R.RETURNED}), R.SENT_BACK, "the Business Unit sends it back"),
    "accept": Transition(frozenset({R.RETURNED}), R.ACCEPTED, "the Business Unit accepts it"),
    "decline": Transition(WAITED_FOR, R.DECLINED, "the agency declines, with the reason"),
    "ask_again": Transition(frozenset({R.DECLINED, R.ACCEPTED}), R.SENT_BACK, "the Business Unit asks again"),
    "withdraw": Transition(
        frozenset(set(R)) - {R.WITHDRAWN}, R.WITHDRAWN, "the Business Unit withdraws the request"
    ),
}
