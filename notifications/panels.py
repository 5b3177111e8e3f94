"""What the case page shows: an ordered list of panels and buttons, each from the concern it belongs to.

A panel is a function of the request and the notification (annotated with `knows` and `inside`, see
`queries.identity.with_standing`) that gives a `Panel`, or None when this reader has nothing to see there.
A button source gives the steps this reader may take, from the same policies that the actions ask.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from lscp.kernel.access import Verdict
from lscp.web.components import ActionButton


@dataclass(frozen=True)
class Panel:
    """One part of the case page: a heading and the template that draws it, lowest order first."""

    title: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    order: int = 50


PanelSource = Callable[[HttpRequest, Any], Panel | None]
ButtonSource = Callable[[HttpRequest, Any], Iterable[ActionButton]]

_panels: list[PanelSource] = []
_buttons: list[ButtonSource] = []


def shows(source: PanelSource) -> PanelSource:
    """Add a panel to the case page; called once when its module is loaded."""
    if source not in _panels:
        _panels.append(source)
    return source


def offers(source: ButtonSource) -> ButtonSource:
    """Add buttons to the case page; called once when its module is loaded."""
    if source not in _buttons:
        _buttons.append(source)
    return source


def panels(request: HttpRequest, notification: Any) -> list[Panel]:
    """What this reader sees, in order."""
    found = [panel for source in _panels if (panel := source(request, notification)) is not None]
    return sorted(found, key=lambda panel: panel.order)


def buttons(request: HttpRequest, notification: Any) -> list[ActionButton]:
    """The steps this reader may take now, main ones first, and those for another time with the reason."""
    found = [button for source in _buttons for button in source(request, notification)]
    return sorted(found, key=lambda button: bool(button.style))


def button(verdict: Verdict, text: str, href: str, style: Any = "") -> list[ActionButton]:
    """A button for a policy's answer: nothing when it is not this person's to do."""
    if verdict.code == "role":
        return []
    return [ActionButton(text, href, style, reason=verdict.message)]
