"""The way to the pages of the record."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse

from lscp.record import policies
from lscp.web.components import NavItem


def navigation(request: HttpRequest) -> Iterable[NavItem]:
    """For whoever looks after a partnership's record."""
    if policies.can_read_partnership_record(request.user):
        address = reverse("record:partnership")
        yield NavItem("Record", address, is_current=request.path == address)
