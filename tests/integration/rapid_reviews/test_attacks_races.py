"""Two people at the same moment: one is first, the other is told; nothing is written twice and nobody waits forever."""

import pytest

from lscp.deadlines.models import Clock
from lscp.kernel.access import Conflict, OutOfScope
from rapid_reviews.actions import asking, steps, withdrawing, writing
from rapid_reviews.models import AgencyRequest, ExecutiveOutcome, RapidReview, Recommendation, ReturnSignature
from rapid_reviews.timetable import RETURNS
from tests.given_recommendations import fresh, given_recommended, recommend, sign
from tests.given_returns import REASON, deputy, given_checked, given_request, given_returned
from tests.given_reviews import ask, fresh_request, given_review

pytestmark = pytest.mark.django_db(transaction=True)


def refused(results):
    """What was refused; anything else that went wrong fails here."""
    wrong = [one for one in results if isinstance(one, Exception)]
    assert [one for one in wrong if not isinstance(one, (Conflict, OutOfScope))] == []
    return wrong


def test_two_leads_sign_off_at_once_and_one_signature_stands(cast, together):
    request = given_checked(cast)
    third = cast.person("third", "school", "safeguarding_lead")
    seen = fresh_request(request).version
    results = together(
        *(
            lambda who=who: steps.sign_off(request.public_id, seen_version=seen, by=who)
            for who in (cast.school_lead, third)
        )
    )
    assert len(refused(results)) == 1
    assert ReturnSignature.all_records.filter(version__request=request, step="signed_off").count() == 1


def test_return_is_accepted_or_sent_back_or_withdrawn_but_never_two_of_them(cast, together):
    request = given_returned(cast)
    seen = fresh_request(request).version
    key = request.public_id
    results = together(
        lambda: asking.accept(key, seen_version=seen, by=cast.lscp_unit),
        lambda: asking.send_back(key, seen_version=seen, questions="Who?", by=cast.lscp_manager),
        lambda: withdrawing.withdraw(key, seen_version=seen, reason=REASON, by=cast.lscp_manager),
    )
    assert len(refused(results)) == 2
    now = fresh_request(request)
    assert now.status in {"accepted", "sent_back", "withdrawn"}
    assert now.questions.count() == (now.status == "sent_back")


def test_nil_return_and_first_words_at_once_leave_one_of_them(cast, together):
    request = given_request(cast)
    seen = fresh_request(request).version
    results = together(
        lambda: steps.answer_nil(request.public_id, seen_version=seen, by=cast.school_lead),
        lambda: writing.save_page(
            request.public_id, "good", "good", typed={"good_practice": "The teacher rang"}, seen_version=0,
            by=deputy(cast, "school"),
        ),
    )  # fmt: skip
    assert len(refused(results)) == 1
    now = fresh_request(request)
    assert (now.status, now.versions.count(), now.sections.exclude(content=None).count()) in {
        ("returned", 1, 0), ("writing", 0, 1),
    }  # fmt: skip


def test_last_answer_of_the_agencies_at_once_meets_the_step_once(cast, together):
    review = given_review(cast)
    school, hospital = ask(review, cast.agencies["school"], cast.agencies["hospital"], by=cast.lscp_unit)
    results = together(
        lambda: steps.answer_nil(school.public_id, seen_version=1, by=cast.school_lead),
        lambda: steps.answer_nil(hospital.public_id, seen_version=1, by=cast.hospital_lead),
    )
    assert refused(results) == []
    statuses = set(AgencyRequest.all_records.filter(review=review).values_list("status", flat=True))
    assert statuses == {"returned"}
    met = Clock.all_records.filter(case=review.case, rule_key=RETURNS, subject=review.course, is_live=True)
    assert [row.met_at is not None for row in met] == [True]


def test_one_agency_asked_twice_at_once_gets_one_request(cast, together):
    review = given_review(cast)
    seen = fresh(review).version
    results = together(
        *(
            lambda who=who: ask(review, cast.agencies["school"], by=who, seen_version=seen)
            for who in (cast.lscp_unit, cast.lscp_manager)
        )
    )
    assert len(refused(results)) == 1
    assert AgencyRequest.all_records.filter(review=review).count() == 1


def test_three_executive_members_sign_at_once_and_one_outcome_stands(cast, together):
    review = given_recommended(cast)
    results = together(
        *(
            lambda who=who: sign(review, getattr(cast, f"{who}_executive"))
            for who in ("police", "council", "icb")
        )
    )
    assert refused(results) == []
    assert (fresh(review).status, ExecutiveOutcome.all_records.count()) == ("to_send", 1)


def test_new_recommendation_and_the_last_signature_at_once_never_endorse_the_wrong_version(cast, together):
    review = given_recommended(cast)
    for name in ("police", "council"):
        sign(review, getattr(cast, f"{name}_executive"))
    refused(
        together(
            lambda: sign(review, cast.icb_executive),
            lambda: recommend(review, cast.council_rag, "none", changed_because="New facts"),
        )
    )
    now, newest = fresh(review), Recommendation.all_records.filter(review=review).order_by("-number").first()
    outcome = ExecutiveOutcome.all_records.filter(recommendation=newest).exists()
    assert (now.status, newest.number, outcome) in {("executive", 2, False), ("to_send", 1, True)}
    assert RapidReview.all_records.count() == 1
