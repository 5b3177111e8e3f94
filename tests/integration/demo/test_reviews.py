"""The demonstration's rapid reviews: one at every state, each reached by the right people in time."""

import pytest

from lscp.deadlines.models import Clock
from lscp.demo.stories import chronology
from lscp.kernel import clock
from lscp.meetings.models import Meeting
from lscp.signing.queries import live_round, result_of
from rapid_reviews.enums import RequestStatus, ReviewStatus
from rapid_reviews.models import (
    AgencyRequest,
    ChronologyRow,
    PanelReply,
    PanelSending,
    RapidReview,
    ReportComment,
    ReportSection,
    RowComment,
)
from rapid_reviews.models.recommendation import EXECUTIVE_VIEWS
from rapid_reviews.queries.opened import document_of
from rapid_reviews.queries.readiness import unmet
from tests.demo_database import demo  # noqa: F401 - a fixture

REACHED = {
    "late": ("gathering", 1), "exploited": ("gathering", 1), "merged": ("gathering", 1),
    "meeting-held": ("gathering", 1), "report-drafted": ("gathering", 1), "self-checked": ("gathering", 1),
    "half-signed": ("executive", 1), "split": ("executive", 1), "given-back": ("gathering", 1),
    "to-send": ("to_send", 1), "sent": ("sent", 1), "round-two": ("gathering", 2), "agreed": ("done", 1),
    "other-learning": ("done", 1), "panel-national": ("done", 1), "review-transferred": ("ended", 1),
    "criteria-not-met": ("ended", 1), "elsewhere-notified": ("gathering", 1),
}  # fmt: skip


def review_of(demo, story):  # noqa: F811
    rows = RapidReview.all_records.select_related("case__partnership", "partnership", "notification")
    return rows.get(notification=demo[story])


def test_a_review_stands_at_every_state(demo):  # noqa: F811
    rows = RapidReview.all_records.filter(notification__in=[demo[story] for story in REACHED])
    stories = {pk: story for story, pk in demo.items()}
    found = {stories[row.notification_id]: (row.status, row.round) for row in rows}
    assert found == REACHED
    assert {status for status, _round in found.values()} == set(ReviewStatus.values)


def test_every_state_of_a_request_is_there_but_those_that_pass_in_a_moment(demo):  # noqa: F811
    found = set(AgencyRequest.all_records.values_list("status", flat=True))
    assert found >= {
        RequestStatus.ASKED, RequestStatus.OPENED, RequestStatus.WRITING, RequestStatus.RETURNED,
        RequestStatus.SENT_BACK, RequestStatus.ACCEPTED, RequestStatus.DECLINED,
    }  # fmt: skip


def test_death_without_suspicion_has_no_review(demo):  # noqa: F811
    for story in ("natural-death", "care-leaver"):
        assert not RapidReview.all_records.filter(notification=demo[story]).exists()


def test_chronology_of_eight_agencies_is_merged_with_every_row(demo):  # noqa: F811
    rows = ChronologyRow.all_records.filter(review=review_of(demo, "merged"))
    counted = {}
    for row in rows.select_related("agency", "content__key"):
        counted.setdefault(row.agency.name, []).append(document_of(row.content)["event"])
    assert len(counted) == len(chronology.ROWS) >= 8
    assert sum(map(len, counted.values())) == len(chronology.all_rows()) >= 300
    assert len({text for texts in counted.values() for text in texts}) == len(chronology.all_rows())
    assert all(row.children for row in rows if row.child_seen == "yes")
    assert not rows.filter(from_on__gt=clock.today()).exists()
    assert RowComment.all_records.filter(row__in=rows).count() == 2


def test_meeting_was_held_with_minutes_that_are_locked(demo):  # noqa: F811
    meeting = Meeting.all_records.get(case=review_of(demo, "meeting-held").case)
    assert (meeting.status, meeting.decisions.count()) == ("held", 1)


def test_report_is_half_written_in_one_story_and_whole_in_the_next(demo):  # noqa: F811
    drafted = ReportSection.all_records.filter(review=review_of(demo, "report-drafted"))
    assert drafted.filter(ready_at__isnull=False).count() == 6
    assert drafted.exclude(owner=None).count() == 1
    assert ReportComment.all_records.filter(section__in=drafted).count() == 1
    assert unmet(review_of(demo, "report-drafted")) != []
    assert unmet(review_of(demo, "self-checked")) == []


@pytest.mark.parametrize(("story", "signed", "is_open"), [("half-signed", 2, False), ("split", 3, True)])
def test_executive_has_signed_in_part_or_is_split(demo, story, signed, is_open):  # noqa: F811
    the_round = live_round(review_of(demo, story).case_id, EXECUTIVE_VIEWS)
    assert (the_round.views.count(), the_round.is_open) == (signed, is_open)
    if is_open:
        assert len(set(result_of(the_round).choices)) == 2


def test_panel_has_answered_in_every_way_that_ends_or_opens_a_round(demo):  # noqa: F811
    stories = {pk: story for story, pk in demo.items()}
    found = {
        stories[reply.review.notification_id]: reply.answer
        for reply in PanelReply.all_records.select_related("review")
    }
    assert found == {
        "round-two": "reconsider", "agreed": "agrees", "other-learning": "agrees", "panel-national": "national",
    }  # fmt: skip
    assert review_of(demo, "round-two").panel_replies.get().suggests_local
    assert review_of(demo, "agreed").awaits != []
    assert review_of(demo, "other-learning").awaits != []
    assert review_of(demo, "panel-national").awaits == []


def test_one_pack_was_sent_and_its_receipt_is_waited_for(demo):  # noqa: F811
    review = review_of(demo, "to-send")
    assert (PanelSending.all_records.filter(review=review).count(), review.panel_receipts.count()) == (1, 0)


def test_only_what_waits_is_late(demo):  # noqa: F811
    over = [
        review_of(demo, story).case_id
        for story, (status, _round) in REACHED.items()
        if status in ("done", "ended")
    ]
    open_there = Clock.all_records.filter(
        case__in=over, rule_key__startswith="review_", is_live=True, is_open=True
    )
    assert list(open_there.values_list("rule_key", "case__reference")) == []
