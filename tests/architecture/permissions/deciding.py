"""Triage, the group's views, the authority's decision and what comes of it.

The Business Unit handles what arrives and has no vote. Each statutory partner's member gives the partner's own
view. The local authority decides; the Executive sees each decision and may ask to look again. The legal adviser
advises in a privileged compartment. The scrutineer reads, comments and decides nothing (docs/sources.md).
"""

from __future__ import annotations

from tests.architecture.permissions.people import (
    AUTHOR,
    CHAIR,
    EXECUTIVE,
    EXECUTIVE_THERE,
    LEAD,
    NOTIFIERS,
    RAG_HERE,
    RAG_THERE,
    READERS,
    RECEIVERS,
    RECORDERS,
    UNIT,
    UNIT_THERE,
    Row,
    posted,
)

SEES_CONSIDERED = (*RECEIVERS, *AUTHOR)
SEES_DECIDED = (*RECEIVERS, *EXECUTIVE, *AUTHOR)
SEATED = ("police_rag", "council_rag", "icb_rag")  # sit for the three statutory partners
JUDGES = (*RECEIVERS, *EXECUTIVE)  # reads what was judged, once it is decided
PACK = (*RECORDERS, *RAG_HERE, "council_legal", "lscp_scrutineer")


def units(name: str, *args: str) -> Row:
    """A step of the Business Unit on what was sent in."""
    return Row(f"notifications:{name}", 404, {403: READERS, 200: UNIT}, args=("notification", *args))


def considered(name: str, *entitled: str) -> Row:
    """A step while the group considers: for the entitled; others who see it are told that it is not theirs."""
    return Row(f"notifications:{name}", 404, {403: SEES_CONSIDERED, 200: entitled}, args=("considered",))


def decided(name: str, record: str, *entitled: str) -> Row:
    """A step after a decision, on one that is `decided`, `notified` and so on."""
    return Row(f"notifications:{name}", 404, {403: SEES_DECIDED, 200: entitled}, args=(record,))


TRIAGE = [
    units("acknowledge"),
    units("return"),
    Row(
        "notifications:answer_questions", 404, {403: READERS, 200: (*UNIT, *AUTHOR)}, args=("notification",)
    ),
    units("assign"),
    units("consider"),
    units("duplicates"),
    units("pair", "considered"),
    # The other one must be theirs to see as well.
    Row("notifications:pair", 404, {403: READERS, 404: UNIT}, args=("notification", "theirs")),
    Row("notifications:readers", 404, {403: (*AUTHOR, "icb_rag"), 200: UNIT}, args=("restricted",)),
    posted(
        "notifications:remove_reader", 404, {403: (*AUTHOR, "icb_rag"), 302: UNIT}, "restricted", "reader",
        seen_version="restricted_version",
    ),
    units("kept_out"),
    Row("notifications:let_in", 404, {403: (*AUTHOR, "icb_rag"), 200: UNIT}, args=("restricted", "shut_out")),
    Row("notifications:progress", 404, {403: READERS, 200: (*UNIT, *AUTHOR, *LEAD)}, args=("notification",)),
    units("write_to_referrer"),
    units("tell_other"),
    posted(
        "notifications:withdraw_telling", 404, {403: READERS, 302: UNIT}, "notification", told="told"
    ),
    # One person is told, in a text of its own.
    Row("notifications:told", 404, {200: ("school_lead",)}, args=("told",)),
]  # fmt: skip

VIEWS = [
    considered("views", *RECEIVERS),
    decided("views", "decided", *JUDGES),
    considered("give_view", *SEATED),
    considered("open_views", *CHAIR),
    considered("declare_conflict", *RECEIVERS),
    # Only whoever stepped aside may come back.
    considered("withdraw_conflict", "icb_rag"),
    considered("decision", *RECEIVERS),
    decided("decision", "decided", *JUDGES),
    considered("decide", *NOTIFIERS),
    decided("sign_decision", "decided", "council_director"),
    decided("look_again", "decided", *EXECUTIVE),
    # Whoever stepped aside reads no advice; to anybody else there is no such page.
    Row(
        "notifications:legal_advice", 404,
        {200: ("police_rag", "council_rag", "police_only_here", "council_director", "council_legal")},
        args=("considered",),
    ),
    Row(
        "notifications:legal_advice", 404,
        {200: (*RAG_HERE, *EXECUTIVE, "council_director", "council_legal")}, args=("decided",),
    ),
    considered("comment", "lscp_scrutineer", *CHAIR),
    Row(
        "notifications:considered", 403,
        {
            200: (
                *UNIT, *UNIT_THERE, *RAG_HERE, *RAG_THERE, *EXECUTIVE, *EXECUTIVE_THERE, "lscp_scrutineer",
            ),
        },
    ),
]  # fmt: skip

NATIONAL = [
    decided("pack", "decided", *PACK),
    decided("pack_pdf", "decided", *PACK),
    decided("receipt", "decided", *RECORDERS),
    decided("correct_receipt", "notified", *RECORDERS),
    decided("record_board", "decided", *RECORDERS),
]

EXITS = [
    Row("notifications:awaiting", 403, {200: (*UNIT, *UNIT_THERE)}),
    considered("await_information", *UNIT),
    Row("notifications:end_waiting", 404, {403: SEES_CONSIDERED, 200: UNIT}, args=("awaiting",)),
    decided("criteria_not_met", "decided", *NOTIFIERS),
    decided("panel_told", "criteria_not_met", *RECORDERS),
    decided("transfer", "decided", *UNIT),
    decided("reopen", "not_notifiable", *UNIT),
]
