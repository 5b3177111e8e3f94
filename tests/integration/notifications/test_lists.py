"""Lists, search and the case page: what each reader sees, in a fixed number of queries."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lscp.audit.models import AuditEvent
from lscp.documents.models import Attachment
from lscp.messaging.models import OutboundMessage
from notifications.models import Notification
from tests.sent_forms import fill, filled_draft
from tests.sent_forms import submitted as given_submitted

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def private_media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")


def queries_of(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    plain = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
    return [q["sql"] for q in found.captured_queries if not q["sql"].startswith(plain)]


@pytest.mark.parametrize(
    ("name", "who", "most"),
    [("list", "lscp_unit", 10), ("list", "police_rag", 7), ("mine", "hospital_practitioner", 6)],
)
def test_list_takes_as_many_queries_for_three_as_for_one(cast, signed_in, name, who, most):
    given_submitted(cast)
    client, address = signed_in(getattr(cast, who)), reverse(f"notifications:{name}")
    one = queries_of(client, address)
    for number in range(2):
        given_submitted(cast, name=("Ignatius", f"Marrowbone{number}"))
    three = queries_of(client, address)
    assert len(three) == len(one), "\n".join(three)
    assert len(three) <= most, "\n".join(sql[:150] for sql in three)


def test_case_page_takes_few_queries_and_is_on_the_record(cast, signed_in):
    made = given_submitted(cast)
    found = queries_of(signed_in(cast.lscp_unit), made.get_absolute_url())
    assert len(found) <= 40, "\n".join(sql[:150] for sql in found)
    entry = AuditEvent.objects.filter(verb="notifications.case_viewed").first()
    assert entry.data == {"contributed_by": [str(cast.agencies["hospital"].public_id)]}


def test_identity_is_shown_only_to_those_entitled(cast, signed_in):
    made = given_submitted(cast)
    assert "Zebedee Quillfeather" in signed_in(cast.lscp_unit).get(made.get_absolute_url()).content.decode()
    from lscp.accounts import grants

    groups = grants.groups_with(cast.here, ["executive"])
    grants.grant(made, groups, powers=["view"])
    client = signed_in(cast.police_executive)
    page = client.get(made.get_absolute_url())
    assert page.status_code == 200
    assert "Zebedee" not in page.content.decode()
    assert "Child 1" in page.content.decode()
    for name in ("versions", "files", "copy_pdf"):
        assert client.get(reverse(f"notifications:{name}", args=[made.public_id])).status_code == 404


def test_filters_narrow_the_list(cast, signed_in):
    made = given_submitted(cast)
    other = given_submitted(cast, name=("Ignatius", "Marrowbone"), route="media")
    client, address = signed_in(cast.lscp_unit), reverse("notifications:list")
    for query, expected in [
        ("route=media", {other}), ("route=agency", {made}), ("status=consideration", set()),
        (f"q={made.case.reference}", {made}), ("kind=serious_incident", {made, other}),
        (f"q={made.case.reference.lower()[:4]}", {made, other}), ("q=no such", set()),
        (f"q={made.case.reference[4:]}", {made}), (f"q={made.case.reference[5:]}X", set()),
        (f"agency={cast.agencies['hospital'].public_id}", {made, other}),
        (f"agency={cast.agencies['school'].public_id}", set()),
        ("since_day=1&since_month=1&since_year=2020", {made, other}),
        ("until_day=1&until_month=1&until_year=2020", set()), ("status=nonsense", {made, other}),
    ]:  # fmt: skip
        text = client.get(f"{address}?{query}").content.decode()
        shown = {one for one in (made, other) if f">{one.case.reference}<" in text}
        assert shown == expected, query


def test_search_by_name_finds_close_spellings_only_among_what_the_searcher_knows(cast, signed_in):
    made = given_submitted(cast)
    address = reverse("notifications:search")
    text = signed_in(cast.lscp_unit).post(address, {"name": "Zebadee Quilfeather"}).content.decode()
    assert made.case.reference in text
    assert (
        "Nothing was found"
        in signed_in(cast.elsewhere_unit).post(address, {"name": "Zebedee Quillfeather"}).content.decode()
    )
    for person in (cast.hospital_practitioner, cast.lscp_audits, cast.lscp_admin):
        assert signed_in(person).post(address, {"name": "Zebedee"}).status_code == 403
    entries = AuditEvent.objects.filter(verb="notifications.searched").order_by("at")
    assert [entry.data for entry in entries] == [{"found": 1}, {"found": 0}]


def test_own_list_shows_drafts_and_what_one_was_named_on(cast, signed_in):
    draft = filled_draft(cast)
    client = signed_in(cast.hospital_practitioner)
    assert draft.case.reference in client.get(reverse("notifications:mine")).content.decode()
    assert (
        draft.case.reference
        not in signed_in(cast.lscp_unit).get(reverse("notifications:list")).content.decode()
    )


def test_form_entered_for_somebody_with_an_account_is_theirs(cast, signed_in):
    address = reverse("notifications:enter_for_other")
    data = {
        "partnership": str(cast.here.public_id), "agency": str(cast.agencies["school"].public_id),
        "name": "Ottoline Brackenbury", "contact": "01000 000009", "how": "telephone",
        "email": cast.school_practitioner.email, "token": "9b2f4f0e-0000-4000-8000-000000000001",
    }  # fmt: skip
    client = signed_in(cast.lscp_unit)
    answers = [client.post(address, data) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    made = Notification.all_records.get()
    assert (made.raised_by, made.entered_for_other, made.entered_for.how) == (
        cast.school_practitioner,
        True,
        "telephone",
    )
    assert list(Notification.visible_to(cast.school_practitioner)) == [made]
    assert list(Notification.visible_to(cast.lscp_unit)) == [made]
    assert list(Notification.visible_to(cast.lscp_manager)) == []
    assert (
        OutboundMessage.objects.get(kind="notification_entered_for_you").recipient == cast.school_practitioner
    )
    fill(made, by=cast.lscp_unit)


def test_form_entered_for_somebody_without_an_account_says_so_on_its_page(cast, signed_in):
    from notifications.actions.agreement import revision_of
    from notifications.actions.on_behalf import enter_for_other
    from notifications.actions.submission import submit

    made = enter_for_other(
        cast.here, cast.agencies["school"], name="Ottoline Brackenbury", how="email", by=cast.police_rag
    )
    fill(made, by=cast.police_rag)
    submit(made.public_id, seen_revision=revision_of(made), by=cast.police_rag)
    text = signed_in(cast.lscp_unit).get(made.get_absolute_url()).content.decode()
    assert "Ottoline Brackenbury, School; told by e-mail and entered by Police Rag" in text


def test_address_of_nobody_in_the_agency_is_refused_and_typed_text_stays(cast, signed_in):
    data = {
        "partnership": str(cast.here.public_id), "agency": str(cast.agencies["school"].public_id),
        "name": "Ottoline Brackenbury", "contact": "", "how": "telephone", "email": cast.police_lead.email,
    }  # fmt: skip
    page = signed_in(cast.lscp_unit).post(reverse("notifications:enter_for_other"), data)
    assert "Nobody of this agency" in page.content.decode()
    assert "Ottoline Brackenbury" in page.content.decode()
    assert Notification.all_records.count() == 0
    assert (
        signed_in(cast.hospital_practitioner).get(reverse("notifications:enter_for_other")).status_code == 403
    )


def test_file_is_added_on_the_page_and_its_name_is_for_the_entitled(cast, signed_in):
    made = given_submitted(cast)
    client = signed_in(cast.hospital_practitioner)
    add = reverse("notifications:add_file", args=[made.public_id])
    data = {"file": SimpleUploadedFile("Zebedee letter.pdf", PDF), "description": "The letter"}
    assert client.post(add, data).status_code == 302
    page = reverse("notifications:files", args=[made.public_id])
    assert "Zebedee letter.pdf" in signed_in(cast.lscp_unit).get(page).content.decode()
    assert signed_in(cast.lscp_unit).get(Attachment.all_records.get().get_absolute_url()).content == PDF
    for person in (cast.school_practitioner, cast.elsewhere_unit, cast.superuser):
        assert signed_in(person).get(page).status_code == 404
        assert signed_in(person).get(Attachment.all_records.get().get_absolute_url()).status_code == 404


def test_disguised_file_is_refused_and_the_rest_stays(cast, signed_in):
    made = given_submitted(cast)
    add = reverse("notifications:add_file", args=[made.public_id])
    data = {
        "file": SimpleUploadedFile("report.pdf", b"MZ\x90\x00" + b"\x00" * 300),
        "description": "A long story",
    }
    page = signed_in(cast.hospital_practitioner).post(add, data)
    assert "not what its name says" in page.content.decode()
    assert "A long story" in page.content.decode()
    assert Attachment.all_records.count() == 0


def test_file_of_100_megabytes_is_refused_early_and_the_rest_stays(cast, signed_in):
    made = given_submitted(cast)
    add = reverse("notifications:add_file", args=[made.public_id])
    huge = SimpleUploadedFile("huge.pdf", PDF + b"\x00" * (100 * 1024 * 1024))
    page = signed_in(cast.hospital_practitioner).post(add, {"file": huge, "description": "A long story"})
    assert page.status_code == 413
    assert "It must be 20 MB or smaller" in page.content.decode()
    assert "A long story" in page.content.decode()
    assert Attachment.all_records.count() == 0


def test_file_is_taken_back_before_submission_only(cast, signed_in):
    draft = filled_draft(cast)
    client = signed_in(cast.hospital_practitioner)
    client.post(
        reverse("notifications:add_file", args=[draft.public_id]), {"file": SimpleUploadedFile("a.pdf", PDF)}
    )
    file = Attachment.all_records.get()
    address = reverse("notifications:take_back_file", args=[draft.public_id, file.public_id])
    assert client.post(address, {"reason": "Wrong one"}).status_code == 302
    file.refresh_from_db()
    assert file.withdrawn_because.open() == "Wrong one"
    made = given_submitted(cast, name=("Ignatius", "Marrowbone"))
    client.post(
        reverse("notifications:add_file", args=[made.public_id]), {"file": SimpleUploadedFile("a.pdf", PDF)}
    )
    second = Attachment.all_records.get(withdrawn_at=None)
    address = reverse("notifications:take_back_file", args=[made.public_id, second.public_id])
    assert client.post(address, {"reason": "Wrong one"}).status_code == 409
