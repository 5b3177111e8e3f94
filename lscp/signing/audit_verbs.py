"""The verbs of the signed views. Nothing in them tells how many views are in, or what they say."""

from lscp.audit.verbs import Kind, register

register("signing.round_begun", "asked for signed views (round {number})")
register("signing.view_signed", "signed their view", Kind.DECISION)
register("signing.view_signed_anew", "signed a new version of their view", Kind.DECISION)
register("signing.views_opened", "the views of round {number} are in and are open", Kind.DECISION)
register(
    "signing.views_opened_early", "opened the views of round {number} early, with a reason", Kind.DECISION
)
register("signing.round_ended", "round {number} of the views ended: {why}", Kind.CHANGE)
register("signing.own_view_voided", "their signed view no longer counts: {why}", Kind.CHANGE)
register("signing.conflict_declared", "declared a conflict of interest and stepped aside", Kind.DECISION)
register("signing.conflict_ended", "ended a declared conflict of interest, with a reason", Kind.DECISION)
