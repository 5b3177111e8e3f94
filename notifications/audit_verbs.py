"""The verbs of the first stage. Their data are states, counts and titles, never anybody in a case."""

from lscp.audit.verbs import Kind, register

# Judgement: views, decision, advice, comments

register("notifications.views_complete", "the statutory partners' views are complete", Kind.DECISION)
register("notifications.views_read", "read the statutory partners' views", Kind.READING)
register("notifications.view_page_read", "opened the page for giving a view", Kind.READING)
register(
    "notifications.decision_recorded",
    "recorded version {number} of the local authority's decision, made by {decision_maker}: {outcome}",
    Kind.DECISION,
)
register(
    "notifications.decision_signed",
    "signed version {number} of the local authority's decision",
    Kind.DECISION,
)
register(
    "notifications.decision_voided",
    "version {number} of the local authority's decision no longer stands: {why}",
    Kind.DECISION,
)
register("notifications.decision_read", "read the local authority's decision", Kind.READING)
register(
    "notifications.look_again_asked",
    "asked the Review Advisory Group to look again, with reasons",
    Kind.DECISION,
)
register("notifications.legal_advice_added", "added legal advice")
register("notifications.legal_advice_read", "read legal advice", Kind.READING)
register("notifications.comment_added", "added a comment ({comment_by})")
register("notifications.register_read", "read the register of what was considered", Kind.READING)
