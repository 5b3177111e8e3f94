"""Messages in words, for pages. No queries."""

from __future__ import annotations

from typing import Any

from lscp.kernel.dates import british_datetime, british_time
from lscp.messaging import catalogue
from lscp.messaging.models import OutboundMessage, QuietHours, Status
from lscp.web.components import Cell, Colour, SummaryRow
from lscp.web.components import Status as Tag

MINE = ["About", "When", "Sent?"]
COLOURS: dict[str, Colour] = {
    Status.QUEUED: "blue",
    Status.SENDING: "light-blue",
    Status.SENT: "green",
    Status.FAILED: "red",
    Status.DIGESTED: "green",
    Status.DROPPED: "grey",
}
REASONS = {
    "account closed": "The account of this person is closed",
    "no longer known": "This person has nothing to do with the case any more, so it was not sent",
    "SMTPRecipientsRefused": "The mail server refused this person's address",
    "SMTPAuthenticationError": "The mail server refused our sign-in",
    "SMTPServerDisconnected": "The mail server broke off",
    "ConnectionRefusedError": "The mail server could not be reached",
    "gaierror": "The mail server could not be reached",
    "TimeoutError": "The mail server did not answer in time",
    "": "Nobody has tried yet",
}


def subject_of(message: OutboundMessage) -> str:
    """What a message is about; one whose kind no longer exists still has a line."""
    try:
        return catalogue.words_of(message).subject
    except LookupError:
        return f"{message.reference} message".strip()


def tag_of(message: OutboundMessage) -> Tag:
    """Whether it was sent, in a word."""
    return Tag(message.get_status_display(), COLOURS[message.status])


def my_row(message: OutboundMessage) -> list[Any]:
    """One line of a person's own messages."""
    return [
        Cell(subject_of(message), href=message.path),
        british_datetime(message.sent_at or message.queued_at),
        Cell("", status=tag_of(message)),
    ]


def undelivered_rows(message: OutboundMessage) -> list[SummaryRow]:
    """What the Business Unit needs to know about a message that did not arrive."""
    return [
        SummaryRow("To", str(message.recipient)),
        SummaryRow("Should have left", british_datetime(message.deliver_after)),
        SummaryRow("Sent?", message.get_status_display()),
        SummaryRow("Tried", f"{message.attempts} time{'' if message.attempts == 1 else 's'}"),
        SummaryRow("Why not", REASONS.get(message.last_error, "Something went wrong while sending it")),
    ]


DROPPED_HEADERS = ("Message", "To", "Should have left")


def dropped_row(message: OutboundMessage) -> list[str]:
    """One line about a message that was not sent, because nobody wants it any more."""
    return [subject_of(message), str(message.recipient), british_datetime(message.deliver_after)]


def initial_hours(hours: QuietHours) -> dict[str, Any]:
    """Quiet hours as a form shows them."""
    return {
        "begins": british_time(hours.begins),
        "ends": british_time(hours.ends),
        "digest_at": british_time(hours.digest_at),
        "weekends_quiet": hours.weekends_quiet,
    }
