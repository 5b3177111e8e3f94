"""What the home page is made of: apps add their work lists and buttons from `AppConfig.ready`.

Nothing here knows what they look at. A section that has nothing to say returns None.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.http import HttpRequest

from lscp.web.components import Action, ActionButton, TableData


@dataclass(frozen=True)
class Section:
    """One block of the home page: a heading, a sentence, rows or what to say when there are none, links."""

    title: str
    intro: str = ""
    table: TableData | None = None
    buttons: Sequence[ActionButton] = ()
    links: Sequence[Action] = field(default=())


Source = Callable[[HttpRequest], Section | None]
_sources: list[tuple[int, Source]] = []


def register_section(source: Source, *, order: int = 50) -> None:
    """Show what `source` returns on the home page; None shows nothing. Lower orders come first.

    Registering the same function again changes nothing, so that `ready` may run twice.
    """
    if all(known is not source for _order, known in _sources):
        _sources.append((order, source))
        _sources.sort(key=lambda entry: entry[0])


def sections(request: HttpRequest) -> list[Section]:
    """The blocks for this reader, in order."""
    return [section for _order, source in _sources if (section := source(request)) is not None]
