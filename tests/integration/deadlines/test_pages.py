"""The pages of the clocks, as different people meet them."""

import pytest
from django.urls import reverse
from icalendar import Calendar

from lscp.audit.models import AuditEvent
from lscp.cases.actions import open_case
from lscp.deadlines import actions, sweep, worklists
from lscp.deadlines.enums import Entry, FactKind
from lscp.deadlines.health import check_calendar
from lscp.deadlines.models import Clock, Fact, FeedLink
from lscp.deadlines.tasks import sweep_deadlines
from lscp.people.typed import text_of
from tests.integration.deadlines.conftest import at, day, on

pytestmark = pytest.mark.django_db


def boxes(name, text, time=""):
    """What the three boxes of a date send."""
    year, month, number = text.split("-")
    return {f"{name}_day": number, f"{name}_month": month, f"{name}_year": year, f"{name}_time": time}


def test_clock_page_says_why_in_one_sentence_and_day_by_day(given_notify_clock, cast, signed_in):
    page = signed_in(cast.council_notifier).get(given_notify_clock.get_absolute_url())
    text = page.content.decode()
    assert page.status_code == 200
    assert (
        "Due by the end of Thursday 2 April 2026: 5 working days after Thursday 26 March 2026 (day 0), when "
        "the local authority became aware; Saturdays and Sundays do not count." in text
    )
    assert text.count("Not counted") == 2
    assert AuditEvent.objects.filter(verb="deadlines.clock_viewed").count() == 1


def test_stranger_cannot_tell_that_the_clock_exists(given_notify_clock, cast, signed_in):
    for person in (
        cast.hospital_practitioner,
        cast.elsewhere_unit,
        cast.police_left,
        cast.lscp_admin,
        cast.superuser,
    ):
        for name in ("clock", "clock_print", "clock_pdf", "clock_extend", "clock_lateness"):
            page = signed_in(person).get(reverse(f"deadlines:{name}", args=[given_notify_clock.chain]))
            assert page.status_code == 404, (person, name)


def test_executive_opens_a_late_clock_but_not_one_in_time(given_notify_clock, cast, signed_in, travel):
    client = signed_in(cast.police_executive)
    assert client.get(given_notify_clock.get_absolute_url()).status_code == 404
    travel("2026-04-03T00:01")
    client = signed_in(cast.police_executive)
    assert client.get(given_notify_clock.get_absolute_url()).status_code == 200
    assert (
        client.get(reverse("deadlines:case_clocks", args=[given_notify_clock.case.public_id])).status_code
        == 404
    )


def test_extension_keeps_the_first_date_on_the_ledger(given_notify_clock, cast, signed_in, live):
    client = signed_in(cast.lscp_unit)
    answer = client.post(
        reverse("deadlines:clock_extend", args=[given_notify_clock.chain]),
        {
            "seen_version": 1,
            "number": "2",
            "unit": "working_days",
            "authority": "The Director",
            "reason": "Snow",
        },
    )
    assert answer.status_code == 302, answer.content.decode()
    now = live(given_notify_clock)
    assert (now.entry, now.due_on, text_of(now.authority), text_of(now.why)) == (
        Entry.EXTENDED,
        day("2026-04-08"),
        "The Director",
        "Snow",
    )
    text = client.get(now.get_absolute_url()).content.decode()
    assert "Then 2 working days by extension: due by the end of Wednesday 8 April 2026." in text
    assert "Due 2 April 2026 before, now 8 April 2026." in text


def test_second_of_two_people_is_told_that_somebody_was_first(given_notify_clock, cast, signed_in):
    address = reverse("deadlines:clock_extend", args=[given_notify_clock.chain])
    data = {
        "seen_version": 1,
        "number": "2",
        "unit": "working_days",
        "authority": "The Director",
        "reason": "Snow",
    }
    assert signed_in(cast.lscp_unit).post(address, data).status_code == 302
    page = signed_in(cast.lscp_manager).post(address, data | {"reason": "Flood in the office"})
    assert page.status_code == 409
    assert "Flood in the office" in page.content.decode()


