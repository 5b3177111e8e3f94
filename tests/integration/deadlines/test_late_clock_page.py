"""The page of a clock that is late: what is to be done stands before why."""

import pytest

pytestmark = pytest.mark.django_db


def test_late_clock_begins_with_what_is_to_be_done(given_notify_clock, cast, signed_in, travel):
    travel("2026-04-07T10:00")
    words = signed_in(cast.council_notifier).get(given_notify_clock.get_absolute_url()).content.decode()
    assert words.index("Give the reason for lateness") < words.index("Why this date")
