"""An agency's file on its way into the chronology: kept sealed, confirmed, imported once, deleted."""

import datetime as dt

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lscp.documents import scans
from lscp.kernel import clock
from lscp.kernel.access import OutOfScope, Refused
from lscp.people import sealing
from lscp.people.models import Person
from rapid_reviews.actions import chronology_import as actions
from rapid_reviews.models import ChronologyImport, ChronologyRow
from rapid_reviews.queries import chronology as queries
from tests.given_reviews import ask, fresh_request, given_review

SECRET = "Quilliam Zebrington was cold"
HEAD = "Date,Event,Child seen,Child\n"


@pytest.fixture
def school(cast):
    review = given_review(cast)
    identity = sealing.seal(review.case, {"given_name": "Quilliam", "family_name": "Zebrington"})
    Person.all_records.create(case=review.case, kind="child", number=1, identity=identity)
    (request,) = ask(review, cast.agencies["school"], by=cast.lscp_unit)
    return request


def a_file(rows, name="Zebrington.csv"):
    return SimpleUploadedFile(name, (HEAD + rows).encode())


def uploaded(request, by, rows):
    return actions.upload(request.public_id, seen_version=None, file=a_file(rows), by=by)


def confirmed(request, by, rows):
    kept = uploaded(request, by, rows)
    return actions.confirm_columns(
        kept.public_id, seen_version=kept.version, columns=kept.columns, date_order="day", by=by
    )


def begin(kept, by, **kwargs):
    version = ChronologyImport.all_records.get(pk=kept.pk).version
    return actions.begin(kept.public_id, seen_version=version, by=by, **{"only_good": False, **kwargs})


def many(number):
    return "".join(f"{1 + n % 28}/{1 + n % 12}/2024,Event number {n},yes,Child 1\n" for n in range(number))


def test_file_is_sealed_while_it_waits_and_deleted_once_it_is_imported(
    school, cast, django_capture_on_commit_callbacks
):
    kept = confirmed(school, cast.school_lead, f"1/2/2024,{SECRET},yes,Quilliam\n")
    with default_storage.open(kept.stored_as, "rb") as stored:
        assert b"Quilliam" not in stored.read()
    name = kept.stored_as
    with django_capture_on_commit_callbacks(execute=True):
        done = begin(kept, cast.school_lead)
    assert (done.status, done.imported, done.stored_as) == ("done", 1, "")
    assert not default_storage.exists(name)
    (view,) = queries.opened(queries.rows_of_request(school))
    assert (view.text("event"), view.row.child_seen, view.when_words) == (SECRET, "yes", "1 February 2024")
    assert [str(one) for one in view.row.children] == [
        str(Person.all_records.get(case=school.case, kind="child").public_id)
    ]


def test_nothing_is_imported_while_a_row_has_a_problem_unless_the_person_chooses(school, cast):
    kept = confirmed(school, cast.school_lead, "1/2/2024,Good,yes,\n30/2/2024,Bad,yes,\n")
    with pytest.raises(ValueError, match="Some rows have problems"):
        begin(kept, cast.school_lead)
    assert not ChronologyRow.all_records.exists()
    assert begin(kept, cast.school_lead, only_good=True).imported == 1
    with pytest.raises(Refused, match="imported"):
        begin(kept, cast.school_lead, only_good=True)


def test_imported_rows_begin_the_agencys_return(school, cast):
    kept = confirmed(school, cast.school_lead, many(1))
    assert fresh_request(school).status == "asked"
    begin(kept, cast.school_lead)
    assert fresh_request(school).status == "writing"


def test_same_file_twice_brings_no_row_twice(school, cast):
    begin(confirmed(school, cast.school_lead, many(5)), cast.school_lead)
    again = confirmed(school, cast.school_lead, many(7))
    assert begin(again, cast.school_lead, only_good=True).imported == 2
    assert ChronologyRow.all_records.count() == 7


def test_long_file_is_the_workers_and_a_killed_worker_writes_nothing_twice(school, cast, monkeypatch):
    kept = begin(confirmed(school, cast.school_lead, many(2_500)), cast.school_lead)
    assert (kept.status, kept.done) == ("running", 0)
    write, calls = actions._write, []

    def killed(row, lines, **kwargs):
        write(row, lines, **kwargs)
        calls.append(row.done)
        if len(calls) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(actions, "_write", killed)
    with pytest.raises(KeyboardInterrupt):
        actions.go_on()
    monkeypatch.undo()
    kept.refresh_from_db()
    assert (kept.status, kept.done, ChronologyRow.all_records.count()) == ("running", 1_000, 1_000)
    assert actions.go_on() == 1
    kept.refresh_from_db()
    assert (kept.status, kept.imported, ChronologyRow.all_records.count()) == ("done", 2_500, 2_500)
    positions = ChronologyRow.all_records.values_list("position", flat=True)
    assert sorted(positions) == list(range(2, 2_502))
    assert actions.go_on() == 0


