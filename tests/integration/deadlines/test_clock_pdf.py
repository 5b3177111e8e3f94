"""Why a clock ends when it does, as an accessible PDF that goes on the record like every export."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from lscp.audit.models import AuditEvent

pytestmark = pytest.mark.django_db


def pdf_of(client, row):
    response = client.get(reverse("deadlines:clock_pdf", args=[row.chain]))
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    return response, PdfReader(io.BytesIO(response.content))


def words_of(reader):
    return " ".join("\n".join(page.extract_text() for page in reader.pages).split())


def test_pdf_says_why_day_by_day_and_is_marked_and_tagged(given_notify_clock, cast, signed_in):
    response, reader = pdf_of(signed_in(cast.council_notifier), given_notify_clock)
    text = words_of(reader)
    assert (
        "Due by the end of Thursday 2 April 2026: 5 working days after Thursday 26 March 2026 (day 0), when "
        "the local authority became aware; Saturdays and Sundays do not count." in text
    )
    assert text.count("Not counted") == 2
    assert "The ledger, newest first" in text
    for page in reader.pages:
        assert page.extract_text().count("OFFICIAL-SENSITIVE") == 2
    assert reader.xmp_metadata.rdf_root.toxml().count('pdfuaid:part="1"') == 1
    assert "/StructTreeRoot" in reader.trailer["/Root"]
    reference = given_notify_clock.case.reference
    assert response["Content-Disposition"] == f'inline; filename="{reference}-time-limit.pdf"'
    assert reader.metadata.title == f"Time limit on case {reference}"


def test_download_is_on_the_record_and_offered_on_the_page(given_notify_clock, cast, signed_in):
    client = signed_in(cast.council_notifier)
    page = client.get(given_notify_clock.get_absolute_url()).content.decode()
    assert reverse("deadlines:clock_pdf", args=[given_notify_clock.chain]) in page
    pdf_of(client, given_notify_clock)
    entry = AuditEvent.objects.get(verb="deadlines.clock_downloaded")
    assert (entry.actor_name, entry.reference) == ("Council Notifier", given_notify_clock.case.reference)


def test_clock_that_has_not_started_has_a_pdf_too(given_case, cast, signed_in):
    from lscp.deadlines import actions

    row = actions.expect_clocks(given_case, ["notify_panel"], by=cast.lscp_unit)[0]
    _response, reader = pdf_of(signed_in(cast.lscp_unit), row)
    assert "This clock has not started" in words_of(reader)
