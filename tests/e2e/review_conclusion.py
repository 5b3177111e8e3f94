"""The end of a rapid review in the browser: recommended, signed, sent to the Panel, answered, and once more."""

import io
import zipfile

from django.test import Client

from lscp.demo import names
from lscp.demo.stories.report_texts import STRANGLED
from lscp.kernel import clock
from lscp.kernel.dates import in_london
from tests.e2e.review_middle import partners_give_views
from tests.e2e.test_whole_journey import press
from tests.filled_form import moment
from tests.given import PARTNERS
from tests.given_recommendations import fresh
from tests.given_reports import judge, ready

ADVISERS = tuple(f"{name}_rag" for name in PARTNERS)
SIGNERS = tuple(f"{name}_executive" for name in PARTNERS)
SELF_CHECK = ("facts", "action", "episodes", "equality", "voice", "learning", "next")
STEPS = (
    "rows_imported", "return_accepted", "recommended", "executive_decided", "report_downloaded", "pack_downloaded",
    "panel_receipt_recorded", "panel_replied",
)  # fmt: skip


def recommended_and_signed(journey, outcome, **changed):
    """The chair recommends; three Executive members sign, each blind to the others."""
    journey.told()
    page = journey.as_("council_rag", "recommend")
    page.locator(f"[name=outcome][value={outcome}]").check()
    if outcome == "other":
        page.locator("[name=learning_kinds][value=event]").check()
    page.locator("[name=rationale]").fill("Four agencies knew one date, and none owned it.")
    for name, text in changed.items():
        page.locator(f"[name={name}]").fill(text)
    journey.press("Sign and pass to the Executive")
    assert journey.status() == "executive"
    assert journey.told()["executive_wanted"] == journey.emails(*SIGNERS)
    said = f"Partner {{}} signed round {fresh(journey.review).round}"
    reader = Client()
    reader.force_login(journey.cast.lscp_unit)
    for number, name in enumerate(SIGNERS, start=1):
        page = journey.as_(name, "executive_sign")
        page.locator("[name=choice][value=endorse]").check()
        page.locator("[name=rationale]").fill(said.format(number))
        journey.press("Sign")
        text = reader.get(journey.at("executive")).content.decode()
        read = [one for one in range(1, 4) if said.format(one) in text]
        assert read == ([1, 2, 3] if number == len(SIGNERS) else [])
    assert journey.status() == "to_send"
    assert journey.told()["executive_decided"] >= journey.emails("lscp_unit", *ADVISERS)


def report_is_downloaded(journey):
    """The report as accessible PDF, from its page; neither the file nor its name holds a name."""
    page = journey.as_("lscp_unit", "report")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Accessible PDF").click()
    number = fresh(journey.review).round
    assert waiting.value.suggested_filename.endswith(".pdf")
    assert journey.review.case.reference in waiting.value.suggested_filename
    assert names.found_in(waiting.value.suggested_filename) == []
    assert waiting.value.path().read_bytes().startswith(b"%PDF")
    page.visit(journey.at("report_round", number))
    page.get_by_role("heading", level=1).wait_for()


def pack_is_sent(journey):
    """The pack is downloaded as one ZIP, and its sending recorded: that meets no clock."""
    reference, number = journey.review.case.reference, fresh(journey.review).round
    suffix = f"-round-{number}" if number > 1 else ""
    page = journey.as_("lscp_unit", "panel_pack")
    page.get_by_text("Everything is met.").wait_for()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download the pack (ZIP)").click()
    assert waiting.value.suggested_filename == f"{reference}-rapid-review-pack{suffix}.zip"
    with zipfile.ZipFile(io.BytesIO(waiting.value.path().read_bytes())) as pack:
        held = pack.namelist()
        assert {
            f"{reference}-1-covering-sheet{suffix}.pdf",
            f"{reference}-2-recommendation{suffix}.pdf",
            f"{reference}-3-report{suffix}.pdf",
            f"{reference}-3-report{suffix}.docx",
        } <= set(held)
        assert [one for one in held if one.endswith(".pdf") and not pack.read(one).startswith(b"%PDF")] == []
    press(page, "Record that it was sent")
    local = in_london(clock.now())
    for part, text in moment(local.date(), f"{local:%H:%M}").items():
        page.locator(f"[name=sent_{part}]").fill(text)
    page.locator("[name=way][value=portal]").check()
    page.get_by_label("Who sent it?").fill("Business Unit")
    journey.press("Record that it was sent")


