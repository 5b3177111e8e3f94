"""The check of the report for names, dates, places and numbers of the case; what stays needs a reason."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from lscp.kernel.access import OutOfScope, Stale
from rapid_reviews.actions import report_check as actions
from rapid_reviews.queries.readiness import unmet
from rapid_reviews.queries.report import report_of
from rapid_reviews.queries.report_check import hits_of
from rapid_reviews.queries.report_identity import Identity, identity_of, spots
from rapid_reviews.report_codes import About
from tests.given_reports import ask_views, give_view, given_person, given_whole_report, judge, write
from tests.given_reviews import given_review

PLANTED = (
    "Zebedee’s sister saw him. ZEBEDEE OQUILLFEATHER, called Zeb, was born on 2nd March 2023 (02/03/23, 2023-03-02). "
    "Later Will went to Duckmere Primary School, to Duckmere again, and to the Reedbank Surgery. "
    "They lived at 12 Pondweed Lane, nt14zq. NHS 9434765919. Zebedde was a slip."
)
NEAR_MISSES = (
    "A zebra crossed Pond Street. He will go to a primary school and to a surgery. On 3 March 2023 and 02/03/2022 "
    "nobody came. 12 lanes, 943 476 5918, a quill and a feather, zebras, Northtown, NT1 4ZR."
)


@pytest.fixture
def review(cast):
    made = given_review(cast)
    given_person(made)
    return made


def found(review, text):
    return [(one.what, one.text) for one in spots(identity_of(review.notification), text)]


def hits(review):
    return [(one.place.code, one.spot.text, one.reason) for one in hits_of(review, report_of(review))]


def test_everything_planted_is_found(review):
    assert found(review, PLANTED) == [
        ("A name", "Zebedee’s"), ("A name", "ZEBEDEE OQUILLFEATHER"), ("A name", "Zeb"),
        ("A date of birth", "2nd March 2023"), ("A date of birth", "02/03/23"), ("A date of birth", "2023-03-02"),
        ("A name", "Will"), ("A school", "Duckmere Primary School"), ("A school", "Duckmere"),
        ("A doctor’s practice", "the Reedbank Surgery"), ("An address", "12 Pondweed Lane"),
        ("A postcode", "nt14zq"), ("An NHS number", "9434765919"), ("A name, perhaps misspelt", "Zebedde"),
    ]  # fmt: skip


def test_near_misses_are_left_alone(review):
    assert found(review, NEAR_MISSES) == []


def test_case_without_people_finds_nothing():
    assert spots(Identity(), PLANTED) == []


def test_sections_reasons_and_open_views_are_all_checked(cast, review):
    write(review, cast.lscp_unit, "Zebedee was seen", key="voice")
    judge(review, cast.lscp_unit, About.LOCAL, a=("yes", "As with Zeb"))
    ask_views(review, cast.lscp_unit)
    give_view(review, cast.police_rag, rationale="O'Quillfeather must not be forgotten")
    assert hits(review) == [("section:voice", "Zebedee", ""), ("local:a", "Zeb", "")]
    give_view(review, cast.council_rag)
    give_view(review, cast.icb_rag)
    assert [text for _place, text, _reason in hits(review)] == ["Zebedee", "Zeb", "O'Quillfeather"]


def test_name_blocks_until_the_text_is_changed_or_it_stays_because(cast, review):
    given_whole_report(cast, review)
    judge(
        review, cast.lscp_unit, About.LOCAL, a=("yes", "Zebedee said so"), b=("yes", "Zeb is a brand of shoe")
    )
    assert unmet(review) == ["Names or numbers of the case still stand in the text: 2"]
    brand = next(one for one in hits_of(review, report_of(review)) if one.spot.text == "Zeb")
    actions.keep_words(review.public_id, hit=brand.key, reason="It is a shoe", by=cast.lscp_unit)
    judge(review, cast.lscp_unit, About.LOCAL, a=("yes", "The child said so"))
    assert unmet(review) == []
    assert hits(review) == [("local:b", "Zeb", "It is a shoe")]
    judge(review, cast.lscp_unit, About.LOCAL, b=("yes", "I met Zeb in town"))
    assert hits(review) == [("local:b", "Zeb", "")]


def test_words_that_changed_meanwhile_are_not_kept_and_others_may_not_keep_any(cast, review):
    write(review, cast.lscp_unit, "Zebedee was seen")
    hit = hits_of(review, report_of(review))[0]
    for person in (cast.police_rag, cast.council_executive, cast.lscp_scrutineer):
        with pytest.raises(PermissionDenied):
            actions.keep_words(review.public_id, hit=hit.key, reason="x", by=person)
    with pytest.raises(OutOfScope):
        actions.keep_words(review.public_id, hit=hit.key, reason="x", by=cast.elsewhere_unit)
    write(review, cast.lscp_unit, "The child was seen")
    with pytest.raises(Stale):
        actions.keep_words(review.public_id, hit=hit.key, reason="x", by=cast.lscp_unit)


def test_page_shows_each_with_its_words_and_no_address_tells_them(cast, review, signed_in):
    write(review, cast.lscp_unit, "A neighbour heard Zebedee at night")
    page = signed_in(cast.lscp_unit).get(reverse("rapid_reviews:report_names", args=[review.public_id]))
    text = page.content.decode()
    assert ("A neighbour heard <mark>Zebedee</mark> at night" in text, 'href="/rapid' in text) == (True, True)
    hit = hits_of(review, report_of(review))[0]
    address = reverse("rapid_reviews:report_keep_words", args=[review.public_id, hit.key])
    assert (address in text, "ebedee" in address.lower()) == (True, False)
    assert signed_in(cast.lscp_unit).post(address, {"reason": "It is a dog"}).status_code == 302
    again = signed_in(cast.lscp_unit).get(reverse("rapid_reviews:report_names", args=[review.public_id]))
    assert ("It is a dog" in again.content.decode(), "Nothing is left" in again.content.decode()) == (
        True,
        True,
    )
