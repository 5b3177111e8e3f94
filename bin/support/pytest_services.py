"""Fixtures and hooks for tests that need the machine: the browser, and servers of their own.

tests/conftest.py calls `embedded.ensure_for_tests()` first, sets DJANGO_SETTINGS_MODULE, then names this in
`pytest_plugins`. (pytest-django would otherwise read the settings before there is a server to name in them.)
"""

from typing import Any

import pytest

from .chromium import find_chromium, launch_arguments


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep tests that start and stop servers on one processor, so that they do not starve each other."""
    for item in items:
        if item.get_closest_marker("services"):
            item.add_marker(pytest.mark.xdist_group("services"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the Chromium that bin/test found or installed."""
    found = find_chromium()
    arguments = {**browser_type_launch_args, "args": launch_arguments()}
    return {**arguments, "executable_path": found} if found else arguments
