"""From a practitioner's story to a recorded, timed, audited receipt; at each step an outsider sees nothing."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from lscp.audit.models import AuditEvent
from lscp.deadlines.calendar import england_and_wales
from lscp.deadlines.models import Clock, Fact
from lscp.demo import names
from lscp.kernel import clock
from lscp.messaging.models import OutboundMessage
from notifications.models import Notification
from tests.filled_form import child_pages, moment, simple_pages
from tests.given import given_group

pytestmark = pytest.mark.django_db(transaction=True)

CHILD = names.ASH[0]
STORY = (
    "The baby was brought in by ambulance, floppy and pale. A scan showed bleeding on the brain and a broken "
    "arm that was already healing. His parents could not say how. A health visitor had seen a bruise when he "
    "was six weeks old."
)
OUTSIDERS = (
    "school_practitioner", "school_lead", "elsewhere_rag", "elsewhere_unit", "police_only_there",
    "police_left", "lscp_audits", "lscp_admin", "superuser", "council_scrutiny", "independent_author",
    "police_practitioner",
)  # fmt: skip


class Journey:
    """One case on its way, and what is asked of it after each step."""

    def __init__(self, cast, browse):
        self.cast, self.browse, self.seen, self.verbs = cast, browse, 0, 0
        self.page = None

    @property
    def record(self):
        return Notification.all_records.select_related("case").get()

    def person(self, name):
        return getattr(self.cast, name)

    def as_(self, name):
        """Open the browser as somebody, on the case's page."""
        self.page = self.browse(self.person(name))
        self.page.visit(self.at("case"))
        return self.page

    def at(self, name, *args):
        return reverse(f"notifications:{name}", args=[self.record.public_id, *args])

    def press(self, name):
        press(self.page, name)

    def told(self):
        """Who was told of what since this was asked last: {kind: accounts}, and no name in any of it."""
        rows = OutboundMessage.objects.filter(pk__gt=self.seen).order_by("pk").select_related("recipient")
        rows = list(rows)
        self.seen = rows[-1].pk if rows else self.seen
        found = {}
        for row in rows:
            assert names.found_in(f"{row.context} {row.path} {row.dedupe_key}") == []
            assert row.reference == self.record.case.reference
            found.setdefault(row.kind, set()).add(row.recipient.email)
        return found

    def emails(self, *people):
        return {self.person(name).email for name in people}

    def recorded(self):
        """The changes on the case's record since this was asked last, without who looked at what."""
        rows = AuditEvent.objects.filter(case_id=str(self.record.case.public_id), position__gt=self.verbs)
        rows = list(rows.order_by("position"))
        self.verbs = rows[-1].position if rows else self.verbs
        quiet = ("read", "viewed", "page_saved", "person_added", "refused", "downloaded")
        assert [row for row in rows if names.found_in(str(row.data))] == []
        return [row.verb for row in rows if not row.verb.endswith(quiet)]

    def clocks(self):
        """Live clocks by rule: due day and whether met."""
        rows = Clock.all_records.filter(case=self.record.case, is_live=True, cancelled_at=None)
        return {row.rule_key: (row.due_on, row.met_at is not None) for row in rows}

    def outsiders_see_nothing(self):
        record = self.record
        for name in OUTSIDERS:
            client, person = Client(), self.person(name)
            client.force_login(person)
            for place in ("case", "form", "views", "decision", "pack", "progress", "copy_pdf", "versions"):
                answer = client.get(self.at(place))
                assert answer.status_code == 404, (name, place)
                assert record.case.reference not in answer.content.decode(errors="replace")
            shown = [client.get(address, follow=True) for address in (reverse("notifications:mine"), "/")]
            shown.append(client.get(reverse("notifications:list"), {"q": record.case.reference}))
            shown.append(client.post(reverse("notifications:search"), {"name": CHILD.family}))
            for answer in shown:
                assert str(record.public_id) not in answer.content.decode(), name
            told = OutboundMessage.objects.filter(recipient=person, reference=record.case.reference)
            assert not told.exists()
        assert Client().get(self.at("case")).status_code == 302


