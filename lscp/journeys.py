"""The one place that says what in one app causes something in another: the process on one page.

Each consequence runs in the transaction of what caused it; an event with no consequence is listed
with an empty list, so that nothing happens by being forgotten.
"""

from collections.abc import Callable, Sequence
from typing import Any

from lscp.accounts.events import (
    AddressChangeAsked,
    AddressChanged,
    ManagerNamed,
    PersonAdded,
    RoleOpened,
    SignInNews,
)
from lscp.audit.events import RecordProved
from lscp.meetings.events import MeetingHeld
from lscp.messaging import sign_in, welcome
from lscp.record import proofs
from notifications import events as raised
from notifications.actions import access, decision
from rapid_reviews import events as answered
from rapid_reviews.actions import executive, opening, report, report_meetings, report_views

CONSEQUENCES: dict[type, Sequence[Callable[[Any], object]]] = {
    PersonAdded: [welcome.tell_person_added],
    ManagerNamed: [welcome.tell_manager_named],
    AddressChangeAsked: [welcome.ask_about_address],
    AddressChanged: [welcome.tell_address_changed],
    SignInNews: [sign_in.tell_sign_in_news],
    RoleOpened: [access.open_to_new_group],
    RecordProved: [proofs.after_proof],
    MeetingHeld: [report_meetings.follow_meeting],
    raised.NotificationSubmitted: [],
    raised.NotificationAmended: [decision.after_amendment],
    raised.DecidedToNotify: [opening.open_review, report.begin_report],
    raised.NotificationReceived: [opening.begin_to_count],
    raised.CriteriaFoundNotMet: [opening.end_not_met, report_views.close_after, executive.close_after],
    raised.CaseTransferred: [
        opening.end_transferred,
        report_views.close_after,
        executive.close_after,
    ],
    raised.StoppedTakingPart: [report_views.follow_leaving, executive.follow_leaving],
    answered.AgencyAnswered: [],
}
