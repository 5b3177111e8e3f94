"""From the recommendation to the Panel's agreement in round 2: signatures, pack, receipt, "reconsider", again."""

import datetime as dt

import pytest
from django.urls import reverse

from lscp.kernel import clock
from lscp.kernel.dates import in_london
from rapid_reviews.models import PanelReceipt, Recommendation
from tests.given_recommendations import fresh, given_ready
from tests.given_reports import given_whole_report

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = 375


@pytest.fixture
def later():
    """Move the product's clock on, so that a time typed to the minute is after what was done before."""
    before = clock.offset_source()
    yield lambda: clock.set_offset_source(lambda: dt.timedelta(hours=2))
    clock.set_offset_source(before)


def at(name, review):
    return reverse(f"rapid_reviews:{name}", args=[review.public_id])


def press(page, words):
    page.get_by_role("button", name=words, exact=True).click()


def fill_day(page):
    today = clock.today()
    for box, value in (("Day", today.day), ("Month", today.month), ("Year", today.year)):
        page.get_by_label(box, exact=True).fill(str(value))


def recommend(browse, look, cast, review, outcome, *, why_new=""):
    page = browse(cast.council_rag)
    page.visit(review.get_absolute_url())
    press(page, "Sign a new version" if why_new else "Sign what the group recommends")
    look(page, f"recommend-{review.round}")
    page.get_by_label(outcome, exact=True).first.check()
    page.get_by_label("Why does the group recommend this?").fill("Two agencies knew and nobody joined it up.")
    if why_new:
        page.get_by_label("Why is there a new version?").fill(why_new)
    press(page, "Sign and pass to the Executive")
    page.get_by_role("heading", name="What is recommended").wait_for()
    look(page, f"versions-{review.round}")


def sign(browse, look, person, review, *, width=1280):
    page = browse(person, width=width)
    page.visit("/")
    page.get_by_role("link", name="Read and sign").click()
    page.get_by_role("heading", name="For the Executive").wait_for()
    if width == PHONE:
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
        look(page, f"executive-{review.round}")
        page.set_viewport_size({"width": width, "height": 900})
    page.get_by_role("button", name="Sign your agency’s answer", exact=True).first.click()
    if width == PHONE:
        look(page, f"executive-sign-{review.round}")
        page.set_viewport_size({"width": width, "height": 900})
    page.get_by_label("Endorse the recommendation", exact=True).check()
    page.get_by_label("Why? If you give it back").fill("We have read it and agree.")
    press(page, "Sign")
    page.get_by_role("heading", name="For the Executive").wait_for()


def send(browse, look, cast, review, receipt, name):
    page = browse(cast.lscp_unit)
    page.visit("/")
    look(page, f"home-to-send-{review.round}")
    page.get_by_role("link", name="Check the pack and send it").click()
    page.get_by_text("Everything is met.").wait_for()
    look(page, f"pack-{review.round}")
    with page.expect_download() as waiting:
        press(page, "Download the pack (ZIP)")
    assert waiting.value.suggested_filename == name
    press(page, "Record that it was sent")
    fill_day(page)
    page.get_by_label("Time", exact=True).fill(f"{in_london(clock.now()):%H:%M}")
    page.get_by_label("The Panel's own online form", exact=True).check()
    page.get_by_label("Who sent it?").fill("The Business Unit")
    look(page, f"sending-{review.round}")
    press(page, "Record that it was sent")
    page.get_by_text("Recorded by").wait_for()
    page.visit("/")
    page.get_by_role("link", name="Record the Panel’s receipt").click()
    look(page, f"receipt-{review.round}")
    page.get_by_label("Copy of the receipt").set_input_files(receipt)
    press(page, "Record the receipt")
    page.get_by_text("The Panel usually replies by").wait_for()
    look(page, f"pack-sent-{review.round}")


def reply(browse, look, cast, review, answer, *, letter=None):
    page = browse(cast.lscp_unit)
    page.visit("/")
    page.get_by_role("link", name="Record the Panel’s reply").click()
    look(page, f"reply-{review.round}")
    page.get_by_label(answer, exact=True).check()
    if letter:
        page.get_by_label("Yes", exact=True).check()
        page.get_by_label("The Panel's letter").set_input_files(letter)
    fill_day(page)
    page.get_by_label("What does it say?").fill("The Panel has read it.")
    press(page, "Record the reply")
    page.get_by_role("heading", name="Pack for the national Panel").wait_for()
    return page


def test_recommendation_goes_through_two_rounds_to_the_panels_agreement(browse, look, later, cast, tmp_path):
    receipt, letter = tmp_path / "receipt.txt", tmp_path / "letter.txt"
    receipt.write_text("Thank you. The rapid review was received.")
    letter.write_text("Please think about a local review again.")
    signers = (cast.police_executive, cast.council_executive, cast.icb_executive)
    review = given_ready(cast)
    reference = review.case.reference
    later()

    recommend(browse, look, cast, review, "No further action")
    sign(browse, look, signers[0], review, width=PHONE)
    for person in signers[1:]:
        sign(browse, look, person, review)
    review = fresh(review)
    send(browse, look, cast, review, receipt, f"{reference}-rapid-review-pack.zip")
    reply(browse, look, cast, review, "It asks to reconsider", letter=letter)

    review = fresh(review)
    assert (review.status, review.round) == ("gathering", 2)
    given_whole_report(cast, review)
    recommend(
        browse,
        look,
        cast,
        review,
        "A local child safeguarding practice review",
        why_new="The Panel asked for it.",
    )
    page = browse(cast.lscp_unit)
    page.visit(at("recommendation", review))
    for words in ("Version 2, round 2", "Version 1, round 1", "The national Panel, round 1"):
        page.get_by_role("heading", name=words).wait_for()
    for person in signers:
        sign(browse, look, person, review)
    review = fresh(review)
    send(browse, look, cast, review, receipt, f"{reference}-rapid-review-pack-round-2.zip")
    page = reply(browse, look, cast, review, "It agrees")
    page.visit(review.get_absolute_url())
    page.get_by_text("Awaiting commissioning: a local child safeguarding practice review").first.wait_for()
    look(page, "review-done")

    review = fresh(review)
    assert (review.status, review.round, review.awaits) == ("done", 2, ["local"])
    rows = Recommendation.all_records.filter(review=review).order_by("number")
    assert [(row.round, row.outcome) for row in rows] == [(1, "none"), (2, "local")]
    receipts = PanelReceipt.all_records.filter(review=review).order_by("round")
    assert [(row.round, row.was_late) for row in receipts] == [(1, False), (2, False)]
