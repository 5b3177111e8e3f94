"""The last link of the service navigation; the service's own name leads home."""

from django.http import HttpRequest
from django.urls import reverse

from lscp.web.components import NavItem


def my_account(request: HttpRequest) -> list[NavItem]:
    """The person's own account."""
    match = request.resolver_match
    is_here = bool(match and match.view_name == "my_account")
    return [NavItem("My account", reverse("my_account"), is_current=is_here)]
