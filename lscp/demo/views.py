"""Signing in as anybody, and moving the clock: both exist in demo mode only."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lscp.accounts.models import User
from lscp.audit import service as audit
from lscp.demo import actions, listing, policies, queries, time_offset
from lscp.demo.accounts import ACCOUNTS
from lscp.demo.forms import MoveClockForm
from lscp.demo.words import how_far
from lscp.kernel import clock as product_clock

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@login_not_required
@never_cache
@require_safe
def sign_in(request: HttpRequest) -> HttpResponse:
    """Every demonstration account with a button."""
    _demo_only()
    context = {"partnerships": listing.by_partnership(), "next": request.GET.get("next", "")}
    return render(request, "demo/sign_in.html", context)


@login_not_required
@never_cache
@require_POST
def sign_in_as(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the demonstration's accounts; no other account can be opened here."""
    _demo_only()
    address = request.POST.get("email", "")
    if address not in {account.email for account in ACCOUNTS}:
        raise Http404
    user = get_object_or_404(User, email=address, is_active=True)
    login(request, user, backend=BACKEND)
    with transaction.atomic():
        audit.record("demo.signed_in", subject=user, by=user)
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()})
    return redirect(wanted if wanted and is_ours else "home")


@require_http_methods(["GET", "POST"])
def clock(request: HttpRequest) -> HttpResponse:
    """Where the clock stands, and the ways to move it."""
    _demo_only()
    verdict = policies.can_move_clock(request.user)  # type: ignore[arg-type]
    if not verdict:
        raise PermissionDenied(verdict.message)
    form = MoveClockForm()
    if request.method == "POST":
        form = MoveClockForm(request.POST) if "by_form" in request.POST else form
        if not form.is_bound or form.is_valid():
            _move(request, form)
            return redirect("demo:clock")
    return render(request, "demo/clock.html", _clock_context(request, form))


def _move(request: HttpRequest, form: MoveClockForm) -> None:
    """Do what the button says: by hours, by days, to the next reminder, or back."""
    by: Any = request.user
    step = request.POST.get("step", "")
    if form.is_bound:
        row = actions.move_clock(
            by=by, days=form.cleaned_data["days"] or 0, hours=form.cleaned_data["hours"] or 0
        )
    elif step == "next":
        row = actions.move_to_next_rung(by=by)
    elif step == "back":
        row = actions.return_to_real_time(by=by)
    else:
        row = actions.move_clock(by=by, days=int(step == "day"), hours=int(step == "hour"))
    said = f"The clock is now {how_far(row.ahead)} ahead." if row.ahead else "The clock is back on real time."
    messages.success(request, said)


def _clock_context(request: HttpRequest, form: MoveClockForm) -> dict[str, Any]:
    ahead = time_offset.current()
    return {
        "form": form,
        "now": product_clock.now(),
        "real_now": product_clock.real_now(),
        "how_far": how_far(ahead) if ahead else "",
        "next_rung": queries.next_rung(request.user),
    }


def _demo_only() -> None:
    if not settings.DEMO_MODE:
        raise Http404
