"""The rapid review of the matrix's world: one under way, whose school was asked and suggests another agency."""

from __future__ import annotations

from lscp.people import sealing
from rapid_reviews.models import AgencySuggestion
from tests import given_chronology, given_reviews


def reviewing(cast, world):
    """One review of the first partnership with a request to the school, named to its practitioner."""
    review = given_reviews.given_review(cast)
    (request,) = given_reviews.ask(
        review, cast.agencies["school"], by=cast.lscp_unit,
        people={cast.agencies["school"].pk: [cast.school_practitioner]},
    )  # fmt: skip
    text = sealing.seal(review.case, "The Zebringtons went to a club")
    sealing.freeze([text])
    suggested = AgencySuggestion.all_records.create(request=request, text=text, made_by=cast.school_lead)
    world.review, world.request, world.suggestion = review.public_id, request.public_id, suggested.public_id
    world.step = "review_meeting"
    row = given_chronology.add_row(request, cast.school_lead)
    world.chronology_row = row.public_id
