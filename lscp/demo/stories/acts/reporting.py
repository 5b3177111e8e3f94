"""The rapid review's report: sections and who writes them, criteria, self-check, the partners' views."""

from __future__ import annotations

from collections.abc import Mapping

from lscp.demo.stories.acts.reviewing import review_of
from lscp.demo.stories.acts.shape import Act
from lscp.demo.stories.scene import Scene
from rapid_reviews.actions import report, report_judging, report_views
from rapid_reviews.models import RapidReview, ReportSection
from rapid_reviews.models.report import PARTNER_VIEWS
from rapid_reviews.queries.report import report_of
from rapid_reviews.queries.report_judgements import count_of
from rapid_reviews.report_codes import About, Answer

Answers = Mapping[str, tuple[str, str]]


def section_of(scene: Scene, key: str) -> ReportSection:
    """A section of the present round as it now stands."""
    rows = ReportSection.all_records.select_related("review__notification", "case", "owner")
    return rows.filter(review=review_of(scene), key=key).order_by("-round")[0]


def drafts(texts: Mapping[str, str], *, ready: bool = True) -> Act:
    """The Business Unit writes sections of the report, by key, and says that they are ready."""

    def act(scene: Scene) -> None:
        for key, text in texts.items():
            section = section_of(scene, key)
            report.write(section.public_id, seen_version=section.version, text=text, by=scene.unit)
            if ready:
                _set_ready(scene, key)

    return act


def takes_over(key: str, email: str, text: str) -> Act:
    """A member of the group is named for a section and writes it."""

    def act(scene: Scene) -> None:
        person = scene.person(email)
        section = section_of(scene, key)
        report.set_owner(section.public_id, seen_version=section.version, owner=person, by=scene.unit)
        section = section_of(scene, key)
        report.write(section.public_id, seen_version=section.version, text=text, by=person)

    return act


def remarks(key: str, email: str, text: str) -> Act:
    """Somebody says something about a section."""

    def act(scene: Scene) -> None:
        report.comment(section_of(scene, key).public_id, text=text, by=scene.person(email))

    return act


def scrutinises(text: str) -> Act:
    """The independent scrutineer writes their own section."""

    def act(scene: Scene) -> None:
        section, by = section_of(scene, "scrutineer"), scene.person("scrutineer@lscp.example")
        report.write(section.public_id, seen_version=section.version, text=text, by=by)

    return act


def answers(local: Answers, national: Answers) -> Act:
    """The Business Unit answers the criteria and the questions about national importance."""

    def act(scene: Scene) -> None:
        _judge(scene, About.LOCAL, local)
        _judge(scene, About.NATIONAL, national)

    return act


def checks_itself(unmet: Mapping[str, str] | None = None) -> Act:
    """The Business Unit goes through the self-check; `unmet` says why an item is not met."""
    why = unmet or {}

    def act(scene: Scene) -> None:
        found = report_of(review_of(scene))
        if found is None:
            raise LookupError(f"the review of {scene.key} has no report")
        items = [one.key for one in found.outline.readiness]
        _judge(
            scene,
            About.READINESS,
            {key: (Answer.NOT_MET, why[key]) if key in why else (Answer.MET, "") for key in items},
        )

    return act


def asks_partners(scene: Scene) -> None:
    """The Business Unit asks the partners what should follow."""
    review = review_of(scene)
    report_views.ask_views(review.public_id, seen_version=review.version, by=scene.unit)


def partner_says(email: str, choice: str, rationale: str) -> Act:
    """One partner's member of the group signs the partner's view of what should follow."""

    def act(scene: Scene) -> None:
        review = review_of(scene)
        the_round = review.case.signing_rounds.get(purpose=PARTNER_VIEWS, ended_at=None)
        report_views.give_view(
            review.public_id, choice=choice, rationale=rationale, seen_rests_on=the_round.rests_on,
            seen_number=0, by=scene.person(email),
        )  # fmt: skip

    return act


def ready_again(scene: Scene) -> None:
    """In a new round the Business Unit says of every section that it is ready as it now stands."""
    review: RapidReview = review_of(scene)
    found = report_of(review)
    for one in found.written if found else []:
        section = section_of(scene, one.part.key)
        if section.ready_at is None and one.part.key != "scrutineer":
            _set_ready(scene, one.part.key)


def _set_ready(scene: Scene, key: str) -> None:
    section = section_of(scene, key)
    report.set_ready(section.public_id, seen_version=section.version, by=scene.unit)


def _judge(scene: Scene, about: About, given: Answers) -> None:
    review = review_of(scene)
    found = report_of(review)
    if found is None:
        raise LookupError(f"the review of {scene.key} has no report")
    seen = count_of(review, found.round, about)
    report_judging.judge(review.public_id, about=about, answers=given, seen_number=seen, by=scene.unit)
