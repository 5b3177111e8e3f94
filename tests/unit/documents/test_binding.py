"""Papers bound into one PDF: contents, links, bookmarks, numbers through, structure, and nothing that runs."""

import io

import pypdf
import pytest
from PIL import Image
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject
from weasyprint import HTML

from lscp.documents.binding import Apart, Paged, Sheet, bind, pages_of

WORDS = "Copy for Anna Example, made on 23 November 2026, 14:02"


def tagged(*headings, repeat=1):
    body = "".join(
        f'<h2 id="part">{one}</h2><p><a href="#last">To the end</a></p>'
        "<table><thead><tr><th scope='col'>Who</th><th scope='col'>What</th></tr></thead>"
        "<tbody><tr><th scope='row'>Nurse</th><td>Saw the child</td></tr></tbody></table>"
        + "<p style='break-after:page'>Words</p>"
        * repeat
        for one in headings
    )
    page = f"<html lang='en'><title>A paper</title><body>{body}<p id='last'>The end</p></body></html>"
    return HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")


def untagged(words="Plain words", **page):
    data = HTML(string=f"<style>@page{{size:A4}}</style><p>{words}</p>").write_pdf()
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    for key, value in page.items():
        writer.pages[0][NameObject(f"/{key}")] = value
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def bound(*sheets, **more):
    made = bind(sheets, title="Papers of a meeting", marking="OFFICIAL-SENSITIVE", words=WORDS, **more)
    return made, pypdf.PdfReader(io.BytesIO(made.data))


def sheet(number, data, title="", **more):
    return Sheet(number, title or f"Paper number {number}", Paged(data, **more))


def elements(reader):
    """Every element of the structure tree with its depth, in reading order."""
    found = []

    def walk(one, depth):
        one = one.get_object()
        if not isinstance(one, DictionaryObject) or "/S" not in one:
            return
        found.append((depth, one))
        kids = one.get("/K", [])
        for kid in kids if isinstance(kids, ArrayObject) else [kids]:
            walk(kid, depth + 1)

    for top in reader.trailer["/Root"]["/StructTreeRoot"]["/K"]:
        walk(top, 0)
    return found


def test_bundle_is_numbered_through_and_every_page_is_marked_for_its_reader():
    made, reader = bound(sheet(1, tagged("One", "Two")), sheet(2, untagged()))
    assert made.pages == len(reader.pages) == 1 + 3 + 1
    for number, page in enumerate(reader.pages, start=1):
        words = page.extract_text()
        assert f"Bundle page {number} of 5" in words
        assert WORDS in words
        assert "OFFICIAL-SENSITIVE" in words


def test_contents_lead_to_the_first_page_of_each_paper():
    _made, reader = bound(sheet(1, tagged("One", "Two")), sheet(2, untagged()))
    words = reader.pages[0].extract_text()
    assert "Bundle page 2 (3 pages)" in words
    assert "Bundle page 5 (1 page)" in words
    links = [one.get_object() for one in reader.pages[0]["/Annots"]]
    targets = [reader.get_page_number(one["/Dest"][0].get_object()) for one in links]
    assert targets == [1, 4]
    assert all("/A" not in one for one in links)
    assert b"bundle.invalid" not in b"".join(str(one).encode() for one in reader.trailer["/Root"].values())


def test_long_contents_keep_the_page_numbers_right():
    many = [sheet(number, untagged(f"Paper {number}"), title="A long title " * 12) for number in range(1, 31)]
    _made, reader = bound(*many)
    front = next(
        place for place, page in enumerate(reader.pages) if "Paper 1\n" in page.extract_text() + "\n"
    )
    assert front > 1
    text = "".join(page.extract_text() for page in reader.pages[:front])
    assert f"Bundle page {front + 1} (1 page)" in " ".join(text.split())
    assert "Paper 30" in reader.pages[front + 29].extract_text()


