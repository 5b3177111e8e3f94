"""Whoever raised a case reads the national time limits on its page, not the steps of the rapid review."""

import pytest
from django.urls import reverse

from tests.given_reviews import given_review

pytestmark = pytest.mark.django_db
STEPS = ("Ask the agencies", "Executive oversight", "Circulate the draft report")


def test_list_names_whoever_raised_it_the_next_national_time_limit(cast, signed_in):
    review = given_review(cast)
    page = signed_in(cast.hospital_practitioner).get(reverse("notifications:mine")).content.decode()
    assert (review.case.reference in page, "Tell the safeguarding partners" in page) == (True, True)
    assert [step in page for step in STEPS] == [False] * 3
    page = signed_in(cast.lscp_unit).get(reverse("notifications:list")).content.decode()
    assert "Ask the agencies" in page


def test_page_of_a_case_spares_whoever_raised_it_the_steps_of_the_rapid_review(cast, signed_in):
    address = given_review(cast).notification.get_absolute_url()
    for person, shown in ((cast.hospital_practitioner, False), (cast.lscp_unit, True)):
        page = signed_in(person).get(address).content.decode()
        assert [step in page for step in STEPS] == [shown] * 3, person
        assert "Rapid review to the national Panel" in page
