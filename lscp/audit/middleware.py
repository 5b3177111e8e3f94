"""Writes every refused attempt of a signed-in person, after whatever they tried was rolled back."""

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from lscp.audit import refusals, service

REFUSALS = frozenset({403, 404, 409})


class RefusalMiddleware:
    """Outermost of ours: sees the page that the refusal became."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and write down who was refused what."""
        response = self.get_response(request)
        match, user = getattr(request, "resolver_match", None), getattr(request, "user", None)
        if response.status_code in REFUSALS and match and user and user.is_authenticated:
            about = refusals.about(match)
            keys = (str(value) for value in match.kwargs.values() if isinstance(value, uuid.UUID))
            service.record_refusal(
                by=user,
                path_name=match.view_name or "",
                subject_id=next(keys, ""),
                status=response.status_code,
                method=request.method or "",
                case=about.case,
                compartment=about.compartment,
            )
        return response
