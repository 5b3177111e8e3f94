"""The first and the last link of the service navigation."""

from django.http import HttpRequest
from django.urls import reverse

from lscp.web.components import NavItem


def home(request: HttpRequest) -> list[NavItem]:
    """The home page."""
    return [_item(request, "Home", "home")]


def my_account(request: HttpRequest) -> list[NavItem]:
    """The person's own account."""
    return [_item(request, "My account", "my_account")]


def _item(request: HttpRequest, text: str, name: str) -> NavItem:
    match = request.resolver_match
    return NavItem(text, reverse(name), is_current=bool(match and match.view_name == name))
