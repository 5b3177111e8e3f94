"""Other boards, waiting, exits, pairs, readers, meetings after a death, notes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from lscp.deadlines.actions import record_sudic_meeting
from lscp.deadlines.compute import Moment
from lscp.demo.stories.acts.shape import HOURS, Act
from lscp.demo.stories.scene import Scene
from lscp.kernel import clock
from notifications.actions import (
    duplicates,
    exits,
    feedback,
    national,
    restricted,
)


def board(which: str, how: str) -> Act:
    """Another board was told."""

    def act(scene: Scene) -> None:
        one = scene.notification
        national.record_board(
            one.public_id,
            seen_version=one.version,
            board=which,
            informed_on=clock.today(),
            how=how,
            by=scene.unit,
        )

    return act


def wait(reasons: str, *, days: int) -> Act:
    """The Business Unit waits for information until a review date."""

    def act(scene: Scene) -> None:
        one = scene.notification
        exits.await_information(
            one.public_id,
            seen_version=one.version,
            reasons=reasons,
            review_on=clock.today() + dt.timedelta(days=days),
            by=scene.unit,
        )

    return act


def criteria_not_met(reasons: str, how: str) -> Act:
    """The authority finds later that the criteria are not met, and tells the Panel."""

    def act(scene: Scene) -> None:
        one = scene.notification
        exits.find_criteria_not_met(
            one.public_id,
            seen_version=one.version,
            reasons=reasons,
            panel_told_on=clock.today(),
            panel_told_how=how,
            by=scene.notifier,
        )

    return act


def transfer(area: str, told: str, reasons: str) -> Act:
    """Another area takes it over."""

    def act(scene: Scene) -> None:
        one = scene.notification
        exits.transfer(
            one.public_id,
            seen_version=one.version,
            area=area,
            told=told,
            told_moment=Moment.of(clock.now() - HOURS),
            evidence="E-mail in which they accept",
            reasons=reasons,
            by=scene.unit,
        )

    return act


def reopen(source: str, reasons: str) -> Act:
    """New information opens it again."""

    def act(scene: Scene) -> None:
        one = scene.notification
        exits.reopen(
            one.public_id,
            seen_version=one.version,
            source=source,
            received_on=clock.today(),
            reasons=reasons,
            by=scene.unit,
        )

    return act


def link(other: str, reason: str) -> Act:
    """The Business Unit links it with another story's notification."""
    return _paired(duplicates.link, other, reason)


def merge(other: str, reason: str) -> Act:
    """The Business Unit merges it into another story's notification."""
    return _paired(duplicates.merge, other, reason)


def _paired(action: Callable[..., object], other: str, reason: str) -> Act:
    def act(scene: Scene) -> None:
        one, second = scene.notification, scene.other(other)
        action(
            one.public_id, other_id=second.public_id, reason=reason, seen_version=one.version, by=scene.unit
        )

    return act


def shut_out(email: str) -> Act:
    """The Business Unit shuts an involved person out."""

    def act(scene: Scene) -> None:
        one = scene.notification
        restricted.shut_out(
            one.public_id, seen_version=one.version, person=scene.person(email), by=scene.unit
        )

    return act


def name_readers(*emails: str) -> Act:
    """The Business Unit names the readers of a restricted notification and releases it."""

    def act(scene: Scene) -> None:
        for email in emails:
            one = scene.notification
            restricted.name_reader(
                one.public_id, seen_version=one.version, person=scene.person(email), by=scene.unit
            )
        one = scene.notification
        restricted.release(one.public_id, seen_version=one.version, by=scene.unit)

    return act


def sudic_meeting(attended: str, reason: str) -> Act:
    """The manager records the meeting after a sudden death, and their consideration of a referral."""

    def act(scene: Scene) -> None:
        record_sudic_meeting(
            scene.notification.case,
            held_on=clock.today(),
            attended=attended,
            refers_to_rag=True,
            reason=reason,
            by=scene.person("manager@lscp.example"),
        )

    return act


def note_to_referrer(text: str) -> Act:
    """The Business Unit writes the reason that the referrer reads."""

    def act(scene: Scene) -> None:
        one = scene.notification
        feedback.write_to_referrer(one.public_id, seen_version=one.version, text=text, by=scene.unit)

    return act


def tell_agency(email: str, text: str) -> Act:
    """Tell one person of another agency what they need to know."""

    def act(scene: Scene) -> None:
        one = scene.notification
        feedback.tell_other_agency(
            one.public_id,
            seen_version=one.version,
            agency=scene.agency_of(email),
            recipient=scene.person(email),
            text=text,
            by=scene.unit,
        )

    return act
