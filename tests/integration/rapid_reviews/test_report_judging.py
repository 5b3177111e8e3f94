"""The criteria, the self-check, the partners' views, and what stops a report from going on."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from lscp.audit import compartments
from lscp.audit.models import AuditEvent
from lscp.kernel.access import OutOfScope, Refused, Stale
from lscp.messaging.models import OutboundMessage
from lscp.signing.models import SignedView
from lscp.tasks import actions as tasks
from notifications.actions import consideration
from rapid_reviews.actions import report_judging, report_views
from rapid_reviews.models import RapidReview, ReportJudgement
from rapid_reviews.policies import report as policies
from rapid_reviews.queries.opened import text_of
from rapid_reviews.queries.readiness import unmet
from rapid_reviews.queries.report import report_of
from rapid_reviews.queries.report_judgements import answered
from rapid_reviews.queries.report_safety import safety_open
from rapid_reviews.report_codes import About
from tests import given
from tests.given_reports import ask_views, give_view, given_whole_report, judge, write
from tests.given_reviews import given_review

SECRET = "Quillbrook laughed at the hearing"


@pytest.fixture
def review(cast):
    given.given_group(cast)
    return given_review(cast)


def shown(signed_in, user, name, review, *more):
    return (
        signed_in(user).get(reverse(f"rapid_reviews:{name}", args=[review.public_id, *more])).content.decode()
    )


def test_criteria_are_answered_one_by_one_and_a_new_answer_stands_beside_the_old(cast, review):
    judge(
        review,
        cast.lscp_unit,
        About.LOCAL,
        a=("yes", "Visits were missed"),
        b=("unclear", "Nobody knows yet"),
    )
    judge(
        review, cast.lscp_manager, About.LOCAL, a=("yes", "Visits were missed"), b=("no", "It is the first")
    )
    found = [
        (one.item.key, one.words, one.reason) for one in answered(review, report_of(review), About.LOCAL)
    ]
    assert found == [
        ("a", "Yes", "Visits were missed"), ("b", "No", "It is the first"), ("c", "", ""), ("d", "", ""),
    ]  # fmt: skip
    rows = ReportJudgement.all_records.filter(review=review, item="b")
    assert [(row.answer, text_of(row.reason), row.made_by) for row in rows] == [
        ("unclear", "Nobody knows yet", cast.lscp_unit), ("no", "It is the first", cast.lscp_manager),
    ]  # fmt: skip


def test_answers_need_their_reasons_the_right_person_and_the_newest_page(cast, review):
    with pytest.raises(ValueError, match="reason"):
        judge(review, cast.lscp_unit, About.LOCAL, a=("yes", " "))
    with pytest.raises(ValueError, match="reason"):
        judge(review, cast.lscp_unit, About.READINESS, facts=("not_met", ""))
    with pytest.raises(ValueError, match="one of the answers"):
        judge(review, cast.lscp_unit, About.LOCAL, a=("met", "x"))
    for person in (cast.police_rag, cast.council_executive, cast.lscp_scrutineer):
        with pytest.raises(PermissionDenied):
            judge(review, person, About.LOCAL, a=("yes", "x"))
    with pytest.raises(OutOfScope):
        judge(review, cast.elsewhere_unit, About.LOCAL, a=("yes", "x"))
    judge(review, cast.lscp_unit, About.LOCAL, a=("yes", "x"))
    with pytest.raises(Stale):
        report_judging.judge(
            review.public_id, about="local", answers={"a": ("no", "y")}, seen_number=0, by=cast.lscp_unit
        )
    assert ReportJudgement.all_records.count() == 1


def test_questions_page_keeps_what_was_typed_where_a_reason_is_missing(cast, review, signed_in):
    address = reverse("rapid_reviews:report_questions", args=[review.public_id, "local"])
    answer = signed_in(cast.lscp_unit).post(
        address, {"seen_number": 0, "a": "yes", "a_why": "", "b": "no", "b_why": "It is the first"}
    )
    page = answer.content.decode()
    assert ("Enter the reason for this answer" in page, "It is the first" in page) == (True, True)
    signed_in(cast.lscp_unit).post(address, {"seen_number": 0, "b": "no", "b_why": "It is the first"})
    read = shown(signed_in, cast.police_rag, "report_questions", review, "local")
    assert ("It is the first" in read, "<form" in read.split("<main")[1]) == (True, False)


def test_self_check_blocks_until_everything_is_answered_and_an_unmet_item_with_its_reason_does_not(
    cast, review
):
    assert "The self-check is not finished: 7 left" in unmet(review)
    given_whole_report(cast, review)
    assert unmet(review) == []
    judge(review, cast.lscp_unit, About.READINESS, voice=("not_met", "The child is two weeks old"))
    assert unmet(review) == []
    write(review, cast.lscp_unit, "Something new", key="voice")
    assert unmet(review) == ["“The child’s voice” is not ready"]


def test_open_safety_action_blocks_until_the_call_is_recorded(cast, review):
    given_whole_report(cast, review)
    action = tasks.raise_safety(
        review.case, cast.agencies["hospital"], tells_lead=False, needed="Look", by=cast.hospital_practitioner
    )
    assert safety_open(review) == [action]
    assert unmet(review) == ["An immediate safety action is still open"]


def test_blind_view_leaks_nothing_to_anybody_else(cast, review, signed_in):
    ask_views(review, cast.lscp_unit)
    others = (
        "council_rag",
        "icb_rag",
        "police_only_here",
        "lscp_unit",
        "lscp_scrutineer",
        "council_executive",
    )

    def seen():
        return {
            (who, name): steady(shown(signed_in, getattr(cast, who), name, review))
            for who in others
            for name in ("report_views", "report", "review")
        }

    seen()
    before, messages, version = seen(), OutboundMessage.objects.count(), fresh(review).version
    give_view(review, cast.police_rag, "national", rationale=SECRET)
    assert seen() == before
    assert (OutboundMessage.objects.count(), fresh(review).version) == (messages, version)
    entry = AuditEvent.objects.filter(verb__startswith="signing.", actor_name=str(cast.police_rag)).latest(
        "position"
    )
    assert compartments.may_read(cast.lscp_unit, entry.compartment) is False
    verdicts = [
        policies.can_give_view(getattr(cast, who), review).code for who in ("council_rag", "lscp_unit")
    ]
    assert verdicts == ["", "role"]


def fresh(review):
    return RapidReview.all_records.get(pk=review.pk)


def steady(page):
    """A page without what differs every time it is drawn."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"', "", page)
    return page.split("<main")[1].split("</main>")[0]


