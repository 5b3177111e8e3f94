"""The report as a Word document: real headings and tables, the language set, its properties naming nobody."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from lscp.kernel import clock
from rapid_reviews.queries.report_export import Chapter, Copy


def word_of(copy: Copy, *, marking: str) -> bytes:
    """The document's bytes. `marking` stands at the head of every page."""
    document = Document()
    _properties(document, copy)
    document.sections[0].header.paragraphs[0].text = f"{marking}  {copy.title}"
    document.add_heading(copy.title, level=0)
    if copy.is_draft:
        document.add_paragraph(copy.draft_words)
    for chapter in copy.chapters:
        _chapter(document, chapter)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _properties(document: Any, copy: Copy) -> None:
    about, now = document.core_properties, clock.now().replace(tzinfo=None)
    about.title, about.language = copy.title, "en-GB"
    about.author = about.last_modified_by = about.comments = ""
    about.created = about.modified = now
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(12)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    style.element.get_or_add_rPr().append(language)


def _chapter(document: Any, chapter: Chapter) -> None:
    document.add_heading(chapter.title, level=1)
    for text in chapter.paragraphs:
        document.add_paragraph(text)
    if not chapter.rows:
        return
    table = document.add_table(rows=1, cols=2, style="Table Grid")
    for cell, words in zip(table.rows[0].cells, chapter.headers, strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    for row in chapter.rows:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = row.label, row.text
    document.add_paragraph()
