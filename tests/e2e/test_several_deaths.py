"""Two children died: the second day is recorded, each has its time limits, one meeting is about both."""

import datetime as dt

import pytest
from django.urls import reverse

from lscp.deadlines import actions as clocks
from lscp.deadlines.compute import Moment
from lscp.deadlines.models import Clock, SudicMeeting
from lscp.kernel import clock
from lscp.people.models import Person
from tests.given import given_submitted

pytestmark = pytest.mark.django_db(transaction=True)


def fill_day(page, day):
    for part, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        page.get_by_label(part, exact=True).fill(str(value))


def test_second_death_has_its_own_clock_and_the_meeting_names_the_children(cast, browse, look):
    record = given_submitted(cast)
    case, today = record.case, clock.today()
    for number in (8, 9):
        Person.all_records.create(case=case, kind="child", number=number)
    told = {"source": "Hospital", "sudden": "yes", "by": cast.lscp_unit}
    clocks.record_fact(case, "death", moment=Moment(today - dt.timedelta(days=2)), **told)
    page = browse(cast.lscp_unit)
    page.visit(reverse("deadlines:case_clocks", args=[case.public_id]))
    page.get_by_role("link", name="Record that another child died").click()
    look(page, "another-death")
    page.get_by_role("group", name="Whose death on").get_by_label("Child 8").check()
    page.get_by_role("group", name="Which other child died?").get_by_label("Child 9").check()
    fill_day(page, today - dt.timedelta(days=1))
    page.get_by_label("In doubt").check()
    page.get_by_label("How do you know?").fill("The coroner")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Child 9 died", exact=True).wait_for()
    look(page, "two-deaths")
    row = Clock.all_records.get(case=case, rule_key="sudic_meeting", child__number=9, is_live=True)
    assert row.due_on == today + dt.timedelta(days=6)
    page.visit(row.get_absolute_url())
    look(page, "clock-of-one-child")
    page = browse(cast.lscp_manager)
    page.visit(reverse("deadlines:sudic_meeting", args=[case.public_id]))
    look(page, "meeting-of-children")
    for label in ("Child 8", "Child 9"):
        page.get_by_label(label).check()
    fill_day(page, today)
    page.get_by_label("Which agencies were there?").fill("Police, hospital")
    page.get_by_label("No", exact=True).check()
    page.get_by_label("What are your reasons?").fill("An illness")
    page.get_by_role("button", name="Save the record of the meeting").click()
    page.get_by_role("heading", name="Meeting after the sudden unexpected death of Child 9").wait_for()
    look(page, "meetings-held")
    assert SudicMeeting.objects.filter(case=case).count() == 2
