"""Raising, sending and triage: the steps of referrers, leads and the Business Unit."""

from __future__ import annotations

from typing import Any

from lscp.accounts.models import Agency
from lscp.deadlines.compute import Moment
from lscp.demo.stories.acts.shape import HOURS, Act
from lscp.demo.stories.form import Writer
from lscp.demo.stories.scene import Scene
from lscp.kernel import clock
from lscp.kernel.dates import in_london
from lscp.tasks import actions as tasks
from lscp.tasks.models import SafetyAction
from notifications.actions import (
    agreement,
    amendment,
    answers,
    drafts,
    on_behalf,
    submission,
    triage,
)
from notifications.queries import answers as reading


def start(email: str) -> Act:
    """Begin the form and answer the first two questions."""

    def act(scene: Scene) -> None:
        by = scene.person(email)
        made = drafts.start(scene.partnership, scene.agency_of(email), by=by)
        scene.begin(made, email)
        Writer(scene.notification, scene.tale, by).write_first()

    return act


def enter_for(agency: str, *, by_unit: str, name: str, how: str) -> Act:
    """The Business Unit begins the form for somebody who told it."""

    def act(scene: Scene) -> None:
        by = scene.person(by_unit)
        told_by = Agency.objects.get(name__startswith=agency)
        made = on_behalf.enter_for_other(scene.partnership, told_by, name=name, how=how, by=by)
        scene.begin(made, by_unit)
        Writer(scene.notification, scene.tale, by).write_first()

    return act


def write(*, hours_before: int = 20, aware_after: int = 2, la_after: int | None = 4) -> Act:
    """Fill in the whole form. Times count in hours: the incident before now, awareness after the incident."""

    def act(scene: Scene) -> None:
        happened = clock.now() - hours_before * HOURS
        scene.happened = in_london(happened).date()
        la_aware = None if la_after is None else happened + la_after * HOURS
        writer = Writer(scene.notification, scene.tale, scene.author)
        writer.write_all(happened=happened, aware=happened + aware_after * HOURS, la_aware=la_aware)

    return act


def write_half(scene: Scene) -> None:
    """Type half of the form and leave."""
    Writer(scene.notification, scene.tale, scene.author).write_half(happened=clock.now() - 20 * HOURS)


def abandon(scene: Scene) -> None:
    """Put the draft aside."""
    one = scene.notification
    drafts.abandon(one.public_id, seen_version=one.version, by=scene.author)


def ask_lead(email: str) -> Act:
    """Ask the agency's safeguarding lead."""

    def act(scene: Scene) -> None:
        agreement.ask_lead(scene.notification.public_id, lead=scene.person(email), by=scene.author)

    return act


def lead_answers(email: str, *, agrees: bool, reasons: str = "") -> Act:
    """The lead agrees, or does not."""

    def act(scene: Scene) -> None:
        one = scene.notification
        request = one.lead_requests.get(withdrawn_at=None)
        agreement.answer_lead(
            one.public_id,
            request_id=request.public_id,
            seen_revision=agreement.revision_of(one),
            agrees=agrees,
            reasons=reasons,
            by=scene.person(email),
        )

    return act


def submit(scene: Scene) -> None:
    """Send the form."""
    one = scene.notification
    submission.submit(one.public_id, seen_revision=agreement.revision_of(one), by=scene.author)


def call_front_door(scene: Scene) -> None:
    """Record the call that ends the safety action."""
    action = SafetyAction.all_records.get(case=scene.notification.case)
    tasks.record_call(
        action.public_id,
        seen_version=action.version,
        called=Moment.of(clock.now() - HOURS / 4),
        called_whom="A social worker of the front door",
        outcome="A social worker visits today. The child stays with a grandparent tonight.",
        by=scene.author,
    )


def acknowledge(scene: Scene) -> None:
    """The Business Unit says that it has arrived."""
    one = scene.notification
    triage.acknowledge(one.public_id, seen_version=one.version, by=scene.unit)


def assign(scene: Scene) -> None:
    """The Business Unit's officer takes it."""
    one = scene.notification
    triage.assign(one.public_id, seen_version=one.version, officer=scene.unit, by=scene.unit)


def ask_questions(*questions: str) -> Act:
    """Return it with questions."""

    def act(scene: Scene) -> None:
        one = scene.notification
        triage.return_for_information(
            one.public_id, seen_version=one.version, questions=questions, by=scene.unit
        )

    return act


def answer_questions(*texts: str) -> Act:
    """The author answers them, in their order."""

    def act(scene: Scene) -> None:
        one = scene.notification
        given = dict(enumerate(texts, start=1))
        triage.answer_questions(one.public_id, seen_version=one.version, answers=given, by=scene.author)

    return act


def amend(section: str, page: str, typed: dict[str, Any], reason: str) -> Act:
    """Change one page after submission and send the new version."""

    def act(scene: Scene) -> None:
        one = scene.notification
        revision = reading.load(one).revision(section)
        answers.save_page(one.public_id, section, page, typed=typed, seen_version=revision, by=scene.author)
        one = scene.notification
        amendment.amend(
            one.public_id, reason=reason, seen_revision=agreement.revision_of(one), by=scene.author
        )

    return act


def consider(scene: Scene) -> None:
    """Pass it to the Review Advisory Group."""
    one = scene.notification
    triage.consider(one.public_id, seen_version=one.version, by=scene.unit)


def partners_aware(scene: Scene) -> None:
    """The Business Unit records that the safeguarding partners know."""
    scene.fact(
        "partners_aware", Moment.of(clock.now() - HOURS / 2), "E-mail to the three partners", scene.unit
    )


def la_aware(*, hours_ago: int) -> Act:
    """The authority's notifier records when it first knew."""

    def act(scene: Scene) -> None:
        moment = Moment.of(clock.now() - hours_ago * HOURS)
        scene.fact("la_aware", moment, "Telephone call of the front door", scene.notifier)

    return act
