"""What the tests of accounts share."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext


@pytest.fixture
def queries_of():
    """How many queries something takes, after it ran once to fill what is kept between requests."""

    def count(do):
        do()
        with CaptureQueriesContext(connection) as found:
            do()
        return len(found)

    return count
