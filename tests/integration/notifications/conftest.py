"""People and cases of the judging of a notification."""

import pytest

from lscp.kernel import events
from notifications.events import CriteriaFoundNotMet, DecidedToNotify
from tests import given


@pytest.fixture
def group(cast):
    return given.given_group(cast)


@pytest.fixture
def viewed(cast, group):
    """The three partners agree that the criteria are met."""
    return given.given_views(cast)


@pytest.fixture
def asked(cast, group):
    """Views are asked for and nobody has given one."""
    return given.given_under_consideration(cast)


@pytest.fixture
def heard(monkeypatch):
    """What was published, instead of its consequences."""
    found = []
    for event in (DecidedToNotify, CriteriaFoundNotMet):
        monkeypatch.setitem(events._consequences, event, [found.append])
    return found