def test_bookmarks_name_each_paper_with_its_own_below():
    _made, reader = bound(sheet(1, tagged("One", "Two")), sheet(2, untagged(), title="A letter"))

    def named(marks):
        return [named(one) if isinstance(one, list) else one.title for one in marks]

    assert named(reader.outline) == ["Contents", "1. Paper number 1", ["One", "Two"], "2. A letter"]
    pages = [reader.get_destination_page_number(one) for one in reader.outline if not isinstance(one, list)]
    assert pages == [0, 1, 4]


def test_structure_of_each_paper_is_kept_below_its_own_part():
    _made, reader = bound(sheet(1, tagged("One")), sheet(2, tagged("Two")))
    root = reader.trailer["/Root"]
    assert (root["/MarkInfo"]["/Marked"], root["/Lang"]) == (True, "en-GB")
    found = elements(reader)
    assert [one["/T"] for depth, one in found if depth == 1] == [
        "Contents", "1. Paper number 1", "2. Paper number 2",
    ]  # fmt: skip
    roles = [one["/S"] for _depth, one in found]
    assert roles.count("/H2") == 3
    assert roles.count("/Table") == 3
    on_pages = {
        place: {reader.get_page_number(one["/Pg"].get_object()) for one in part if "/Pg" in one}
        for place, part in enumerate(_parts(found))
    }
    assert on_pages == {0: {0}, 1: {1, 2}, 2: {3, 4}}


def _parts(found):
    parts = []
    for depth, one in found:
        if depth == 1:
            parts.append([])
        elif depth > 1:
            parts[-1].append(one)
    return parts


def test_every_page_leads_to_its_own_entry_of_the_tree():
    _made, reader = bound(sheet(1, tagged("One")), sheet(2, untagged()), sheet(3, tagged("Three")))
    numbers = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    entries = {numbers[place]: numbers[place + 1].get_object() for place in range(0, len(numbers), 2)}
    keys = [page["/StructParents"] for page in reader.pages]
    assert len(set(keys)) == len(reader.pages)
    for key, page in zip(keys, reader.pages, strict=True):
        owners = [one.get_object() for one in entries[key] if isinstance(one.get_object(), DictionaryObject)]
        assert owners
        assert all(one.get("/Pg", page).get_object() == page for one in owners)
    links = [one.get_object()["/StructParent"] for page in reader.pages for one in page.get("/Annots", ())]
    assert len(set(links) | set(keys)) == len(links) + len(keys)
    assert set(links) <= entries.keys()
    drawn = {one.idnum for page in reader.pages for one in page.get("/Annots", ())}
    meant = {kid.raw_get("/Obj").idnum for _depth, one in elements(reader) for kid in _references(one)}
    assert meant == drawn


def _references(element):
    kids = element.get("/K", [])
    found = [kid.get_object() for kid in (kids if isinstance(kids, ArrayObject) else [kids])]
    return [kid for kid in found if isinstance(kid, DictionaryObject) and kid.get("/Type") == "/OBJR"]


def test_header_cells_of_two_papers_keep_identifiers_of_their_own():
    page = "<html lang='en'><title>t</title><table><tr><th id='a'>A<td headers='a'>B</table></html>"
    data = HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    _made, reader = bound(sheet(1, data), sheet(2, data))
    found = [one for _depth, one in elements(reader)]
    ids = [one["/ID"] for one in found if "/ID" in one]
    assert len(ids) == len(set(ids))
    attributes = [one["/A"] for one in found if "/A" in one]
    mentioned = [key for one in attributes if "/Headers" in one for key in one["/Headers"]]
    assert len(mentioned) >= 2
    assert set(mentioned) <= set(ids)


def test_paper_without_tags_is_read_out_and_a_picture_by_its_description():
    picture = io.BytesIO()
    Image.new("RGB", (80, 40), "red").save(picture, format="PNG")
    paged = pages_of(".png", picture.getvalue(), title="File 3 (PNG)", marking="M")
    _made, reader = bound(sheet(1, untagged()), Sheet(2, "File 3 (PNG)", paged))
    assert "came without headings" in reader.pages[0].extract_text().replace("\n", " ")
    found = {one["/S"]: one for depth, one in elements(reader) if depth == 2 and "/Pg" in one}
    assert found["/Figure"]["/Alt"] == "File 3 (PNG)"
    for place, role in ((1, b"/P"), (2, b"/Figure")):
        assert role + b" <</MCID 0>> BDC" in reader.pages[place].get_contents().get_data()


