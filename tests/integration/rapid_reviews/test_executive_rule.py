"""The partnership's own rule for its Executive: its settings page, and what each part of it does."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from lscp.accounts import actions as accounts
from lscp.accounts.models import Seat
from lscp.kernel.access import Refused
from lscp.kernel.clock import today
from notifications.actions import consideration
from rapid_reviews.actions import executive
from rapid_reviews.actions.executive_rule import set_rule
from rapid_reviews.models import ExecutiveRule
from rapid_reviews.policies.executive import can_sign
from rapid_reviews.queries.executive import rule_words
from rapid_reviews.queries.recommendation import executive_group
from tests.given_recommendations import fresh, given_ready, given_recommended, recommend, sign, sign_all


def rule(cast, **changes):
    given = {
        "in_force_from": today(), "quorum": 2, "words": "The chair talks to all three", "reason": "Agreed in March",
        "by": cast.lscp_manager,
    }  # fmt: skip
    return set_rule(cast.here, **{**given, **changes})


def steps_aside(review, person):
    consideration.declare_conflict(review.notification.public_id, reason="My own team", by=person)


def given_deputy(cast):
    deputy = cast.person("deputy", "police", "executive")
    accounts.add_seat(
        executive_group(cast.here), deputy, cast.agencies["police"], seat=Seat.DEPUTY, by=cast.system,
        from_on=today(), deputy_for=cast.police_executive,
    )  # fmt: skip
    return deputy


def test_rule_is_the_managers_to_set_from_today_on_for_partners_there_are(cast):
    with pytest.raises(PermissionDenied):
        rule(cast, by=cast.lscp_unit)
    with pytest.raises(PermissionDenied):
        rule(cast, by=cast.lscp_admin)
    with pytest.raises(ValueError, match="today or a later day"):
        rule(cast, in_force_from=today().replace(year=2020))
    with pytest.raises(ValueError, match="There are 3 statutory partners"):
        rule(cast, quorum=4)
    assert not ExecutiveRule.objects.exists()


def test_manager_sets_the_rule_on_its_settings_page_and_the_earlier_one_stays(cast, signed_in):
    slug = cast.here.slug
    client = signed_in(cast.lscp_manager)
    settings = client.get(reverse("accounts:settings", args=[slug])).content.decode()
    page = reverse("rapid_reviews:executive_rule", args=[slug])
    assert page in settings
    words = client.get(page).content.decode()
    assert ("Not set" in words, "All 3 statutory partners" in words) == (True, True)
    assert str(cast.police_executive) in words
    change = reverse("rapid_reviews:executive_rule_change", args=[slug])
    day = {
        "in_force_from_day": today().day,
        "in_force_from_month": today().month,
        "in_force_from_year": today().year,
    }
    typed = {
        **day, "quorum": "2", "deputies": "no", "conflict": "left_out", "casting": "nobody", "words": "We talk",
        "reason": "Agreed in March",
    }  # fmt: skip
    wrong = client.post(change, {**typed, "quorum": "9"}).content.decode()
    assert ("There are 3 statutory partners" in wrong, "Agreed in March" in wrong) == (True, True)
    assert client.post(change, typed).status_code == 302
    row = ExecutiveRule.objects.get()
    assert (row.quorum, row.deputies, row.conflict, row.casting, row.reason, row.set_by) == (
        2, False, "left_out", "nobody", "Agreed in March", cast.lscp_manager,
    )  # fmt: skip
    rule(cast, quorum=3, reason="Two were not enough")
    words = client.get(page).content.decode()
    assert ("Two were not enough" in words, "Held before" in words, "3 of 3" in words) == (True, True, True)


def test_administrator_reads_the_rule_and_does_not_set_it(cast, signed_in):
    client = signed_in(cast.lscp_admin)
    assert client.get(reverse("rapid_reviews:executive_rule", args=[cast.here.slug])).status_code == 200
    change = reverse("rapid_reviews:executive_rule_change", args=[cast.here.slug])
    assert client.get(change).status_code == 403
    assert client.post(change, {"quorum": "1"}).status_code == 403


def test_deputies_do_not_sign_where_the_rule_says_so(cast):
    review = given_ready(cast)
    deputy = given_deputy(cast)
    rule(cast, deputies=False)
    recommend(review, cast.council_rag)
    with pytest.raises(PermissionDenied, match="deputies do not sign"):
        sign(review, deputy)


def test_partner_is_left_out_once_everybody_there_stepped_aside_where_the_rule_says_so(cast):
    review = given_ready(cast)
    rule(cast, quorum=3, conflict="left_out", deputies=False)
    given_deputy(cast)
    recommend(review, cast.council_rag)
    sign(review, cast.council_executive)
    sign(review, cast.icb_executive)
    assert fresh(review).status == "executive"
    steps_aside(review, cast.police_executive)
    assert fresh(review).status == "to_send"


def test_partner_still_counts_after_a_conflict_where_the_rule_says_so(cast):
    rule(cast, quorum=3, conflict="counts")
    review = given_recommended(cast)
    sign(review, cast.council_executive)
    sign(review, cast.icb_executive)
    steps_aside(review, cast.police_executive)
    assert fresh(review).status == "executive"


def test_nobody_settles_a_split_where_the_rule_says_so(cast):
    rule(cast, casting="nobody")
    review = sign_all(cast, given_recommended(cast), "endorse", "endorse", "none")
    with pytest.raises(Refused, match="nobody settles this alone"):
        executive.settle(
            review.public_id,
            seen_version=review.version,
            choice="endorse",
            reasons="x",
            by=cast.council_executive,
        )
    assert fresh(review).status == "executive"


def test_rule_set_while_the_executive_is_asked_waits_for_the_next_question(cast):
    review = given_recommended(cast)
    deputy = given_deputy(cast)
    rule(cast, quorum=1, deputies=False, casting="nobody")
    assert can_sign(deputy, review)
    assert "has set no rule" in rule_words(review)
    review = sign_all(cast, review, "endorse", "endorse", "none")
    assert review.status == "executive"
    executive.settle(
        review.public_id,
        seen_version=review.version,
        choice="endorse",
        reasons="x",
        by=cast.council_executive,
    )
    assert fresh(review).status == "to_send"


def test_rule_to_come_does_not_count_yet(cast):
    review = given_recommended(cast)
    rule(cast, in_force_from=today().replace(year=today().year + 1), quorum=1)
    sign(review, cast.council_executive)
    assert fresh(review).status == "executive"
