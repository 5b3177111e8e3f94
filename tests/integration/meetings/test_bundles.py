"""A reader's bundle of a meeting's papers: their own rights, their own name, each reading on the record."""

import datetime as dt
import io

import pypdf
import pytest
import time_machine
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from PIL import Image
from weasyprint import HTML

from lscp.accounts import grants
from lscp.accounts.roles import UNIT_ROLES, Role
from lscp.audit.models import AuditEvent
from lscp.documents import actions as documents
from lscp.kernel import clock
from lscp.kernel.access import OutOfScope, Refused
from lscp.meetings import actions
from lscp.meetings.actions import bundle as bundles
from lscp.meetings.models import PaperBundle

pytestmark = pytest.mark.django_db
SECRET = "The letter about the bruise"


@pytest.fixture(autouse=True)
def private_media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")


def pdf(words):
    return HTML(string=f"<html lang='en'><title>t</title><p>{words}</p></html>").write_pdf(
        pdf_variant="pdf/ua-1"
    )


def attached(notification, cast, name, data):
    return documents.attach(
        record=notification, kind="notification", case=notification.case,
        upload=SimpleUploadedFile(name, data), agency=notification.agency, by=cast.hospital_practitioner,
    )  # fmt: skip


def add(meeting, path, by, title="A paper"):
    meeting.refresh_from_db()
    return actions.add_paper(meeting.public_id, seen_version=meeting.version, title=title, path=path, by=by)


@pytest.fixture
def letter(cast, submitted, called):
    file = attached(submitted, cast, "Zebedee.pdf", pdf(SECRET))
    add(called, file.get_absolute_url(), cast.lscp_unit, "File 1 (PDF)")
    return file


def asked(meeting, person):
    bundle = actions.ask_bundle(meeting.public_id, by=person)
    bundles.go_on()
    bundle.refresh_from_db()
    return bundle


def words_of(data):
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def test_reader_asks_a_worker_makes_and_the_reader_downloads(called, letter, cast, signed_in):
    client = signed_in(cast.police_rag)
    address = reverse("meetings:bundle", args=[called.public_id])
    assert "Put the papers together" in client.get(address).content.decode()
    assert client.post(address).status_code == 302
    waiting = client.get(address).content.decode()
    assert "0 of 1 paper" in waiting
    assert client.get(reverse("meetings:bundle_pdf", args=[called.public_id])).status_code == 409
    assert bundles.go_on() == 1
    assert "Your papers are ready" in client.get(address).content.decode()
    answer = client.get(reverse("meetings:bundle_pdf", args=[called.public_id]))
    assert answer["Content-Disposition"] == (
        f'attachment; filename="{called.case.reference}-meeting-papers.pdf"'
    )
    contents, paper = words_of(answer.content)
    assert "1. File 1 (PDF) Bundle page 2 (1 page)" in contents
    assert SECRET in paper
    made = PaperBundle.all_records.get().made_at
    for page in (contents, paper):
        assert f"Copy for {cast.police_rag}, made on" in page
        assert "OFFICIAL-SENSITIVE" in page
    assert made is not None


def test_download_stands_on_the_record_with_each_paper_in_it(called, letter, cast):
    asked(called, cast.police_rag)
    before = set(AuditEvent.objects.values_list("pk", flat=True))
    actions.read_bundle(called, by=cast.police_rag)
    rows = AuditEvent.objects.exclude(pk__in=before)
    assert sorted((row.verb, row.actor_id) for row in rows) == [
        ("documents.file_read", str(cast.police_rag.public_id)),
        ("meetings.bundle_downloaded", str(cast.police_rag.public_id)),
    ]


def test_paper_that_is_not_the_readers_is_left_out_and_they_are_told_how_many(
    called, letter, submitted, cast, signed_in
):
    grants.revoke_all(submitted)
    members = grants.groups_with(cast.here, [Role.RAG_MEMBER])
    grants.grant(submitted, members, powers=["view"])
    grants.grant(submitted, grants.groups_with(cast.here, UNIT_ROLES), powers=["view", "view_identity"])
    theirs, ours = asked(called, cast.police_rag), asked(called, cast.lscp_unit)
    assert (theirs.papers, theirs.not_theirs, ours.papers, ours.not_theirs) == (0, 1, 1, 0)
    _bundle, data = actions.read_bundle(called, by=cast.police_rag)
    assert "1 paper of this meeting is not for you" in words_of(data)[0]
    assert SECRET not in "".join(words_of(data))
    assert "File 1" not in "".join(words_of(data))
    assert SECRET in "".join(words_of(actions.read_bundle(called, by=cast.lscp_unit)[1]))
    page = signed_in(cast.police_rag).get(reverse("meetings:bundle", args=[called.public_id]))
    assert "1 paper of this meeting is not for you" in page.content.decode()


def test_copy_is_not_handed_out_once_the_reader_lost_the_right_to_a_paper(called, letter, submitted, cast):
    asked(called, cast.police_rag)
    grants.revoke_all(submitted)
    grants.grant(submitted, grants.groups_with(cast.here, [Role.RAG_MEMBER]), powers=["view"])
    with pytest.raises(Refused, match="has changed"):
        actions.read_bundle(called, by=cast.police_rag)


