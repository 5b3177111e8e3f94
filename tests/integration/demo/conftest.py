"""Demo mode, as `DEMO_MODE=1` gives it."""

import pytest

import lscp.urls  # noqa: F401 - read here, while demo mode is off, so that no test leaves its addresses behind
from lscp.demo import loading, time_offset
from lscp.kernel import clock
from tests.remembered import remembered


@pytest.fixture
def demo_mode(settings):
    """Settings, addresses and clock of the demonstration."""
    settings.DEMO_MODE, settings.MFA_REQUIRED = True, False
    settings.ROOT_URLCONF = "tests.integration.demo.urls"
    clock.set_offset_source(time_offset.current)
    yield
    clock.set_offset_source(None)


@pytest.fixture
def people(db, demo_mode):
    """The demonstration's accounts, by address."""
    return remembered(("accounts of the demonstration", clock.today()), loading.load_accounts)
