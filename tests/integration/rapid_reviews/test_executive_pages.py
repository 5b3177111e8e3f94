"""The pages from the recommendation to the Panel's reply, as their readers use them."""

from django.urls import reverse

from rapid_reviews.models import Recommendation
from tests.given_recommendations import WHY, fresh, given_ready, given_recommended, sign, sign_all


def at(name, review):
    return reverse(f"rapid_reviews:{name}", args=[review.public_id])


def words_of(page):
    assert page.status_code == 200, page.status_code
    return page.content.decode()


def test_pages_lead_from_the_signature_to_the_panels_reply(cast, signed_in):
    review = given_ready(cast)
    chair = signed_in(cast.council_rag)
    assert "Sign what the group recommends" in words_of(chair.get(review.get_absolute_url()))
    assert "Other learning" in words_of(chair.get(at("recommend", review)))
    page = chair.post(
        at("recommend", review),
        {"seen_version": review.version, "outcome": "other", "learning_kinds": ["audit"], "rationale": WHY},
    )
    assert page.status_code == 302, page.content.decode()
    assert Recommendation.all_records.get(review=review).learning_kinds == ["audit"]

    words = words_of(signed_in(cast.police_executive).get(at("executive", review)))
    for part in (
        WHY,
        "an audit across agencies",
        "has set no rule",
        "The criteria, one by one",
        "Case facts",
    ):
        assert part in words
    member = signed_in(cast.police_executive)
    form = member.get(at("executive_sign", review))
    assert "Differ: no further action" in words_of(form)
    kept = form.context["form"].initial
    page = member.post(
        at("executive_sign", review),
        {"seen_rests_on": kept["seen_rests_on"], "seen_number": 0, "choice": "endorse", "rationale": "Yes"},
    )
    assert page.status_code == 302, page.content.decode()

    for person in (cast.council_executive, cast.icb_executive):
        sign(review, person)
    review = fresh(review)
    assert review.status == "to_send"
    unit = signed_in(cast.lscp_unit)
    assert "Record the Panel’s receipt" in words_of(unit.get(review.get_absolute_url()))
    words = words_of(
        unit.post(at("panel_receipt", review), {"seen_version": review.version, "sent_by": "Zebrington"})
    )
    assert "Enter the day and time on the receipt" in words
    assert "Zebrington" in words
    assert "Executive" in words_of(unit.get(at("recommendation", review)))


def test_strangers_find_none_of_the_pages(cast, signed_in):
    review = sign_all(cast, given_recommended(cast))
    client = signed_in(cast.elsewhere_executive)
    for name in (
        "recommendation",
        "recommend",
        "executive",
        "executive_sign",
        "panel_receipt",
        "panel_reply",
    ):
        assert client.get(at(name, review)).status_code == 404


def test_pages_say_that_the_executive_gave_it_back_in_the_words_of_every_page(cast, signed_in):
    review = given_recommended(cast)
    client = signed_in(cast.lscp_unit)

    def standings():
        pages = [
            client.get(at(name, review)).content.decode() for name in ("executive", "review", "panel_pack")
        ]
        words = ("The Executive gave it back, and the group looks again", "Gathering what agencies know")
        return [[one in page for one in words] for page in pages]

    assert standings() == [[False, False]] * 3
    sign_all(cast, review, "give_back", "give_back", "give_back")
    assert fresh(review).status == "gathering"
    assert standings() == [[True, False]] * 3


def test_executives_page_of_a_review_that_goes_on_says_what_every_page_says(cast, signed_in):
    review = given_ready(cast)
    page = signed_in(cast.lscp_unit).get(at("executive", review)).content.decode()
    assert ("Gathering what agencies know." in page, "round 1" in page) == (True, False)
