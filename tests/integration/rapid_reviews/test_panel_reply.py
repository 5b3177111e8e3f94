"""After the Panel has it: the reminder to ask, what is to be commissioned, and how often it agreed at first."""

import datetime as dt

import pytest
from django.urls import reverse

from lscp.accounts.roles import Role
from lscp.deadlines import sweep
from lscp.deadlines.calendars import local_calendar
from lscp.deadlines.compute import Moment
from lscp.kernel import clock
from lscp.messaging.models import OutboundMessage
from lscp.people.typed import text_of
from rapid_reviews.actions import panel
from rapid_reviews.actions.recommendation import ForChild
from rapid_reviews.models import ChildRecommendation
from rapid_reviews.queries.agreement import agreement_in, agreement_seen, year_of
from rapid_reviews.queries.recommendation import children_of
from tests.given_recommendations import fresh, given_endorsed, given_ready, recommend, sign_all
from tests.given_reports import given_person
from tests.given_reviews import clock_of
from tests.integration.rapid_reviews.test_panel import reply, send


def reminder(review, number=1):
    return clock_of(review, "panel_response", subject=f"{review.public_id}:{number}")


def test_receipt_starts_a_reminder_that_is_never_late_and_the_reply_ends_it(cast, moved_clock):
    review = given_endorsed(cast)
    send(review, cast.lscp_unit)
    row = reminder(review)
    assert clock_of(review, "review_request").cancelled_at is not None
    assert clock_of(review, "review_executive").met_at is not None
    assert (row.due_on, row.rule.kind) == (local_calendar(cast.here).add(clock.today(), 15), "soft")
    moved_clock(days=60)
    sweep.fire_due_rungs()
    assert OutboundMessage.objects.filter(kind="deadline_soft", recipient=cast.lscp_unit).exists()
    told = OutboundMessage.objects.filter(kind__in=["deadline_overdue", "deadline_escalated"])
    assert [one.path for one in told if str(row.chain) in one.path] == []
    assert not reminder(review).is_late
    reply(review, cast.lscp_unit)
    done = reminder(review)
    assert (done.is_late, done.needs_reason, text_of(done.met_evidence)) == (
        False,
        False,
        "The Panel's reply",
    )


def test_corrected_receipt_moves_the_reminder(cast):
    review = given_endorsed(cast)
    send(review, cast.lscp_unit)
    day = review.notification.receipts.get(is_live=True).sent_on
    panel.correct_receipt(
        review.public_id, seen_version=fresh(review).version, sent=Moment(day), sent_by="Another", reason="Misread",
        by=cast.lscp_unit,
    )  # fmt: skip
    row = reminder(review)
    assert (row.start_on, row.start_at, row.cancelled_at) == (day, None, None)


@pytest.mark.parametrize(
    ("outcome", "answer", "awaits"),
    [
        ("local", "agrees", ["local"]),
        ("local", "national", []),
        ("none", "agrees", []),
        ("local", "feedback", ["local"]),
    ],
)
def test_what_is_to_be_commissioned_is_recorded_with_the_reply_and_shown(
    cast, signed_in, outcome, answer, awaits
):
    review = given_endorsed(cast, outcome=outcome)
    send(review, cast.lscp_unit)
    assert fresh(review).awaits == []
    reply(review, cast.lscp_unit, answer)
    assert fresh(review).awaits == awaits
    words = "Awaiting commissioning: a local child safeguarding practice review"
    client = signed_in(cast.lscp_unit)
    for page in (
        review.get_absolute_url(),
        reverse("rapid_reviews:list"),
        review.notification.get_absolute_url(),
    ):
        assert (words in client.get(page).content.decode()) == bool(awaits), page


def test_reconsider_leaves_nothing_to_commission(cast):
    review = given_endorsed(cast)
    send(review, cast.lscp_unit)
    reply(review, cast.lscp_unit, "reconsider")
    assert fresh(review).awaits == []