def test_last_view_opens_all_and_dissent_stands_word_for_word(cast, review, signed_in):
    ask_views(review, cast.lscp_unit)
    give_view(review, cast.police_rag, "national", rationale=SECRET)
    give_view(review, cast.council_rag)
    give_view(review, cast.icb_rag)
    page = shown(signed_in, cast.lscp_scrutineer, "report_views", review)
    assert ("The statutory partners do not agree" in page, page.count(SECRET)) == (True, 2)
    told = OutboundMessage.objects.filter(kind="report_views_open", recipient=cast.lscp_unit)
    assert told.count() == 1
    with pytest.raises(OutOfScope):
        give_view(review, cast.elsewhere_rag)
    assert (
        signed_in(cast.school_lead)
        .get(reverse("rapid_reviews:report_views", args=[review.public_id]))
        .status_code
        == 404
    )


def test_view_is_a_statutory_partners_member_s_alone_and_nobody_s_without_being_asked(cast, review):
    with pytest.raises(Refused):
        report_views.give_view(
            review.public_id,
            choice="local",
            rationale="x",
            seen_rests_on="x",
            seen_number=0,
            by=cast.police_rag,
        )
    ask_views(review, cast.lscp_unit)
    for person in (cast.lscp_unit, cast.lscp_scrutineer, cast.council_executive, cast.council_legal):
        with pytest.raises(PermissionDenied):
            give_view(review, person)
    with pytest.raises(PermissionDenied):
        ask_views(review, cast.police_rag)
    assert not SignedView.all_records.filter(round__purpose="rapid_review_view").exists()


def test_member_who_steps_aside_is_not_waited_for(cast, review):
    ask_views(review, cast.lscp_unit)
    give_view(review, cast.police_rag)
    give_view(review, cast.council_rag)
    consideration.declare_conflict(review.notification.public_id, reason="She is my cousin", by=cast.icb_rag)
    the_round = review.case.signing_rounds.get(purpose="rapid_review_view")
    assert the_round.is_open
    with pytest.raises(Refused, match="conflict of interest"):
        give_view(review, cast.icb_rag)


def test_chair_opens_early_with_a_reason_and_asking_again_keeps_the_first_round(cast, review, signed_in):
    ask_views(review, cast.lscp_unit)
    give_view(review, cast.council_rag, rationale=SECRET)
    report_views.open_views(
        review.public_id, seen_version=fresh(review).version, reason="The day has come", by=cast.council_rag
    )
    assert "The day has come" in shown(signed_in, cast.police_rag, "report_views", review)
    ask_views(review, cast.lscp_manager)
    page = shown(signed_in, cast.police_rag, "report_views", review)
    assert (SECRET in page, "These views are closed" in page) == (True, True)


def test_labels_say_nowhere_that_an_answer_is_optional(cast, review, signed_in):
    for about in About:
        address = reverse("rapid_reviews:report_questions", args=[review.public_id, about.value])
        page = signed_in(cast.lscp_unit).get(address).content.decode()
        assert "optional" not in page.lower()
        assert "Every question must be answered before the report goes on" in page
