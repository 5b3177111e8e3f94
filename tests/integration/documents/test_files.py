"""Attached files: what is taken, how it is kept, who may fetch it, what the virus check does."""

import contextlib
import io
import socketserver
import threading
import zipfile

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lscp.audit.models import AuditEvent
from lscp.cases.actions import open_case
from lscp.documents import actions, kinds, scans
from lscp.documents.enums import ScanState
from lscp.documents.models import Attachment
from lscp.messaging.models import OutboundMessage
from lscp.people.sealing import destroy_key
from notifications.models import Notification

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
EXE = b"MZ\x90\x00\x03\x00\x00\x00" + b"\x00" * 300
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@pytest.fixture(autouse=True)
def private_media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")


@pytest.fixture
def notification(cast):
    case = open_case(cast.here, by=cast.hospital_practitioner)
    return Notification.all_records.create(
        case=case,
        partnership=cast.here,
        agency=cast.agencies["hospital"],
        raised_by=cast.hospital_practitioner,
        form_edition="test",
    )


def attached(notification, cast, name="Letter about Zebedee Quux.pdf", data=PDF):
    return actions.attach(
        record=notification,
        kind="notification",
        case=notification.case,
        upload=SimpleUploadedFile(name, data),
        agency=notification.agency,
        by=cast.hospital_practitioner,
    )


class FakeClamd(socketserver.BaseRequestHandler):
    """Speaks the scanner's INSTREAM: finds EICAR, passes anything else."""

    def handle(self):
        reader = self.request.makefile("rb")
        assert reader.read(10) in (b"zINSTREAM\x00", b"nINSTREAM\n")
        data = b""
        while size := int.from_bytes(reader.read(4), "big"):
            data += reader.read(size)
        found = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE" in data
        self.request.sendall(b"stream: Eicar-Signature FOUND\n" if found else b"stream: OK\n")


@contextlib.contextmanager
def scanner():
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), FakeClamd)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"tcp://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def office(part):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr(part, "<x/>")
    return made.getvalue()


def test_kind_is_what_lies_inside_and_what_the_name_says():
    taken = [
        ("a.pdf", PDF),
        ("A.DOCX", office("word/document.xml")),
        ("b.xlsx", office("xl/workbook.xml")),
        ("c.txt", "Grüße 👋".encode()),
        ("d.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x00" * 40),
    ]
    assert [kinds.kind_of(name, data)[0] for name, data in taken] == [
        ".pdf",
        ".docx",
        ".xlsx",
        ".txt",
        ".jpg",
    ]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("report.pdf", EXE),
        ("report.docx", office("ppt/presentation.xml")),
        ("report.docx", b"PK\x03\x04broken"),
        ("note.txt", EXE),
        ("note.txt", b"a\x00b"),
        ("tool.exe", EXE),
        ("page.html", b"<html></html>"),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("no_name_at_all", PDF),
        ("empty.pdf", b""),
        ("picture.png", PDF),
    ],
)
def test_disguised_or_unwanted_file_is_refused(name, data):
    with pytest.raises(kinds.Unsuitable):
        kinds.kind_of(name, data)


def test_word_file_with_macros_is_refused():
    made = io.BytesIO(office("word/document.xml"))
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    with pytest.raises(kinds.Unsuitable):
        kinds.kind_of("letter.docx", made.getvalue())


def test_file_is_sealed_on_disk_under_a_name_that_says_nothing(notification, cast):
    file = attached(notification, cast)
    with default_storage.open(file.stored_as, "rb") as stored:
        kept = stored.read()
    assert PDF not in kept
    assert "Zebedee" not in file.stored_as + file.neutral_name
    assert file.original_name.open() == "Letter about Zebedee Quux.pdf"
    assert file.neutral_name == f"{notification.case.reference}-file-1.pdf"


def test_download_is_for_those_who_may_know_and_is_written_down(notification, cast, signed_in):
    file = attached(notification, cast)
    page = signed_in(cast.hospital_practitioner).get(file.get_absolute_url())
    assert (page.status_code, page.content) == (200, PDF)
    assert page.headers["Content-Disposition"] == f'attachment; filename="{file.neutral_name}"'
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    entry = AuditEvent.objects.get(verb="documents.file_read")
    assert entry.actor_id == str(cast.hospital_practitioner.public_id)
    assert entry.data == {"number": 1, "contributed_by": [str(cast.agencies["hospital"].public_id)]}


def test_stranger_gets_404_for_the_file_and_for_its_stored_name(notification, cast, signed_in):
    file = attached(notification, cast)
    for person in (
        cast.school_practitioner,
        cast.lscp_unit,
        cast.lscp_admin,
        cast.superuser,
        cast.elsewhere_unit,
    ):
        client = signed_in(person)
        assert client.get(file.get_absolute_url()).status_code == 404
        assert client.get(f"/media/{file.stored_as}").status_code == 404
        assert client.get(f"/{file.stored_as}").status_code == 404
    assert AuditEvent.objects.filter(verb="documents.file_read").count() == 0


def test_signed_out_person_is_sent_to_sign_in(notification, cast, client):
    file = attached(notification, cast)
    answer = client.get(file.get_absolute_url())
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


def test_file_waits_unread_while_the_scanner_cannot_be_reached(notification, cast, signed_in, settings):
    settings.CLAMAV_URL = "tcp://127.0.0.1:9"
    file = attached(notification, cast)
    assert scans.scan_waiting() == 0
    page = signed_in(cast.hospital_practitioner).get(file.get_absolute_url())
    assert page.status_code == 409
    assert "virus check has not been done yet" in page.content.decode()
    with scanner() as address:
        settings.CLAMAV_URL = address
        assert scans.scan_waiting() == 1
    assert signed_in(cast.hospital_practitioner).get(file.get_absolute_url()).content == PDF


def test_infected_file_is_locked_away_and_its_sender_told(notification, cast, signed_in, settings):
    with scanner() as address:
        settings.CLAMAV_URL = address
        clean = attached(notification, cast, "clean.txt", b"hello")
        file = attached(notification, cast, "bad.txt", EICAR)
        assert scans.scan_waiting() == 2
    clean.refresh_from_db()
    file.refresh_from_db()
    assert (clean.scan_state, file.scan_state) == (ScanState.CLEAN, ScanState.INFECTED)
    assert signed_in(cast.hospital_practitioner).get(file.get_absolute_url()).status_code == 409
    told = OutboundMessage.objects.filter(kind="file_not_safe").values_list("recipient__email", flat=True)
    assert list(told) == [cast.hospital_practitioner.email]
    assert "bad" not in str(OutboundMessage.objects.get().context)


def test_demonstration_says_not_scanned(notification, cast):
    assert attached(notification, cast).get_scan_state_display() == "Not checked for viruses (demonstration)"


def test_file_taken_back_is_gone_for_readers_and_stays_on_the_record(notification, cast, signed_in):
    file = attached(notification, cast)
    actions.withdraw(file, reason="Wrong child", by=cast.hospital_practitioner)
    assert signed_in(cast.hospital_practitioner).get(file.get_absolute_url()).status_code == 404
    file.refresh_from_db()
    assert file.withdrawn_because.open() == "Wrong child"
    assert Attachment.all_records.count() == 1


def test_file_of_a_disposed_case_opens_no_more(notification, cast, signed_in):
    file = attached(notification, cast)
    destroy_key(notification.case, by=cast.system)
    assert signed_in(cast.hospital_practitioner).get(file.get_absolute_url()).status_code == 404
