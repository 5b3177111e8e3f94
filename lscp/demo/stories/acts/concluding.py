"""The group's recommendation, the Executive's signatures, the national Panel's receipt and reply."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.files.uploadedfile import SimpleUploadedFile

from lscp.accounts.models import GroupKind, StandingGroup, User
from lscp.deadlines.compute import Moment
from lscp.demo.stories.acts.reviewing import review_of
from lscp.demo.stories.acts.shape import HOURS, Act
from lscp.demo.stories.scene import Scene
from lscp.kernel import clock
from lscp.signing.seats import chairs_today
from rapid_reviews.actions import executive, pack, panel, recommendation
from rapid_reviews.models.recommendation import EXECUTIVE_VIEWS
from rapid_reviews.pack_codes import SendingWay


def recommends(outcome: str, rationale: str, *, kinds: Sequence[str] = (), changed_because: str = "") -> Act:
    """The group's chair of the day signs what it recommends, which goes to the Executive."""

    def act(scene: Scene) -> None:
        review = review_of(scene)
        recommendation.recommend(
            review.public_id, seen_version=review.version, outcome=outcome, rationale=rationale,
            learning_kinds=kinds, changed_because=changed_because, by=_chair(scene, GroupKind.RAG),
        )  # fmt: skip

    return act


def executive_signs(email: str, choice: str, rationale: str, *, kinds: Sequence[str] = ()) -> Act:
    """One partner's Executive member signs."""

    def act(scene: Scene) -> None:
        review = review_of(scene)
        the_round = review.case.signing_rounds.get(purpose=EXECUTIVE_VIEWS, ended_at=None)
        executive.sign(
            review.public_id, choice=choice, rationale=rationale, seen_rests_on=the_round.rests_on,
            seen_number=0, learning_kinds=kinds, by=scene.person(email),
        )  # fmt: skip

    return act


def pack_goes(scene: Scene) -> None:
    """The Business Unit records that the pack was sent; the Panel's clock runs on."""
    review = review_of(scene)
    pack.record_sending(
        review.public_id, seen_version=review.version, sent=Moment.of(clock.now() - HOURS / 2),
        sent_by=str(scene.unit), way=SendingWay.PORTAL, by=scene.unit,
    )  # fmt: skip


def panel_receives(reference: str, *, late: str = "") -> Act:
    """The Business Unit records the Panel's receipt of the rapid review, with its copy."""

    def act(scene: Scene) -> None:
        review = review_of(scene)
        text = f"Fictional receipt. Your rapid review was received. Reference {reference}."
        panel.record_receipt(
            review.public_id, seen_version=review.version, sent=Moment.of(clock.now() - HOURS / 2),
            sent_by=str(scene.unit), reference=reference, late_reason=late, by=scene.unit,
            upload=SimpleUploadedFile("receipt.txt", text.encode(), content_type="text/plain"),
        )  # fmt: skip

    return act


def panel_replies(answer: str, words: str, *, suggests_local: bool = False) -> Act:
    """The Business Unit records what the Panel replied, with its letter."""

    def act(scene: Scene) -> None:
        review = review_of(scene)
        panel.record_reply(
            review.public_id, seen_version=review.version, answer=answer, received_on=clock.today(),
            words=words, suggests_local=suggests_local, by=scene.unit,
            upload=SimpleUploadedFile("letter.txt", f"Fictional letter. {words}".encode(), "text/plain"),
        )  # fmt: skip

    return act


def _chair(scene: Scene, kind: GroupKind) -> User:
    """Who chairs one of the partnership's groups on the day."""
    group = StandingGroup.objects.get(partnership=scene.partnership, kind=kind)
    people = User.objects.filter(pk__in=group.seats.values("user"))
    return next(person for person in people if chairs_today(person, group))
