"""The Panel's receipt and reply: what meets the clock, lateness, corrections, the second round."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from lscp.deadlines.calendars import local_calendar
from lscp.deadlines.compute import Moment
from lscp.kernel import clock
from lscp.kernel.access import OutOfScope, Refused
from lscp.people.models import SealedValue
from lscp.people.typed import text_of
from rapid_reviews.actions import panel
from rapid_reviews.models import PanelReceipt, Recommendation
from rapid_reviews.queries.recommendation import suggestion
from tests.given_outcomes import copy_of_receipt
from tests.given_recommendations import fresh, given_endorsed, given_recommended, recommend, sign_all
from tests.given_reports import given_whole_report
from tests.given_reviews import clock_of


def send(review, by, **kwargs):
    given = {
        "seen_version": fresh(review).version, "sent": Moment.of(clock.now()), "sent_by": "The unit",
        "upload": copy_of_receipt(), "reference": "CSPRP-9",
    }  # fmt: skip
    return panel.record_receipt(review.public_id, by=by, **{**given, **kwargs})


def reply(review, by, answer="agrees", **kwargs):
    given = {"seen_version": fresh(review).version, "received_on": clock.today(), "words": "Thank you"}
    return panel.record_reply(review.public_id, answer=answer, by=by, **{**given, **kwargs})


def test_receipt_meets_the_panels_clock_at_the_moment_on_it(cast):
    review = given_endorsed(cast)
    moment = Moment.of(clock.now())
    row = send(review, cast.lscp_unit, sent=moment)
    met = clock_of(review, "rapid_review_to_panel")
    assert (fresh(review).status, met.met_at, met.met_recorded_by) == ("sent", moment.at, cast.lscp_unit)
    assert (row.number, row.round, row.was_late, row.recommendation.outcome) == (1, 1, False, "local")


def test_receipt_is_the_business_units_to_record_and_needs_what_it_says(cast):
    review = given_endorsed(cast)
    for person in (cast.council_rag, cast.police_executive, cast.lscp_scrutineer):
        with pytest.raises(PermissionDenied):
            send(review, person)
    with pytest.raises(OutOfScope):
        send(review, cast.elsewhere_unit)
    with pytest.raises(ValueError, match="copy"):
        send(review, cast.lscp_unit, upload=None)
    with pytest.raises(ValueError, match="in the past"):
        send(review, cast.lscp_unit, sent=Moment.of(clock.now() + dt.timedelta(hours=1)))
    with pytest.raises(ValueError, match="before the notification"):
        send(review, cast.lscp_unit, sent=Moment(clock.today() - dt.timedelta(days=40)))
    assert clock_of(review, "rapid_review_to_panel").met_at is None


def test_nothing_is_sent_before_the_executive_decided(cast):
    review = given_recommended(cast)
    with pytest.raises(Refused, match="cannot be recorded now"):
        send(review, cast.lscp_unit)


def test_late_receipt_needs_its_reason_which_stays_on_the_ledger(cast, moved_clock):
    review = given_endorsed(cast)
    moved_clock(days=40)
    with pytest.raises(ValueError, match="why it is late"):
        send(review, cast.lscp_unit)
    assert fresh(review).status == "to_send"
    assert send(review, cast.lscp_unit, late_reason="Two returns were late").was_late
    row = clock_of(review, "rapid_review_to_panel")
    assert (text_of(row.late_reason), row.late_reason_by) == ("Two returns were late", cast.lscp_unit)


def test_corrected_receipt_is_a_new_row(cast):
    review = given_endorsed(cast)
    first = send(review, cast.lscp_unit)
    moment = Moment(first.sent_on)
    panel.correct_receipt(
        review.public_id, seen_version=fresh(review).version, sent=moment, sent_by="Another", reason="Misread",
        by=cast.lscp_unit,
    )  # fmt: skip
    rows = PanelReceipt.all_records.filter(review=review).order_by("number")
    assert [(row.number, row.is_live, text_of(row.sent_by)) for row in rows] == [
        (1, False, "The unit"),
        (2, True, "Another"),
    ]
    assert clock_of(review, "rapid_review_to_panel").entry == "met_corrected"


@pytest.mark.parametrize("answer", ["agrees", "feedback", "national"])
def test_reply_that_asks_for_nothing_ends_the_review(cast, answer):
    review = given_endorsed(cast)
    send(review, cast.lscp_unit)
    row = reply(review, cast.lscp_unit, answer)
    assert (fresh(review).status, fresh(review).round, row.answer) == ("done", 1, answer)


def test_reconsider_opens_a_second_round_with_its_own_clock_and_the_first_stays(cast):
    review = given_endorsed(cast)
    send(review, cast.lscp_unit)
    first_met = clock_of(review, "rapid_review_to_panel").met_at
    with pytest.raises(ValueError, match="letter"):
        reply(review, cast.lscp_unit, "reconsider", suggests_local=True)
    row = reply(
        review, cast.lscp_unit, "reconsider", suggests_local=True, upload=copy_of_receipt("letter.txt")
    )
    second = fresh(review)
    assert (second.status, second.round, suggestion(second)) == ("gathering", 2, row)
    subject = f"{review.public_id}:2"
    due = clock_of(review, "panel_reconsidered", subject=subject)
    assert due.due_on == local_calendar(cast.here).add(clock.today(), 15)
    given_whole_report(cast, second)
    recommend(second, cast.council_rag, "national", changed_because="The Panel asked")
    sign_all(cast, fresh(second))
    send(second, cast.lscp_unit)
    reply(second, cast.lscp_unit)
    assert fresh(second).status == "done"
    rows = Recommendation.all_records.filter(review=review).order_by("number")
    assert [(one.round, one.outcome) for one in rows] == [(1, "local"), (2, "national")]
    assert clock_of(review, "rapid_review_to_panel").met_at == first_met
    assert clock_of(review, "panel_reconsidered", subject=subject).met_at is not None


def test_words_of_the_reply_are_sealed(cast):
    review = given_endorsed(cast)
    send(review, cast.lscp_unit)
    row = reply(review, cast.lscp_unit, words="Quilliam Zebrington")
    stored = SealedValue.objects.get(pk=row.content_id)
    assert (row.content.open(), b"Zebrington" in bytes(stored.ciphertext)) == ("Quilliam Zebrington", False)
