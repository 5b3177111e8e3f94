"""Reading agencies' files: messy workbooks, CSV in every encoding, Word tables, and what is refused."""

import csv
import datetime as dt
import io
import zipfile

import docx
import pytest
from openpyxl import Workbook

from lscp.documents.kinds import Unsuitable
from lscp.kernel.dates import UncertainDate
from rapid_reviews.queries import chronology_files as files
from rapid_reviews.queries.chronology_dates import (
    MONTH_FIRST,
    Order,
    Unreadable,
    order_of,
    read_time,
    read_when,
)
from rapid_reviews.queries.chronology_mapping import Checker, Known, guess, is_heading
from rapid_reviews.queries.chronology_template import HEADINGS, as_csv, as_workbook

HEAD = ["Date", "Event", "Child seen?", "Action taken"]


def workbook(rows, *, change=None):
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    if change:
        change(sheet)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def read(name, data):
    return files.read(name, data, is_heading=is_heading)


def checked(table, *, first="day", known=None):
    return Checker(table, guess(table.columns), first, known or Known()).check_all()


def problems(table, **kwargs):
    return {one.number: one.problems for one in checked(table, **kwargs) if one.problems}


def test_messy_workbook_gives_every_problem_by_row(settings):
    def merge(sheet):
        sheet.merge_cells("B9:B10")

    table = read(
        "x.xlsx",
        workbook(
            [
                ["Chronology of the school"],
                [],
                HEAD,
                [dt.date(2024, 1, 5), "Absent", "yes", "Letter sent"],
                ["5/1/24", "Absent again", "no", ""],
                [45300, "A serial number", "", ""],
                ["31/02/2024", "No such day", "", ""],
                ["7/1/2024", "=1+1", "maybe", ""],
                ["8/1/2024", "Merged", "", ""],
                ["9/1/2024", None, "", ""],
                [None, "No date", "", ""],
                ["around 22 May 2016", "x" * 20_001, "n/a", ""],
                ["13 March 2024", "Fine", "Y", "Told mother"],
                [dt.date(2024, 1, 5), "absent", "", ""],
            ],
            change=merge,
        ),
    )
    assert table.columns == HEAD
    found = problems(table)
    assert {number: len(said) for number, said in found.items()} == {
        5: 1, 6: 1, 7: 1, 8: 2, 9: 1, 10: 1, 11: 1, 12: 1, 14: 1,
    }  # fmt: skip
    assert "year with 4 numbers" in found[5][0]
    assert "9 January 2024" in found[6][0]
    assert "no such day" in found[7][0]
    assert found[8][0] == "Event holds a formula, which is not worked out. Put the value in its place"
    assert found[9] == found[10] == ["Event is merged (B9 to B10). Part the cells and fill in each row"]
    assert found[11] == ["There is no date. Write “not known” if nobody knows it"]
    assert found[14] == ["The same as row 4"]
    (last,) = [one for one in checked(table) if one.number == 13]
    assert (last.when, last.child_seen, last.texts["response"]) == (
        UncertainDate.exact(dt.date(2024, 3, 13)), "yes", "Told mother",
    )  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_in_every_usual_encoding(encoding, delimiter):
    kept = io.StringIO()
    csv.writer(kept, delimiter=delimiter).writerows(
        [HEAD, ["1/2/2024", "Zoë’s café; said “no”, twice\nand left", "no", ""]]
    )
    (line,) = checked(read("x.csv", kept.getvalue().encode(encoding)))
    assert (line.problems, line.texts["event"]) == ([], "Zoë’s café; said “no”, twice\nand left")


def test_csv_read_in_the_wrong_encoding_before_is_a_problem_of_its_row():
    spoilt = (
        "Date,Event\n1/2/2024,Zoë’s café\n2/2/2024,Plain\n".encode()
        .decode("cp1252", errors="replace")
        .encode()
    )
    assert problems(read("x.csv", spoilt)) == {2: ["Event: letters look wrong. Save the file again as UTF-8"]}


