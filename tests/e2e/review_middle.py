"""The middle of a rapid review in the browser: its chronology read, its meeting held, its report written."""

import datetime as dt

from lscp.demo import names
from lscp.demo.stories import chronology
from lscp.demo.stories.report_texts import STRANGLED
from lscp.kernel import clock
from rapid_reviews.models import ChronologyRow
from tests.e2e.test_whole_journey import press
from tests.filled_form import moment
from tests.given import PARTNERS
from tests.given_reports import section_of


def chronology_is_read(journey):
    """349 rows of eight agencies in one order, with names and without, and what the checks found."""
    assert ChronologyRow.all_records.filter(review=journey.review).count() == len(chronology.all_rows())
    page = journey.as_("lscp_unit", "chronology")
    page.get_by_text(f"{len(chronology.all_rows())} rows").first.wait_for()
    assert names.found_in(page.content()) != []
    page.visit(journey.at("chronology") + "?names=hide")
    assert names.found_in(page.locator("main").inner_text()) == []
    page.visit(journey.at("chronology_checks"))
    page.get_by_role("heading", level=1).wait_for()
    page.visit(journey.at("chronology_picture"))
    page.locator("svg").first.wait_for()


def meeting_is_held(journey, forward):
    """Called with its agenda, held, minuted with a reason, approved by the chair."""
    page = journey.as_("lscp_unit", "review")
    press(page, "Call the rapid review meeting") if page.get_by_role(
        "button", name="Call the rapid review meeting"
    ).count() else page.get_by_role("link", name="Call the rapid review meeting").click()
    page.get_by_label("Agenda").wait_for()
    assert "Key practice episodes" in page.get_by_label("Agenda").input_value()
    local = (clock.now() + dt.timedelta(hours=2)).astimezone(clock.LONDON)
    for part, text in moment(local.date(), f"{local:%H:%M}").items():
        page.locator(f"[name=starts_{part}]").fill(text)
    page.locator("[name=minutes_long]").fill("90")
    page.locator("[name=place]").fill("Room 2")
    journey.press("Call the meeting")
    address = page.url.split("#")[0].rstrip("/") + "/"
    forward(hours=4)
    page = journey.page = journey.browse(journey.cast.lscp_unit)
    page.goto(f"{address}attendance/")
    for box in page.locator("main [type=radio][value=present]").all():
        box.check()
    journey.press("Save who was there")
    page.goto(f"{address}minutes/write/")
    page.get_by_label("Minutes", exact=True).fill(
        "1. Each agency spoke to its rows.\n2. The criteria were read."
    )
    journey.press("Save the minutes")
    page.goto(f"{address}decisions/add/")
    page.get_by_label("What did the meeting decide or recommend?").fill(
        "The report asks who adds up what is known."
    )
    page.get_by_label("Why?").fill("Eight agencies each held a part, and nobody held the whole.")
    journey.press("Save the decision")
    page.goto(f"{address}minutes/send-round/")
    journey.press("Send the minutes round")
    page = journey.page = journey.browse(journey.cast.council_rag)
    page.goto(f"{address}minutes/approve/")
    journey.press("Approve and lock the minutes")
    assert journey.is_met("review_meeting")


def report_is_written(journey):
    """Every section, the criteria, the self-check; the partners' views stay closed until the last."""
    page = journey.browse(journey.cast.lscp_unit)
    journey.page = page
    for key, text in STRANGLED.sections.items():
        section = section_of(journey.review, key)
        page.visit(journey.at("report_write", of=section))
        page.get_by_label("Text of the section").fill(text)
        press(page, "Save the text")
        page.visit(journey.at("report_ready", of=section))
        journey.press("Save")
    for about, answers in (("local", STRANGLED.local), ("national", STRANGLED.national)):
        page.visit(journey.at("report_questions", about))
        for key, (answer, why) in answers.items():
            page.locator(f"[name={key}][value={answer}]").check()
            page.locator(f"[name={key}_why]").fill(why)
        journey.press("Save the answers")
    page.visit(journey.at("report_questions", "readiness"))
    for box in page.locator("main [type=radio][value=met]").all():
        box.check()
    journey.press("Save the answers")
    partners_give_views(journey, "other")


def partners_give_views(journey, choice):
    """Asked by the Business Unit; each partner signs on the page."""
    journey.as_("lscp_unit", "report_ask_views")
    journey.press("Ask the partners")
    for name in PARTNERS:
        page = journey.as_(f"{name}_rag", "report_view")
        page.locator(f"[name=choice][value={choice}]").check()
        page.get_by_label("Why is this your agency's view?").fill(f"What {name} weighed")
        journey.press("Sign and send your view")
