"""The pack for the national Panel: its checklist, its reasons, its files, and the record that it was sent."""

import datetime as dt
import io
import zipfile

import docx
import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse
from pypdf import PdfReader

from lscp.audit.models import AuditEvent
from lscp.deadlines.compute import Moment
from lscp.kernel import clock
from lscp.kernel.access import OutOfScope, Refused
from lscp.people.models import SealedValue
from rapid_reviews.actions import pack
from rapid_reviews.models import PackReason, PanelReceipt, PanelSending
from rapid_reviews.pack_codes import PackItem
from rapid_reviews.queries.pack import checklist, sendings_of
from tests.given_recommendations import (
    fresh,
    given_endorsed,
    given_ready,
    given_recommended,
    recommend,
    sign,
)
from tests.given_reports import given_person
from tests.given_reviews import ask, clock_of
from tests.integration.rapid_reviews.test_panel import send

QUILL = "O’Quillfeather"


def at(name, review, *more):
    return reverse(f"rapid_reviews:{name}", args=[review.public_id, *more])


def unmet(review):
    return [one.item for one in checklist(fresh(review)) if not one.is_met]


def give_reason(review, by, item="returns", **kwargs):
    given = {"seen_version": fresh(review).version, "reason": "The school is shut until Monday"}
    return pack.give_reason(review.public_id, item=item, by=by, **{**given, **kwargs})


def sending(review, by, **kwargs):
    given = {
        "seen_version": fresh(review).version, "sent": Moment.of(clock.now()), "sent_by": "The unit", "way": "portal",
    }  # fmt: skip
    return pack.record_sending(review.public_id, by=by, **{**given, **kwargs})


def given_waiting_for_a_return(cast):
    """Endorsed, while the school has not answered yet."""
    review = given_endorsed(cast)
    ask(review, cast.agencies["school"], by=cast.lscp_unit)
    return fresh(review)


def files_of(answer):
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    return {name: archive.read(name) for name in archive.namelist()}


def words_in(name, data):
    if name.endswith(".docx"):
        document = docx.Document(io.BytesIO(data))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(one.text for one in document.paragraphs), *cells])
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).split())


def test_every_item_is_worked_out_from_the_record(cast):
    review = given_ready(cast)
    assert unmet(review) == [PackItem.RECOMMENDED, PackItem.EXECUTIVE]


def test_endorsed_review_lacks_nothing_until_an_agency_has_to_answer(cast):
    review = given_endorsed(cast)
    assert unmet(review) == []
    ask(review, cast.agencies["school"], by=cast.lscp_unit)
    assert unmet(review) == [PackItem.RETURNS]


def test_unmet_item_needs_a_reason_and_holds_up_nothing_after_it(cast):
    review = given_waiting_for_a_return(cast)
    with pytest.raises(Refused, match="no reason given on the page of the pack: Every agency"):
        send(review, cast.lscp_unit)
    with pytest.raises(Refused, match="no reason given"):
        sending(review, cast.lscp_unit)
    row = give_reason(review, cast.lscp_unit)
    assert b"shut until" not in bytes(SealedValue.objects.get(pk=row.reason_id).ciphertext)
    assert [one.reason for one in checklist(fresh(review)) if one.given] == [
        "The school is shut until Monday"
    ]
    sending(review, cast.lscp_unit)
    send(review, cast.lscp_unit)
    assert fresh(review).status == "sent"


def test_reason_is_the_business_units_to_give_and_does_not_help_where_there_is_nothing_to_send(cast):
    review = given_recommended(cast)
    for person in (cast.council_rag, cast.police_executive, cast.lscp_scrutineer):
        with pytest.raises(PermissionDenied):
            give_reason(review, person)
    with pytest.raises(OutOfScope):
        give_reason(review, cast.elsewhere_unit)
    with pytest.raises(ValueError, match="Nothing goes without this"):
        give_reason(review, cast.lscp_unit, "executive")
    assert not PackReason.all_records.exists()


