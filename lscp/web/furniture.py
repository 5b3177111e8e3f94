"""What stands around every page: notices, the service navigation; and the entries of the settings page.

Apps register functions from their `AppConfig.ready`; nothing here knows what they look at.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.http import HttpRequest

from lscp.web.components import Banner, NavItem, SettingsLink

BannerSource = Callable[[HttpRequest], Banner | None]
NavSource = Callable[[HttpRequest], Iterable[NavItem]]
SettingsSource = Callable[[HttpRequest, Any], Iterable[SettingsLink]]
Source = TypeVar("Source")

_banners: list[tuple[int, BannerSource]] = []
_navigation: list[tuple[int, NavSource]] = []
_settings: list[tuple[int, SettingsSource]] = []


def register_banner(source: BannerSource, *, order: int = 50) -> None:
    """Show what `source` returns at the top of signed-in pages; None shows nothing. Lower orders come first.

    Registering the same function again changes nothing, so that `ready` may run twice.
    """
    _register(_banners, source, order)


def register_navigation(source: NavSource, *, order: int = 50) -> None:
    """Add what `source` returns to the service navigation of signed-in pages. Lower orders come first."""
    _register(_navigation, source, order)


def register_settings(source: SettingsSource, *, order: int = 50) -> None:
    """Add what `source` returns for a reader and a partnership to the partnership's settings page."""
    _register(_settings, source, order)


def banners(request: HttpRequest) -> list[Banner]:
    """The notices for this reader."""
    return [banner for _order, source in _banners if (banner := source(request)) is not None]


def navigation(request: HttpRequest) -> list[NavItem]:
    """The navigation for this reader."""
    return [item for _order, source in _navigation for item in source(request)]


def settings_links(request: HttpRequest, partnership: Any) -> list[SettingsLink]:
    """What this reader may open from a partnership's settings page."""
    return [link for _order, source in _settings for link in source(request, partnership)]


def _register(registry: list[tuple[int, Source]], source: Source, order: int) -> None:
    if all(known is not source for _order, known in registry):
        registry.append((order, source))
        registry.sort(key=lambda entry: entry[0])
