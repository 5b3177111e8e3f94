"""Two people at the same moment: the last two views, and the same view sent twice."""

import pytest

from lscp.accounts.roles import Role
from lscp.cases.actions import open_case
from lscp.kernel.access import Stale
from lscp.signing import actions
from lscp.signing.models import SignedView, SigningRound

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]

QUESTION = actions.Question("Is it so?", [("yes", "It is so")])


def begun(cast):
    seats = [actions.SeatAsked(cast.agencies[n], Role.RAG_MEMBER, n.title()) for n in ("council", "police")]
    case = open_case(cast.here, by=cast.lscp_unit)
    return actions.begin_round(case, "test", question=QUESTION, rests_on="v1", seats=seats, by=cast.lscp_unit)


def signing(the_round, by):
    return lambda: actions.sign_view(
        the_round.pk, choice="yes", document={"rationale": "x"}, seen_rests_on="v1", seen_number=0, by=by
    )[1]


def test_last_two_views_at_once_open_the_round_once(cast, together):
    the_round = begun(cast)
    results = together(signing(the_round, cast.council_rag), signing(the_round, cast.police_rag))
    assert sorted(results) == [False, True]
    assert SigningRound.all_records.get().opened_at is not None


def test_the_same_view_sent_twice_at_once_is_signed_once(cast, together):
    the_round = begun(cast)
    results = together(signing(the_round, cast.police_rag), signing(the_round, cast.police_rag))
    assert sorted(type(r) for r in results if r is not False) == [Stale]
    assert SignedView.all_records.count() == 1
