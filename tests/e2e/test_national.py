"""From the decision to the receipt, a meeting with its minutes, and what the referrer reads, in a browser."""

import datetime as dt

import pytest
from django.db import transaction

from lscp.deadlines.actions import expect_clocks
from lscp.kernel import clock, events
from lscp.meetings import actions as meetings
from notifications.actions import feedback
from notifications.events import NotificationAmended
from tests.given import fresh, given_group, given_under_consideration
from tests.given_outcomes import given_to_notify, submitted_form, wait_for_information

pytestmark = pytest.mark.django_db(transaction=True)


def test_notifier_reads_the_pack_and_records_the_receipt(cast, browse, look, tmp_path):
    notification = given_to_notify(cast)
    submitted_form(notification, cast.hospital_practitioner, children=5)
    receipt = tmp_path / "receipt.txt"
    receipt.write_text("Thank you. Your notification was received.")
    page = browse(cast.council_notifier)
    page.visit(f"/notifications/{notification.public_id}/national/pack/")
    look(page, "pack")
    page.get_by_role("button", name="Record the receipt").click()
    look(page, "receipt")
    page.get_by_role("button", name="Record the receipt").click()
    page.get_by_role("link", name="Select yes if you were given a reference").wait_for()
    look(page, "receipt-errors")
    page.get_by_label("Yes").check()
    page.get_by_label("National reference", exact=True).fill("SIN-2026-17")
    yesterday = clock.today() - dt.timedelta(days=1)
    for box, value in (("Day", yesterday.day), ("Month", yesterday.month), ("Year", yesterday.year)):
        page.get_by_label(box, exact=True).fill(str(value))
    page.get_by_label("Time", exact=True).fill("10:30")
    page.get_by_label("Who sent it?").fill("A. Notifier")
    page.get_by_label("If it was sent before the decision").fill("It was sent on the telephoned decision")
    page.get_by_label("Copy of the receipt").set_input_files(receipt)
    page.get_by_role("button", name="Record the receipt").click()
    page.get_by_text("SIN-2026-17").first.wait_for()
    assert fresh(notification).status == "notified"
    look(page, "case-notified")
    page.visit(f"/notifications/{notification.public_id}/national/receipt/correct/")
    look(page, "receipt-correct")


def test_referrer_reads_what_is_happening_and_another_agency_what_it_needs(cast, browse, look):
    notification = given_to_notify(cast)
    page = browse(cast.hospital_practitioner)
    page.visit(f"/notifications/{notification.public_id}/progress/")
    page.get_by_role("heading", name="What happens next").wait_for()
    look(page, "progress")
    told = feedback.tell_other_agency(
        notification.public_id, seen_version=None, agency=cast.agencies["school"],
        recipient=cast.school_practitioner, text="Please keep the records of May.", by=cast.lscp_unit,
    )  # fmt: skip
    page = browse(cast.lscp_unit)
    for name, path in (
        ("write-to-referrer", "progress/write/"), ("tell-other", "tell/"), ("transfer", "transfer/"),
        ("board", "boards/"), ("reopen-not-now", "reopen/"),
    ):  # fmt: skip
        page.visit(f"/notifications/{notification.public_id}/{path}")
        look(page, name)
    page = browse(cast.school_practitioner)
    page.visit(f"/notifications/told/{told.public_id}/")
    page.get_by_text("Please keep the records of May.").wait_for()
    look(page, "told")


def test_waiting_is_set_ended_and_listed(cast, browse, look):
    notification = given_under_consideration(cast)
    page = browse(cast.lscp_unit)
    page.visit(f"/notifications/{notification.public_id}/wait/")
    look(page, "wait")
    wait_for_information(notification, cast.lscp_unit)
    page.visit("/notifications/waiting/")
    look(page, "waiting-list")
    page.get_by_role("link", name=notification.case.reference).click()
    look(page, "case-waiting")
    page.visit(f"/notifications/{notification.public_id}/wait/end/")
    page.get_by_label("What came").fill("The report came")
    page.get_by_role("button", name="Look at it again").click()
    page.wait_for_url("**/notifications/*/")
    assert fresh(notification).status == "consideration"


