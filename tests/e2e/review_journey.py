"""A rapid review on its way through the browser: who is asked, what agencies send, who sees what."""

import datetime as dt
import io

from django.core import mail
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from lscp.accounts.kinds import AgencyKind
from lscp.deadlines.models import Clock
from lscp.deadlines.sweep import fire_due_rungs
from lscp.demo import names
from lscp.demo.stories import chronology
from lscp.demo.stories.chronology.shape import Days, in_full
from lscp.demo.stories.form import born
from lscp.kernel import clock
from lscp.messaging.delivery import deliver_due
from lscp.messaging.models import OutboundMessage, Urgency
from rapid_reviews.actions import agency_people, asking, steps
from rapid_reviews.models import AgencyRequest, ChronologyRow
from tests.e2e.test_whole_journey import fill_page, press
from tests.given_recommendations import fresh
from tests.given_returns import deputy, finish, pages, step, write
from tests.given_reviews import clock_of, fresh_request

NEW = {
    "communityhealth": AgencyKind.COMMUNITY_HEALTH, "housing": AgencyKind.HOUSING,
    "probation": AgencyKind.PROBATION, "ambulance": AgencyKind.AMBULANCE, "college": AgencyKind.SCHOOL,
}  # fmt: skip
EIGHT = tuple(domain.partition(".")[0] for domain in chronology.ROWS)
AT_ONCE = (*(name for name in EIGHT if name != "housing"), "ambulance")
LOOK_FOR = "Every contact with the girl and her brother, and what was known of the man in the home"
QUESTION = "Why was the mark of July not referred?"
OUTSIDERS = (
    "college_lead", "elsewhere_rag", "elsewhere_unit", "police_only_there", "lscp_audits", "lscp_admin",
    "superuser",
)  # fmt: skip
OF_REVIEW = (
    "review", "ask", "chronology", "chronology_picture", "chronology_picture_pdf", "chronology_checks",
    "chronology_export", "chronology_words", "family", "family_pdf", "report", "report_views", "report_ask_views",
    "report_view", "report_names", "report_safety", "recommendation", "recommend", "executive", "executive_sign",
    "executive_open", "executive_settle", "panel_pack", "panel_pack_file", "panel_sending", "panel_receipt",
    "panel_correct_receipt", "panel_reply",
)  # fmt: skip
WITH_MORE = (
    ("report_round", 1), ("report_copy", 1, "pdf"), ("report_copy", 1, "docx"), ("report_authors", 1),
    ("report_questions", "local"), ("panel_pack_reason", "self_check"),
)  # fmt: skip
FOR_READERS = (
    "review",
    "chronology",
    "family",
    "report",
    "report_views",
    "recommendation",
    "executive",
    "panel_pack",
)
OF_REQUEST = (
    "request",
    "nil",
    "return",
    "return_check",
    "return_files",
    "chronology_own",
    "chronology_import",
)
QUIET = ("read", "viewed", "page_saved", "refused", "downloaded", "opened")


class Journey:
    """One review on its way, and what is asked of it after each step."""

    def __init__(self, cast, browse, review):
        self.cast, self.browse, self.review = cast, browse, review
        self.seen = OutboundMessage.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        self.page = None

    def as_(self, person, place, *more, of=None):
        """Open the browser as somebody on a page of the review, or of a request."""
        user = person if not isinstance(person, str) else getattr(self.cast, person)
        self.page = self.browse(user)
        self.page.visit(self.at(place, *more, of=of))
        return self.page

    def at(self, place, *more, of=None):
        return reverse(f"rapid_reviews:{place}", args=[(of or self.review).public_id, *more])

    def press(self, name):
        press(self.page, name)
        wrong = self.page.locator(".govuk-error-summary")
        assert wrong.count() == 0, wrong.inner_text()

    def told(self):
        """Who was told of what since this was asked last: {kind: accounts}; no name stands in any of it.

        What leaves at once is delivered, and each person's mail has arrived.
        """
        rows = list(
            OutboundMessage.objects.filter(pk__gt=self.seen).order_by("pk").select_related("recipient")
        )
        self.seen = rows[-1].pk if rows else self.seen
        found = {}
        for row in rows:
            assert names.found_in(f"{row.context} {row.path} {row.dedupe_key}") == []
            found.setdefault(row.kind, set()).add(row.recipient.email)
        arrived(row for row in rows if row.urgency == Urgency.IMMEDIATE)
        return found

    def emails(self, *people):
        return {getattr(self.cast, one).email for one in people}

    def status(self):
        return fresh(self.review).status

    def is_met(self, key, *, subject=None):
        return clock_of(self.review, key, subject=subject).met_at is not None

    def request_of(self, name):
        rows = AgencyRequest.all_records.filter(review=self.review, agency=self.cast.agencies[name])
        return fresh_request(rows.get())

    def addresses(self, request):
        """Every page of the review and of one request."""
        found = [self.at(name) for name in OF_REVIEW]
        found += [self.at(name, *more) for name, *more in WITH_MORE]
        return found + [self.at(name, of=request) for name in OF_REQUEST]

    def unit_reads_it(self):
        """The same pages are there for the Business Unit."""
        client = Client()
        client.force_login(self.cast.lscp_unit)
        found = {name: client.get(self.at(name)).status_code for name in FOR_READERS}
        assert set(found.values()) == {200}, found

    def nobody_else_sees_it(self):
        """People who have no part get 404 at every address, and no message."""
        addresses = self.addresses(self.request_of("police"))
        for name in OUTSIDERS:
            person = getattr(self.cast, name)
            client = Client()
            client.force_login(person)
            found = {address: client.get(address).status_code for address in addresses}
            assert set(found.values()) == {404}, (name, found)
            assert not OutboundMessage.objects.filter(
                recipient=person, reference=self.review.case.reference
            ).exists()

    def agencies_see_their_own_only(self):
        """Whoever is asked sees nothing of the review, and no other agency's request."""
        other = self.request_of("police")
        client = Client()
        client.force_login(self.cast.school_lead)
        found = {address: client.get(address).status_code for address in self.addresses(other)}
        assert set(found.values()) == {404}, found
        assert client.get(self.at("request", of=self.request_of("school"))).status_code == 200


