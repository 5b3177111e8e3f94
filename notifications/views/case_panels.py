"""The panels and buttons of the case page that belong to raising, sending and triage."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from lscp.deadlines import policies as clock_policies
from lscp.deadlines.enums import EVENT_WORDS, FactKind
from lscp.deadlines.pages import CASE_HEADERS, case_rows
from lscp.deadlines.queries import ClockView, clocks_of_case
from lscp.deadlines.shipped_rules import MET_BY_FACT
from lscp.people.typed import text_of
from lscp.web.components import ActionButton, SummaryRow
from notifications.enums import Contact, Harm, IncidentKind, LeadAnswer, Place, Route, Voice
from notifications.enums import NotificationStatus as S
from notifications.panels import Panel, button, offers, shows
from notifications.policies import files as files_policies
from notifications.policies import judgement, submission, triage
from notifications.policies.standing import is_author
from notifications.queries.alike import related
from notifications.queries.case_page import children_of, narrative
from notifications.queries.lead import lead_view

DRAFTS = (S.DRAFT, S.ABANDONED)


@shows
def children(request: HttpRequest, notification: Any) -> Panel | None:
    """The children by number; who they are for those who may know."""
    if notification.knows:
        rows = [
            SummaryRow(label, ". ".join(part for part in (name, born) if part), missing="Name not known")
            for label, name, born in children_of(notification)
        ]
    else:
        rows = [
            SummaryRow(f"Child {number}", "You may not see who this is")
            for number in range(1, notification.children_count + 1)
        ]
    return Panel("Children", "notifications/panels/rows.html", {"rows": rows}, order=10) if rows else None


@shows
def about(request: HttpRequest, notification: Any) -> Panel | None:
    """The coded facts, which identify nobody."""
    rows = [
        SummaryRow("Agency", str(notification.agency)),
        SummaryRow("Raised by", _raised_by(notification)),
        SummaryRow("How it came to be raised", _label(Route, notification.route)),
        SummaryRow("What kind it is", "; ".join(_label(IncidentKind, kind) for kind in notification.kinds)),
        SummaryRow("What happened", _label(Harm, notification.harm)),
        SummaryRow("Where", _label(Place, notification.place)),
    ]
    if notification.inside:
        looked_after = str(notification.assigned_to) if notification.assigned_to else ""
        rows.append(SummaryRow("Case officer", looked_after, missing="Nobody yet"))
    return Panel("About the notification", "notifications/panels/rows.html", {"rows": rows}, order=20)


def _raised_by(notification: Any) -> str:
    entered = getattr(notification, "entered_for", None) if notification.entered_for_other else None
    if entered is None:
        return str(notification.raised_by)
    how = Contact(entered.how).label.lower()
    return f"{text_of(entered.name)}, {entered.agency}; told {how} and entered by {entered.entered_by}"


def _label(kind: Any, value: str) -> str:
    return str(kind(value).label) if value in kind.values else ""


@shows
def voice(request: HttpRequest, notification: Any) -> Panel | None:
    """What the child said or showed; that it is missing stays visible until it is answered."""
    if not notification.knows or not notification.voice:
        return None
    missing = notification.voice == Voice.NOT_YET
    key = "voice_not_why" if missing else "voice_words"
    context = {"is_missing": missing, "words": narrative(notification, "voice", key)}
    return Panel("Voice of the child", "notifications/panels/voice.html", context, order=30)


@shows
def clocks(request: HttpRequest, notification: Any) -> Panel | None:
    """Every clock of the case with its state; whoever is outside the process is spared its local steps."""
    found = clocks_of_case(request.user, notification.case)
    if not notification.inside:
        found = [one for one in found if not one.clock.rule.is_own_step]
    if not found:
        return None
    context = {"headers": CASE_HEADERS, "rows": case_rows(found), "case": notification.case}
    notification.awareness_missing = _awareness_missing(found)
    notification.next_clock = next((one for one in found if one.clock.is_open), None)
    return Panel("Clocks", "notifications/panels/clocks.html", context, order=15)


def _awareness_missing(found: Iterable[ClockView]) -> list[FactKind]:
    """Whose awareness the running clocks wait for: read from them, so that a page asks nothing more."""
    running = [one.clock for one in found if one.clock.is_open]
    missing = [FactKind.LA_AWARE] if any(row.is_provisional for row in running) else []
    kinds = {MET_BY_FACT[row.rule_key] for row in running if row.rule_key in MET_BY_FACT}
    return missing + sorted(kinds)


@shows
def lead(request: HttpRequest, notification: Any) -> Panel | None:
    """What the agency's safeguarding lead said, flagged where readers must notice it."""
    if not notification.knows:
        return None
    found = lead_view(notification, revision=notification.revision)
    notification.lead = found
    may_read = found.request is not None and found.request.lead_id == request.user.pk
    url = reverse("notifications:lead_view", args=[notification.public_id]) if may_read else ""
    return Panel("Safeguarding lead", "notifications/panels/lead.html", {"lead": found, "url": url}, order=40)


@shows
def questions(request: HttpRequest, notification: Any) -> Panel | None:
    """What the Business Unit asked and what was answered."""
    if not notification.was_asked or not notification.knows:
        return None
    found = notification.information_requests.select_related("asked_by", "answered_by").prefetch_related(
        "questions__question__key", "questions__answer__key"
    )
    context = {
        "rounds": [
            {
                "row": one,
                "pairs": [
                    (str(q.question.open()), str(q.answer.open()) if q.answer else "")
                    for q in one.questions.all()
                ],
            }
            for one in found
        ]
    }
    return Panel("Questions and answers", "notifications/panels/questions.html", context, order=45)