def press(page, name, **how):
    """Press a button and wait for the page that comes."""
    how.setdefault("exact", True)
    with page.expect_navigation():
        page.get_by_role("button", name=name, **how).first.click()


def type_in(page, name, value):
    """Answer one question the way a person does, by the boxes it has."""
    if isinstance(value, dict):
        if "precision" in value:
            page.locator(f"[name={name}_precision][value={value['precision']}]").check()
        for part, text in value.items():
            if part != "precision" and text:
                page.locator(f"[name={name}_{part}]").fill(text)
        return
    for one in value if isinstance(value, list) else [value]:
        boxes = page.locator(f"[name={name}]")
        if boxes.first.get_attribute("type") in {"radio", "checkbox"}:
            page.locator(f"[name={name}][value={one}]").first.check()
        else:
            boxes.fill(one)


def fill_page(page, typed):
    """Answer every question of the open page and save it."""
    for name, value in typed.items():
        if value not in ("", {}, []):
            type_in(page, name, value)
    press(page, "Save and continue")
    wrong = page.locator(".govuk-error-summary")
    assert wrong.count() == 0, wrong.inner_text()


def write_the_form(journey):
    """The practitioner begins the form and fills in every page in the browser."""
    page = journey.page = journey.browse(journey.cast.hospital_practitioner)
    page.visit(reverse("notifications:start"))
    choice = page.locator("input[type=radio]")
    if choice.count():
        choice.first.check()
    journey.press("Start now")
    page.wait_for_url("**/form/**")
    pages = simple_pages()
    pages["incident", "what"] = {"what_happened": STORY}
    for (section, key), typed in pages.items():
        page.visit(journey.at("form_page", section, key))
        fill_page(page, typed)
    page.visit(journey.at("form_section", "children"))
    press(page, "Add a child", exact=False)
    child = journey.record.case.people.get(kind="child")
    typed = child_pages() | {"name": {"given_name": CHILD.given, "family_name": CHILD.family}}
    for key, answers in typed.items():
        page.visit(journey.at("form_person_page", "children", child.public_id, key))
        fill_page(page, answers)
    page.visit(journey.at("form_section", "family"))
    press(page, "nobody", exact=False)