def arrived(messages):
    """Deliver what is due: each of these messages came once, to its reader, and names nobody."""
    deliver_due()
    mails = {}
    for one in mail.outbox:
        mails.setdefault(one.extra_headers["Message-ID"].partition("@")[0].strip("<"), []).append(one)
    for row in messages:
        (found,) = mails[str(row.public_id)]
        assert (found.to, row.reference in found.subject) == ([row.recipient.email], True)
        assert names.found_in(f"{found.subject} {found.body}") == []


def story_days():
    """The story's days for an incident three days ago."""
    happened = clock.today() - dt.timedelta(days=3)
    return Days(happened, born(happened, (2, 212)))


def a_workbook_made_by_hand(days):
    """The hospital's rows as somebody typed them: title rows, empty lines, merged cells, dates of every sort."""
    book = Workbook()
    sheet = book.active
    sheet.append(["CHRONOLOGY – please complete and return to the partnership"])
    sheet.append(["Prepared by the named nurse", None, None, "DRAFT 3"])
    sheet.append([])
    sheet.append(
        ["Date of event", "Time", "What happened", "Child", "Was the child seen?", "Action taken", "Analysis"]
    )
    sheet.merge_cells("A1:G1")
    ways = ("{0:%d/%m/%Y}", None, "{0.day} {0:%B %Y}", "{0:%d.%m.%Y}", "{0:%Y-%m-%d}")
    for number, row in enumerate(chronology.ROWS["hospital.example"]):
        said = in_full(row, days, chronology.NAMES)
        when = said["when"]
        if when[:1].isdigit() and " " not in when:
            day, month, year = (int(part) for part in when.split("/"))
            exact = dt.date(year, month, day)
            way = ways[number % len(ways)]
            when = way.format(exact) if way else exact
        who = " and ".join(chronology.NAMES[child] for child in row.children)
        seen = {"yes": "Y", "no": "N", "na": "n/a", "nr": ""}[row.seen]
        sheet.append([when, said["at"], said["event"], who, seen, said["response"], said["significance"]])
        if number % 7 == 3:
            sheet.append([])
    wrong = sheet.max_row + 1
    for when, event in (
        ("30/2/2026", "A day that there is not"),
        ("yesterday", "A day that only the writer knows"),
        (clock.today() + dt.timedelta(days=400), "A day that is yet to come"),
        ("5/2/2026", "=C7"),
        ("6/2/2026", "One cell over two rows"),
        ("7/2/2026", None),
    ):
        sheet.append([when, "", event, "", "", "", ""])
    sheet.merge_cells(start_row=wrong + 4, start_column=3, end_row=wrong + 5, end_column=3)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def import_rows(journey, name, file, *, only_good=False):
    """An agency's lead sends a file, confirms its columns and imports it."""
    request = journey.request_of(name)
    page = journey.as_(f"{name}_lead", "chronology_own", of=request)
    press(page, "Import from a file")
    page.get_by_label("Choose your file").set_input_files(file)
    press(page, "Send the file")
    press(page, "Check the rows")
    press(page, "Import only" if only_good else "Import all", exact=False)
    page.get_by_text("rows were imported").wait_for()


def fill_in_return(journey, request, author):
    """Somebody types every page of the return."""
    page = journey.browse(author)
    for (section, key), typed in pages().items():
        page.visit(journey.at("return_page", section, key, of=request))
        fill_page(page, typed)


