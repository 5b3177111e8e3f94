"""Views, advice, the authority's decision and the national receipt."""

from __future__ import annotations

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile

from lscp.deadlines.compute import Moment
from lscp.demo.stories.acts.shape import HOURS, Act
from lscp.demo.stories.scene import Scene
from lscp.kernel import clock
from notifications.actions import (
    advice,
    consideration,
    decision,
    national,
)


def view(email: str, choice: str, rationale: str) -> Act:
    """One partner's member signs the partner's own view."""

    def act(scene: Scene) -> None:
        one = scene.notification
        the_round = one.case.signing_rounds.get(ended_at=None)
        consideration.give_view(
            one.public_id,
            choice=choice,
            rationale=rationale,
            tests={},
            seen_rests_on=the_round.rests_on,
            seen_number=0,
            by=scene.person(email),
        )

    return act


def conflict(email: str, reason: str) -> Act:
    """Somebody steps aside."""

    def act(scene: Scene) -> None:
        consideration.declare_conflict(scene.notification.public_id, reason=reason, by=scene.person(email))

    return act


def legal_note(text: str) -> Act:
    """The legal adviser adds privileged advice."""

    def act(scene: Scene) -> None:
        advice.add_legal_note(
            scene.notification.public_id, text=text, by=scene.person("legal@council.example")
        )

    return act


def comment(text: str) -> Act:
    """The independent scrutineer comments."""

    def act(scene: Scene) -> None:
        by = scene.person("scrutineer@lscp.example")
        advice.add_comment(scene.notification.public_id, text=text, by=by)

    return act


def decide(outcome: str, reasons: str, *, differs: str = "", by: str = "", review_in_days: int = 0) -> Act:
    """The authority decides; `by` is the address of a notifier who records it for the decision maker."""

    def act(scene: Scene) -> None:
        one = scene.notification
        maker = scene.decision_maker
        review_on = clock.today() + dt.timedelta(days=review_in_days) if review_in_days else None
        decision.decide(
            one.public_id,
            seen_version=one.version,
            outcome=outcome,
            grounds=decision.Grounds(reasons=reasons, why_it_differs=differs),
            decision_maker=maker,
            decided=Moment.of(clock.now() - HOURS / 4),
            review_on=review_on,
            by=scene.person(by) if by else maker,
        )

    return act


def sign(scene: Scene) -> None:
    """The named decision maker signs what was recorded for them."""
    one = scene.notification
    decision.sign_decision(one.public_id, seen_version=one.version, by=scene.decision_maker)


def look_again(email: str, reasons: str) -> Act:
    """The Executive asks the group to look again."""

    def act(scene: Scene) -> None:
        one = scene.notification
        decision.look_again(one.public_id, seen_version=one.version, reasons=reasons, by=scene.person(email))

    return act


def receipt(reference: str = "", *, late: str = "") -> Act:
    """The authority's notifier records the national receipt, with its copy."""

    def act(scene: Scene) -> None:
        one = scene.notification
        text = f"Fictional receipt. Your notification was received. Reference {reference or 'none given'}."
        national.record_receipt(
            one.public_id,
            seen_version=one.version,
            sent=Moment.of(clock.now() - HOURS / 2),
            sent_by=str(scene.notifier),
            reference=reference,
            upload=SimpleUploadedFile("receipt.txt", text.encode(), content_type="text/plain"),
            late_reason=late,
            by=scene.notifier,
        )

    return act
