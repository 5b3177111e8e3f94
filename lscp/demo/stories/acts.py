"""The steps people take in a story, each through a real action. An act is a function of a scene."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from lscp.accounts.models import Agency
from lscp.deadlines.actions import record_sudic_meeting
from lscp.deadlines.compute import Moment
from lscp.demo.stories.form import Writer
from lscp.demo.stories.scene import Scene
from lscp.kernel import clock
from lscp.tasks import actions as tasks
from lscp.tasks.models import SafetyAction
from notifications.actions import (
    advice,
    agreement,
    amendment,
    answers,
    consideration,
    decision,
    drafts,
    duplicates,
    exits,
    feedback,
    national,
    on_behalf,
    restricted,
    submission,
    triage,
)
from notifications.queries import answers as reading

Act = Callable[[Scene], None]

HOURS = dt.timedelta(hours=1)


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

    def act(scene: Scene) -> None:
        one = scene.notification
        duplicates.link(
            one.public_id,
            other_id=scene.other(other).public_id,
            reason=reason,
            seen_version=one.version,
            by=scene.unit,
        )

    return act


def merge(other: str, reason: str) -> Act:
    """The Business Unit merges it into another story's notification."""

    def act(scene: Scene) -> None:
        one = scene.notification
        duplicates.merge(
            one.public_id,
            other_id=scene.other(other).public_id,
            reason=reason,
            seen_version=one.version,
            by=scene.unit,
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
