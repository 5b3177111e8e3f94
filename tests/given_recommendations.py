"""States between a whole report and the Panel's reply, reached the way people reach them."""

from lscp.accounts import actions as accounts
from lscp.accounts.models import GroupKind, Seat
from lscp.kernel.clock import today
from rapid_reviews.actions import executive, recommendation
from rapid_reviews.models import RapidReview
from tests.given import PARTNERS, given_group
from tests.given_reports import given_whole_report
from tests.remembered import state

WHY = "Zebrington Quill was known to two agencies and nobody joined it up"


def fresh(review):
    """The review as it now stands."""
    return RapidReview.all_records.select_related("case__partnership", "partnership", "notification").get(
        pk=review.pk
    )


@state
def given_executive_group(cast, *, chair="council_executive"):
    """The first partnership's Executive: three members, one of them in the chair."""
    group = accounts.add_group(cast.here, kind=GroupKind.EXECUTIVE, name="Executive", by=cast.system)
    for name in PARTNERS:
        person = getattr(cast, f"{name}_executive")
        seat = Seat.CHAIR if f"{name}_executive" == chair else Seat.MEMBER
        accounts.add_seat(group, person, cast.agencies[name], seat=seat, by=cast.system, from_on=today())
    return group


@state
def given_ready(cast):
    """A review whose report may go on; the council's member is in the group's chair."""
    given_group(cast)
    given_executive_group(cast)
    return fresh(given_whole_report(cast))


def recommend(review, by, outcome="local", **kwargs):
    """A signed version."""
    given = {"seen_version": fresh(review).version, "rationale": WHY}
    return recommendation.recommend(review.public_id, outcome=outcome, by=by, **{**given, **kwargs})


@state
def given_recommended(cast, outcome="local", **kwargs):
    """With the Executive."""
    review = given_ready(cast)
    recommend(review, cast.council_rag, outcome, **kwargs)
    return fresh(review)


def sign(review, person, choice="endorse", *, seen_number=0, **kwargs):
    """One Executive member signs."""
    the_round = review.case.signing_rounds.get(purpose="rapid_review_executive", ended_at=None)
    given = {
        "rationale": f"Because {person}",
        "seen_rests_on": the_round.rests_on,
        "seen_number": seen_number,
    }
    return executive.sign(review.public_id, choice=choice, by=person, **{**given, **kwargs})


def sign_all(cast, review, *choices):
    """Police, council and health sign these answers."""
    for name, choice in zip(PARTNERS, choices or ("endorse",) * 3, strict=True):
        sign(review, getattr(cast, f"{name}_executive"), choice)
    return fresh(review)


@state
def given_endorsed(cast, **kwargs):
    """To be sent to the Panel."""
    return sign_all(cast, given_recommended(cast, **kwargs))
