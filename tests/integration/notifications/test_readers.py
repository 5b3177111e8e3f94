"""An agency sees who read what it sent: pages, copies, files, history and safety actions; nobody else does."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lscp.audit.models import AuditEvent
from lscp.documents.models import Attachment
from lscp.messaging import broker
from notifications.actions import agreement
from notifications.actions.files import add_file
from tests.given import decide, given_views
from tests.sent_forms import submitted

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
READERS = "/record/readers/"


@pytest.fixture(autouse=True)
def quiet_world(monkeypatch, settings, tmp_path):
    monkeypatch.setattr(broker, "ping", lambda: True)
    settings.MEDIA_ROOT = str(tmp_path / "media")


def body(client, address):
    found = client.get(address)
    assert found.status_code == 200
    return found.content.decode()


@pytest.fixture
def sent(cast):
    """The hospital's notification; its lead was asked, and may so know of it."""
    made = submitted(cast)
    agreement.ask_lead(made.public_id, lead=cast.hospital_lead, by=cast.hospital_practitioner)
    return made


def test_lead_sees_who_of_another_agency_read_it_when_and_in_which_role(cast, sent, signed_in):
    body(signed_in(cast.police_rag), sent.get_absolute_url())
    page = body(signed_in(cast.hospital_lead), READERS)
    entry = AuditEvent.objects.get(verb="notifications.case_viewed", actor_id=str(cast.police_rag.public_id))
    assert "Police Rag" in page
    assert "Review Advisory Group member at Police" in page
    assert sent.case.reference in page
    assert "Opened the case page" in page
    assert f"{entry.at:%Y}" in page
    assert "Showing 1 to 1 of 1 readings" in page


@pytest.mark.parametrize("who", ["police_lead", "council_lead", "elsewhere_practitioner", "hospital_nobody"])
def test_outsider_and_another_agency_do_not_see_who_read_it(cast, sent, signed_in, who):
    cast.person("nobody", "hospital", "practitioner")  # of the same agency, and not named on the case
    body(signed_in(cast.police_rag), sent.get_absolute_url())
    client = signed_in(getattr(cast, who))
    page = body(client, f"{READERS}?agency={cast.agencies['hospital'].public_id}")
    assert "Nobody has read it yet" in page
    assert sent.case.reference not in page
    refused = client.get(READERS, {"case": sent.case.public_id})
    assert refused.status_code == 404
    assert client.get(READERS, {"case": "no key"}).status_code == 404


def test_every_way_of_reading_is_shown(cast, sent, signed_in):
    upload = SimpleUploadedFile("zebedee.pdf", PDF)
    add_file(sent.public_id, upload=upload, description="A plan", by=cast.hospital_practitioner)
    file = Attachment.all_records.get(case=sent.case)
    client = signed_in(cast.lscp_unit)
    for name in ("case", "versions", "copy_pdf", "files", "submitted"):
        assert client.get(reverse(f"notifications:{name}", args=[sent.public_id])).status_code == 200
    assert client.get(reverse("notifications:version", args=[sent.public_id, 1])).status_code == 200
    assert client.get(file.get_absolute_url()).status_code == 200
    body(client, reverse("record:history", args=[sent.case.public_id]))
    page = body(signed_in(cast.hospital_lead), f"{READERS}?case={sent.case.public_id}")
    for words in (
        "Opened the case page", "Looked at the versions of the form", "Read version 1 of the form",
        "Downloaded a copy of the notification (version 1)", "Looked at the list of files",
        "Read what was changed in the case", "Downloaded file 1",
    ):  # fmt: skip
        assert words in page, words


def test_one_case_alone_can_be_asked_for(cast, sent, signed_in):
    other = submitted(cast, name=("Ignatius", "Marrowbone"))
    for made in (sent, other):
        body(signed_in(cast.police_rag), made.get_absolute_url())
    page = body(signed_in(cast.hospital_practitioner), f"{READERS}?case={sent.case.public_id}")
    assert sent.case.reference in page
    assert other.case.reference not in page


def test_authority_sees_who_read_its_decision(cast, signed_in):
    judged = given_views(cast)
    decide(judged, cast.council_director)
    body(signed_in(cast.police_rag), reverse("notifications:decision", args=[judged.public_id]))
    page = body(signed_in(cast.council_director), READERS)
    assert "Read the local authority" in page
    assert "Police Rag" in page
    other = body(signed_in(cast.icb_rag), READERS)
    assert "Read the local authority" not in other


def test_way_to_the_readers_is_shown_to_those_who_may_see_them(cast, sent, signed_in):
    link = "Who read what your agency sent"
    assert link in body(signed_in(cast.hospital_practitioner), sent.get_absolute_url())
    assert link in body(signed_in(cast.hospital_lead), sent.get_absolute_url())
    assert link not in body(signed_in(cast.police_rag), sent.get_absolute_url())
    for who, shown in (("hospital_lead", True), ("police_rag", True), ("hospital_practitioner", False)):
        assert (f'href="{READERS}"' in body(signed_in(getattr(cast, who)), "/")) is shown, who
