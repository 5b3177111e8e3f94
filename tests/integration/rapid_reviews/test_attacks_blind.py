"""While the Executive's answers are blind, no page, count, message, copy or list tells that somebody signed."""

import io
import re

import docx
from django.urls import reverse

from lscp.audit import compartments
from lscp.audit.models import AuditEvent
from lscp.messaging.models import OutboundMessage
from notifications.actions import advice
from tests.given import fresh
from tests.given_recommendations import given_recommended, sign
from tests.given_reports import section_of, write
from tests.given_reviews import given_review

SECRET = "We should never have trusted the father"
OTHERS = (
    "council_executive",
    "council_rag",
    "lscp_unit",
    "lscp_scrutineer",
    "council_director",
    "hospital_practitioner",
)


def pages_of(review):
    """Every page that speaks of a review and has no form of the reader's own."""
    key, case = [review.public_id], [review.case.public_id]
    return [
        *(
            reverse(f"rapid_reviews:{name}", args=key)
            for name in ("review", "recommendation", "executive", "report", "report_views", "chronology")
        ),
        reverse("rapid_reviews:list"), "/",
        reverse("notifications:case", args=[review.notification.public_id]),
        reverse("deadlines:case_clocks", args=case),
        reverse("meetings:case_meetings", args=case),
    ]  # fmt: skip


def steady(response):
    """A page without what differs every time it is drawn."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"', "", response.content.decode())
    return page.split("<main")[-1].split("</main>")[0] if "<main" in page else page


def seen(client, cast, review):
    found = {}
    for who in OTHERS:
        client.force_login(getattr(cast, who))
        for url in pages_of(review):
            answer = client.get(url)
            found[who, url] = (answer.status_code, steady(answer))
        for name in ("timeline", "history"):
            answer = client.get(reverse(f"record:{name}", args=[review.case.public_id]))
            found[who, name] = (answer.status_code, answer.content.decode().count("Police Executive"))
    return found


def test_blind_signature_of_the_executive_changes_no_page_of_anybody_else(cast, client):
    review = given_recommended(cast)
    seen(client, cast, review)
    before, messages = seen(client, cast, review), OutboundMessage.objects.count()
    sign(review, cast.police_executive, "endorse", rationale=SECRET)
    after = seen(client, cast, review)
    assert [key for key in before if before[key] != after[key]] == []
    assert OutboundMessage.objects.count() == messages
    entries = AuditEvent.objects.filter(actor_id=str(cast.police_executive.public_id))
    assert entries.exists()
    for who in OTHERS:
        for entry in entries.filter(verb__startswith="signing."):
            assert compartments.may_read(getattr(cast, who), entry.compartment) is False


def test_refused_try_at_signing_stands_in_the_blind_compartment(cast, signed_in):
    review = given_recommended(cast)
    sign(review, cast.police_executive, "endorse", rationale=SECRET)
    signed_in(cast.lscp_unit).post(reverse("rapid_reviews:executive_sign", args=[review.public_id]), {})
    refused = AuditEvent.objects.filter(verb="access.refused", actor_id=str(cast.lscp_unit.public_id))
    assert {one.compartment.partition(":")[0] for one in refused} == {"blind"}


def test_copy_of_the_report_holds_no_answer_of_the_executive_while_blind(cast, signed_in):
    review = given_recommended(cast)
    url = reverse("rapid_reviews:report_copy", args=[review.public_id, 1, "docx"])
    for who in ("lscp_unit", "council_executive", "lscp_scrutineer"):
        before = len(signed_in(getattr(cast, who)).get(url).content)
        assert before > 0
    sign(review, cast.police_executive, "give_back", rationale=SECRET)
    for who in ("lscp_unit", "council_executive", "lscp_scrutineer"):
        document = docx.Document(io.BytesIO(signed_in(getattr(cast, who)).get(url).content))
        words = "\n".join(one.text for one in document.paragraphs)
        assert SECRET not in words


def test_legal_advice_stands_in_no_report_copy_source_or_count(cast, signed_in):
    review = given_review(cast)
    write(review, cast.lscp_unit)
    notification = fresh(review.notification)
    advice.add_legal_note(notification.public_id, text=SECRET, by=cast.council_legal)
    for who in ("lscp_unit", "lscp_manager", "lscp_scrutineer"):
        browser = signed_in(getattr(cast, who))
        for url in pages_of(review):
            assert SECRET not in steady(browser.get(url)), (who, url)
    section = section_of(review, "episodes")
    page = signed_in(cast.lscp_unit).get(reverse("rapid_reviews:report_write", args=[section.public_id]))
    assert SECRET not in page.content.decode()