def test_statutory_clock_is_never_paused(given_notify_clock, cast, signed_in):
    address = reverse("deadlines:clock_pause", args=[given_notify_clock.chain])
    page = signed_in(cast.lscp_manager).post(address, {"seen_version": 1, "authority": "x", "reason": "y"})
    assert page.status_code == 409
    assert "never paused" in page.content.decode()


def test_local_clock_pauses_and_resumes_by_as_long_as_it_stood_still(
    given_case, cast, travel, signed_in, live
):
    actions.record_fact(
        given_case, FactKind.INFORMATION_ASKED, moment=on("2026-03-23"), source="Letter", by=cast.lscp_unit
    )
    (clock,) = actions.expect_clocks(given_case, ["information_review"], by=cast.lscp_unit)
    travel("2026-03-24T10:00")
    answer = signed_in(cast.lscp_unit).post(
        reverse("deadlines:clock_pause", args=[clock.chain]),
        {"seen_version": 1, "authority": "Manager", "reason": "Leave"},
    )
    assert (answer.status_code, live(clock).paused_at) == (302, at("2026-03-24T10:00"))
    travel("2026-03-27T10:00")
    sweep.fire_due_rungs()
    again = signed_in(cast.lscp_unit)  # the first session ended long ago
    answer = again.post(
        reverse("deadlines:clock_resume", args=[clock.chain]), {"seen_version": 2, "reason": "Back"}
    )
    assert answer.status_code == 302, answer.content.decode()
    now = live(clock)
    assert (clock.due_on, now.due_on, now.paused_at) == (day("2026-04-08"), day("2026-04-13"), None)


def test_national_clock_stops_only_on_the_receipt(given_notify_clock, cast, signed_in, live):
    data = {"seen_version": 1, "evidence": "We did it"} | boxes("done", "2026-03-26")
    page = signed_in(cast.council_notifier).post(
        reverse("deadlines:clock_done", args=[given_notify_clock.chain]), data
    )
    assert page.status_code == 409
    assert "the receipt of the national notification" in page.content.decode()
    assert live(given_notify_clock).met_at is None


def test_holder_gives_the_reason_for_lateness(given_notify_clock, cast, signed_in, travel, live):
    address = reverse("deadlines:clock_lateness", args=[given_notify_clock.chain])
    early = signed_in(cast.council_notifier).post(address, {"seen_version": 1, "reason": "Too soon"})
    assert early.status_code == 409
    travel("2026-04-07T09:00")
    client = signed_in(cast.council_notifier)
    assert "Reason needed" in client.get(reverse("deadlines:mine")).content.decode()
    assert client.post(address, {"seen_version": 1, "reason": "The duty desk was closed"}).status_code == 302
    now = live(given_notify_clock)
    assert (now.entry, text_of(now.late_reason), now.late_reason_by) == (
        Entry.BREACH_EXPLAINED,
        "The duty desk was closed",
        cast.council_notifier,
    )
    assert "Overdue, reason recorded" in client.get(now.get_absolute_url()).content.decode()


def test_reader_without_the_role_gets_403(given_notify_clock, cast, signed_in):
    page = signed_in(cast.lscp_scrutineer).get(
        reverse("deadlines:clock_extend", args=[given_notify_clock.chain])
    )
    assert page.status_code == 403


def test_fact_page_records_and_corrects(given_case, cast, signed_in):
    address = reverse("deadlines:fact", args=[given_case.public_id, "la_aware"])
    client = signed_in(cast.council_notifier)
    first = {"seen_version": 0, "source": "Telephone"} | boxes("happened", "2026-03-20", "2pm")
    answer = client.post(address, first)
    assert answer.status_code == 302, answer.content.decode()
    again = {"seen_version": 1, "source": "Log", "reason": "Mistyped"} | boxes("happened", "2026-03-19")
    assert client.post(address, again).status_code == 302
    assert [(one.on, text_of(one.reason), one.is_live) for one in Fact.objects.order_by("pk")] == [
        (day("2026-03-20"), "", False),
        (day("2026-03-19"), "Mistyped", True),
    ]


