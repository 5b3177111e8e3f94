"""The rapid review of the matrix's world: one under way, whose school was asked and suggests another agency."""

from __future__ import annotations

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile

from lscp.accounts import actions as accounts
from lscp.accounts.models import GroupKind, Seat
from lscp.kernel.clock import today
from lscp.people import sealing
from rapid_reviews.actions import chronology_export, chronology_import, chronology_words, family, report
from rapid_reviews.models import AgencySuggestion, ReportSection
from rapid_reviews.queries.chronology import Narrowing
from rapid_reviews.queries.chronology_checks import checked
from rapid_reviews.queries.report import report_of
from rapid_reviews.queries.report_check import hits_of
from tests import given_chronology, given_reports, given_reviews
from tests.architecture.permissions.return_world import returning


def reviewing(cast, world):
    """One review of the first partnership with a request to the school, named to its practitioner."""
    review = given_reviews.given_review(cast)
    _executive(cast)
    (request,) = given_reviews.ask(
        review, cast.agencies["school"], by=cast.lscp_unit,
        people={cast.agencies["school"].pk: [cast.school_practitioner]},
    )  # fmt: skip
    text = sealing.seal(review.case, "The Zebringtons went to a club")
    sealing.freeze([text])
    suggested = AgencySuggestion.all_records.create(request=request, text=text, made_by=cast.school_lead)
    world.review, world.request, world.suggestion = review.public_id, request.public_id, suggested.public_id
    world.step, world.pack_item = "review_meeting", "safety"
    row = given_chronology.add_row(request, cast.school_lead)
    world.chronology_row = row.public_id
    given_chronology.add_row(request, cast.school_lead, dt.date(2025, 9, 3), "Began at school")
    section = ReportSection.all_records.get(review=review, key="facts")
    given_reports.given_person(review)
    report.write(section.public_id, seen_version=1, text="Zebedee was found", by=cast.lscp_unit)
    world.report_hit = hits_of(review, report_of(review))[0].key
    world.report_section, world.report_about = section.public_id, "local"
    world.report_kind = "docx"
    world.report_round = world.report_version = 1
    file = SimpleUploadedFile("x.csv", b"Date,Event\n1/2/2024,Quilliam Zebrington was seen\n")
    kept = chronology_import.upload(request.public_id, seen_version=None, file=file, by=cast.school_lead)
    chronology_import.confirm_columns(
        kept.public_id, seen_version=1, columns=kept.columns, date_order="day", by=cast.school_lead
    )
    world.chronology_file, world.template_kind = kept.public_id, "xlsx"
    copy = chronology_export.ask(
        review.public_id, kind="csv", narrowing=Narrowing(), with_names=False, reason="", by=cast.lscp_unit
    )
    chronology_export.make(copy.pk)
    word = chronology_words.add(
        review.public_id, seen_version=None, word="Ms Okafor", role="health visitor", by=cast.lscp_unit
    )
    world.chronology_copy, world.chronology_word = copy.public_id, word.public_id
    _family(cast, world, review)
    returning(cast, world, review, request)
    world.check_code = checked(review).findings[0].code


def _family(cast, world, review):
    """Two people, and how they belong together."""
    child, mother = (
        given_reports.given_person(review, kind, 7, given_name=name)
        for kind, name in (("child", "Zebedee"), ("household", "Ottoline"))
    )
    bond = family.Bond("mother", str(mother.public_id), str(child.public_id), {"source": "The school"})
    tie = family.tie(review.public_id, seen_version=None, bond=bond, by=cast.lscp_unit)
    world.family_person, world.family_tie = mother.public_id, tie.public_id


def _executive(cast):
    """The Executive of the first partnership, the council's member in the chair."""
    group = accounts.add_group(cast.here, kind=GroupKind.EXECUTIVE, name="Executive", by=cast.system)
    for name in ("police", "council", "icb"):
        seat = Seat.CHAIR if name == "council" else Seat.MEMBER
        person = getattr(cast, f"{name}_executive")
        accounts.add_seat(group, person, cast.agencies[name], seat=seat, by=cast.system, from_on=today())
