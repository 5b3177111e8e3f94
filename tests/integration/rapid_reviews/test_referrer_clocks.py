"""Whoever raised a case reads the national time limits on its page, not the steps of the rapid review."""

import pytest

from tests.given_reviews import given_review

pytestmark = pytest.mark.django_db
STEPS = ("Ask the agencies", "Executive oversight", "Circulate the draft report")


def test_page_of_a_case_spares_whoever_raised_it_the_steps_of_the_rapid_review(cast, signed_in):
    address = given_review(cast).notification.get_absolute_url()
    for person, shown in ((cast.hospital_practitioner, False), (cast.lscp_unit, True)):
        page = signed_in(person).get(address).content.decode()
        assert [step in page for step in STEPS] == [shown] * 3, person
        assert "Rapid review to the national Panel" in page
