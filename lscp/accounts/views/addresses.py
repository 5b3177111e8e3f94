"""Agreeing to a new e-mail address, through the link that went to the old one."""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lscp.accounts.actions.addresses import address_change
from lscp.accounts.actions.addresses import confirm_address as agree
from lscp.kernel.access import Refused
from lscp.web.components import SummaryRow


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def confirm_address(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show the new address and ask; nothing changes before the button is pressed."""
    problem, is_done = "", False
    change = address_change(public_id)
    if change is None:
        problem = "This link has been used or is too old. Ask your partnership’s manager."
    elif request.method == "POST":
        try:
            agree(public_id)
            is_done = True
        except Refused as refusal:
            problem = str(refusal)
    rows = [SummaryRow("It is now", change.old), SummaryRow("It would be", change.new)] if change else []
    context = {"change": change, "problem": problem, "is_done": is_done, "rows": rows}
    return render(request, "accounts/confirm_address.html", context, status=409 if problem else 200)
