"""Whoever raised an incident, and the lead they asked, read their own agency's files and no other."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lscp.documents.models import Attachment
from notifications.actions.agreement import ask_lead
from notifications.actions.files import add_file
from tests.given_outcomes import given_to_notify, record_receipt
from tests.sent_forms import submitted

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def private_media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")


def add(notification, name, by):
    upload = SimpleUploadedFile(name, PDF)
    return add_file(notification.public_id, upload=upload, description=name, by=by)


def test_referrer_and_lead_read_their_agencys_files_only_and_the_unit_reads_all(cast, signed_in):
    made = submitted(cast)
    own = add(made, "ward.pdf", cast.hospital_practitioner)
    units = add(made, "strategy.pdf", cast.lscp_unit)
    ask_lead(made.public_id, lead=cast.hospital_lead, by=cast.hospital_practitioner)
    page = reverse("notifications:files", args=[made.public_id])
    for person in (cast.hospital_practitioner, cast.hospital_lead):
        client = signed_in(person)
        text = client.get(page).content.decode()
        assert ("ward.pdf" in text, "strategy.pdf" in text) == (True, False)
        assert client.get(own.get_absolute_url()).status_code == 200
        assert client.get(units.get_absolute_url()).status_code == 404
        assert "Files (1)" in client.get(made.get_absolute_url()).content.decode()
    client = signed_in(cast.lscp_unit)
    text = client.get(page).content.decode()
    assert ("ward.pdf" in text, "strategy.pdf" in text) == (True, True)
    assert client.get(units.get_absolute_url()).status_code == 200
    assert "Files (2)" in client.get(made.get_absolute_url()).content.decode()


def test_officer_who_also_works_for_the_agency_adds_files_as_the_unit(cast, signed_in):
    from lscp.accounts import actions
    from lscp.accounts.roles import Role

    actions.add_membership(
        cast.lscp_unit, cast.here, cast.agencies["hospital"], Role.PRACTITIONER, by=cast.system
    )
    made = submitted(cast)
    units = add(made, "strategy.pdf", type(cast.lscp_unit).objects.get(pk=cast.lscp_unit.pk))
    assert units.agency == cast.agencies["lscp"]
    assert signed_in(cast.hospital_practitioner).get(units.get_absolute_url()).status_code == 404


def test_receipt_is_never_read_from_outside_not_even_by_the_recorders_agency(cast, signed_in):
    notification = given_to_notify(cast)
    record_receipt(notification, cast.council_notifier)
    file = Attachment.all_records.get(purpose="receipt")
    assert signed_in(cast.hospital_practitioner).get(file.get_absolute_url()).status_code == 404
    assert signed_in(cast.council_notifier).get(file.get_absolute_url()).status_code == 200
    Attachment.all_records.filter(pk=file.pk).update(agency=cast.agencies["hospital"])
    assert signed_in(cast.hospital_practitioner).get(file.get_absolute_url()).status_code == 404
