"""Lines that other concerns add to the form's task list: the lead's answer, files, sending."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from lscp.web.components import Task

Source = Callable[[HttpRequest, Any], Task | None]
AT_END = ""

_sources: list[tuple[str, Source]] = []


def register(after: str, source: Source) -> Source:
    """Add a line after the section of this key; `AT_END` puts it into the last list. None adds nothing."""
    if all(known is not source for _after, known in _sources):
        _sources.append((after, source))
    return source


def lines(request: HttpRequest, notification: Any, after: str) -> list[Task]:
    """The lines that follow a section."""
    made = [source(request, notification) for key, source in _sources if key == after]
    return [task for task in made if task is not None]
