"""Tagged PDFs: our template layer against WeasyPrint alone on the same HTML; more pages; text without a break."""

import io

import pypdf
from django.template.loader import render_to_string
from weasyprint import HTML

from lscp.web import pdf
from tests.bench.stopwatch import processor_seconds_of

HEADING = "Tagged PDF"
TEMPLATE = "bench/document.html"
PARAGRAPH = (
    "The health visitor saw the family at home on three occasions. On each, what was seen was written down the same "
    "day and shared with the social worker, who spoke to the school and to the family doctor before the meeting. "
)
# Sections that come to about that many pages.
PAGES = {6: 9, 12: 18, 24: 36}
TEXT = 40_000


def measure(report, _world):
    """Ratio at 12 pages, then time for each page and for each thousand letters."""
    _ours(PAGES[6])
    document = _context(PAGES[12])
    ours, alone = _best([lambda: _ours(PAGES[12]), lambda: _alone(document)], rounds=4)
    pages = _page_count(_ours(PAGES[12]))
    report.at_most(
        f"{pages} pages: time against the same HTML without our layer", ours / alone, 1.1, unit="×",
        note=f"{ours:.2f} s : {alone:.2f} s",
    )  # fmt: skip
    _linear_in_pages(report)
    _linear_in_text(report)


def _linear_in_pages(report):
    per_page = {}
    for sections in PAGES.values():
        (taken,) = _best([lambda sections=sections: _ours(sections)], rounds=2)
        per_page[_page_count(_ours(sections))] = taken
    few, many = min(per_page), max(per_page)
    growth = (per_page[many] / many) / (per_page[few] / few)
    told = ", ".join(f"{pages} in {taken:.2f} s" for pages, taken in per_page.items())
    report.at_most(f"time for a page, {many} pages against {few}", growth, 1.15, unit="×", note=told)


def _linear_in_text(report):
    for what, letter in (
        ("words", "harm "),
        ("one unbroken word", "x"),
        ("one unbroken emoji", "\N{GRINNING FACE}"),
    ):
        short, long = (
            _best([lambda size=size, letter=letter: _text((letter * size)[:size])], rounds=2)[0]
            for size in (TEXT // 4, TEXT)
        )
        report.at_most(
            f"{TEXT:,} letters of {what}: time against 4 × {TEXT // 4:,}", long / short / 4, 1.15, unit="×",
            note=f"{long:.2f} s : {short:.2f} s",
        )  # fmt: skip


def _context(sections):
    facts = [
        ("How it came to be known", "A strategy discussion"),
        ("Where", "At home"),
        ("When", "Around 22 May 2026"),
    ]
    return {"sections": [(f"Section {n}", PARAGRAPH * 5, facts * 3) for n in range(1, sections + 1)]}


def _ours(sections):
    return pdf.render_pdf(
        TEMPLATE, _context(sections), title="Measured document", marking="OFFICIAL-SENSITIVE"
    )


def _text(text):
    facts = [("What happened", text)]
    return pdf.render_pdf(
        TEMPLATE, {"sections": [("Section", "", facts)]}, title="Measured text", marking="OFFICIAL-SENSITIVE"
    )


def _alone(document):
    """The same HTML, ready made, with nothing but WeasyPrint."""
    named = {"title": "Measured document", "marking": "OFFICIAL-SENSITIVE", "stylesheet": pdf.STYLESHEET}
    if "html" not in document:
        document["html"] = render_to_string(TEMPLATE, {**document, **named, "terms_seen": set()})
    page = HTML(
        string=document["html"], base_url=pdf.SCHEME, url_fetcher=pdf.StaticFilesOnly(), media_type="print"
    )
    return page.write_pdf(pdf_variant="pdf/ua-1")


def _best(works, rounds):
    """The best seconds of the processor for each, run in turn: a page takes long, so few rounds must do."""
    taken = [[] for _ in works]
    for _ in range(rounds):
        for place, work in enumerate(works):
            taken[place].append(processor_seconds_of(work))
    return [min(times) for times in taken]


def _page_count(document):
    return len(pypdf.PdfReader(io.BytesIO(document)).pages)