def test_case_goes_from_a_practitioners_story_to_the_national_receipt(cast, browse, tmp_path):
    given_group(cast, chair="council_rag")
    journey = Journey(cast, browse)
    write_the_form(journey)
    assert journey.told() == {}
    assert journey.recorded()[-1:] != []
    journey.outsiders_see_nothing()

    # the agency's lead agrees
    journey.page.visit(journey.at("ask_lead"))
    journey.page.get_by_label("Hospital Lead").check()
    journey.press("Ask them")
    assert journey.told() == {"notification_lead_asked": journey.emails("hospital_lead")}
    page = journey.page = browse(cast.hospital_lead)
    page.visit(journey.at("lead_view"))
    assert STORY[:60] in page.content()
    page.get_by_label("Yes, I agree").check()
    journey.press("Send my answer")
    assert journey.told() == {"notification_lead_answered": journey.emails("hospital_practitioner")}
    assert journey.recorded() == ["notifications.lead_asked", "notifications.lead_answered"]
    journey.outsiders_see_nothing()

    # it is sent
    page = journey.page = browse(cast.hospital_practitioner)
    page.visit(journey.at("submit"))
    page.get_by_label("What I have written is right").check()
    journey.press("Send the notification")
    assert journey.record.case.reference in page.content()
    receivers = (
        "police_rag", "council_rag", "icb_rag", "police_only_here", "lscp_unit", "lscp_manager",
        "lscp_scrutineer", "council_legal", "council_notifier", "council_director",
    )  # fmt: skip
    assert journey.told() == {
        "notification_submitted": journey.emails(*receivers),
        "notification_received": journey.emails("hospital_practitioner"),
    }
    assert "notifications.submitted" in journey.recorded()
    aware = clock.today() - dt.timedelta(days=1)
    assert Fact.objects.get(case=journey.record.case, kind="la_aware", is_live=True).on == aware
    due = england_and_wales().add(aware, 5)
    assert journey.clocks()["notify_panel"] == (due, False)
    journey.outsiders_see_nothing()

    # the Business Unit passes it on
    page = journey.as_("lscp_unit")
    assert CHILD.given in page.content()
    journey.press("Acknowledge")
    journey.press("Acknowledge")
    assert journey.told() == {"notification_acknowledged": journey.emails("hospital_practitioner")}
    page.visit(journey.at("consider"))
    journey.press("Pass it to the group")
    assert journey.record.status == "consideration"
    assert journey.told()["view_wanted"] >= journey.emails("police_rag", "council_rag", "icb_rag")
    assert {"notifications.acknowledged", "notifications.passed_on"} <= set(journey.recorded())
    journey.outsiders_see_nothing()

    # three partners give their views, blind until all are in
    for number, name in enumerate(("police_rag", "council_rag", "icb_rag"), start=1):
        page = journey.as_(name)
        page.visit(journey.at("give_view"))
        page.get_by_label("The criteria are met: notify").check()
        page.get_by_label("Why is this your agency's view?").fill(f"All three tests are met, view {number}")
        journey.press("Sign and send your view")
        unit = Client()
        unit.force_login(cast.lscp_unit)
        text = unit.get(journey.at("views")).content.decode()
        assert (f"view {number}" in text) is (number == 3)
        assert ("views_open" in journey.told()) is (number == 3)
        journey.outsiders_see_nothing()
    assert journey.record.status == "decision"
    assert journey.recorded()[-1] == "notifications.views_complete"

    # the authority decides
    page = journey.as_("council_director")
    page.visit(journey.at("decide"))
    page.get_by_label("Notify the national Panel").check()
    page.get_by_label("Whose decision is it?").select_option(label="Council Director")
    page.get_by_label("Why was it decided so?").fill("The injuries are serious and nobody can explain them")
    journey.press("Record the decision")
    assert journey.record.status == "to_notify"
    told = journey.told()
    executive = journey.emails("police_executive", "council_executive", "icb_executive")
    assert told["decision_for_executive"] == executive
    assert told["decision_for_referrer"] == journey.emails("hospital_practitioner", "hospital_lead")
    assert "notifications.decision_recorded" in journey.recorded()
    assert journey.clocks()["notify_panel"] == (due, False)
    journey.outsiders_see_nothing()

    # the receipt stops the clock
    copy = tmp_path / "receipt.txt"
    copy.write_text("Thank you. Your notification was received.")
    page = journey.as_("council_notifier")
    page.visit(journey.at("receipt"))
    page.get_by_label("Yes").check()
    page.get_by_label("National reference", exact=True).fill("FICT-0001")
    sent = clock.now() - dt.timedelta(minutes=2)
    local = sent.astimezone(clock.LONDON)
    for part, text in moment(local.date(), f"{local:%H:%M}").items():
        page.locator(f"[name=sent_{part}]").fill(text)
    page.get_by_label("Who sent it?").fill("Council Notifier")
    page.get_by_label("Copy of the receipt").set_input_files(copy)
    journey.press("Record the receipt")
    page.get_by_text("FICT-0001").first.wait_for()
    assert journey.record.status == "notified"
    assert journey.clocks()["notify_panel"] == (due, True)
    assert journey.told()["receipt_recorded"] >= journey.emails("lscp_unit", "police_rag", "council_director")
    assert "notifications.receipt_recorded" in journey.recorded()
    journey.outsiders_see_nothing()

    page = journey.page = browse(cast.hospital_practitioner)
    page.visit(journey.at("progress"))
    assert "Notified" in page.content()