def sign_return(journey, request, author, checker, signer):
    """The three steps, by three people in the browser."""
    journey.as_(author, "return_check", of=request)
    journey.press("Sign: the return is ready")
    journey.as_(checker, "check_return", of=request)
    journey.press("Sign: the quality is checked")
    journey.as_(signer, "sign_return", of=request)
    journey.press("Sign off and send")


def return_quietly(journey, name):
    """An agency returns what it knows while nobody looks: its lead writes and signs, a deputy checks."""
    request, lead = journey.request_of(name), getattr(journey.cast, f"{name}_lead")
    agency_people.set_people(
        request.public_id, seen_version=request.version, writes=[lead], one_person_takes_two=True, by=lead
    )
    request = fresh_request(request)
    write(request, lead)
    finish(request, lead)
    step(steps.check, request, deputy(journey.cast, name))
    step(steps.sign_off, request, lead)
    step(asking.accept, request, journey.cast.lscp_unit)


def ask(journey, *agencies):
    """The Business Unit asks agencies on the page."""
    page = journey.as_("lscp_unit", "ask")
    for name in agencies:
        page.locator(f"[name=agencies][value='{journey.cast.agencies[name].public_id}']").check()
    page.get_by_label("What should they look for?").fill(LOOK_FOR)
    page.get_by_label("From when to when?").fill("Three years before the incident")
    page.locator("[name=shows_identity][value=yes]").check()
    journey.press("Send the requests")


def agencies_answer(journey, forward, tmp_path):
    """Nine agencies: one nil, one sent back, one late and escalated, one with a spreadsheet, one added late."""
    cast, days = journey.cast, story_days()
    ask(journey, *AT_ONCE)
    told = journey.told()
    assert journey.emails(*(f"{name}_lead" for name in AT_ONCE)) <= set().union(*told.values())
    assert journey.is_met("review_request")
    journey.nobody_else_sees_it()
    journey.agencies_see_their_own_only()

    page = journey.as_("ambulance_lead", "request", of=journey.request_of("ambulance"))
    press(page, "Sign: we know nothing")
    assert journey.request_of("ambulance").status == "returned"

    for name in EIGHT:
        if name not in ("housing", "icb", "hospital"):
            file = tmp_path / f"{name}.csv"
            file.write_bytes(chronology.as_csv(f"{name}.example", days))
            import_rows(journey, name, file)
    messy = tmp_path / "chronology final (2).xlsx"
    messy.write_bytes(a_workbook_made_by_hand(days))
    import_rows(journey, "hospital", messy, only_good=True)
    rows = ChronologyRow.all_records.filter(review=journey.review, agency=cast.agencies["hospital"])
    assert rows.count() == len(chronology.ROWS["hospital.example"])

    school = journey.request_of("school")
    deputy(cast, "school")
    agency_people.set_people(
        school.public_id, seen_version=school.version, writes=[cast.school_practitioner],
        one_person_takes_two=False, by=cast.school_lead,
    )  # fmt: skip
    fill_in_return(journey, school, cast.school_practitioner)
    three = (cast.school_practitioner, cast.school_deputy, cast.school_lead)
    sign_return(journey, school, *three)
    page = journey.as_("lscp_unit", "send_back", of=school)
    page.get_by_label("What should the agency answer or add?").fill(QUESTION)
    journey.press("Send the questions")
    assert journey.request_of("school").status == "sent_back"
    page = journey.as_("school_practitioner", "request", of=school)
    page.get_by_text(QUESTION).first.wait_for()
    page.visit(journey.at("return_page", "good", "good", of=school))
    page.get_by_label("What was done well?").fill("The body map was drawn. It was read on the Monday.")
    journey.page = page
    journey.press("Save and continue")
    sign_return(journey, school, *three)
    journey.as_("lscp_unit", "accept", of=school)
    journey.press("Accept the return")
    for name in ("police", "council", "hospital", "communityhealth", "probation"):
        return_quietly(journey, name)
    step(asking.accept, journey.request_of("ambulance"), cast.lscp_unit)

    ask(journey, "housing")
    file = tmp_path / "housing.csv"
    file.write_bytes(chronology.as_csv("housing.example", days))
    import_rows(journey, "housing", file)
    return_quietly(journey, "housing")

    late = journey.request_of("icb")
    row = clock_of(journey.review, "agency_return", subject=str(late.public_id))
    journey.told()
    forward(seconds=(row.due_at - clock.now()).total_seconds() + 3 * 86_400)
    fire_due_rungs()
    assert cast.icb_head.email in set().union(*journey.told().values())
    page = journey.as_("lscp_unit", "review")
    assert "Late" in page.content() or "late" in page.content()
    file = tmp_path / "icb.csv"
    file.write_bytes(chronology.as_csv("icb.example", days))
    import_rows(journey, "icb", file)
    return_quietly(journey, "icb")
    assert journey.is_met("review_returns")
    assert Clock.all_records.get(chain=row.chain, is_live=True).met_at is not None
