"""The Panel's suggestion of a local review reopens the decision with criterion (d) ticked and its letter linked."""

import pytest
from django.urls import reverse

from rapid_reviews.models import ReportJudgement
from rapid_reviews.queries.recommendation import suggestion
from rapid_reviews.report_codes import About
from tests.given_outcomes import copy_of_receipt
from tests.given_recommendations import fresh, given_endorsed
from tests.integration.rapid_reviews.test_panel import reply, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def reopened(cast):
    review = given_endorsed(cast, outcome="none")
    send(review, cast.lscp_unit)
    reply(
        review, cast.lscp_unit, "reconsider", suggests_local=True, upload=copy_of_receipt()
    )  # fmt: skip
    return fresh(review)


def page_of(review, client, about="local"):
    address = reverse("rapid_reviews:report_questions", args=[review.public_id, about])
    return address, client.get(address).content.decode()


def test_criterion_d_is_ticked_and_the_letter_linked_until_somebody_answers(reopened, cast, signed_in):
    letter = suggestion(reopened).letter
    client = signed_in(cast.lscp_unit)
    address, page = page_of(reopened, client)
    form = client.get(address).context["form"]
    assert form["d"].value() == "yes"
    assert "letter of" in form["d_why"].value()
    assert (form["a"].value(), form["a_why"].value()) == ("yes", "As it was said")
    assert letter.get_absolute_url() in page
    assert client.get(letter.get_absolute_url()).status_code == 200
    rows = ReportJudgement.all_records.filter(review=reopened, round=2, about=About.LOCAL)
    assert not rows.exists()
    sent = {"seen_number": form["seen_number"].value(), "d": "yes", "d_why": form["d_why"].value()}
    assert client.post(address, sent).status_code == 302
    assert [(row.item, row.answer) for row in rows] == [("d", "yes")]
    assert "It counts once you save" not in page_of(reopened, client)[1]


def test_readers_and_the_other_lists_see_no_tick(reopened, cast, signed_in):
    _address, page = page_of(reopened, signed_in(cast.police_rag))
    assert suggestion(reopened).letter.get_absolute_url() in page
    assert "It counts once you save" not in page
    _address, other = page_of(reopened, signed_in(cast.lscp_unit), "national")
    assert "suggests a local review" not in other


def test_letter_stands_beside_the_recommendation_that_is_signed_anew(reopened, cast, signed_in):
    letter = suggestion(reopened).letter
    for name, person in (("recommendation", cast.lscp_unit), ("report", cast.council_rag)):
        page = signed_in(person).get(reverse(f"rapid_reviews:{name}", args=[reopened.public_id]))
        assert letter.get_absolute_url() in page.content.decode()


def test_without_a_letter_the_answer_is_that_of_the_round_before(cast, signed_in):
    review = given_endorsed(cast, outcome="none")
    send(review, cast.lscp_unit)
    reply(review, cast.lscp_unit, "reconsider")
    address, page = page_of(fresh(review), signed_in(cast.lscp_unit))
    form = signed_in(cast.lscp_unit).get(address).context["form"]
    assert (form["d_why"].value(), "suggests a local review" in page) == ("As it was said", False)
