"""Two people at the same moment: two decisions, a decision and the last view."""

import pytest

from lscp.kernel.access import Stale
from notifications.models import Decision
from tests import given

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]


def test_two_decide_at_once_and_one_wins(cast, together):
    given.given_group(cast)
    record = given.given_views(cast)
    seen = record.version

    def deciding(by):
        return lambda: given.decide(record, by, maker=cast.council_director, seen_version=seen)

    results = together(deciding(cast.council_director), deciding(cast.council_notifier))
    assert sorted(type(r).__name__ for r in results) == ["Decision", "Stale"]
    (lost,) = [r for r in results if isinstance(r, Stale)]
    assert lost.by in {"Council Director", "Council Notifier"}
    assert Decision.all_records.count() == 1


def test_last_view_and_decision_at_once_both_stand_or_one_is_told_of_the_other(cast, together):
    given.given_group(cast)
    record = given.given_under_consideration(cast)
    for person in (cast.police_rag, cast.council_rag):
        given.given_view(record, person)
    seen = given.fresh(record).version
    results = together(
        lambda: given.given_view(record, cast.icb_rag).choice,
        lambda: given.decide(record, cast.council_director, seen_version=seen).outcome,
    )
    assert results[0] == "met"
    after = given.fresh(record).status
    assert (after, results[1] if isinstance(results[1], str) else type(results[1])) in {
        ("to_notify", "notify"), ("decision", Stale),
    }  # fmt: skip
