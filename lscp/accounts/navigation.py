"""The link to the settings, for those who manage a partnership."""

from django.http import HttpRequest

from lscp.accounts.policies import can_add_people
from lscp.kernel.addresses import page_address
from lscp.web.components import NavItem


def settings_link(request: HttpRequest) -> list[NavItem]:
    """People, agencies, groups and terms, for managers and administrators."""
    if not request.user.is_authenticated or not can_add_people(request.user):
        return []
    match = request.resolver_match
    is_here = bool(match and match.app_name == "accounts" and match.url_name != "accept_terms")
    return [NavItem("Settings", page_address("accounts:partnerships"), is_current=is_here)]
