"""Returns of the matrix's world: the school was asked and added a file, the hospital signed off twice."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from rapid_reviews.actions import agency_people, asking, return_files, steps
from tests import given_returns


def returning(cast, world, review, request):
    """A file on the school's request, and a return of the hospital in two versions."""
    upload = SimpleUploadedFile("register.txt", b"Some days", content_type="text/plain")
    file = return_files.add_file(request.public_id, upload=upload, by=cast.school_practitioner)
    world.return_file, world.return_section, world.return_page = file.public_id, "events", "events"
    answered = given_returns.given_request(
        cast, "hospital", review=review, people=[cast.hospital_practitioner]
    )
    given_returns.step(
        agency_people.set_people, answered, cast.hospital_lead, writes=[cast.hospital_practitioner],
        one_person_takes_two=True,
    )  # fmt: skip
    given_returns.write(answered, cast.hospital_practitioner)
    _sign_off(cast, answered)
    given_returns.step(asking.send_back, answered, cast.lscp_unit, questions="Who rang?")
    _sign_off(cast, answered)
    world.returned_request = answered.public_id


def _sign_off(cast, request):
    given_returns.finish(request, cast.hospital_practitioner)
    given_returns.step(steps.check, request, cast.hospital_lead)
    given_returns.step(steps.sign_off, request, cast.hospital_lead)
