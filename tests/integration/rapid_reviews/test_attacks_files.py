"""Files that were made to harm: archives, spans, merged cells, entities, broken archives."""

import io
import zipfile

import docx
import openpyxl
import pytest

from lscp.documents.kinds import Unsuitable
from rapid_reviews.queries import chronology_files as files
from rapid_reviews.queries.chronology_mapping import is_heading

HEAD = ("Date", "Event")
ROW = ("1/2/2024", "Seen at home")
SHEET = "xl/worksheets/sheet1.xml"
DOCUMENT = "word/document.xml"


def read(name, data):
    return files.read(name, data, is_heading=is_heading)


def a_workbook():
    book = openpyxl.Workbook()
    for row in (HEAD, ROW):
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def a_document():
    document = docx.Document()
    table = document.add_table(rows=0, cols=2)
    for row in (HEAD, ROW):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def changed(data, part, change):
    """The same archive with one part changed."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            text = old.read(one.filename)
            new.writestr(one.filename, change(text) if one.filename == part else text)
    return kept.getvalue()


def test_untouched_files_are_read():
    for name, data in (("a.xlsx", a_workbook()), ("a.docx", a_document())):
        table = read(name, data)
        assert (table.columns, [one.cells for one in table.lines]) == (list(HEAD), [list(ROW)])


def test_cell_that_claims_to_span_more_columns_than_there_is_memory_for_is_cut_off():
    data = changed(
        a_document(), DOCUMENT,
        lambda text: text.replace(b"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="1000000000000000"/>'),
    )  # fmt: skip
    lines = list(files._of_document(data, lambda _texts: True))
    assert max(len(one.cells) for one in lines) <= files.MOST_COLUMNS


def test_half_a_merged_cell_repeated_is_passed_over_in_one_go():
    """Without an end each beginning would be compared with everything after it."""
    data = changed(
        a_workbook(), SHEET,
        lambda text: text.replace(b"</sheetData>", b"</sheetData><!--" + b"<mergeCell " * 60_000 + b"-->"),
    )  # fmt: skip
    assert [one.cells for one in read("a.xlsx", data).lines] == [list(ROW)]


def test_more_merged_cells_than_any_chronology_has_are_refused():
    merged = b'<mergeCell ref="A3:XFD1048576"/>' * 100
    data = changed(
        a_workbook(), SHEET,
        lambda text: text.replace(b"</sheetData>", b"</sheetData><mergeCells>" + merged + b"</mergeCells>"),
    )  # fmt: skip
    with pytest.raises(Unsuitable, match="merged"):
        read("a.xlsx", data)


@pytest.mark.parametrize(
    ("name", "make", "part"), [("a.xlsx", a_workbook, SHEET), ("a.docx", a_document, DOCUMENT)]
)
def test_entity_that_names_a_file_of_the_server_is_not_followed(tmp_path, name, make, part):
    secret = tmp_path / "secret"
    secret.write_text("the server's secret")
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>'.encode()

    def change(text):
        start = text.index(b"?>") + 2 if text.startswith(b"<?xml") else 0
        return text[:start] + entity + text[start:].replace(b"Seen at home", b"Seen &e; home")

    data = changed(make(), part, change) if name.endswith("docx") else changed(
        make(), "xl/sharedStrings.xml", change
    )  # fmt: skip
    try:
        table = read(name, data)
    except Unsuitable:
        return
    assert "secret" not in str(table)


def test_entities_that_grow_without_end_are_refused_or_stay_as_they_are():
    grows = b"<!DOCTYPE x [<!ENTITY a0 'ha'>" + b"".join(
        f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>".encode() for n in range(1, 12)
    ) + b"]>"  # fmt: skip

    def change(text):
        start = text.index(b"?>") + 2 if text.startswith(b"<?xml") else 0
        return text[:start] + grows + text[start:].replace(b"Seen at home", b"&a11;")

    for name, data in (
        ("a.xlsx", changed(a_workbook(), "xl/sharedStrings.xml", change)),
        ("a.docx", changed(a_document(), DOCUMENT, change)),
    ):
        try:
            table = read(name, data)
        except Unsuitable:
            continue
        assert len(str(table)) < 10_000


@pytest.mark.parametrize(("name", "make"), [("a.xlsx", a_workbook), ("a.docx", a_document)])
def test_broken_archive_is_refused_in_words(name, make):
    part = SHEET if name.endswith("xlsx") else DOCUMENT
    data = bytearray(make())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        at = archive.getinfo(part).header_offset + 80
    data[at : at + 40] = b"\x00" * 40
    with pytest.raises(Unsuitable):
        read(name, bytes(data))


def test_part_that_says_it_is_encrypted_is_refused_in_words():
    data = bytearray(a_document())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        at = archive.getinfo(DOCUMENT).header_offset
    data[at + 6] |= 1
    central = bytes(data).rfind(DOCUMENT.encode()) - 46
    data[central + 8] |= 1
    with pytest.raises(Unsuitable):
        read("a.docx", bytes(data))


def test_archive_that_unpacks_to_far_too_much_is_refused_before_it_is_unpacked():
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/a.xml", "w") as part:
        for _ in range(160):
            part.write(b"0" * 1024 * 1024)
    with pytest.raises(Unsuitable, match="unpack"):
        read("a.xlsx", kept.getvalue())
