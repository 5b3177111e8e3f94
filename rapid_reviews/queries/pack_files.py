"""The pack for the national Panel as one ZIP: covering sheet, recommendation, report as PDF and Word.

File names hold the case's reference only. People are said by their roles, who signed by their seats.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from lscp.deadlines.pages import due_words
from lscp.kernel import clock
from lscp.kernel.dates import british_date
from lscp.web.pdf import render_pdf
from rapid_reviews.models import RapidReview
from rapid_reviews.queries.chronology_roles import Roles, roles_of
from rapid_reviews.queries.outcome import outcomes_of
from rapid_reviews.queries.pack import checklist
from rapid_reviews.queries.pack_texts import recommendation_rows, signature_rows
from rapid_reviews.queries.panel_clock import panel_clock
from rapid_reviews.queries.recommendation import in_hand
from rapid_reviews.queries.report import report_of
from rapid_reviews.queries.report_check import unsettled
from rapid_reviews.queries.report_export import Answer, Chapter, Copy, copy_of
from rapid_reviews.queries.report_word import word_of

MARKING = "OFFICIAL-SENSITIVE"


def pack_name(review: RapidReview) -> str:
    """The file's name without its ending: the reference and the round."""
    name = f"{review.case.reference}-rapid-review-pack"
    return f"{name}-round-{review.round}" if review.round > 1 else name


def pack_of(user: Any, review: RapidReview) -> bytes:
    """The ZIP of the present round for this reader, who may download it."""
    written, now = io.BytesIO(), clock.now()
    stamp = (now.year, now.month, now.day, now.hour, now.minute, 0)
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _files(user, review):
            archive.writestr(zipfile.ZipInfo(name, stamp), data, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _files(user: Any, review: RapidReview) -> list[tuple[str, bytes]]:
    reference, suffix = review.case.reference, f"-round-{review.round}" if review.round > 1 else ""
    report = _report(user, review)
    names = {
        "sheet": f"{reference}-1-covering-sheet{suffix}.pdf",
        "recommendation": f"{reference}-2-recommendation{suffix}.pdf",
        "pdf": f"{reference}-3-report{suffix}.pdf", "word": f"{reference}-3-report{suffix}.docx",
    }  # fmt: skip
    sheet = Copy(
        reference, review.round, is_draft=False, chapters=covering_sheet(review, list(names.values()))
    )
    signed = Copy(reference, review.round, is_draft=False, chapters=_signed(user, review))
    found = [
        (names["sheet"], _pdf(sheet, f"Covering sheet {reference}")),
        (names["recommendation"], _pdf(signed, f"Recommendation {reference}")),
    ]
    if report is not None:
        found += [
            (names["pdf"], _pdf(report, report.title)),
            (names["word"], word_of(report, marking=MARKING)),
        ]
    return found


def _pdf(copy: Copy, title: str) -> bytes:
    return render_pdf("pdf/rapid_review_report.html", {"copy": copy}, title=title, marking=MARKING)


def covering_sheet(review: RapidReview, names: Sequence[str]) -> list[Chapter]:
    """What goes with the pack: which case, which clock, what is recommended, what is not met and why."""
    recommendation = in_hand(review)
    decided = " and ".join(str(one.label) for one in outcomes_of(recommendation)) if recommendation else ""
    due = panel_clock(review)
    about = [
        Answer("Reference", review.case.reference), Answer("From", str(review.partnership)),
        Answer("Round", str(review.round)), Answer("What the partnership decided", decided),
        Answer("Due at the Panel", due_words(due) if due else "Not known"),
        Answer("Made on", british_date(clock.today())),
    ]  # fmt: skip
    roles = roles_of(review)
    items = [
        Answer(str(one.item.label), "Met" if one.is_met else _unmet(roles, one.missing, one.reason))
        for one in checklist(review)
    ]
    note = (
        "People are named by what they are to the child, and those who signed by the agency they signed for."
    )
    return [
        Chapter("About this pack", [note], about, ("What", "Answer")),
        Chapter("What is in it", list(names)),
        Chapter("Checklist", (), items, ("What was checked", "How it stands")),
    ]


def _unmet(roles: Roles, missing: Sequence[str], reason: str) -> str:
    return roles.hide(f"Not met: {'. '.join(missing)}\n\nWhy it goes all the same: {reason}")


def _signed(user: Any, review: RapidReview) -> list[Chapter]:
    headers = ("What", "Answer and reasons")
    return [
        Chapter(
            "What the Review Advisory Group (RAG) recommends",
            (),
            recommendation_rows(user, review, review.round),
            headers,
        ),
        Chapter("The Executive’s signatures", (), signature_rows(user, review, review.round), headers),
    ]


def _report(user: Any, review: RapidReview) -> Copy | None:
    """The report; where its check for names is not settled, every name found becomes a role as well."""
    report = report_of(review, review.round) or report_of(review)
    if report is None:
        return None
    copy = copy_of(user, review, report, names_signers=False)
    return _hidden(copy, roles_of(review)) if unsettled(review, report) else copy


def _hidden(copy: Copy, roles: Roles) -> Copy:
    chapters = [
        Chapter(
            one.title, [roles.hide(text) for text in one.paragraphs],
            [Answer(row.label, roles.hide(row.text)) for row in one.rows], one.headers,
        )
        for one in copy.chapters
    ]  # fmt: skip
    return replace(copy, chapters=chapters)
