"""A later round begins from what the round before said, shown as such; nothing of it counts unread."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from lscp.kernel.access import OutOfScope, Refused
from rapid_reviews.actions import report as actions
from rapid_reviews.models import ReportJudgement
from rapid_reviews.queries.readiness import unmet
from rapid_reviews.queries.report import report_of, still_as_before
from tests.given_outcomes import copy_of_receipt
from tests.given_recommendations import fresh, given_endorsed
from tests.given_reports import section_of, write
from tests.given_reviews import given_review
from tests.integration.rapid_reviews.test_panel import reply, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def reopened(cast):
    review = given_endorsed(cast, outcome="none")
    send(review, cast.lscp_unit)
    reply(review, cast.lscp_unit, "reconsider", suggests_local=True, upload=copy_of_receipt())
    return fresh(review)


def at(review, name, *more):
    return reverse(f"rapid_reviews:{name}", args=[review.public_id, *more])


def offered(review):
    return [one.part.key for one in still_as_before(report_of(review))]


def keep(review, by, *keys):
    sections = [str(section_of(review, key).public_id) for key in keys]
    return actions.keep_texts(review.public_id, seen_version=fresh(review).version, sections=sections, by=by)


def test_questions_start_from_the_answers_before_and_count_once_saved(reopened, cast, signed_in):
    client = signed_in(cast.lscp_unit)
    address = at(reopened, "report_questions", "local")
    page = client.get(address)
    form = page.context["form"]
    assert [form[name].value() for name in ("a", "a_why", "d")] == ["yes", "As it was said", "yes"]
    assert "letter of" in form["d_why"].value()
    text = page.content.decode()
    assert ("come from round 1" in text, "In round 1: Yes" in text) == (True, True)
    rows = ReportJudgement.all_records.filter(review=reopened, round=2, about="local")
    assert not rows.exists()
    sent = {name: form[name].value() for name in form.fields}
    assert client.post(address, {**sent, "b": "no", "b_why": "It is the first"}).status_code == 302
    assert {row.item: row.answer for row in rows} == {"a": "yes", "b": "no", "c": "yes", "d": "yes"}
    before = ReportJudgement.all_records.filter(review=reopened, round=1, about="local")
    assert {row.answer for row in before} == {"yes"}
    assert "come from round 1" not in client.get(address).content.decode()


def test_whoever_only_reads_sees_no_answer_of_an_earlier_round_as_one_of_this(reopened, cast, signed_in):
    text = signed_in(cast.police_rag).get(at(reopened, "report_questions", "national")).content.decode()
    assert ("As it was said" in text, "come from round 1" in text) == (False, False)


def test_texts_that_stay_are_said_to_be_ready_together_and_changed_ones_are_not_offered(
    reopened, cast, signed_in
):
    before = offered(reopened)
    assert {"facts", "voice", "good"} < set(before)
    write(reopened, cast.lscp_unit, "What the Panel asked for", key="voice")
    client = signed_in(cast.lscp_unit)
    assert at(reopened, "report_keep_texts") in client.get(at(reopened, "report")).content.decode()
    page = client.get(at(reopened, "report_keep_texts"))
    form = page.context["form"]
    assert section_of(reopened, "voice").public_id not in [key for key, _ in form.fields["sections"].choices]
    stay = [str(section_of(reopened, key).public_id) for key in before if key != "voice"]
    sent = {"seen_version": form["seen_version"].value(), "sections": stay}
    assert client.post(at(reopened, "report_keep_texts"), sent).status_code == 302
    assert [one for one in unmet(reopened) if "is not ready" in one] == ["“The child’s voice” is not ready"]
    assert section_of(reopened, "facts").ready_by == cast.lscp_unit
    assert at(reopened, "report_keep_texts") not in client.get(at(reopened, "report")).content.decode()


def test_section_says_that_its_text_is_that_of_the_round_before_until_somebody_writes(
    reopened, cast, signed_in
):
    client = signed_in(cast.lscp_unit)

    def says():
        section = section_of(reopened, "voice")
        pages = (
            client.get(at(section, name)).content.decode() for name in ("report_section", "report_write")
        )
        return ["the text of round 1" in page for page in pages]

    assert says() == [True, True]
    write(reopened, cast.lscp_unit, "What the Panel asked for", key="voice")
    assert says() == [False, False]


def test_only_the_business_unit_keeps_texts_and_none_that_changed_meanwhile(reopened, cast, signed_in):
    for person in (cast.police_rag, cast.council_rag, cast.council_executive, cast.lscp_scrutineer):
        with pytest.raises(PermissionDenied):
            keep(reopened, person, "facts")
    with pytest.raises(OutOfScope):
        keep(reopened, cast.elsewhere_unit, "facts")
    write(reopened, cast.lscp_unit, "Somebody wrote", key="voice")
    with pytest.raises(ValueError, match="has changed"):
        keep(reopened, cast.lscp_unit, "facts", "voice")
    with pytest.raises(ValueError, match="Select the sections"):
        keep(reopened, cast.lscp_unit)
    assert section_of(reopened, "facts").ready_at is None


def test_first_round_offers_no_texts_to_keep(cast, signed_in):
    review = given_review(cast)
    write(review, cast.lscp_unit)
    assert offered(review) == []
    assert at(review, "report_keep_texts") not in (
        signed_in(cast.lscp_unit).get(at(review, "report")).content.decode()
    )
    with pytest.raises(ValueError, match="has changed"):
        keep(review, cast.lscp_unit, "facts")


def test_texts_stay_no_more_once_the_report_went_on(cast):
    review = given_endorsed(cast, outcome="none")
    with pytest.raises(Refused, match="gone on"):
        keep(review, cast.lscp_unit, "facts")
