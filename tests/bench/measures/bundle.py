"""A bundle of 200 pages: made whole against WeasyPrint alone, and bound against pypdf alone, on the same papers."""

import io
import time

import pypdf

from lscp.documents.binding import Paged, Sheet, bind
from tests.bench.measures.pdf import _alone, _context, _ours, _page_count

HEADING = "Bundle of papers"
PAPERS, SECTIONS = 8, 36
"""Papers of about 26 pages each."""
ROUNDS = 2


def measure(report, _world):
    """By processor time, because other work on the machine does not change it; the better of two, in turn."""
    _ours(4)
    document = _context(SECTIONS)
    taken = {"drawn": [], "made": [], "alone": [], "bound": []}
    for _ in range(ROUNDS):
        _drawn, seconds = _spent(lambda: [_alone(document) for _ in range(PAPERS)])
        taken["drawn"].append(seconds)
        ours, seconds = _spent(lambda: [_ours(SECTIONS) for _ in range(PAPERS)])
        bundle, binding = _spent(lambda papers=ours: _bound(papers))
        taken["made"].append(seconds + binding)
        taken["bound"].append(binding)
        _joined, seconds = _spent(lambda papers=ours: _pypdf_alone(papers))
        taken["alone"].append(seconds)
    best = {name: min(times) for name, times in taken.items()}
    pages = _page_count(bundle)
    report.at_most(
        f"{pages} pages: papers drawn and bound, against WeasyPrint alone drawing the same papers",
        best["made"] / best["drawn"], 1.3, unit="×", note=f"{best['made']:.1f} s : {best['drawn']:.1f} s",
    )  # fmt: skip
    report.at_most(
        f"{pages} pages: bound with contents, structure and strips, against pypdf alone joining the same files",
        best["bound"] / best["alone"], 1.3, unit="×", note=f"{best['bound']:.1f} s : {best['alone']:.1f} s",
    )  # fmt: skip


def _bound(papers):
    sheets = [Sheet(number, f"Paper {number}", Paged(data)) for number, data in enumerate(papers, start=1)]
    return bind(sheets, title="Measured bundle", marking="OFFICIAL-SENSITIVE", words="Copy for nobody").data


def _pypdf_alone(papers):
    writer = pypdf.PdfWriter()
    for number, data in enumerate(papers, start=1):
        writer.append(io.BytesIO(data), outline_item=f"Paper {number}")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _spent(work):
    begun = time.process_time()
    result = work()
    return result, time.process_time() - begun