def given_two_children(cast):
    review = given_ready(cast)
    given_person(review)
    given_person(review, number=2, given_name="Ottoline")
    return review, [key for key, _words in children_of(review)]


def test_recommendation_differs_for_one_child_and_both_are_awaited(cast, signed_in):
    review, children = given_two_children(cast)
    apart = ForChild(children[1], "other", "She was at another school", ["audit"])
    recommend(review, cast.council_rag, for_children=[apart])
    assert ChildRecommendation.all_records.get().content.open() == {"rationale": "She was at another school"}
    page = signed_in(cast.police_executive).get(reverse("rapid_reviews:executive", args=[review.public_id]))
    words = page.content.decode()
    assert ("For Child 2" in words, "Other learning: an audit across agencies" in words) == (True, True)
    sign_all(cast, fresh(review))
    send(review, cast.lscp_unit)
    reply(review, cast.lscp_unit)
    assert fresh(review).awaits == ["local", "other"]


def test_what_differs_for_a_child_is_checked(cast):
    review, children = given_two_children(cast)
    for apart, wrong in (
        (ForChild(str(review.public_id), "none", "x"), "children of this incident"),
        (ForChild(children[0], "other", "x"), "how the other learning"),
        (ForChild(children[0], "none", " "), "why it differs"),
        (ForChild(children[0], "local", "x"), "the same as for the others"),
    ):
        with pytest.raises(ValueError, match=wrong):
            recommend(review, cast.council_rag, for_children=[apart])
    assert not ChildRecommendation.all_records.exists()


def test_form_asks_about_each_child_and_keeps_what_was_typed(cast, signed_in):
    review, children = given_two_children(cast)
    chair, address = signed_in(cast.council_rag), reverse("rapid_reviews:recommend", args=[review.public_id])
    assert "What does the group recommend for Child 2?" in chair.get(address).content.decode()
    typed = {
        "seen_version": fresh(review).version, "outcome": "local", "rationale": "Two agencies knew", "same": "no",
        "child_0_outcome": "same", "child_1_outcome": "none",
    }  # fmt: skip
    words = chair.post(address, typed).content.decode()
    assert ("Enter why it differs for Child 2" in words, "Two agencies knew" in words) == (True, True)
    assert chair.post(address, typed | {"child_1_reasons": "She was not there"}).status_code == 302
    row = ChildRecommendation.all_records.get()
    assert (str(row.child), row.outcome) == (children[1], "none")


def test_agreement_at_first_asking_is_shown_to_the_unit_and_small_numbers_to_nobody_else(cast, signed_in):
    review = given_endorsed(cast)
    send(review, cast.lscp_unit)
    reply(review, cast.lscp_unit)
    (row,) = agreement_seen(cast.lscp_unit)
    assert (row.partnership, row.year, row.full) == (str(cast.here), year_of(clock.today()), "100% (1 of 1)")
    assert agreement_seen(cast.elsewhere_unit) == []
    assert "100% (1 of 1)" in signed_in(cast.lscp_unit).get(reverse("rapid_reviews:list")).content.decode()
    assert "100%" not in signed_in(cast.police_rag).get(reverse("rapid_reviews:list")).content.decode()
    officer = cast.person("figures", "council", Role.SCRUTINY_OFFICER.value)
    home = signed_in(officer).get("/").content.decode()
    assert ("Not shown: fewer than 5 replies" in home, "100%" in home) == (True, False)
    assert [one.shown for one in agreement_in([cast.here.pk])] == ["Not shown: fewer than 5 replies"]
    assert agreement_in([cast.there.pk]) == []


def test_second_rounds_agreement_is_not_at_first_asking(cast):
    review = given_endorsed(cast)
    send(review, cast.lscp_unit)
    reply(review, cast.lscp_unit, "reconsider")
    (row,) = agreement_seen(cast.lscp_unit)
    assert (row.replies, row.agreed) == (1, 0)


def test_year_begins_in_april():
    assert [year_of(day) for day in (dt.date(2026, 3, 31), dt.date(2026, 4, 1))] == [2025, 2026]