def test_file_that_nobody_imported_is_deleted_after_fourteen_days(
    school, cast, django_capture_on_commit_callbacks
):
    kept = uploaded(school, cast.school_lead, many(1))
    name = kept.stored_as
    with time_machine.travel(clock.now() + dt.timedelta(days=14)):
        assert actions.forget_old() == 0
    with (
        time_machine.travel(clock.now() + dt.timedelta(days=15)),
        django_capture_on_commit_callbacks(execute=True),
    ):
        assert actions.forget_old() == 1
    kept.refresh_from_db()
    assert kept.status == "dropped"
    assert not default_storage.exists(name)


def test_file_is_its_agencys_alone(school, cast, signed_in):
    kept = confirmed(school, cast.school_lead, many(1))
    (police,) = ask(school.review, cast.agencies["police"], by=cast.lscp_unit)
    for person in (cast.police_lead, cast.lscp_unit, cast.school_practitioner):
        with pytest.raises(OutOfScope):
            begin(kept, person)
        address = reverse("rapid_reviews:chronology_file", args=[kept.public_id])
        assert signed_in(person).get(address).status_code == 404
    with pytest.raises(OutOfScope):
        uploaded(police, cast.school_lead, many(1))


def test_file_that_fails_the_virus_check_or_cannot_be_checked_is_not_taken(
    school, cast, monkeypatch, settings
):
    monkeypatch.setattr(scans, "is_clean", lambda data: False)
    with pytest.raises(ValueError, match="did not pass the virus check"):
        uploaded(school, cast.school_lead, many(1))
    monkeypatch.undo()
    settings.CLAMAV_URL = "tcp://127.0.0.1:9"
    with pytest.raises(ValueError, match="virus check cannot be reached"):
        uploaded(school, cast.school_lead, many(1))
    assert not ChronologyImport.all_records.exists()


def test_pages_lead_from_the_file_to_the_rows(school, cast, signed_in):
    client = signed_in(cast.school_lead)
    start = reverse("rapid_reviews:chronology_import", args=[school.public_id])
    wrong = client.post(
        start, {"seen_version": school.version, "file": SimpleUploadedFile("x.csv", b"Name\nx\n")}
    )
    assert "No table with a row of headings" in wrong.content.decode()
    rows = f"1/2/2024,{SECRET},yes,\n30/2/2024,Bad,yes,\n"
    columns = client.post(start, {"seen_version": school.version, "file": a_file(rows)})
    kept = ChronologyImport.all_records.get()
    assert columns.url == reverse("rapid_reviews:chronology_columns", args=[kept.public_id])
    page = client.get(columns.url).content.decode()
    assert "Column 2: Event" in page
    typed = {"seen_version": kept.version, "date": "0", "event": "1", "child_seen": "2", "date_order": "day"}
    assert "Choose each column once" in client.post(columns.url, {**typed, "comment": "1"}).content.decode()
    preview = client.post(columns.url, typed)
    page = client.get(preview.url).content.decode()
    assert "There is no such day as “30/2/2024”" in page
    assert SECRET in page
    kept.refresh_from_db()
    now = reverse("rapid_reviews:chronology_import_now", args=[kept.public_id])
    client.post(now, {"seen_version": kept.version})
    assert not ChronologyRow.all_records.exists()
    done = client.post(now, {"seen_version": kept.version, "only_good": "yes"}, follow=True).content.decode()
    assert "1 row was imported" in done
    assert SECRET in done


def test_template_is_handed_to_whoever_signed_in(cast, signed_in):
    client = signed_in(cast.school_lead)
    for kind in ("xlsx", "csv"):
        answer = client.get(reverse("rapid_reviews:chronology_template", args=[kind]))
        assert answer["Content-Disposition"] == f'attachment; filename="chronology-template.{kind}"'
    assert client.get(reverse("rapid_reviews:chronology_template", args=["exe"])).status_code == 404


def test_business_unit_imports_the_partnerships_own_records(school, cast, signed_in):
    client = signed_in(cast.lscp_unit)
    merged = reverse("rapid_reviews:chronology", args=[school.review.public_id])
    start = reverse("rapid_reviews:chronology_import_records", args=[school.review.public_id])
    assert start in client.get(merged).content.decode()
    client.post(start, {"seen_version": school.review.version, "file": a_file(f"1/2/2024,{SECRET},yes,\n")})
    kept = ChronologyImport.all_records.get()
    assert (kept.request, kept.agency) == (None, cast.agencies["lscp"])
    actions.confirm_columns(
        kept.public_id, seen_version=1, columns=kept.columns, date_order="day", by=cast.lscp_unit
    )
    begin(kept, cast.lscp_unit)
    assert ChronologyRow.all_records.get().source == "Partnership records"
    for person in (cast.school_lead, cast.police_lead):
        assert signed_in(person).get(kept.get_absolute_url()).status_code == 404
    assert start not in signed_in(cast.police_rag).get(merged).content.decode()
