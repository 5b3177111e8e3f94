"""The home page, and a person's own account page."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lscp.accounts.models import Membership, TermsAcceptance
from lscp.accounts.roles import Role
from lscp.accounts.views.base import span
from lscp.dashboard.role_words import CAN
from lscp.kernel.dates import british_date
from lscp.kernel.kept_plans import kept_plans
from lscp.messaging.models import MessagePreference
from lscp.web.components import Action, SummaryRow
from lscp.web.sections import sections


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the reader has to do, and what they can do here."""
    user: Any = request.user
    held = user.memberships_today()
    with kept_plans():
        found = sections(request)
    context = {"sections": found, "roles": roles_in_words(held), "has_roles": bool(held)}
    return render(request, "dashboard/home.html", context)


def roles_in_words(held: list[Membership]) -> list[tuple[str, tuple[str, ...]]]:
    """Each role, where it is held, and what it can do; partnerships are named where there are several."""
    several = len({m.partnership_id for m in held}) > 1
    by_role: dict[tuple[str, str], list[str]] = {}
    for m in held:
        by_role.setdefault((m.role, m.agency.name), []).append(m.partnership.name)
    found = []
    for (role, agency), places in by_role.items():
        where = f", in {' and '.join(sorted(places))}" if several else ""
        found.append((f"{Role(role).label}, {agency}{where}", CAN[Role(role)]))
    return found


@require_safe
def my_account(request: HttpRequest) -> HttpResponse:
    """Who I am here: roles, messages, how I sign in."""
    user: Any = request.user
    held = (
        user.memberships.not_over()
        .select_related("partnership", "agency")
        .order_by("partnership__name", "role")
    )
    accepted = TermsAcceptance.objects.filter(user=user).select_related("terms__partnership")
    context = {
        "rows": person_rows(user),
        "headers": ("Role", "Agency", "Partnership", "When"),
        "role_rows": [[m.get_role_display(), m.agency.name, m.partnership.name, span(m)] for m in held],
        "accepted": [
            f"{one.terms.partnership}: text of {british_date(one.terms.in_force_from)}"
            for one in accepted.order_by("-accepted_at")[:10]
        ],
        "message_rows": message_rows(user),
        "sign_in_rows": sign_in_rows(user),
    }
    return render(request, "dashboard/my_account.html", context)


def person_rows(user: Any) -> list[SummaryRow]:
    """A person's details as their manager keeps them."""
    return [
        SummaryRow("Name", user.name),
        SummaryRow("E-mail", user.email),
        SummaryRow("Job title", user.job_title, missing="Not given"),
        SummaryRow("Telephone", user.phone, missing="Not given"),
    ]


def sign_in_rows(user: Any) -> list[SummaryRow]:
    """Password, second factor and where the person is signed in, each with its page."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    factors = Authenticator.objects.filter(user=user, type__in=kinds).count()
    has_password = user.has_usable_password()
    password = "account_change_password" if has_password else "account_set_password"
    factor = "Set up" if factors else "None yet"
    elsewhere = Action("See", reverse("usersessions_list"), "where you are signed in")
    return [
        SummaryRow("Password", "Set" if has_password else "None", [_change(password, "password")]),
        SummaryRow("Second factor", factor, [_change("mfa_index", "second factor")]),
        SummaryRow("Signed in at", "", [elsewhere], missing="This browser, and perhaps others"),
    ]


def message_rows(user: Any) -> list[SummaryRow]:
    """How the person gets reminders."""
    together = MessagePreference.objects.filter(user=user, digest=True).exists()
    words = "Together, once a day" if together else "One by one"
    return [SummaryRow("Reminders", words, [_change("messaging:reminders", "how you get reminders")])]


def _change(name: str, about: str) -> Action:
    return Action("Change", reverse(name), about)
