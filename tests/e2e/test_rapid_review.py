"""A rapid review in the browser, from the notification's receipt to the Panel's agreement in the second round.

Nine agencies are asked. Eight of them send the 349 rows of the demonstration's merged chronology. Five answer as
agencies do: one knows nothing, one is sent back, one is late and escalated, one imports a spreadsheet made by
hand, one is added late.
"""

import datetime as dt

import pytest

from lscp.accounts import actions as accounts
from lscp.accounts.models import Membership
from lscp.accounts.roles import Role
from lscp.audit.models import AuditEvent
from lscp.demo import names
from lscp.demo.stories import chronology
from lscp.kernel import clock
from lscp.people import sealing
from lscp.people.models import Person
from tests.e2e.review_conclusion import STEPS, first_round, second_round
from tests.e2e.review_journey import NEW, Journey, agencies_answer
from tests.e2e.review_middle import (
    chronology_is_read,
    meeting_is_held,
    report_is_written,
)
from tests.given import given_group
from tests.given_recommendations import given_executive_group
from tests.given_reviews import given_review

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def forward():
    """The product's clock, moved forward for the browser and for this test alike."""
    ahead = [dt.timedelta(0)]
    before = clock.offset_source()
    clock.set_offset_source(lambda: ahead[0])

    def move(**span):
        ahead[0] += dt.timedelta(**span)

    yield move
    clock.set_offset_source(before)


@pytest.fixture
def journey(cast, browse):
    """A notified incident with a girl, her brother and four adults; the groups; agencies to ask."""
    given_group(cast)
    given_executive_group(cast)
    for name, kind in NEW.items():
        cast.agencies[name] = accounts.add_agency(name=name.title(), kind=kind, by=cast.system)
        accounts.place_agency(cast.agencies[name], cast.here, by=cast.system)
        cast.person("lead", name, Role.SAFEGUARDING_LEAD)
    head = cast.person("head", "icb", Role.PRACTITIONER)
    Membership.objects.filter(user=cast.icb_lead).update(superior=head)
    review = given_review(cast)
    known = {"child": ("girl",), "sibling": ("boy",), "household": ("mum", "partner", "dad", "nan")}
    for kind, keys in known.items():
        for number, key in enumerate(keys, start=1):
            name = {"given_name": chronology.NAMES[key], "family_name": "Example-Hornbeam"}
            identity = sealing.seal(review.case, name)
            Person.all_records.create(case=review.case, kind=kind, number=number, identity=identity)
    return Journey(cast, browse, review)


def test_nine_agencies_answer_and_the_panel_agrees_in_the_second_round(journey, forward, tmp_path):
    agencies_answer(journey, forward, tmp_path)
    chronology_is_read(journey)
    meeting_is_held(journey, forward)
    report_is_written(journey)
    first_round(journey, tmp_path)
    journey.nobody_else_sees_it()
    second_round(journey, forward, tmp_path)
    journey.unit_reads_it()
    journey.nobody_else_sees_it()
    journey.agencies_see_their_own_only()
    rows = AuditEvent.objects.filter(case_id=str(journey.review.case.public_id)).order_by("position")
    assert [row for row in rows if names.found_in(str(row.data))] == []
    assert {row.verb for row in rows} >= {f"rapid_reviews.{step}" for step in STEPS}
