"""Papers of a meeting that are files of the case: who may choose one, and who gets it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lscp.accounts import grants
from lscp.accounts.roles import UNIT_ROLES, Role
from lscp.documents import actions as documents
from lscp.documents.enums import ScanState
from lscp.meetings import actions, papers

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
ABOUT = "Letter of the hospital about Zebrington"
TITLE = "File 1 (PDF), added by Hospital"


@pytest.fixture(autouse=True)
def private_media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")


@pytest.fixture
def file(cast, submitted):
    return attached(submitted, cast, description=ABOUT)


def attached(notification, cast, **more):
    return documents.attach(
        record=notification, kind="notification", case=notification.case,
        upload=SimpleUploadedFile("Letter about Zebedee Quux.pdf", PDF), agency=notification.agency,
        by=cast.hospital_practitioner, **more,
    )  # fmt: skip


def add(meeting, path, by, **more):
    return actions.add_paper(
        meeting.public_id,
        seen_version=more.pop("seen_version", meeting.version),
        title=TITLE,
        path=path,
        by=by,
    )


def without_identity(cast, notification):
    """The same receivers, save that members of the group see no identity."""
    grants.revoke_all(notification)
    members = grants.groups_with(cast.here, [Role.RAG_MEMBER])
    grants.grant(notification, members, powers=["view"])
    grants.grant(notification, grants.groups_with(cast.here, UNIT_ROLES), powers=["view", "view_identity"])


def test_file_of_the_case_becomes_a_paper_under_a_title_that_names_nobody(cast, called, file, signed_in):
    client = signed_in(cast.lscp_unit)
    address = reverse("meetings:add_paper", args=[called.public_id])
    page = client.get(address).content.decode()
    assert f"{TITLE}: {ABOUT}" in page
    assert "Zebedee" not in page
    answer = client.post(address, {"path": file.get_absolute_url(), "seen_version": called.version})
    assert answer.status_code == 302
    kept = called.papers.get()
    assert (kept.title, kept.path) == (TITLE, file.get_absolute_url())
    shown = signed_in(cast.police_rag).get(called.get_absolute_url()).content.decode()
    assert f"1. {TITLE}" in shown
    assert ABOUT in shown
    assert signed_in(cast.police_rag).get(file.get_absolute_url()).content == PDF


def test_paper_is_not_shown_to_somebody_who_may_not_read_the_file(cast, called, submitted, file, signed_in):
    add(called, file.get_absolute_url(), cast.lscp_unit)
    without_identity(cast, submitted)
    page = signed_in(cast.police_rag).get(called.get_absolute_url())
    words = page.content.decode()
    assert page.status_code == 200
    assert (TITLE in words, ABOUT in words, str(file.public_id) in words) == (False, False, False)
    assert signed_in(cast.police_rag).get(file.get_absolute_url()).status_code == 404
    assert [paper.path for paper in papers.shown_to(cast.lscp_unit, called)] == [file.get_absolute_url()]


def test_chair_cannot_add_a_file_that_they_may_not_read(cast, called, submitted, file):
    without_identity(cast, submitted)
    assert [offer.path for offer in papers.papers_for(cast.police_rag, called.case)] == []
    with pytest.raises(ValueError, match="Choose a file of this case"):
        add(called, file.get_absolute_url(), cast.police_rag)
    assert called.papers.count() == 0


@pytest.mark.parametrize("state", [ScanState.WAITING, ScanState.INFECTED])
def test_file_that_was_not_found_safe_never_becomes_a_paper(cast, called, file, state):
    add(called, file.get_absolute_url(), cast.lscp_unit)
    file.scan_state = state
    file.save(update_fields=["scan_state"])
    assert file.get_absolute_url() not in [
        offer.path for offer in papers.papers_for(cast.lscp_unit, called.case)
    ]
    assert papers.shown_to(cast.lscp_unit, called) == []
    with pytest.raises(ValueError, match="passed the virus check"):
        add(called, file.get_absolute_url(), cast.lscp_unit, seen_version=2)


def test_member_is_told_that_papers_are_not_theirs_even_with_an_old_page(cast, called, file, signed_in):
    add(called, file.get_absolute_url(), cast.lscp_unit)
    address = reverse("meetings:take_out_paper", args=[called.public_id])
    old = {"number": 1, "seen_version": 1}
    assert signed_in(cast.icb_rag).post(address, old).status_code == 403
    assert signed_in(cast.lscp_unit).post(address, old).status_code == 409
    assert signed_in(cast.elsewhere_unit).post(address, old).status_code == 404
    assert called.papers.get().taken_out_at is None


def test_file_taken_back_or_of_another_case_is_no_paper(cast, called, submitted, file):
    documents.withdraw(file, reason="wrong", by=cast.hospital_practitioner)
    with pytest.raises(ValueError, match="Choose a file of this case"):
        add(called, file.get_absolute_url(), cast.lscp_unit)
    with pytest.raises(ValueError, match="Choose a file of this case"):
        add(called, reverse("documents:file", args=[submitted.public_id]), cast.lscp_unit)
