"""PDF copies: tagged, titled, marked, and made from nothing but our own files."""

import io

import pypdf
import pytest
from django.template import engines
from django.test import override_settings

from lscp.web.pdf import ForbiddenAddress, breakable, render_pdf

BODY = """{% extends "pdf/base.html" %}{% load govuk %}{% block content %}
<h2>Answers</h2><p>The {% term "RAG" %} met. The {% term "RAG" %} met.</p>
<table><caption>Answers</caption>
<thead><tr><th scope="col">Question</th><th scope="col">Answer</th></tr></thead>
<tbody>{% for question, answer in rows %}
<tr><th scope="row">{{ question }}</th><td>{{ answer }}</td></tr>{% endfor %}
</tbody></table>{{ more }}{% endblock %}"""
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.locmem.Loader",
                    {
                        "answers.html": BODY,
                        "outside.html": BODY.replace(
                            "{{ more }}", '<img alt="" src="https://elsewhere.example/x.png">'
                        ),
                        "file.html": BODY.replace("{{ more }}", '<img alt="" src="file:///etc/passwd">'),
                        "climb.html": BODY.replace("{{ more }}", '<img alt="" src="static:../lscp/x.png">'),
                        "inside.html": BODY.replace(
                            "{{ more }}", '<img alt="A mark" src="static:img/icon.svg">'
                        ),
                    },
                ),
                "django.template.loaders.filesystem.Loader",
                "django.template.loaders.app_directories.Loader",
            ]
        },
        "DIRS": engines["django"].dirs,
    }
]


def made(template="answers.html", **context):
    context.setdefault("rows", [("What happened?", "A fall.")])
    with override_settings(TEMPLATES=TEMPLATES):
        written = render_pdf(
            template, context, title="Notification LSCP-2026-0001", marking="OFFICIAL-SENSITIVE"
        )
    return pypdf.PdfReader(io.BytesIO(written))


def text_of(page):
    return " ".join(page.extract_text().replace("\x00", "").split())


def elements(node):
    """Every structure element, top down, as (tag, element)."""
    for kid in _kids(node):
        yield kid["/S"], kid
        yield from elements(kid)


def _kids(node):
    kids = node.get("/K", [])
    found = [kid.get_object() for kid in (kids if isinstance(kids, list) else [kids])]
    return [kid for kid in found if isinstance(kid, dict) and "/S" in kid]


def test_pdf_declares_itself_accessible():
    reader = made()
    catalogue = reader.trailer["/Root"]
    assert catalogue["/Lang"] == "en-GB"
    assert catalogue["/MarkInfo"] == {"/Marked": True}
    assert catalogue["/ViewerPreferences"] == {"/DisplayDocTitle": True}
    assert reader.metadata.title == "Notification LSCP-2026-0001"
    assert reader.xmp_metadata.rdf_root.toxml().count('pdfuaid:part="1"') == 1


def test_pdf_structure_in_reading_order():
    root = made().trailer["/Root"]["/StructTreeRoot"]
    found = [(tag, element) for tag, element in elements(root) if tag != "/Span"]
    assert [tag for tag, _element in found] == [
        "/Document", "/H1", "/H2", "/P", "/Table", "/Caption",
        "/THead", "/TR", "/TH", "/TH", "/TBody", "/TR", "/TH", "/TD",
    ]  # fmt: skip
    assert [element["/A"]["/Scope"] for tag, element in found if tag == "/TH"] == [
        "/Column",
        "/Column",
        "/Row",
    ]
    names = root["/IDTree"]["/Names"]
    cell = next(element for tag, element in found if tag == "/TD")
    assert set(cell["/A"]["/Headers"]) <= set(names[::2])


def test_pdf_running_heads_are_artifacts_outside_the_structure():
    reader = made()
    page = reader.pages[0]
    assert page.get_contents().get_data().count(b"/Artifact\n<</Type /Pagination>>\nBDC") == 4
    root = reader.trailer["/Root"]["/StructTreeRoot"]
    reachable = {element.indirect_reference.idnum for _tag, element in elements(root)}
    numbers = root["/ParentTree"]["/Nums"]
    entries = numbers[1].get_object()
    tagged = {entry.idnum for entry in entries if isinstance(entry, pypdf.generic.IndirectObject)}
    assert tagged - reachable == set()
    assert sum(isinstance(entry, pypdf.generic.NullObject) for entry in entries) == 4


def test_pdf_every_page_is_marked_and_numbered_also_with_long_unbroken_text():
    reader = made(rows=[("x" * 4000, "Z" * 12000), ("Emoji", "🙂 مرحبا")])
    total = len(reader.pages)
    assert total > 2
    for number, page in enumerate(reader.pages, start=1):
        words = text_of(page)
        assert words.count("OFFICIAL-SENSITIVE") == 2
        assert f"Page {number} of {total}" in words
        assert "Notification LSCP-2026-0001" in words
    letters = "".join(text_of(page) for page in reader.pages)
    assert letters.count("Z") == 12000


def test_pdf_breaks_long_runs_and_leaves_tags_short_words_and_entities_alone():
    tag, run = f'<p class="{"x" * 100}">', "y" * 79 + "&amp;" + "z"
    assert breakable(f"{tag}{'y' * 80} {run}</p>") == (
        f"{tag}{'y' * 80} {'y' * 40}&#8203;{'y' * 39}&amp;&#8203;z</p>"
    )


def test_pdf_writes_acronyms_out_once():
    assert "The Review Advisory Group (RAG) met. The RAG met." in text_of(made().pages[0])


def test_pdf_escapes_what_people_typed():
    assert '<img src="https://elsewhere.example/x.png">' in text_of(
        made(rows=[("a", '<img src="https://elsewhere.example/x.png">')]).pages[0]
    )


def test_pdf_with_one_of_our_own_images():
    tags = [tag for tag, _element in elements(made("inside.html").trailer["/Root"]["/StructTreeRoot"])]
    assert tags.count("/Figure") == 1


@pytest.mark.parametrize("template", ["outside.html", "file.html", "climb.html"])
def test_pdf_refuses_anything_from_elsewhere(template):
    with pytest.raises(ForbiddenAddress):
        made(template)