def test_copy_is_its_readers_alone(called, letter, cast, signed_in):
    asked(called, cast.police_rag)
    address = reverse("meetings:bundle_pdf", args=[called.public_id])
    assert signed_in(cast.council_rag).get(address).status_code == 404
    assert signed_in(cast.hospital_practitioner).get(address).status_code == 404
    assert signed_in(cast.elsewhere_unit).get(address).status_code == 404
    with pytest.raises(OutOfScope):
        actions.ask_bundle(called.public_id, by=cast.elsewhere_unit)


def test_papers_that_changed_are_put_together_again(called, letter, submitted, cast, signed_in):
    first = asked(called, cast.police_rag)
    old = first.stored_as
    picture = io.BytesIO()
    Image.new("RGB", (40, 40)).save(picture, format="PNG")
    another = attached(submitted, cast, "b.png", picture.getvalue())
    add(called, another.get_absolute_url(), cast.lscp_unit, "File 2 (PNG)")
    client = signed_in(cast.police_rag)
    page = client.get(reverse("meetings:bundle", args=[called.public_id])).content.decode()
    assert "The papers have changed" in page
    assert "Download" not in page
    assert client.get(reverse("meetings:bundle_pdf", args=[called.public_id])).status_code == 409
    again = asked(called, cast.police_rag)
    assert (again.pk, again.papers, again.pages) == (first.pk, 2, 3)
    assert again.stored_as != old


def test_file_that_is_no_page_is_read_separately(called, letter, submitted, cast):
    file = attached(submitted, cast, "notes.csv", b"a,b\n1,2\n")
    add(called, file.get_absolute_url(), cast.lscp_unit, "File 2 (CSV)")
    add(called, f"/cases/{called.case.public_id}/", cast.lscp_unit, "The case page")
    made = asked(called, cast.police_rag)
    assert (made.papers, made.apart, made.not_theirs) == (1, 2, 0)
    contents = words_of(actions.read_bundle(called, by=cast.police_rag)[1])[0]
    assert contents.count("Read separately.") == 2


def test_killed_worker_leaves_no_half_bundle_and_the_next_one_makes_it(called, letter, cast, monkeypatch):
    bundle = actions.ask_bundle(called.public_id, by=cast.police_rag)

    def killed(*_args, **_more):
        raise KeyboardInterrupt

    for step in ("bind", "_keep"):
        with monkeypatch.context() as patch:
            patch.setattr(bundles, step, killed)
            with pytest.raises(KeyboardInterrupt):
                bundles.go_on()
        bundle.refresh_from_db()
        assert (bundle.status, bundle.pages, bundle.key, bundle.state) == ("waiting", 0, None, "")
        assert not default_storage.exists(bundle.stored_as)
        with pytest.raises(Refused, match="not ready"):
            actions.read_bundle(called, by=cast.police_rag)
    assert bundles.go_on() == 1
    bundle.refresh_from_db()
    assert (bundle.status, bundle.pages, bundle.tries) == ("ready", 2, 3)
    assert bundles.go_on() == 0


def test_worker_killed_after_writing_the_file_leaves_none_behind(called, letter, cast, monkeypatch, settings):
    bundle = actions.ask_bundle(called.public_id, by=cast.police_rag)
    with monkeypatch.context() as patch:
        patch.setattr(PaperBundle, "save", lambda *_args, **_more: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            bundles.go_on()
    assert default_storage.exists(bundle.stored_as)
    assert bundles.go_on() == 1
    bundle.refresh_from_db()
    kept = default_storage.listdir(bundle.stored_as.rpartition("/")[0])[1]
    assert kept == [bundle.stored_as.rpartition("/")[2]]


def test_bundle_that_kills_every_worker_is_given_up_and_may_be_asked_again(called, letter, cast, monkeypatch):
    bundle = actions.ask_bundle(called.public_id, by=cast.police_rag)
    with monkeypatch.context() as patch:
        patch.setattr(bundles, "bind", lambda *_a, **_m: (_ for _ in ()).throw(KeyboardInterrupt))
        for _ in range(bundles.MOST_TRIES):
            with pytest.raises(KeyboardInterrupt):
                bundles.go_on()
        assert bundles.go_on() == 0
    bundle.refresh_from_db()
    assert bundle.status == "failed"
    assert asked(called, cast.police_rag).status == "ready"


def test_copy_is_deleted_after_fourteen_days(called, letter, cast, django_capture_on_commit_callbacks):
    made = asked(called, cast.police_rag)
    name = made.stored_as
    with time_machine.travel(clock.now() + dt.timedelta(days=14)):
        assert bundles.forget_old() == 0
    with (
        time_machine.travel(clock.now() + dt.timedelta(days=15)),
        django_capture_on_commit_callbacks(execute=True),
    ):
        assert bundles.forget_old() == 1
    made.refresh_from_db()
    assert (made.status, made.pages, default_storage.exists(name)) == ("forgotten", 0, False)


def test_database_keeps_a_ready_bundle_whole(called, letter, cast):
    bundle = asked(called, cast.police_rag)
    with pytest.raises(IntegrityError, match="bundle_ready_whole"), transaction.atomic():
        PaperBundle.all_records.filter(pk=bundle.pk).update(pages=0)


def test_meeting_without_papers_has_no_bundle(called, cast, signed_in):
    page = signed_in(cast.police_rag).get(reverse("meetings:bundle", args=[called.public_id]))
    assert "This meeting has no papers yet" in page.content.decode()
    with pytest.raises(Refused):
        actions.ask_bundle(called.public_id, by=cast.police_rag)