def test_sending_stops_no_clock_and_fills_in_the_receipt(cast, signed_in):
    review = given_endorsed(cast)
    moment = clock.now().replace(second=0, microsecond=0) - dt.timedelta(minutes=1)
    row = sending(review, cast.lscp_unit, sent=Moment.of(moment), sent_by="Zebrington of the unit")
    assert (fresh(review).status, row.way, row.recorded_by) == ("to_send", "portal", cast.lscp_unit)
    assert clock_of(review, "rapid_review_to_panel").met_at is None
    with pytest.raises(ValueError, match="in the past"):
        sending(review, cast.lscp_unit, sent=Moment.of(clock.now() + dt.timedelta(hours=1)))
    with pytest.raises(ValueError, match="before the recommendation"):
        sending(review, cast.lscp_unit, sent=Moment(clock.today() - dt.timedelta(days=1)))
    page = signed_in(cast.lscp_unit).get(at("panel_receipt", review)).content.decode()
    assert ("Zebrington of the unit" in page, "Due at the Panel" in page) == (True, True)
    assert PanelSending.all_records.count() == 1


def correct(review, by, **kwargs):
    """Another day, way and sender, with the reason."""
    given = {
        "seen_version": fresh(review).version, "sent": Moment(clock.today()), "sent_by": "The duty manager",
        "way": "email", "reason": "It went by e-mail",
    }  # fmt: skip
    return pack.correct_sending(review.public_id, by=by, **{**given, **kwargs})


def test_sending_recorded_wrongly_is_corrected_in_a_row_of_its_own_and_both_stay(cast, signed_in):
    review = given_endorsed(cast)
    first = sending(review, cast.lscp_unit, sent_by="Zebrington of the unit")
    client = signed_in(cast.lscp_unit)
    address = at("panel_correct_sending", review)
    assert address in client.get(at("panel_pack", review)).content.decode()
    form = client.get(address).context["form"]
    assert (form["way"].value(), form["sent_by"].value()) == ("portal", "Zebrington of the unit")
    row = correct(review, cast.lscp_manager)
    kept = PanelSending.all_records.get(pk=first.pk)
    assert (kept.way, row.supersedes, row.way, row.reason.open()) == (
        "portal", first, "email", "It went by e-mail",
    )  # fmt: skip
    assert b"by e-mail" not in bytes(SealedValue.objects.get(pk=row.reason_id).ciphertext)
    assert sendings_of(fresh(review)) == [row]
    assert clock_of(review, "rapid_review_to_panel").met_at is None
    page = client.get(at("panel_pack", review)).content.decode()
    now, _, before = page.partition("What was recorded first")
    assert ["Zebrington" in now, "The duty manager" in now] == [False, True]
    assert ["Zebrington" in before, "It went by e-mail" in before] == [True, True]
    assert "The duty manager" in client.get(at("panel_receipt", review)).content.decode()
    verbs = AuditEvent.objects.filter(verb__startswith="rapid_reviews.panel_sending").order_by("position")
    assert [one.verb for one in verbs] == [
        "rapid_reviews.panel_sending_recorded", "rapid_reviews.panel_sending_corrected",
    ]  # fmt: skip
    again = correct(review, cast.lscp_unit, way="portal", reason="No, it was the portal")
    assert (again.supersedes, sendings_of(fresh(review))) == (row, [again])
    with pytest.raises(DatabaseError), transaction.atomic():
        PanelSending.all_records.filter(pk=first.pk).update(way="other")


def test_correction_of_a_sending_keeps_what_was_typed_and_needs_its_reason(cast, signed_in):
    review = given_endorsed(cast)
    sending(review, cast.lscp_unit)
    client, address = signed_in(cast.lscp_unit), at("panel_correct_sending", review)
    sent = {
        "seen_version": fresh(review).version,
        "way": "email",
        "sent_by": "The duty manager",
        "reason": "",
    }
    page = client.post(address, sent).content.decode()
    assert ("Enter why you are correcting it" in page, "The duty manager" in page) == (True, True)
    with pytest.raises(ValueError, match="why you are correcting"):
        correct(review, cast.lscp_unit, reason=" ")
    with pytest.raises(ValueError, match="in the past"):
        correct(review, cast.lscp_unit, sent=Moment.of(clock.now() + dt.timedelta(hours=1)))
    assert PanelSending.all_records.count() == 1


