"""What happens next and when, for the confirmation page and the referrer: dates come from the clocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lscp.deadlines.pages import due_words
from lscp.deadlines.queries import clocks_of_case
from notifications.enums import NotificationStatus
from notifications.queries.status import next_shown


@dataclass(frozen=True)
class Step:
    """One thing that happens, and when, where a clock says so."""

    text: str
    when: str = ""


def steps_for_lead(user: Any, notification: Any, *, is_answered: bool) -> list[Step]:
    """What follows for the safeguarding lead who is asked whether they agree."""
    if notification.case.is_restricted:
        return []
    if notification.status == NotificationStatus.SUBMITTED:
        return steps(user, notification)
    if notification.status != NotificationStatus.DRAFT:
        return [Step(next_shown(notification, inside=False)), Step("You are told when there is news.")]
    yours = (
        "You have answered."
        if is_answered
        else "You say below whether you agree, with your reasons if you do not."
    )
    return [
        Step(yours, "" if is_answered else "Now"),
        Step(
            "The person who asked you reads your answer. They may change the form and ask you again. They can send it "
            "without your agreement; that is then shown to everybody who reads it."
        ),
        Step("Once it is sent, the Business Unit reads it and may ask for more information."),
        Step("The three statutory safeguarding partners give their views. Then the local authority decides."),
        Step("You are told when there is news."),
    ]


def steps(user: Any, notification: Any) -> list[Step]:
    """What follows a submission."""
    restricted = notification.case.is_restricted
    first = (
        "Only the Business Unit has been told. It decides who else may read the notification."
        if restricted
        else "The Business Unit, the Review Advisory Group, the independent scrutineer and the local "
        "authority have been told."
    )
    found = [
        Step(first, "Now"),
        Step("The Business Unit reads it. It may ask you for more information."),
        Step("The three statutory safeguarding partners give their views. Then the local authority decides."),
    ]
    for view in clocks_of_case(user, notification.case):
        if view.clock.due_on is None or not view.clock.is_open:
            continue
        note = " (this date may move: when the authority became aware is not recorded yet)"
        when = f"By {due_words(view.clock)}" + (note if view.clock.is_provisional else "")
        found.append(Step(view.clock.title, when))
    found.append(
        Step("You can see where it stands at any time on its page, and you are told what is decided.")
    )
    return found
