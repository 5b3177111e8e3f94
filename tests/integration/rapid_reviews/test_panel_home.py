"""The home page on the way to the Panel: who signs, what to send, what to record, each for whom it is to do."""

from lscp.deadlines.compute import Moment
from lscp.kernel import clock
from rapid_reviews.actions import executive, pack
from tests.given_recommendations import fresh, given_recommended, sign, sign_all
from tests.integration.rapid_reviews.test_panel import reply, send

SECTIONS = ("Waiting for the Executive", "To send to the Panel", "To record")


def shown(signed_in, person):
    words = signed_in(person).get("/").content.decode()
    return [title for title in SECTIONS if f">{title}<" in words], words


def test_each_step_stands_on_the_home_page_of_whoever_takes_it(cast, signed_in):
    review = given_recommended(cast)
    titles, words = shown(signed_in, cast.police_executive)
    assert (titles, "Read and sign" in words, "Not signed" in words) == ([SECTIONS[0]], True, False)
    sign(review, cast.police_executive)
    titles, words = shown(signed_in, cast.lscp_unit)
    assert (titles, "signatures are awaited" in words, "Not signed" in words) == ([SECTIONS[0]], True, False)
    assert shown(signed_in, cast.elsewhere_unit)[0] == []
    assert shown(signed_in, cast.police_rag)[0] == []

    sign(review, cast.council_executive)
    sign(review, cast.icb_executive)
    assert shown(signed_in, cast.lscp_unit)[0] == [SECTIONS[1]]
    assert shown(signed_in, cast.police_executive)[0] == []
    pack.record_sending(
        review.public_id, seen_version=fresh(review).version, sent=Moment.of(clock.now()), sent_by="x", way="portal",
        by=cast.lscp_unit,
    )  # fmt: skip
    titles, words = shown(signed_in, cast.lscp_unit)
    assert (titles, "Record the Panel’s receipt" in words) == ([SECTIONS[2]], True)


def test_home_page_names_who_has_not_signed_once_the_answers_are_open(cast, signed_in):
    review = given_recommended(cast)
    sign(review, cast.council_executive)
    executive.open_views(
        review.public_id,
        seen_version=fresh(review).version,
        reason="The day is today",
        by=cast.council_executive,
    )
    words = shown(signed_in, cast.lscp_unit)[1]
    missing = words[words.index("Not signed:") : words.index("Not signed:") + 40]
    assert [str(cast.agencies[name]) in missing for name in ("police", "council", "icb")] == [
        True,
        False,
        True,
    ]


def test_reply_to_ask_for_is_marked_and_gone_once_it_is_recorded(cast, signed_in, moved_clock):
    review = sign_all(cast, given_recommended(cast))
    send(review, cast.lscp_unit)
    titles, words = shown(signed_in, cast.lscp_unit)
    assert (titles, "Ask for it" in words) == ([SECTIONS[2]], False)
    moved_clock(days=40)
    assert "Ask for it" in shown(signed_in, cast.lscp_unit)[1]
    reply(review, cast.lscp_unit)
    assert shown(signed_in, cast.lscp_unit)[0] == []