def test_meeting_from_the_call_to_locked_minutes(cast, browse, look):
    group = given_group(cast, chair="police_rag")
    notification = given_under_consideration(cast)
    page = browse(cast.lscp_unit)
    page.visit(f"/cases/{notification.case.public_id}/meetings/")
    look(page, "meetings-none")
    page.get_by_role("button", name="Call a meeting of the Review Advisory Group").click()
    look(page, "meeting-call")
    tomorrow = clock.today() + dt.timedelta(days=1)
    for box, value in (("Day", tomorrow.day), ("Month", tomorrow.month), ("Year", tomorrow.year)):
        page.get_by_label(box, exact=True).fill(str(value))
    page.get_by_label("Time", exact=True).fill("10:30")
    page.get_by_label("Where is it?").fill("Room 3, Civic Hall")
    page.get_by_label("Agenda").fill("Welcome\nThe incident")
    page.get_by_role("button", name="Call the meeting").click()
    page.get_by_role("heading", name="Who is there").wait_for()
    look(page, "meeting-called")
    meeting = notification.case.meetings.get()
    type(meeting).all_records.filter(pk=meeting.pk).update(starts_at=clock.now() - dt.timedelta(hours=2))
    page.reload()
    page.get_by_role("button", name="Record who was there").click()
    look(page, "attendance")
    for choice in page.get_by_label("Present").all():
        choice.check()
    page.get_by_role("button", name="Save who was there").click()
    page.get_by_text("The meeting has a quorum").wait_for()
    page.get_by_role("button", name="Write the minutes").click()
    page.get_by_label("Minutes", exact=True).fill("The group went through the form.")
    page.get_by_text("Saved").first.wait_for()
    look(page, "minutes-write")
    page.get_by_role("button", name="Save the minutes").click()
    page.get_by_role("button", name="Add a decision").click()
    page.get_by_label("What did the meeting decide").fill("The criteria are met.")
    page.get_by_label("Why?").fill("The injury and the neglect are both known.")
    page.get_by_role("button", name="Save the decision").click()
    page.get_by_role("button", name="Add an action").click()
    look(page, "action-give")
    meeting.refresh_from_db()
    meetings.give_action(
        meeting.public_id, seen_version=meeting.version, what="Send the chronology", owner=cast.school_lead,
        agency=cast.agencies["school"], due_on=clock.today() + dt.timedelta(days=5), by=cast.lscp_unit,
    )  # fmt: skip
    page.visit(f"/meetings/{meeting.public_id}/")
    page.get_by_role("button", name="Send the minutes round").click()
    page.get_by_role("button", name="Send the minutes round").click()
    look(page, "meeting-held")
    page = browse(cast.police_rag)
    page.visit(f"/meetings/{meeting.public_id}/minutes/")
    look(page, "minutes")
    page.get_by_role("button", name="Approve and lock the minutes").click()
    page.get_by_role("button", name="Approve and lock the minutes").click()
    page.visit(f"/meetings/{meeting.public_id}/minutes/print/")
    page.get_by_text("Locked: nothing of it can be changed").wait_for()
    look(page, "minutes-print")
    assert group.kind == "rag"
    page = browse(cast.school_lead)
    page.visit("/meeting-actions/")
    look(page, "my-actions")
    page.get_by_role("link", name=notification.case.reference).click()
    look(page, "action")
    page = browse(cast.lscp_manager)
    page.visit(f"/groups/{group.public_id}/quorum/")
    look(page, "quorum")


def test_receipt_after_a_lost_decision_asks_why(cast, browse, look):
    notification = given_to_notify(cast)
    submitted_form(notification, cast.hospital_practitioner, number=8)
    expect_clocks(notification.case, ["notify_partners"], by=cast.system)
    page = browse(cast.council_notifier)
    page.visit(notification.get_absolute_url())
    page.get_by_role("button", name="Record when the safeguarding partners became aware").wait_for()
    with transaction.atomic():
        submitted_form(notification, cast.hospital_practitioner)
        events.publish(NotificationAmended(notification.pk, 9, (), cast.hospital_practitioner.pk))
    page.reload()
    page.get_by_text("No decision stands: the form was changed").wait_for()
    look(page, "case-lost-decision")
    page.visit(f"/notifications/{notification.public_id}/national/receipt/")
    page.get_by_text("No decision stands: the form was changed").wait_for()
    page.get_by_role("button", name="Record the receipt").click()
    page.get_by_role("link", name="Enter why it was sent although no decision stands").wait_for()
    look(page, "receipt-lost-decision")


def test_extension_is_given_and_taken_back(cast, browse, look):
    notification = given_to_notify(cast)
    clock_page = notification.case.clocks.get(rule_key="notify_panel", is_live=True).get_absolute_url()
    page = browse(cast.lscp_unit)
    page.visit(f"{clock_page}extend/")
    page.get_by_label("How much more time?").fill("3")
    page.get_by_label("working days", exact=False).check()
    page.get_by_label("Who agreed this, and when?").fill("The manager, today")
    page.get_by_label("Why is more time needed?").fill("A mistake")
    page.get_by_role("button", name="Give more time").click()
    page.get_by_role("button", name="Take back the extension").click()
    page.get_by_label("Why is it taken back?").fill("Nobody had agreed")
    look(page, "extension-back")
    page.get_by_role("button", name="Take back the extension").click()
    page.get_by_text("Extension taken back").wait_for()
    look(page, "clock-extension-back")