def test_fact_in_the_future_is_refused_and_what_was_typed_stays(given_case, cast, signed_in):
    address = reverse("deadlines:fact", args=[given_case.public_id, "la_aware"])
    data = {"seen_version": 0, "source": "A note in the log"} | boxes("happened", "2026-04-20")
    page = signed_in(cast.council_notifier).post(address, data)
    assert page.status_code == 200
    assert "A note in the log" in page.content.decode()
    assert Fact.objects.count() == 0


def test_case_page_shows_all_three_days_0_of_the_rapid_review(
    given_notify_clock, given_case, cast, signed_in
):
    actions.record_fact(
        given_case, FactKind.PARTNERS_AWARE, moment=on("2026-03-25"), source="E-mail", by=cast.lscp_unit
    )
    page = signed_in(cast.lscp_unit).get(reverse("deadlines:case_clocks", args=[given_case.public_id]))
    text = page.content.decode()
    assert "The safeguarding partners became aware" in text
    assert "17 April 2026" in text  # 15 working days from 25 March
    assert "If the notification is sent today" in text
    assert "20 April 2026" in text  # 15 working days from today, 26 March
    assert text.count("This one counts") == 1


def test_board_orders_by_urgency_and_filters(given_notify_clock, given_case, cast, signed_in, travel):
    other = open_case(cast.here, by=cast.lscp_unit)
    actions.record_fact(other, FactKind.LA_AWARE, moment=on("2026-03-23"), source="Call", by=cast.lscp_unit)
    actions.expect_clocks(other, ["notify_panel"], by=cast.lscp_unit)
    travel("2026-03-31T09:00")
    client = signed_in(cast.lscp_unit)
    text = client.get(reverse("deadlines:board")).content.decode()
    assert text.index(other.reference) < text.index(given_case.reference)
    assert "Overdue: 1" in text
    late = client.get(reverse("deadlines:board"), {"state": "overdue", "kind": "guidance"}).content.decode()
    assert (other.reference in late, given_case.reference in late) == (True, False)
    local = client.get(reverse("deadlines:board"), {"kind": "local"}).content.decode()
    assert (other.reference in local, given_case.reference in local) == (False, False)


def test_board_is_for_the_business_unit(given_notify_clock, cast, signed_in):
    assert signed_in(cast.council_notifier).get(reverse("deadlines:board")).status_code == 403
    text = signed_in(cast.elsewhere_unit).get(reverse("deadlines:board")).content.decode()
    assert given_notify_clock.case.reference not in text


def test_board_says_when_reminders_stopped(given_notify_clock, cast, signed_in, travel):
    sweep.fire_due_rungs()
    client = signed_in(cast.lscp_unit)
    assert "Reminders were last looked through 26 March 2026 at 10am" in client.get(
        reverse("deadlines:board")
    ).content.decode().replace("10:00am", "10am")
    travel("2026-03-26T11:00")
    text = signed_in(cast.lscp_unit).get(reverse("deadlines:board")).content.decode()
    assert "have not been looked through for 60 minutes" in text


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_the_same_queries_whatever_their_length(
    cast, signed_in, travel, django_assert_max_num_queries, count
):
    for _number in range(count):
        case = open_case(cast.here, by=cast.lscp_unit)
        actions.record_fact(
            case, FactKind.LA_AWARE, moment=on("2026-03-23"), source="Call", by=cast.lscp_unit
        )
        actions.expect_clocks(case, ["notify_panel", "notify_partners"], by=cast.lscp_unit)
    client = signed_in(cast.lscp_unit)
    client.get(reverse("deadlines:board"))
    with django_assert_max_num_queries(11):
        client.get(reverse("deadlines:board"))
    with django_assert_max_num_queries(9):
        client.get(reverse("deadlines:mine"))


def test_board_of_very_many_counts_the_most_urgent_and_says_so(
    cast, signed_in, travel, given_notify_clock, monkeypatch
):
    address, client = reverse("deadlines:board"), signed_in(cast.lscp_unit)
    assert "These numbers count" not in client.get(address).content.decode()
    monkeypatch.setattr(worklists, "MOST_COUNTED", 1)
    text = client.get(address).content.decode()
    assert "There are more. These numbers count the 1 most urgent." in text
    assert text.count(": at least 1</a>") == 1