def test_sending_is_the_business_units_to_correct_and_only_once_there_is_one(cast, signed_in):
    review = given_endorsed(cast)
    assert at("panel_correct_sending", review) not in (
        signed_in(cast.lscp_unit).get(at("panel_pack", review)).content.decode()
    )
    with pytest.raises(Refused, match="No sending is recorded"):
        correct(review, cast.lscp_unit)
    sending(review, cast.lscp_unit)
    for person in (cast.council_rag, cast.police_executive, cast.lscp_scrutineer):
        with pytest.raises(PermissionDenied):
            correct(review, person)
    with pytest.raises(OutOfScope):
        correct(review, cast.elsewhere_unit)
    send(review, cast.lscp_unit)
    assert correct(review, cast.lscp_unit).round == 1


def test_page_leads_to_what_mends_each_item_and_on_to_the_reply(cast, signed_in):
    review = given_waiting_for_a_return(cast)
    unit = signed_in(cast.lscp_unit)
    words = unit.get(at("panel_pack", review)).content.decode()
    for part in (
        "Not answered yet: ",
        at("panel_pack_reason", review, "returns"),
        "1 still to mend or to explain",
    ):
        assert part in words
    assert at("panel_pack_reason", review, "report") not in words
    typed = {"seen_version": fresh(review).version, "reason": "The school is shut"}
    assert unit.post(at("panel_pack_reason", review, "returns"), typed).status_code == 302
    words = unit.get(at("panel_pack", review)).content.decode()
    assert ("The school is shut" in words, at("panel_pack_file", review) in words) == (True, True)
    assert "This is met" in unit.get(at("panel_pack_reason", review, "report")).content.decode()
    assert unit.get(at("panel_pack_reason", review, "nothing")).status_code == 404
    send(review, cast.lscp_unit)
    words = unit.get(at("panel_pack", review)).content.decode()
    assert ("The Panel usually replies by" in words, at("panel_reply", review) in words) == (True, True)


def test_pack_holds_four_files_named_by_the_reference_and_says_roles_for_names(cast, signed_in):
    review = given_ready(cast)
    given_person(review)
    recommend(review, cast.council_rag, rationale=f"Zebedee {QUILL} was known to two agencies")
    for person in (cast.police_executive, cast.council_executive, cast.icb_executive):
        sign(fresh(review), person, rationale="We have read it and agree")
    client = signed_in(cast.lscp_unit)
    answer = client.get(at("panel_pack_file", review))
    reference = review.case.reference
    assert answer["Content-Disposition"] == f'attachment; filename="{reference}-rapid-review-pack.zip"'
    found = files_of(answer)
    assert sorted(found) == [
        f"{reference}-1-covering-sheet.pdf", f"{reference}-2-recommendation.pdf", f"{reference}-3-report.docx",
        f"{reference}-3-report.pdf",
    ]  # fmt: skip
    for name, data in found.items():
        words = words_in(name, data)
        assert (QUILL in words, "Zebedee" in words, str(cast.police_executive) in words) == (
            False,
            False,
            False,
        ), name
    said = words_in("x.pdf", found[f"{reference}-2-recommendation.pdf"])
    assert ("Child 1 was known to two agencies" in said, "Signed by its Executive member" in said) == (
        True,
        True,
    )
    assert "Met" in words_in("x.pdf", found[f"{reference}-1-covering-sheet.pdf"])
    event = AuditEvent.objects.filter(verb="rapid_reviews.pack_downloaded").get()
    assert str(event) == f"rapid_reviews.pack_downloaded by {cast.lscp_unit}"


def test_pack_is_not_downloaded_before_it_is_whole_nor_by_others(cast, signed_in):
    review = given_waiting_for_a_return(cast)
    assert signed_in(cast.lscp_unit).get(at("panel_pack_file", review)).status_code == 409
    for person in (cast.council_rag, cast.police_executive):
        assert signed_in(person).get(at("panel_pack_file", review)).status_code == 403
        assert signed_in(person).get(at("panel_pack", review)).status_code == 403
    assert signed_in(cast.elsewhere_unit).get(at("panel_pack_file", review)).status_code == 404
    assert not AuditEvent.objects.filter(verb="rapid_reviews.pack_downloaded").exists()


def test_receipt_sent_twice_is_recorded_once(cast, signed_in):
    review = given_endorsed(cast)
    first = send(review, cast.lscp_unit)
    with pytest.raises(Refused, match="cannot be recorded now"):
        send(review, cast.lscp_unit, seen_version=fresh(review).version)
    assert [row.pk for row in PanelReceipt.all_records.filter(review=review)] == [first.pk]