def test_word_table_is_read_and_its_merged_cells_are_problems():
    document = docx.Document()
    document.add_paragraph("Our chronology")
    document.add_table(2, 2).rows[0].cells[0].text = "Not it"
    table = document.add_table(1, 3)
    for cell, text in zip(table.rows[0].cells, ("Date", "What happened", "Response"), strict=True):
        cell.text = text
    for row in (("3 March 2024", "Seen at home", "None"), ("4 March 2024", "Over two", "columns")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    table.rows[2].cells[1].merge(table.rows[2].cells[2])
    kept = io.BytesIO()
    document.save(kept)
    lines = checked(read("x.docx", kept.getvalue()))
    assert [(one.number, one.texts["event"], one.problems) for one in lines] == [
        (2, "Seen at home", []),
        (
            3, "",
            [
                "Event is merged (row 3 of the table). Part the cells and fill in each row",
                "Response is merged (row 3 of the table). Part the cells and fill in each row",
            ],
        ),
    ]  # fmt: skip


def test_files_that_are_not_taken_say_what_to_do():
    good = workbook([HEAD, ["1/2/2024", "x", "", ""]])
    with_macros = io.BytesIO(good)
    with zipfile.ZipFile(with_macros, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    bomb = io.BytesIO(good)
    with zipfile.ZipFile(bomb, "a", compression=zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/big.bin", b"\x00" * (files.MOST_UNPACKED + 1))
    for name, data, words in (
        ("x.xlsm", good, "macros"), ("x.xlsx", with_macros.getvalue(), "macros"),
        ("x.xlsx", bomb.getvalue(), "unpack to far too much"), ("x.pdf", b"%PDF", "must be an Excel workbook"),
        ("x.xlsx", b"", "empty"), ("x.xlsx", good[:300], "cannot be read"), ("x.csv", good, "not plain text"),
        ("x.xlsx", workbook([["Name", "Age"], ["a", 1]]), "No table"), ("x.xlsx", workbook([HEAD]), "no rows"),
        ("x.csv", b'Date,Event\n1/2/2024,"' + b"x" * 200_000, "too long"),
    ):  # fmt: skip
        with pytest.raises(Unsuitable, match=words):
            read(name, data)


def test_more_rows_than_the_limit_are_refused_and_the_limit_is_taken():
    rows = "".join(f"1/2/2024,Event {n}\n" for n in range(files.MOST_ROWS))
    assert len(read("x.csv", f"Date,Event\n{rows}".encode()).lines) == 20_000
    with pytest.raises(Unsuitable, match="more than 20,000 rows"):
        read("x.csv", f"Date,Event\n{rows}1/2/2024,One more\n".encode())


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("22/05/2016", UncertainDate.exact(dt.date(2016, 5, 22))),
        ("2016-05-22", UncertainDate.exact(dt.date(2016, 5, 22))),
        ("22nd May 2016", UncertainDate.exact(dt.date(2016, 5, 22))),
        ("Sunday 22 May 2016", UncertainDate.exact(dt.date(2016, 5, 22))),
        ("?22 May 2016", UncertainDate.around(dt.date(2016, 5, 22), "?22 May 2016")),
        ("circa 22.5.2016", UncertainDate.around(dt.date(2016, 5, 22), "circa 22.5.2016")),
        ("May 2016", UncertainDate.month(2016, 5, "May 2016")),
        ("about May 2016", UncertainDate.month(2016, 5, "about May 2016")),
        ("spring 2016", UncertainDate.season("spring", 2016, "spring 2016")),
        ("2016", UncertainDate.year(2016, "2016")),
        (
            "1/5/2016 - 3/5/2016",
            UncertainDate.between(dt.date(2016, 5, 1), dt.date(2016, 5, 3), "1/5/2016 - 3/5/2016"),
        ),
        ("not known", UncertainDate.unknown("not known")),
        ({"kind": "datetime", "value": "2016-05-22T14:30:00"}, UncertainDate.exact(dt.date(2016, 5, 22))),
        ({"kind": "number", "value": 2016}, UncertainDate.year(2016)),
    ],
)
def test_date_is_read_as_people_write_it(written, expected):
    assert read_when(written, Order()) == expected


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("5/22/2016", "seems to have the month first"),
        ("22/5/16", "4 numbers"),
        ("30 February 2016", "no such day"),
        ("last Tuesday", "cannot be read"),
        ("3/5/2016 to 1/5/2016", "before the first"),
        ("1/1/1066", "cannot be right"),
        ({"kind": "number", "value": 42512}, "22 May 2016"),
    ],
)
def test_date_that_cannot_be_sure_is_said(written, words):
    with pytest.raises(Unreadable, match=words):
        read_when(written, Order())


def test_one_american_date_makes_the_ambiguous_ones_doubtful():
    column = ["3/4/2024", "5/22/2024", "13/4/2024", "4/4/2024"]
    order = order_of(column, "day")
    with pytest.raises(Unreadable, match="3 April or 4 March"):
        read_when("3/4/2024", order)
    assert read_when("13/4/2024", order) == UncertainDate.exact(dt.date(2024, 4, 13))
    assert read_when("4/4/2024", order) == UncertainDate.exact(dt.date(2024, 4, 4))
    assert read_when("3/4/2024", order_of(["3/4/2024", "5/22/2024"], MONTH_FIRST)) == UncertainDate.exact(
        dt.date(2024, 3, 4)
    )


def test_time_is_read_or_said():
    assert [read_time(one) for one in ("14:30", "2.30pm", "14:30:00", "", {"kind": "time", "value": "09:05:00"})] == [
        dt.time(14, 30), dt.time(14, 30), dt.time(14, 30), None, dt.time(9, 5),
    ]  # fmt: skip
    with pytest.raises(Unreadable, match="cannot be read"):
        read_time("half two")


def test_children_are_known_by_number_or_name_and_others_are_a_problem():
    known = Known({"child 1": "a", "1": "a", "quilliam": "a", "child 2": "b"})
    table = read(
        "x.csv", b"Date,Event,Child\n1/2/2024,x,Quilliam & Child 2\n2/2/2024,y,all\n3/2/2024,z,Ottoline\n"
    )
    lines = checked(table, known=known)
    assert [one.children for one in lines] == [["a", "b"], ["a", "b"], []]
    assert lines[2].problems == ["Children: “Ottoline” is not known. Write Child 1, Child 2 and so on"]


def test_row_that_is_there_already_is_a_problem():
    table = read("x.csv", b"Date,Event\n1/2/2024,Seen  at HOME\n")
    (line,) = checked(table)
    assert problems(table, known=Known(rows=frozenset({line.mark}))) == {
        2: ["The same row is in your chronology already"]
    }


def test_template_is_read_back_column_by_column():
    expected = {key: place for place, key in enumerate(
        ("date", "until", "time", "source", "event", "children", "child_seen", "spoken_to", "response",
         "significance", "comment", "themes")
    )}  # fmt: skip
    assert guess(HEADINGS) == expected
    for name, data in (("t.xlsx", as_workbook()), ("t.csv", as_csv())):
        with pytest.raises(Unsuitable, match="headings but no rows"):
            read(name, data)
