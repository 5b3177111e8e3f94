"""Copies of the chronology: with roles, filtered, safe to open, for whoever asked alone, for a limited time, logged."""

import datetime as dt
import io

import pypdf
import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.urls import reverse

from lscp.accounts.models import Agency, Membership
from lscp.audit.models import AuditEvent
from lscp.kernel import clock
from lscp.people import sealing
from lscp.people.models import Person
from rapid_reviews.actions import chronology_export as actions
from rapid_reviews.models import ChronologyCopy
from rapid_reviews.queries.chronology import Narrowing
from rapid_reviews.queries.chronology_export import HEADINGS
from tests.given_chronology import add_row
from tests.given_copies import ask_copy, csv_rows, fetched, fresh_copy, ready_copy, sheet_of
from tests.given_reviews import ask, given_review

TOLD = "Quilliam told Ms Pembridge that Rover barked"
SHOWN = "Child 1 told Ms Pembridge that Rover barked"
RUNS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1")


@pytest.fixture
def two(cast):
    """A review with a named child, and a row of the school and of the police."""
    review = given_review(cast)
    identity = sealing.seal(review.case, {"given_name": "Quilliam", "family_name": "Zebrington"})
    child = Person.all_records.create(case=review.case, kind="child", number=1, identity=identity)
    school, police = ask(review, cast.agencies["school"], cast.agencies["police"], by=cast.lscp_unit)
    add_row(
        school, cast.school_lead, dt.date(2026, 3, 5), TOLD, source="Quilliam's file", children=[str(child.public_id)],
        themes=["education"], child_seen="yes",
    )  # fmt: skip
    add_row(
        police, cast.police_lead, dt.date(2025, 2, 1), "Officers called on the Zebringtons", response="Advice"
    )
    return review


def verbs_of(review, *names):
    wanted = [f"rapid_reviews.{name}" for name in names]
    events = AuditEvent.objects.filter(case_id=str(review.case.public_id), verb__in=wanted)
    return [(one.verb.removeprefix("rapid_reviews."), one.data) for one in events.order_by("position")]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "pdf"])
