"""The rapid review: agencies are asked, reminded; days of the timetable are set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from lscp.deadlines.calendars import local_calendar
from lscp.demo.stories import chronology
from lscp.demo.stories.acts.shape import Act
from lscp.demo.stories.chronology.shape import Days
from lscp.demo.stories.form import born
from lscp.demo.stories.scene import Scene
from lscp.kernel import clock
from rapid_reviews.actions import agency_people, asking, chronology_import, steps, timetable, writing
from rapid_reviews.actions import chronology as chronology_rows
from rapid_reviews.enums import ReviewStatus
from rapid_reviews.models import AgencyRequest, ChronologyRow, RapidReview
from rapid_reviews.queries.returns import load


def review_of(scene: Scene) -> RapidReview:
    """The story's rapid review as it now stands."""
    rows = RapidReview.all_records.filter(notification=scene.notification).exclude(status=ReviewStatus.ENDED)
    return rows.select_related("case__partnership", "partnership", "notification").get()


def request_to(scene: Scene, email: str) -> AgencyRequest:
    """What the agency of this address was asked."""
    rows = AgencyRequest.all_records.filter(review=review_of(scene), agency=scene.agency_of(email))
    return rows.select_related("case__partnership", "partnership", "agency", "review").get()


def ask_agencies(look_for: str, period: str, *emails: str) -> Act:
    """The Business Unit asks the agencies of these people, who are named on the requests."""

    def act(scene: Scene) -> None:
        review = review_of(scene)
        people = [scene.person(email) for email in emails]
        to = [
            asking.ToAsk(scene.agency_of(email), [person])
            for email, person in zip(emails, people, strict=True)
        ]
        asking.ask(
            review.public_id,
            seen_version=review.version,
            to=to,
            look_for=look_for,
            period=period,
            by=scene.unit,
        )

    return act


def remind_all(scene: Scene) -> None:
    """The Business Unit reminds those who have not answered."""
    review = review_of(scene)
    asking.chase_all(review.public_id, seen_version=review.version, by=scene.unit)


def set_day(step: str, working_days_ahead: int, reason: str) -> Act:
    """The Business Unit gives a step of the timetable another day."""

    def act(scene: Scene) -> None:
        review = review_of(scene)
        day = local_calendar(review.partnership).add(clock.today(), working_days_ahead)
        timetable.set_step_date(
            review.public_id, seen_version=review.version, step=step, day=day, reason=reason, by=scene.unit
        )

    return act


def opens(email: str) -> Act:
    """Somebody at an agency opens its request."""

    def act(scene: Scene) -> None:
        writing.open_request(request_to(scene, email).public_id, by=scene.person(email))

    return act


def knows_nothing(email: str) -> Act:
    """An agency signs that it knows nothing."""

    def act(scene: Scene) -> None:
        request = request_to(scene, email)
        steps.answer_nil(request.public_id, seen_version=request.version, by=scene.person(email))

    return act


def writes(email: str, answers: Mapping[tuple[str, str], Mapping[str, Any]]) -> Act:
    """Somebody at an agency writes pages of its return."""

    def act(scene: Scene) -> None:
        for (section, page), typed in answers.items():
            request = request_to(scene, email)
            writing.save_page(
                request.public_id, section, page, typed=typed, seen_version=load(request).revision(section),
                by=scene.person(email),
            )  # fmt: skip

    return act


def finishes(author: str, checker: str, signer: str) -> Act:
    """The author says it is ready, a colleague checks it, a third signs it off."""

    def act(scene: Scene) -> None:
        request = request_to(scene, author)
        seen = load(request).seen_revision
        steps.finish_writing(
            request.public_id, seen_version=request.version, seen_revision=seen, by=scene.person(author)
        )
        for step, email in ((steps.check, checker), (steps.sign_off, signer)):
            request = request_to(scene, author)
            step(request.public_id, seen_version=request.version, by=scene.person(email))

    return act


def takes_two_steps(email: str) -> Act:
    """An agency's lead names who writes and who checks, and lets one person take two of the three steps."""

    def act(scene: Scene) -> None:
        lead, request = scene.person(email), request_to(scene, email)
        writer = scene.person(f"practitioner@{email.partition('@')[2]}")
        agency_people.set_people(
            request.public_id, seen_version=request.version, writes=[writer], checks=[lead], signs=[lead],
            one_person_takes_two=True, by=lead,
        )  # fmt: skip

    return act


def sends_chronology(email: str) -> Act:
    """An agency imports its part of the merged chronology from its own file."""

    def act(scene: Scene) -> None:
        by, request = scene.person(email), request_to(scene, email)
        if scene.happened is None:
            raise LookupError(f"nobody wrote when the incident of {scene.key} was")
        days = Days(scene.happened, born(scene.happened, scene.tale.children[0].age))
        data = chronology.as_csv(email.partition("@")[2], days)
        file = SimpleUploadedFile("chronology.csv", data, content_type="text/csv")
        kept = chronology_import.upload(request.public_id, seen_version=None, file=file, by=by)
        kept = chronology_import.confirm_columns(
            kept.public_id, seen_version=kept.version, columns=kept.columns, date_order="day", by=by
        )
        chronology_import.begin(kept.public_id, seen_version=kept.version, only_good=False, by=by)

    return act


def remarks_on_row(key: str, email: str, text: str) -> Act:
    """Somebody comments on a row of the merged chronology, known by its key."""

    def act(scene: Scene) -> None:
        row = chronology.all_rows()[key]
        agency = next(domain for domain, rows in chronology.ROWS.items() if row in rows)
        place = chronology.ROWS[agency].index(row)
        rows = ChronologyRow.all_records.filter(
            review=review_of(scene), agency=scene.agency_of(f"x@{agency}")
        )
        found = rows.order_by("position")[place]
        chronology_rows.comment(found.public_id, seen_version=None, text=text, by=scene.person(email))

    return act


def asks_back(email: str, questions: str) -> Act:
    """The Business Unit sends a return back with questions."""

    def act(scene: Scene) -> None:
        request = request_to(scene, email)
        asking.send_back(request.public_id, seen_version=request.version, questions=questions, by=scene.unit)

    return act


def declines(email: str, reason: str) -> Act:
    """An agency declines, with the reason."""

    def act(scene: Scene) -> None:
        request = request_to(scene, email)
        steps.decline(request.public_id, seen_version=request.version, reason=reason, by=scene.person(email))

    return act


def accepts(email: str) -> Act:
    """The Business Unit accepts an agency's return."""

    def act(scene: Scene) -> None:
        request = request_to(scene, email)
        asking.accept(request.public_id, seen_version=request.version, by=scene.unit)

    return act
