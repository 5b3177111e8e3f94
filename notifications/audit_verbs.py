"""The verbs of the first stage. Their data are states, counts and titles, never anybody in a case."""

from collections.abc import Mapping, Sequence
from typing import Any

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
    "notifications.decision_awaits_signature",
    "recorded version {number} of the local authority's decision for {decision_maker}, who has not signed it yet: "
    "{outcome}",
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
register("notifications.shut_self_out", "may not see the case any more, by their own wish", Kind.DECISION)
register("notifications.comment_added", "added a comment ({comment_by})")
register("notifications.register_read", "read the register of what was considered", Kind.READING)

# Submission and after


def _status(data: Mapping[str, Any]) -> str:
    return "submitted the notification" + (" (restricted)" if data.get("restricted") else "")


register("notifications.submitted", _status, Kind.CHANGE)
register(
    "notifications.amended", "sent changes as version {number}: answers changed: {questions}", Kind.CHANGE
)
register("notifications.lead_asked", "asked {lead} whether they agree", Kind.CHANGE)
register(
    "notifications.leads_kept_out",
    "said that a safeguarding lead may be involved: {leads} are not asked, not told and see nothing of it",
    Kind.CHANGE,
)
register(
    "notifications.leads_let_in",
    "took back that a safeguarding lead may be involved: {leads} may be asked again",
    Kind.CHANGE,
)
register("notifications.lead_answered", "answered as safeguarding lead: {answer}", Kind.DECISION)
register("notifications.acknowledged", "acknowledged the notification", Kind.CHANGE)
register("notifications.assigned", "gave the notification to {officer}", Kind.CHANGE)
register("notifications.returned", "returned it for information, questions asked: {questions}", Kind.CHANGE)
register("notifications.questions_answered", "answered the questions ({questions})", Kind.CHANGE)
register("notifications.asking_ended", "ended what was still asked: {what}", Kind.CHANGE)
register(
    "notifications.opened_to_role",
    "opened it to a role that {agency} did not hold before: {role}",
    Kind.CHANGE,
)
register("notifications.passed_on", "passed it to the Review Advisory Group", Kind.CHANGE)
register("notifications.person_shut_out", "shut an involved person out", Kind.DECISION)
register("notifications.person_let_in", "let somebody in again who was shut out ({why})", Kind.DECISION)
register("notifications.reader_named", "named a reader of the restricted notification", Kind.CHANGE)
register("notifications.reader_removed", "took a reader off the restricted notification", Kind.CHANGE)
register("notifications.released", "released the restricted notification to {readers} readers", Kind.DECISION)
register("notifications.linked", "linked it with case {other}", Kind.DECISION)
register("notifications.pair_dismissed", "said that another notification is not related", Kind.DECISION)
register("notifications.merged", "merged it into case {other}", Kind.DECISION)
register("notifications.took_in", "took in what case {other} held", Kind.DECISION)
register("notifications.entered_for_other", "entered the form for somebody else, told {how}", Kind.CHANGE)
register("notifications.case_viewed", "opened the case page", Kind.READING)
register("notifications.step_viewed", "opened a page for taking a step", Kind.READING)
register("notifications.sent_viewed", "opened the page that says what happens next", Kind.READING)
register("notifications.lead_said_viewed", "read what the safeguarding lead said", Kind.READING)
register("notifications.submission_viewed", "opened the page for sending the form", Kind.READING)
register("notifications.amendment_viewed", "looked at changes that were not sent yet", Kind.READING)
register("notifications.lead_read", "read the form as safeguarding lead", Kind.READING)
register("notifications.versions_viewed", "looked at the versions of the form", Kind.READING)
register("notifications.version_read", "read version {number} of the form", Kind.READING)
register("notifications.versions_compared", "compared versions {first} and {second}", Kind.READING)
register(
    "notifications.copy_downloaded", "downloaded a copy of the notification (version {number})", Kind.READING
)
register("notifications.files_viewed", "looked at the list of files", Kind.READING)
register("notifications.pairs_viewed", "looked at what looks alike", Kind.READING)
register("notifications.readers_viewed", "looked at who may read it", Kind.READING)
register("notifications.questions_read", "read the questions and answers", Kind.READING)
register("notifications.searched", "searched by a name: {found} found", Kind.READING)


# The form


def _page(data: Mapping[str, Any]) -> str:
    return f"saved the form: section “{data.get('section', '')}”, page “{data.get('page', '')}”"


def _sitting(entries: Sequence[Mapping[str, Any]], span: str) -> str:
    """What filling in the form in one sitting comes to: which sections, each once, in the order met."""
    form = "draft" if all(data.get("draft") for data in entries) else "form"
    sections = ", ".join(dict.fromkeys(f"“{data.get('section', '')}”" for data in entries))
    times = f"; saved {len(entries)} times" if len(entries) > 1 else ""
    return f"changed the {form}{span} (section {sections}{times})"


register("notifications.draft_begun", "began a notification form", Kind.CHANGE)
register("notifications.draft_abandoned", "put the draft aside", Kind.CHANGE)
register("notifications.draft_taken_up", "took the draft up again", Kind.CHANGE)
register("notifications.page_saved", _page, Kind.CHANGE, several=_sitting)
register("notifications.person_added", "added a person to the form ({kind})", Kind.CHANGE)
register("notifications.person_removed", "took a person off the form ({kind})", Kind.CHANGE)
register("notifications.person_put_back", "put a person back on the form ({kind})", Kind.CHANGE)
register("notifications.form_viewed", "opened the form (section “{section}”)", Kind.READING)

# National notification, exits, what the referrer and others are told

register("notifications.pack_read", "read the pack for the national notification", Kind.READING)
register("notifications.pack_downloaded", "downloaded the pack for the national notification", Kind.READING)
register(
    "notifications.receipt_recorded",
    "recorded the receipt of the national notification, number {number} ({late})",
    Kind.DECISION,
)
register("notifications.receipt_corrected", "corrected the national receipt, now number {number} ({late})")
register("notifications.board_informed", "recorded that another board was told: {board}")
register("notifications.awaits_information", "set it to wait for information", Kind.DECISION)
register("notifications.waiting_ended", "took it up again after waiting for information", Kind.DECISION)
register("notifications.criteria_not_met", "recorded that the criteria were found not met", Kind.DECISION)
register("notifications.panel_told", "recorded when the national Panel was told of that")
register("notifications.transferred", "transferred it to another area", Kind.DECISION)
register("notifications.reopened", "opened it again because of new information", Kind.DECISION)
register("notifications.exits_read", "read the reasons for how it went on", Kind.READING)
register("notifications.referrer_told", "wrote to whoever raised it ({status})")
register("notifications.progress_read", "read what is happening with it", Kind.READING)
register("notifications.other_agency_told", "told somebody at {agency} what they need to know")
register("notifications.telling_withdrawn", "took back what somebody at {agency} was told")
register("notifications.told_read", "read what they were told", Kind.READING)