def test_copy_has_roles_unless_somebody_chooses_names(two, cast, signed_in, kind):
    client = signed_in(cast.lscp_unit)
    page = reverse("rapid_reviews:chronology_export", args=[two.public_id])
    answer = client.post(page, {"seen_version": two.version, "kind": kind, "people": "roles", "reason": ""})
    copy = ChronologyCopy.all_records.get()
    assert answer.url == copy.get_absolute_url()
    assert "Your copy is ready" in client.get(answer.url).content.decode()
    file = fetched(client, copy)
    name = f"{two.case.reference}-chronology.{kind}"
    assert file["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "no-store" in file["Cache-Control"]
    texts = text_of(file, kind)
    assert SHOWN in texts
    assert "OFFICIAL-SENSITIVE" in texts
    assert "Other names may remain" in texts
    for told in ("Quilliam", "Zebrington", "quilliam"):
        assert told not in texts
    with default_storage.open(copy.stored_as, "rb") as stored:
        assert b"Officers" not in stored.read()


def text_of(file, kind):
    if kind == "csv":
        return file.content.decode("utf-8-sig")
    if kind == "xlsx":
        return "\n".join(str(cell.value) for row in sheet_of(file) for cell in row if cell.value)
    reader = pypdf.PdfReader(io.BytesIO(file.content))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.metadata.title.startswith("Chronology ")
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def test_lines_of_a_csv_are_whole_and_marked_first_and_last(two, cast, signed_in):
    Agency.objects.filter(pk=cast.agencies["school"].pk).update(name="Bramblewick Primary School")
    answer = fetched(signed_in(cast.lscp_unit), ready_copy(two, cast.lscp_unit))
    rows = csv_rows(answer)
    assert rows[0] == rows[-1] == ["OFFICIAL-SENSITIVE"]
    start = rows.index(list(HEADINGS))
    none, police = "Not recorded", str(cast.agencies["police"])
    assert rows[start + 1 : -1] == [
        ["1 February 2025", "01/02/2025", "01/02/2025", "", police, "", "Officers called on the [name removed]", "",
         none, none, "Advice", "", "", ""],
        ["5 March 2026", "05/03/2026", "05/03/2026", "", "School", "Child 1’s file", SHOWN, "Child 1",
         "Yes", none, "", "", "", "Education or childcare"],
    ]  # fmt: skip
    assert "Bramblewick" not in answer.content.decode()


def test_names_are_for_those_who_may_read_them_and_with_a_reason_only(two, cast, signed_in, monkeypatch):
    with pytest.raises(ValueError, match="Enter why the copy needs names"):
        ask_copy(two, cast.lscp_unit, with_names=True, reason=" ")
    copy = ready_copy(two, cast.lscp_unit, with_names=True, reason="For the family's solicitor")
    assert copy.reason.open() == "For the family's solicitor"
    client = signed_in(cast.lscp_unit)
    file = fetched(client, copy)
    assert "-chronology-with-names.csv" in file["Content-Disposition"]
    assert TOLD in file.content.decode()
    assert "This copy holds names" in file.content.decode()
    monkeypatch.setattr(
        "rapid_reviews.policies.chronology.may_know_identity", lambda user, notification: False
    )
    monkeypatch.setattr("rapid_reviews.policies.chronology_export.reads_names", lambda user, review: False)
    with pytest.raises(PermissionDenied):
        ask_copy(two, cast.lscp_unit, with_names=True, reason="I want to")
    assert fetched(client, copy).status_code == 403
    page = client.get(reverse("rapid_reviews:chronology_export", args=[two.public_id])).content.decode()
    assert "By their names" not in page
    assert fetched(client, ready_copy(two, cast.lscp_unit)).status_code == 200


def test_copy_holds_the_rows_that_the_page_showed(two, cast, signed_in):
    client = signed_in(cast.lscp_unit)
    query = {"source": str(cast.agencies["police"].public_id), "since_day": "", "until_day": ""}
    merged = client.get(reverse("rapid_reviews:chronology", args=[two.public_id]), query).content.decode()
    page = reverse("rapid_reviews:chronology_export", args=[two.public_id])
    assert f"{page}?source=" in merged
    address = f"{page}?source={query['source']}"
    assert f"Only rows from {cast.agencies['police']}" in client.get(address).content.decode()
    client.post(address, {"seen_version": two.version, "kind": "csv", "people": "roles", "reason": ""})
    copy = ChronologyCopy.all_records.get()
    texts = fetched(client, copy).content.decode()
    assert "Officers called" in texts
    assert "Rover" not in texts
    assert copy.agencies == [cast.agencies["police"].public_id]
    assert client.get(f"{page}?source=nobody").status_code == 404
    with pytest.raises(ValueError, match="No row is left"):
        ask_copy(two, cast.lscp_unit, narrowing=Narrowing(theme="housing"))


def test_nothing_in_a_copy_is_run_by_a_spreadsheet(two, cast, signed_in):
    (icb,) = ask(two, cast.agencies["icb"], by=cast.lscp_unit)
    for text in RUNS:
        actor = cast.icb_lead
        add_row(icb, actor, dt.date(2024, 1, 1), text, source=text, response=text)
    client = signed_in(cast.lscp_unit)
    how = Narrowing(source=str(cast.agencies["icb"].public_id))
    rows = csv_rows(fetched(client, ready_copy(two, cast.lscp_unit, narrowing=how)))
    start = rows.index(list(HEADINGS)) + 1
    assert [row[6] for row in rows[start:-1]] == [f"'{text}" for text in RUNS]
    sheet = sheet_of(fetched(client, ready_copy(two, cast.lscp_unit, "xlsx", narrowing=how)))
    cells = [cell for row in sheet for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "d"}
    shown = [
        cell
        for cell in cells
        if cell.column == 7 and str(cell.value).strip() in {one.strip() for one in RUNS}
    ]
    assert len(shown) == len(RUNS)
    assert all(cell.quotePrefix for cell in shown)


def test_each_copy_and_download_is_on_the_record_and_known_to_those_whose_rows_it_holds(two, cast, signed_in):
    copy = ready_copy(two, cast.lscp_unit)
    client = signed_in(cast.lscp_unit)
    fetched(client, copy)
    fetched(client, copy)
    theirs = sorted(str(cast.agencies[name].public_id) for name in ("school", "police"))
    found = verbs_of(two, "copy_asked", "copy_made", "copy_downloaded")
    assert [verb for verb, _data in found] == [
        "copy_asked",
        "copy_made",
        "copy_downloaded",
        "copy_downloaded",
    ]
    assert [sorted(data.get("contributed_by", [])) for _verb, data in found] == [[], theirs, theirs, theirs]
    assert "Quilliam" not in str(found)


def test_copy_is_for_whoever_asked_while_they_see_the_review(two, cast, signed_in):
    copy = ready_copy(two, cast.police_rag)
    for person in (cast.lscp_unit, cast.school_lead, cast.council_rag):
        client = signed_in(person)
        assert client.get(copy.get_absolute_url()).status_code == 404
        assert fetched(client, copy).status_code == 404
    waiting = ask_copy(two, cast.police_rag)
    client = signed_in(cast.police_rag)
    assert fetched(client, copy).status_code == 200
    yesterday = clock.today() - dt.timedelta(days=1)
    Membership.objects.filter(user=cast.police_rag).update(from_on=yesterday, until_on=yesterday)
    assert fetched(signed_in(cast.police_rag), copy).status_code == 404
    assert actions.make(waiting.pk) is False
    assert fresh_copy(waiting).status == "refused"


def test_copy_is_kept_as_long_as_the_setting_says_and_then_deleted(
    two, cast, signed_in, settings, django_capture_on_commit_callbacks
):
    settings.CHRONOLOGY_COPY_HOURS = 3
    copy = ready_copy(two, cast.lscp_unit)
    with time_machine.travel(clock.now() + dt.timedelta(hours=2, minutes=59)):
        assert actions.forget_old() == 0
    with (
        time_machine.travel(clock.now() + dt.timedelta(hours=3, minutes=1)),
        django_capture_on_commit_callbacks(execute=True),
    ):
        client = signed_in(cast.lscp_unit)
        assert "no longer kept" in fetched(client, copy).content.decode()
        assert actions.forget_old() == 1
        assert "no longer kept" in client.get(copy.get_absolute_url()).content.decode()
    assert not default_storage.exists(copy.stored_as)
    gone = fresh_copy(copy)
    assert (gone.status, gone.stored_as, gone.found) == ("gone", "", None)
    assert [verb for verb, _data in verbs_of(two, "copy_deleted")] == ["copy_deleted"]


def test_words_that_look_like_names_are_counted_and_shown_to_those_who_may_know(two, cast, signed_in):
    copy = ready_copy(two, cast.lscp_unit)
    assert dict(copy.found.open()["possible"]) == {"Ms Pembridge": 1, "Rover": 1}
    assert copy.names_left == 2
    page = signed_in(cast.lscp_unit).get(copy.get_absolute_url()).content.decode()
    assert "2 words look like a name that we do not know" in page
    assert "Ms Pembridge" in page


def test_person_has_a_few_copies_in_hand_and_no_endless_pdf(two, cast, monkeypatch):
    for _ in range(actions.MOST_IN_HAND):
        ask_copy(two, cast.lscp_unit)
    with pytest.raises(ValueError, match="still being made"):
        ask_copy(two, cast.lscp_unit)
    ask_copy(two, cast.police_rag)
    monkeypatch.setattr(actions, "MOST_IN_PDF", 1)
    with pytest.raises(ValueError, match="at most 1 rows and this has 2"):
        ask_copy(two, cast.council_rag, "pdf")