def panel_receives(journey, reference, tmp_path, *, clock_of_round, subject=None):
    """Only the receipt meets the clock of the round."""
    report_is_downloaded(journey)
    pack_is_sent(journey)
    assert (journey.status(), journey.is_met(clock_of_round, subject=subject)) == ("to_send", False)
    page = journey.as_("lscp_unit", "panel_receipt")
    copy = tmp_path / f"{reference}.txt"
    copy.write_text("Your rapid review was received.")
    page.get_by_label("The Panel's reference").fill(reference)
    page.get_by_label("Copy of the receipt").set_input_files(copy)
    journey.press("Record the receipt")
    assert (journey.status(), journey.is_met(clock_of_round, subject=subject)) == ("sent", True)
    assert journey.told()["panel_receipt_recorded"] >= journey.emails("council_rag", *SIGNERS)


def panel_replies(journey, answer, words, tmp_path):
    """The reply is recorded with its letter."""
    page = journey.as_("lscp_unit", "panel_reply")
    page.locator(f"[name=answer][value={answer}]").check()
    if answer == "reconsider":
        page.locator("[name=suggests_local][value=yes]").check()
    for part, text in moment(clock.today()).items():
        if part != "time":
            page.locator(f"[name=received_on_{part}]").fill(text)
    page.get_by_label("What does it say?").fill(words)
    letter = tmp_path / f"{answer}.txt"
    letter.write_text(words)
    page.get_by_label("The Panel's letter").set_input_files(letter)
    journey.press("Record the reply")
    assert journey.told()["panel_replied"] >= journey.emails("council_rag", *SIGNERS)


def first_round(journey, tmp_path):
    """Recommended, endorsed and received: the Executive's clock and the Panel's are met."""
    recommended_and_signed(journey, "other")
    assert journey.is_met("review_executive")
    panel_receives(journey, "FICT-RR-1", tmp_path, clock_of_round="rapid_review_to_panel")


def second_round(journey, forward, tmp_path):
    """The Panel asks to reconsider: a new recommendation, fresh signatures and its own clock; then it agrees."""
    unit, review = journey.cast.lscp_unit, journey.review
    forward(days=7)
    panel_replies(
        journey, "reconsider", "Please think again whether a local review would find why.", tmp_path
    )
    assert (journey.status(), fresh(review).round) == ("gathering", 2)
    second = f"{review.public_id}:2"
    for key in STRANGLED.sections:
        ready(review, unit, key)
    judge(review, unit, "local", **STRANGLED.local | {"d": ("yes", "The Panel's letter suggests it")})
    judge(review, unit, "national", **STRANGLED.national)
    judge(review, unit, "readiness", **dict.fromkeys(SELF_CHECK, ("met", "")))
    partners_give_views(journey, "local")
    recommended_and_signed(journey, "local", changed_because="The Panel’s letter: nobody owned the date.")
    page = journey.as_("lscp_unit", "recommendation")
    for words in ("Version 2, round 2", "Version 1, round 1"):
        page.get_by_role("heading", name=words).wait_for()
    panel_receives(journey, "FICT-RR-2", tmp_path, clock_of_round="panel_reconsidered", subject=second)
    forward(days=5)
    panel_replies(journey, "agrees", "We agree with a local review.", tmp_path)
    done = fresh(review)
    assert (done.status, done.round, done.awaits) == ("done", 2, ["local"])
    page = journey.as_("lscp_unit", "review")
    page.get_by_text("Awaiting commissioning: a local child safeguarding practice review").first.wait_for()