@shows
def other_cases(request: HttpRequest, notification: Any) -> Panel | None:
    """Linked and merged cases, for those inside the process only."""
    if not notification.inside or not (notification.has_pairs or notification.took_in):
        return None
    found = [(pair, other) for pair, other in related(request.user, notification) if other.case_id]
    context = {"related": found}
    return Panel("Other cases", "notifications/panels/related.html", context, order=70) if found else None


@offers
def sending(request: HttpRequest, notification: Any) -> Iterable[ActionButton]:
    """Sending, changing, asking the lead."""
    here, user = notification.public_id, request.user
    if notification.status == S.DRAFT and is_author(user, notification):
        yield ActionButton("Go on with the form", reverse("notifications:form", args=[here]))
        yield ActionButton("Send the notification", reverse("notifications:submit", args=[here]), "secondary")
    elif notification.status not in DRAFTS:
        verdict = submission.can_amend(user, notification)
        address = reverse("notifications:amend", args=[here])
        yield from (one for one in button(verdict, "Change the form", address, "secondary") if verdict)


@offers
def awareness(request: HttpRequest, notification: Any) -> Iterable[ActionButton]:
    """Recording when the authority or the partners became aware, while a clock waits for it."""
    missing = getattr(notification, "awareness_missing", ())
    if missing and clock_policies.can_record_fact(request.user, notification.case):
        for kind in missing:
            address = reverse("deadlines:fact", args=[notification.case.public_id, kind])
            yield ActionButton(f"Record when {EVENT_WORDS[kind]}", address)


@offers
def steps(request: HttpRequest, notification: Any) -> Iterable[ActionButton]:
    """The Business Unit's steps, and answering its questions. What cannot be done now says why."""
    here, user = notification.public_id, request.user
    if notification.status in DRAFTS:
        return
    own = is_author(user, notification)
    listed = [
        (triage.can_answer_questions, "Answer the questions", "answer_questions", "" if own else "secondary"),
        (triage.can_acknowledge, "Acknowledge", "acknowledge", ""),
        (triage.can_name_readers, "Name readers", "readers", ""),
        (triage.can_consider, "Pass to the Review Advisory Group", "consider", ""),
        (triage.can_return, "Ask for information", "return", "secondary"),
        (triage.can_assign, "Choose the case officer", "assign", "secondary"),
        (triage.can_let_in, "See who is shut out", "kept_out", "secondary"),
        (triage.can_judge_pairs, "See what looks alike", "duplicates", "secondary"),
    ]
    for policy, text, name, style in listed:
        verdict = policy(user, notification)
        if verdict or (verdict.code == "state" and name == "consider" and notification.case.is_restricted):
            yield from button(verdict, text, reverse(f"notifications:{name}", args=[here]), style)


def links(request: HttpRequest, notification: Any) -> list[tuple[str, str]]:
    """What can be read beside the page."""
    here = notification.public_id
    if not notification.knows:
        return []
    found = []
    if notification.latest:
        found += [
            ("Read the whole form", reverse("notifications:version", args=[here, notification.latest])),
            ("Get a copy (PDF)", reverse("notifications:copy_pdf", args=[here])),
        ]
    if notification.latest > 1:
        found.append(
            (f"Versions of the form ({notification.latest})", reverse("notifications:versions", args=[here]))
        )
    if notification.files or files_policies.can_attach(request.user, notification):
        found.append((f"Files ({notification.files})", reverse("notifications:files", args=[here])))
    if notification.latest:
        found.append(
            (
                "Clocks and what happened when",
                reverse("deadlines:case_clocks", args=[notification.case.public_id]),
            )
        )
    if request.user.memberships_as(agency=notification.agency_id):  # type: ignore[union-attr]
        readers = f"{reverse('record:readers')}?{_readers_query(notification)}"
        found.append(("Who read what your agency sent", readers))
    if notification.inside:
        found.append(("Timeline", reverse("record:timeline", args=[notification.case.public_id])))
    return found


def _readers_query(notification: Any) -> str:
    return urlencode({"agency": notification.agency.public_id, "case": notification.case.public_id})


def flags(notification: Any) -> list[str]:
    """What a reader must not miss, in sentences."""
    found = []
    if notification.case.is_restricted:
        found.append("Restricted: a colleague, or somebody who may use this service, is involved.")
    found += _decision_flags(notification)
    lead_said = getattr(notification, "lead", None)
    if lead_said and lead_said.request and lead_said.request.answer == LeadAnswer.WITHHELD:
        found.append("The agency's safeguarding lead does not agree with this notification.")
    elif lead_said and lead_said.is_flagged and not notification.case.is_restricted:
        found.append(f"{lead_said.words}.")
    if lead_said and lead_said.may_be_involved:
        found.append("The form says that a safeguarding lead of the agency may be involved.")
    if lead_said and lead_said.changed_since:
        found.append("The form was changed after the safeguarding lead read it.")
    if notification.voice == Voice.NOT_YET:
        found.append("The voice of the child has not been obtained yet.")
    return found


def _decision_flags(notification: Any) -> list[str]:
    """For those inside the process: that no decision stands, or that its signature is awaited."""
    if not notification.inside:
        return []
    if judgement.lacks_decision(notification):
        return [judgement.NO_DECISION_STANDS]
    unsigned = judgement.unsigned_words(notification)
    return [unsigned] if unsigned else []
