"""Fixtures and hooks for tests that need the machine: the browser, and servers of their own.

tests/conftest.py calls `embedded.ensure_for_tests()` first, sets DJANGO_SETTINGS_MODULE, then names this in
`pytest_plugins`. (pytest-django would otherwise read the settings before there is a server to name in them.)
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest

from .chromium import find_chromium, launch_arguments

SERVICES = "services"
DEMO = "demo"
LOADED = {"demo", "demo_site"}
EMPTYING = {"transactional_db", "live_server"}


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Keep on one processor what would starve another or be made twice, and begin with it.

    Those are the tests that start and stop servers, and those that read the loaded demonstration. Servers come
    first, the demonstration as soon as tests may empty the database: what takes long is not left for the end,
    where the other processor would wait for it. (pytest-django's order stays: what empties tables comes later.)
    """
    for item in items:
        if item.get_closest_marker("services"):
            item.add_marker(pytest.mark.xdist_group(SERVICES))
        elif LOADED & set(_fixtures(item)):
            item.add_marker(pytest.mark.xdist_group(DEMO))
    yield
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return
    groups = {id(item): mark.args[0] for item in items if (mark := item.get_closest_marker("xdist_group"))}
    servers = [item for item in items if groups.get(id(item)) == SERVICES]
    loaded = [item for item in items if groups.get(id(item)) == DEMO]
    others = [item for item in items if groups.get(id(item)) not in {SERVICES, DEMO}]
    place = next((place for place, item in enumerate(others) if _empties(item)), len(others))
    items[:] = [*servers, *others[:place], *loaded, *others[place:]]


def _fixtures(item: pytest.Item) -> list[str]:
    return getattr(item, "fixturenames", [])


def _empties(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("django_db")
    return bool(EMPTYING & set(_fixtures(item)) or (mark and mark.kwargs.get("transaction")))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the Chromium that bin/test found or installed."""
    found = find_chromium()
    arguments = {**browser_type_launch_args, "args": launch_arguments()}
    return {**arguments, "executable_path": found} if found else arguments