def test_work_list_holds_what_the_role_holds(given_notify_clock, given_case, cast, signed_in):
    seen = (
        given_case.reference
        in signed_in(cast.council_notifier).get(reverse("deadlines:mine")).content.decode()
    )
    not_held = (
        given_case.reference in signed_in(cast.police_rag).get(reverse("deadlines:mine")).content.decode()
    )
    assert (seen, not_held) == (True, False)


def feed_address(client):
    page = client.post(reverse("deadlines:make_feed_link")).content.decode()
    return page.split("<code>")[1].split("</code>")[0].replace("http://testserver", "")


def test_feed_holds_references_and_dates_and_nothing_else(
    given_notify_clock, given_case, cast, signed_in, client
):
    address = feed_address(signed_in(cast.council_notifier))
    client.logout()
    answer = client.get(address)
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert {name: str(event[name]) for name in ("SUMMARY", "UID")} == {
        "SUMMARY": f"{given_case.reference}: Notify the national Panel",
        "UID": f"{given_notify_clock.chain}@127.0.0.1",
    }
    assert event["DTSTART"].dt == day("2026-04-02")
    assert set(event) == {"SUMMARY", "UID", "DTSTART", "DTEND", "DTSTAMP", "SEQUENCE", "URL", "CLASS"}


def test_old_feed_address_ends_when_a_new_one_is_made(given_notify_clock, cast, signed_in):
    client = signed_in(cast.council_notifier)
    old = feed_address(client)
    new = feed_address(client)
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)
    client.post(reverse("deadlines:end_feed_link"))
    assert client.get(new).status_code == 404
    assert FeedLink.objects.count() == 0


def test_feed_of_somebody_who_left_is_empty(given_notify_clock, cast, signed_in):
    client = signed_in(cast.council_notifier)
    address = feed_address(client)
    cast.council_notifier.memberships.update(until_on=day("2026-03-25"))
    assert b"VEVENT" not in client.get(address).content


def test_sudic_meeting_is_recorded_by_the_manager_only(given_case, cast, signed_in, travel):
    actions.record_fact(
        given_case,
        FactKind.DEATH,
        moment=on("2026-03-20"),
        source="Hospital",
        by=cast.lscp_unit,
        sudden="in_doubt",
    )
    address = reverse("deadlines:sudic_meeting", args=[given_case.public_id])
    data = {"attended": "Police", "refers_to_rag": "yes", "reason": "Neglect"} | boxes(
        "held_on", "2026-03-23"
    )
    assert signed_in(cast.lscp_unit).post(address, data).status_code == 403
    answer = signed_in(cast.lscp_manager).post(address, data)
    assert answer.status_code == 302, answer.content.decode()
    assert Clock.all_records.get(rule_key="sudic_meeting", is_live=True).entry == Entry.MET


def test_navigation_offers_the_board_to_the_business_unit_only(cast, signed_in):
    unit = signed_in(cast.lscp_unit).get(reverse("deadlines:mine")).content.decode()
    notifier = signed_in(cast.council_notifier).get(reverse("deadlines:mine")).content.decode()
    assert (
        f'href="{reverse("deadlines:board")}"' in unit,
        f'href="{reverse("deadlines:board")}"' in notifier,
    ) == (
        True,
        False,
    )


def test_business_unit_is_told_on_every_page_that_reminders_stopped(cast, signed_in):
    page = reverse("deadlines:mine")
    assert "have not been looked through yet" in signed_in(cast.lscp_unit).get(page).content.decode()
    assert "looked through" not in signed_in(cast.council_notifier).get(page).content.decode()
    assert sweep_deadlines() == 0
    assert "looked through" not in signed_in(cast.lscp_unit).get(page).content.decode()


def test_short_calendar_is_a_warning_and_a_banner(cast, signed_in, travel):
    assert check_calendar() == []
    travel("2029-07-02T10:00")
    assert [problem.id for problem in check_calendar()] == ["deadlines.W001"]
    text = signed_in(cast.lscp_unit).get(reverse("deadlines:mine")).content.decode()
    assert "The list of bank holidays ends on 31 December 2030" in text
