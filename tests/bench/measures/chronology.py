"""The merged chronology: its first page, a search and copies at 5,000 rows, an import against openpyxl alone."""

import datetime as dt
import io
import time

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from lscp.documents import scans
from lscp.kernel.dates import UncertainDate
from lscp.people import sealing
from notifications.models import Notification
from rapid_reviews.actions import chronology_export, chronology_import
from rapid_reviews.models import AgencyRequest, ChronologyCopy, ChronologyImport, ChronologyRow, RapidReview
from rapid_reviews.queries import chronology as queries
from tests.bench.browser import Browser
from tests.bench.data import cases
from tests.bench.stopwatch import medians, milliseconds

HEADING = "Merged chronology"
CASES = 1_000
SIZES = (100, 1_000, 5_000)
ROWS = 20_000
AGENCIES = ("police", "council", "hospital", "school")
EVENT = (
    "Event {number}: the health visitor saw the child at home and wrote down what was said. The mother was tired, and "
    "Mrs Pembridge from next door came in while they spoke."
)


def measure(report, world):
    """Each comparison is made in one run, in turn."""
    cases.grow_to(world, CASES)
    reviews = {size: _review(world, size) for size in SIZES}
    _pages(report, world, reviews)
    _search(report, reviews[SIZES[-1]])
    _copies(report, world, reviews[SIZES[-1]])
    _import(report, world)


def _pages(report, world, reviews):
    browser = Browser(world.again("unit-0"))
    for what, query in (("first page", ""), ("first page with roles", "?names=hide")):
        addresses = [
            reverse("rapid_reviews:chronology", args=[one.public_id]) + query for one in reviews.values()
        ]
        found = medians(*[lambda address=address: browser.get(address) for address in addresses], rounds=9)
        said = ", ".join(
            f"{size:,} rows {milliseconds(taken)}" for size, taken in zip(SIZES, found, strict=True)
        )
        report.at_most(
            f"{what}, {SIZES[-1]:,} rows against {SIZES[0]:,}", found[-1] / found[0], 1.5, unit="×", note=said
        )
    report.note("first page: queries", len(browser.queries(addresses[-1])))


def _search(report, review):
    def read():
        return [row.content.ciphertext for row in queries.rows_of(review)]

    def search():
        assert queries.search(queries.rows_of(review), "number zebra", most=200)[1] == 0

    searched, plain = medians(search, read, rounds=5)
    report.note(
        f"search of {SIZES[-1]:,} rows against reading them sealed", searched / plain, unit="×",
        note=f"{milliseconds(searched)} : {milliseconds(plain)}",
    )  # fmt: skip


def _copies(report, world, review):
    person = world.again("unit-0")

    def opened():
        return queries.opened(queries.rows_of(review), counts=False)

    opened()
    bare = _processor(opened)
    for kind in ("csv", "xlsx", "pdf"):
        copy = chronology_export.ask(
            review.public_id, kind=kind, narrowing=queries.Narrowing(), with_names=False, reason="", by=person
        )
        taken = _processor(lambda copy=copy: chronology_export.make(copy.pk))
        assert ChronologyCopy.all_records.get(pk=copy.pk).status == "ready"
        report.note(
            f"copy of {SIZES[-1]:,} rows as {kind}, with roles, against opening the rows", taken / bare, unit="×",
            note=f"{taken:.1f} s : {bare:.2f} s of processor time",
        )  # fmt: skip


def _import(report, world):
    """From the file's arrival to its last row, with the page that shows its problems, on processor time."""
    scans.is_clean = lambda _data: True  # no scanner stands beside a measure
    data, person = _workbook(), world.again("unit-0")
    review = _review(world, 0)
    alone = _processor(lambda: _read_alone(data))
    begun = time.process_time()
    file = SimpleUploadedFile("rows.xlsx", data)
    kept = chronology_import.upload_records(review.public_id, seen_version=None, file=file, by=person)
    kept = chronology_import.confirm_columns(
        kept.public_id, seen_version=kept.version, columns=kept.columns, date_order="day", by=person
    )
    checked = time.process_time()
    chronology_import.begin(kept.public_id, seen_version=kept.version, only_good=False, by=person)
    chronology_import.go_on()
    taken = time.process_time() - begun
    assert ChronologyImport.all_records.get(pk=kept.pk).imported == ROWS
    report.at_most(
        f"import of {ROWS:,} rows against reading the file with openpyxl", taken / alone, 3.0, unit="×",
        note=f"{taken:.1f} s : {alone:.1f} s of processor time; until its columns are known {checked - begun:.1f} s",
    )  # fmt: skip


def _processor(work):
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _read_alone(data):
    sheet = load_workbook(io.BytesIO(data), read_only=True).worksheets[0]
    return sum(1 for _row in sheet.iter_rows(values_only=True))


def _workbook():
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(
        ["Date", "Time", "Source", "Event", "Child seen", "Response", "Significance", "Comment", "Themes"]
    )
    first = dt.date(2020, 1, 1)
    for number in range(ROWS):
        day = first + dt.timedelta(days=number % 1500)
        sheet.append([day, "14:30", "Case notes", EVENT.format(number=number), "yes", "Rang the social worker",
                      "It shows a pattern", "", "Health"])  # fmt: skip
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _review(world, number):
    """A review with so many rows of four agencies."""
    rows = Notification.all_records.filter(
        partnership=world.partnerships[0], status="notified", rapid_reviews=None
    )
    notification = rows.select_related("case").first()
    case = notification.case
    review = RapidReview.all_records.create(
        case=case, partnership=world.partnerships[0], notification=notification, opened_by=world.unit
    )
    requests = [
        AgencyRequest.all_records.create(
            case=case, partnership=review.partnership, review=review, agency=world.agencies[f"{name}-0"],
            asks=sealing.seal(case, {}), form_edition="2026.1", asked_by=world.unit,
        )
        for name in AGENCIES
    ]  # fmt: skip
    made, documents = [], []
    for place in range(number):
        when, asked = (
            UncertainDate.exact(dt.date(2021, 1, 1) + dt.timedelta(days=place // 4)),
            requests[place % 4],
        )
        row = ChronologyRow(
            case=case, partnership=review.partnership, review=review, request=asked, agency=asked.agency,
            made_by=world.unit, changed_by=world.unit,
        )  # fmt: skip
        row.place(when, None)
        made.append(row)
        documents.append(
            {"when": when.to_json(), "source": "Case notes", "event": EVENT.format(number=place),
             "response": "Rang the social worker", "significance": "", "comment": ""}
        )  # fmt: skip
    for row, content in zip(made, sealing.seal_many(case, documents), strict=True):
        row.content = content
    ChronologyRow.all_records.bulk_create(made, batch_size=500)
    return review
