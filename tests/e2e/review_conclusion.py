"""The end of a rapid review in the browser: recommended, signed, sent to the Panel, answered, and once more."""

import io
import zipfile

from django.test import Client

from lscp.demo import names
from lscp.demo.stories.report_texts import STRANGLED
from lscp.kernel import clock
from lscp.kernel.dates import in_london
from rapid_reviews.queries.report import report_of, texts_of
from rapid_reviews.queries.report_judgements import answered
from rapid_reviews.report_codes import About
from tests.e2e.review_middle import partners_give_views
from tests.e2e.test_whole_journey import press
from tests.filled_form import moment
from tests.given import PARTNERS
from tests.given_recommendations import fresh
from tests.given_reports import section_of

ADVISERS = tuple(f"{name}_rag" for name in PARTNERS)
SIGNERS = tuple(f"{name}_executive" for name in PARTNERS)
NEW_WORDS = (
    "The Panel asked who owned the date. Four agencies knew it, and no meeting put it in anybody’s hands."
)
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


def owner_changes_one_section(journey, key, added):
    """The Business Unit names who is responsible; they add to the text of round 1 and say that it is ready."""
    section = section_of(journey.review, key)
    owner = journey.cast.council_rag
    page = journey.as_("lscp_unit", "report_owner", of=section)
    page.locator("[name=owner]").select_option(str(owner.public_id))
    journey.press("Save the owner")
    assert journey.told()["report_section_yours"] == {owner.email}
    page = journey.as_(owner, "report_section", of=section)
    page.get_by_text("It is the text of round 1.").wait_for()
    page.get_by_role("button", name="Write this section").click()
    page.get_by_text("This is the text of round 1.").wait_for()
    text = page.get_by_label("Text of the section")
    assert text.input_value() == STRANGLED.sections[key]
    text.fill(f"{STRANGLED.sections[key]}\n\n{added}")
    journey.press("Save the text")
    page.get_by_text("It is the text of round 1.").wait_for(state="detached")
    journey.as_(owner, "report_ready", of=section)
    journey.press("Save")


def other_sections_stay(journey, changed):
    """The Business Unit says at once which texts of round 1 stay; the one that was changed is not among them."""
    page = journey.as_("lscp_unit", "report")
    page.get_by_text("The text is that of round 1").first.wait_for()
    page.get_by_role("button", name="Say which texts stay as they are").click()
    page.get_by_role("heading", name="Which texts stay as they are?").wait_for()
    boxes = page.locator("main [name=sections]")
    assert boxes.count() == len(STRANGLED.sections) - 1
    assert (
        page.locator(f"[name=sections][value='{section_of(journey.review, changed).public_id}']").count() == 0
    )
    for box in boxes.all():
        box.check()
    journey.press("They stay and are ready")


def questions_are_answered_anew(journey):
    """Each list begins with the answers of round 1; the Panel's letter has answered criterion (d)."""
    for about, answers in (("local", STRANGLED.local), ("national", STRANGLED.national)):
        page = journey.as_("lscp_unit", "report_questions", about)
        page.get_by_text("Some answers below come from round 1.").wait_for()
        for key, (answer, why) in answers.items():
            if (about, key) == ("local", "d"):
                assert page.locator("[name=d][value=yes]").is_checked()
                page.get_by_text("In round 1: No").wait_for()
                page.locator("[name=d_why]").fill("The Panel’s letter suggests it.")
            else:
                assert page.locator(f"[name={key}][value={answer}]").is_checked()
                assert page.locator(f"[name={key}_why]").input_value() == why
        journey.press("Save the answers")
    page = journey.as_("lscp_unit", "report_questions", "readiness")
    page.locator("[name=next][value=not_met]").check()
    page.locator("[name=next_why]").fill("The date of a local review is still to be agreed.")
    journey.press("Save the answers")
    page = journey.as_("lscp_unit", "report")
    page.get_by_text("The self-check is not finished").wait_for(state="detached")


def report_is_written_anew(journey):
    """Round 2 of the report: one text changed, the others kept, everything answered."""
    page = journey.as_("lscp_unit", "report")
    page.get_by_role("heading", name="Report, round 2").wait_for()
    owner_changes_one_section(journey, "episodes", NEW_WORDS)
    other_sections_stay(journey, "episodes")
    questions_are_answered_anew(journey)
    texts = texts_of(report_of(journey.review))
    changed = {"episodes": f"{STRANGLED.episodes}\n\n{NEW_WORDS}"}
    assert {key: texts[key] for key in STRANGLED.sections} == STRANGLED.sections | changed
    local = answered(journey.review, report_of(journey.review), About.LOCAL)
    given = {one.item.key: (one.judgement.answer, one.reason) for one in local}
    assert given == STRANGLED.local | {"d": ("yes", "The Panel’s letter suggests it.")}


def second_round(journey, forward, tmp_path):
    """The Panel asks to reconsider: a new recommendation, fresh signatures and its own clock; then it agrees."""
    review = journey.review
    forward(days=7)
    panel_replies(
        journey, "reconsider", "Please think again whether a local review would find why.", tmp_path
    )
    assert (journey.status(), fresh(review).round) == ("gathering", 2)
    second = f"{review.public_id}:2"
    report_is_written_anew(journey)
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