def test_link_inside_a_paper_stays_inside_it():
    _made, reader = bound(sheet(1, tagged("One")), sheet(2, tagged("Two")))
    for page, last in ((1, 2), (3, 4)):
        (link,) = (one.get_object() for one in reader.pages[page]["/Annots"])
        assert reader.get_page_number(link["/Dest"][0].get_object()) == last


def test_nothing_that_runs_comes_along():
    script = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    )
    box = ArrayObject([])
    note = DictionaryObject({
        NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject("/Link"),
        NameObject("/Rect"): box, NameObject("/A"): script, NameObject("/AA"): script,
    })  # fmt: skip
    carried = DictionaryObject({
        NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject("/FileAttachment"),
        NameObject("/Rect"): box, NameObject("/Contents"): TextStringObject("carried.exe"),
    })  # fmt: skip
    made, reader = bound(sheet(1, untagged(Annots=ArrayObject([note, carried]), AA=script)))
    assert b"app.alert" not in made.data
    assert b"carried.exe" not in made.data
    (kept,) = (one.get_object() for one in reader.pages[1]["/Annots"])
    assert kept.keys() & {"/A", "/AA"} == set()
    assert "/AA" not in reader.pages[1]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_strip_stands_below_what_the_page_showed(turned):
    _made, reader = bound(sheet(1, untagged(Rotate=pypdf.generic.NumberObject(turned))))
    box = reader.pages[1].mediabox
    grown = {0: ("bottom", -1), 90: ("right", 1), 180: ("top", 1), 270: ("left", -1)}[turned]
    flat = {"left": 0, "bottom": 0, "right": 595.28, "top": 841.89}
    moved = {side: round(float(getattr(box, side)) - usual) for side, usual in flat.items()}
    assert {side for side, by in moved.items() if by} == {grown[0]}
    assert moved[grown[0]] * grown[1] > 20


@pytest.mark.parametrize(
    ("extension", "data", "words"),
    [
        (".docx", b"PK", "not turned into pages"),
        (".pdf", b"%PDF-1.7\nnothing", "could not be read"),
        (".png", b"\x89PNG\r\n", "could not be read"),
    ],
)
def test_file_that_cannot_become_pages_says_why(extension, data, words):
    with pytest.raises(Apart, match=words):
        pages_of(extension, data, title="File 1", marking="M")


def test_locked_file_is_read_separately():
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(untagged()))
    writer.encrypt("secret")
    written = io.BytesIO()
    writer.write(written)
    with pytest.raises(Apart, match="locked with a password"):
        pages_of(".pdf", written.getvalue(), title="File 1", marking="M")


def test_contents_say_what_is_read_separately_and_how_many_papers_are_not_for_the_reader():
    made, reader = bound(
        sheet(1, untagged()),
        Sheet(2, "File 2 (DOCX)", why_apart="Open it on the meeting’s page"),
        not_theirs=2,
    )
    words = " ".join(reader.pages[0].extract_text().split())
    assert "Read separately. Open it on the meeting’s page." in words
    assert "2 papers of this meeting are not for you" in words
    assert [one.number for one in made.apart] == [2]


def test_paper_that_breaks_while_it_is_copied_is_listed_and_the_rest_is_bound(monkeypatch):
    from lscp.documents.binding import binder as module

    usual = module.copy_annotations

    def breaks(writer, reader, pages):
        if "Broken" in reader.pages[0].extract_text():
            raise KeyError("/Rect")
        usual(writer, reader, pages)

    monkeypatch.setattr("lscp.documents.binding.binder.copy_annotations", breaks)
    made, reader = bound(sheet(1, untagged("Broken")), sheet(2, untagged("Whole")))
    assert [one.number for one in made.apart] == [1]
    assert "Whole" in reader.pages[1].extract_text()
    assert len(reader.pages) == 2
