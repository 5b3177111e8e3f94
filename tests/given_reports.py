"""States of a rapid review's report, reached the way people reach them."""

from lscp.people import sealing
from lscp.people.models import Person
from rapid_reviews.actions import report, report_judging, report_views
from rapid_reviews.models import RapidReview, ReportSection
from rapid_reviews.queries.report import report_of
from rapid_reviews.queries.report_judgements import count_of
from rapid_reviews.report_codes import About, SectionKind
from tests.given_reviews import given_review
from tests.remembered import state

TEXT = "The child was found in the pond by the neighbour"


IDENTITY = {
    "given_name": "Zebedee", "family_name": "O’Quillfeather", "other_names": "Zeb, also known as Will",
    "birth_date": {"precision": "exact", "earliest": "2023-03-02", "latest": "2023-03-02", "as_written": ""},
    "address": "12 Pondweed Lane\nNorthtown\nNT1 4ZQ", "school": "Duckmere Primary School",
    "doctor": "The Reedbank Surgery", "nhs_number": "943 476 5919",
}  # fmt: skip


def given_person(review, kind="child", number=1, **changes):
    """Somebody of the case, with the identity that the form took down."""
    identity = sealing.seal(review.case, {**IDENTITY, **changes})
    return Person.all_records.create(case=review.case, kind=kind, number=number, identity=identity)


def section_of(review, key="facts"):
    """One section of the present report as it now stands."""
    rows = ReportSection.all_records.select_related("review__notification", "case", "owner")
    return rows.filter(review=review, key=key).order_by("round").last()


def write(review, by, text=TEXT, *, key="facts", **kwargs):
    """A version of one section, written over what stands."""
    section = section_of(review, key)
    given = {"seen_version": section.version, "text": text}
    return report.write(section.public_id, by=by, **{**given, **kwargs})


def ready(review, by, key="facts"):
    """Say that one section is ready."""
    section = section_of(review, key)
    return report.set_ready(section.public_id, seen_version=section.version, by=by)


def judge(review, by, about, **answers):
    """Answers of one list, having seen those that stand."""
    number = report_of(review).round
    return report_judging.judge(
        review.public_id,
        about=about,
        answers=answers,
        seen_number=count_of(review, number, About(about)),
        by=by,
    )


def ask_views(review, by):
    """Ask the partners what should follow."""
    version = RapidReview.all_records.get(pk=review.pk).version
    return report_views.ask_views(review.public_id, seen_version=version, by=by)


def give_view(review, person, choice="local", *, rationale=None, seen_number=0):
    """One person signs a view of what should follow."""
    the_round = review.case.signing_rounds.get(purpose="rapid_review_view", ended_at=None)
    return report_views.give_view(
        review.public_id, choice=choice, rationale=rationale or f"Because {person}",
        seen_rests_on=the_round.rests_on, seen_number=seen_number, by=person,
    )  # fmt: skip


@state
def given_whole_report(cast, review=None):
    """A report with every section ready, everything answered and the views open."""
    review = review or given_review(cast)
    unit = cast.lscp_unit
    outline = report_of(review).outline
    for part in outline.written:
        if part.kind == SectionKind.TEXT:
            write(review, unit, f"About {part.title.lower()}", key=part.key)
            ready(review, unit, part.key)
    for about, answer in ((About.LOCAL, "yes"), (About.NATIONAL, "no")):
        judge(review, unit, about, **{one.key: (answer, "As it was said") for one in outline.items(about)})
    judge(review, unit, About.READINESS, **{one.key: ("met", "") for one in outline.readiness})
    ask_views(review, unit)
    for name in ("police", "council", "icb"):
        give_view(review, getattr(cast, f"{name}_rag"))
    return review
